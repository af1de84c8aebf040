"""The desk of what nobody leads, one's own work, and the table."""

from __future__ import annotations

import pytest
from tests.common.tables.bringing import bring, got

from actionline.common import work
from actionline.common.models import Job
from actionline.common.tables.models import TableImport
from actionline.mandates.assignments import actions, bulk
from actionline.mandates.assignments.actions import Plan
from actionline.mandates.assignments.models import Assignment
from actionline.mandates.models import Mandate

DESK = "/en/assignments/desk/"
MANY = "/en/assignments/desk/assign/"


def holders() -> dict[str, str | None]:
    return dict(Mandate.objects.values_list("current__path", "holder__slug"))


def test_it_works(officer_client, mandates):
    page = officer_client.get(DESK)

    assert "3 mandates have no lead." in page.text
    assert "acts for Director of the Development Bureau, which is asked" in page.text


def test_one_suggestion_is_accepted_by_its_button(officer_client, mandates):
    key = mandates["instructs/2"].pk
    done = officer_client.post(MANY, {"one": key, "scope": "all"})

    assert holders() == {"instructs/1": None, "instructs/2": "bdt", "invites/1": None}
    assert "Take all of it back" in officer_client.get(done["Location"]).text


def test_all_that_a_filter_finds_after_a_preview_and_taken_back(officer_client, mandates):
    sent = {"act": "accept", "scope": "all", "query": "q=i"}

    preview = officer_client.post(MANY, sent)
    assert "2 mandates would be assigned." in preview.text
    assert "1 has no suggestion and stays as it is." in preview.text
    assert Assignment.objects.count() == 0

    done = officer_client.post(MANY, {**sent, "seen": "2", "confirm": "yes"})
    assert holders() == {
        "instructs/1": "secretary-general",
        "instructs/2": "bdt",
        "invites/1": None,
    }
    batch = done["Location"].split("/acts/")[1].split("/")[0]
    officer_client.post(f"/en/assignments/acts/{batch}/undo/")
    assert (set(holders().values()), Assignment.objects.count()) == ({None}, 0)


def test_many_are_assigned_and_taken_back_in_the_background(officer_client, mandates, monkeypatch):
    monkeypatch.setattr(bulk, "AT_ONCE", 1)
    monkeypatch.setattr(bulk, "_PART", 1)
    sent = {"act": "accept", "scope": "all", "seen": "2", "confirm": "yes"}
    assert "It is done in the background" in officer_client.post(MANY, sent | {"seen": ""}).text

    address = officer_client.post(MANY, sent)["Location"]
    work.run(Job.objects.get().pk)
    assert holders() == {
        "instructs/1": "secretary-general",
        "instructs/2": "bdt",
        "invites/1": None,
    }
    act = Job.objects.get().then
    assert f'href="{act}"' in officer_client.get(address).text
    assert "Take all of it back" in officer_client.get(act).text
    batch = act.split("/acts/")[1].split("/")[0]
    officer_client.post(f"/en/assignments/acts/{batch}/undo/")
    work.run(Job.objects.latest("pk").pk)
    assert (set(holders().values()), Assignment.objects.count()) == ({None}, 0)


def test_what_was_seen_is_what_is_done(officer_client, mandates):
    sent = {"act": "accept", "scope": "all", "seen": "3", "confirm": "yes"}

    assert "In the meantime something was changed" in officer_client.post(MANY, sent).text
    assert Assignment.objects.count() == 0


def test_the_chosen_ones_go_to_one_body(officer_client, mandates):
    sent = {
        "act": "assign",
        "scope": "chosen",
        "select": [mandates["invites/1"].pk],
        "body": "council",
        "role": "lead",
        "seen": "1",
        "confirm": "yes",
    }

    officer_client.post(MANY, sent)

    assert holders()["invites/1"] == "council"


def test_the_form_of_one_mandate_offers_what_is_suggested(officer_client, mandates):
    address = f"/en/assignments/mandates/{mandates['instructs/2'].pk}/"

    form = officer_client.get(address).context["form"]
    assert form.initial["lead"] == "bdt"
    officer_client.post(address, {"lead": "bdt", "supporting": ["council"], "since": "2026-01-01"})

    page = officer_client.get(f"/en/mandates/{mandates['instructs/2'].pk}/").text
    assert "The last change, and taking it back" in page
    found = Assignment.objects.values_list("body__slug", "role", "since__year")
    assert sorted(found) == [("bdt", "lead", 2026), ("council", "supporting", 2026)]
    assert "Choose a body first." in officer_client.post(address, {"since": "2026-01-01"}).text


def test_the_register_narrows_down_by_the_lead(client, officer, mandates, bureau):
    actions.assign(plans=[Plan(mandates["instructs/1"].pk, bureau.pk)], by=officer)

    led = client.get("/en/mandates/?holder=bdt").context["register"]
    nobody = client.get("/en/mandates/?holder=none").context["register"]

    assert (led.total, nobody.total) == (1, 2)
    field = next(field for field in led.fields if field.name == "holder")
    assert [(choice.label, choice.count) for choice in field.choices] == [
        ("Development Bureau", 1),
        ("Nobody yet", 2),
    ]


def test_my_work_is_that_of_my_bodies(client_of, of_council, officer, mandates, bodies, bureau):
    council = bodies["council"].pk
    first, second = mandates["instructs/1"].pk, mandates["instructs/2"].pk
    actions.assign(plans=[Plan(first, council), Plan(second, bureau.pk, (council,))], by=officer)
    keeper = client_of(of_council)

    page = keeper.get("/en/assignments/mine/")
    assert [row.mandate.pk for row, _parts in page.context["rows"]] == [first, second]
    led = keeper.get("/en/assignments/mine/?role=lead&q=lighthouses")
    assert [row.mandate.pk for row, _parts in led.context["rows"]] == [first]
    assert "/en/mandates/export.ics?holder=council" in page.text
    lines = got(keeper, "/en/assignments/mine.csv?role=supporting").splitlines()
    assert [line.split(",")[0] for line in lines] == ["mandate", str(second)]


@pytest.mark.parametrize("number", [1, 3])
def test_the_number_of_queries_is_fixed(
    client_of, officer, mandates, bureau, number, django_assert_num_queries
):
    keys = [mandates[path].pk for path in ("invites/1", "instructs/1", "instructs/2")]
    actions.assign(plans=[Plan(key, bureau.pk) for key in keys[number:]], by=officer)
    client = client_of(officer)
    with django_assert_num_queries(21):
        client.get(DESK)


def test_the_desk_as_a_file_comes_back_as_assignments(officer_client, mandates):
    table = got(officer_client, "/en/assignments/desk.csv")
    assert table.splitlines()[1].startswith(f"{mandates['instructs/1'].pk},secretary-general,lead,")

    lines = [line for line in table.splitlines() if line.split(",")[1]]
    tried = bring(officer_client, "assignments", "\n".join(lines) + "\n")
    assert (tried.new, tried.faulty) == (3, 0)
    officer_client.post(f"/en/tables/imports/{tried.pk}/take/", {"mode": "all"})

    assert TableImport.objects.get().state == "taken"
    assert holders() == {
        "instructs/1": "secretary-general",
        "instructs/2": "bdt",
        "invites/1": None,
    }
    officer_client.post(f"/en/tables/imports/{tried.pk}/undo/")
    assert set(holders().values()) == {None}


def test_a_file_cannot_take_a_lead_away(officer_client, officer, mandates, bureau):
    key = mandates["instructs/1"].pk
    actions.assign(plans=[Plan(key, bureau.pk)], by=officer)

    tried = bring(
        officer_client, "assignments", f"mandate,body,role\n{key},council,lead\n9999,x,lead\n"
    )

    assert (tried.new, tried.faulty) == (0, 2)
