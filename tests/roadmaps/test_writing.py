"""Writing on pages, without a script: each form, who may, two at once."""

from __future__ import annotations

import pytest

from actionline.common.models import AuditEntry
from actionline.framework.models import MatrixLink
from actionline.roadmaps.models import ActivityVersion, Edition, Plan, TargetVersion

BASE = "/en/roadmaps/plans/l1-harbour-office"


@pytest.fixture
def browser_of(client_of, drafter):
    return client_of(drafter)


def test_a_plan_is_begun_and_written(client_of, publisher, shape, body, line):
    browser = client_of(publisher)
    given = {
        "shape": shape.pk,
        "body": body.pk,
        "line": line.pk,
        "label": "2026",
        "starts": "2026-01-01",
        "ends": "2026-12-31",
        "language": "en",
    }
    assert browser.get("/en/roadmaps/begin/").status_code == 200
    answer = browser.post("/en/roadmaps/begin/", given)
    assert answer.headers["location"] == f"{BASE}/1/edit/"
    browser.post(f"{BASE}/1/edit/list/outcomes/", {"lines": "Lit coasts\n\nSafe  ports"})
    browser.post(f"{BASE}/1/edit/text/vision/", {"text": "Light.", "revision": 0})
    browser.post(f"{BASE}/1/edit/activities/", {"lines": "Mend the lamps"})
    browser.post(f"{BASE}/1/edit/targets/", {"lines": "Lamps that burn"})

    edition = Edition.objects.get()
    assert list(edition.items.values_list("title", flat=True)) == ["Lit coasts", "Safe ports"]
    overview = browser.get(f"{BASE}/1/edit/").text
    assert "2 entries." in overview and "gaps" in overview


def test_a_plan_of_others_is_not_begun(client_of, outsider, shape, body, line):
    given = {
        "shape": shape.pk,
        "body": body.pk,
        "line": line.pk,
        "label": "2026",
        "starts": "2026-01-01",
        "ends": "2026-12-31",
        "language": "en",
    }

    page = client_of(outsider).post("/en/roadmaps/begin/", given)

    assert page.status_code == 200 and not Plan.objects.exists()
    assert "You are no focal point who publishes for this plan." in page.text


def test_each_step_of_an_activity_is_saved(browser_of, draft, terms, mandates, line):
    row = draft.activityversions.get(title="Teach the keepers")
    one, two = mandates(2)
    MatrixLink.objects.create(line=line, target=terms["9.c"], reason="x", source="x")
    base = f"{BASE}/1/edit/activities/{row.pk}"
    what = {"revision": 1, "title": "Teach all keepers", "slogan": "Light!", "item_id": ""}
    browser_of.post(f"{base}/what/", what)
    when = {"revision": 2, "starts": "2027-01-01", "ends": "2027-12-31", "results": "Ten taught."}
    answer = browser_of.post(f"{base}/when/", when | {"then": "mandates"})
    assert answer.headers["location"] == f"{base}/mandates/"
    assert "beacon 2" in browser_of.get(f"{base}/mandates/", {"q": "beacon"}).text
    browser_of.post(f"{base}/mandates/?q=beacon", {"revision": 3, "mandates": [one.pk, two.pk]})
    assert "9.c Cables" in browser_of.get(f"{base}/goals/").text
    goals = {"revision": 4, "goals": [terms["9.c"].pk], "codes": "9.1", "objectives": []}
    browser_of.post(f"{base}/goals/", goals)

    row.refresh_from_db()
    assert (row.title, row.more, row.results) == (
        "Teach all keepers",
        {"slogan": "Light!"},
        "Ten taught.",
    )
    assert row.mandates.count() == 2
    assert sorted(row.sdg_targets.values_list("code", flat=True)) == ["9.1", "9.c"]


def test_who_saves_second_sees_what_the_first_wrote(browser_of, client_of, draft, publisher):
    address = f"{BASE}/1/edit/text/vision/"
    client_of(publisher).post(address, {"text": "First words", "revision": 1})

    page = browser_of.post(address, {"text": "Second words", "revision": 1})

    assert page.status_code == 200
    assert "Somebody changed this meanwhile." in page.text
    assert "First words" in page.text and "Second words" in page.text
    assert 'name="revision" value="2"' in page.text
    browser_of.post(address, {"text": "Second words", "revision": 2})
    assert draft.passages.get().text == "Second words"


def test_a_target_is_written_with_its_values_on_the_way(browser_of, draft):
    row = draft.targetversions.get()
    address = f"{BASE}/1/edit/targets/{row.pk}/"
    given = {
        "revision": 1,
        "title": "Lamps",
        "unit": "lamps",
        "activity": "",
        "baseline": "10.50",
        "baseline_day": "2026-01-01",
        "value": "40",
        "day": "2029-01-01",
        "milestones": "2028-01-01 30\n2027-01-01 20",
    }
    wrong = browser_of.post(address, given | {"milestones": "soon 20", "day": "2025-01-01"}).text
    assert "is no date and value" in wrong and "comes after that of the baseline" in wrong

    browser_of.post(address, given)

    row = TargetVersion.objects.get()
    assert row.milestones == [["2027-01-01", "20"], ["2028-01-01", "30"]]
    assert row.activity_id is None
    assert 'value="10.5"' in browser_of.get(address).text


def test_rows_are_moved_taken_out_and_brought_back(browser_of, draft):
    row = draft.activityversions.get(title="Mend the lamps")
    address = f"{BASE}/1/edit/arrange/activity/{row.pk}/"
    browser_of.post(address, {"do": "down"})
    browser_of.post(address, {"do": "remove"})
    assert draft.activityversions.count() == 1
    entry = AuditEntry.objects.order_by("-number").first()
    assert "Take back" in browser_of.get(f"{BASE}/1/history/").text

    browser_of.post(f"{BASE}/1/history/{entry.number}/undo/")

    assert ActivityVersion.objects.get(pk=row.pk).title == "Mend the lamps"


def test_gaps_are_listed_and_forbid_nothing(browser_of, client_of, draft, publisher):
    page = browser_of.get(f"{BASE}/1/check/").text

    assert "“Mandates” is empty." in page and "Teach the keepers" in page
    assert "Ask for review" in page and ">Publish<" not in page
    answer = client_of(publisher).post(f"{BASE}/1/move/", {"verb": "publish"}, follow=True)
    assert "The edition is published." in answer.text


@pytest.mark.parametrize("verb", ["", "supersede", "publish"])
def test_a_move_that_is_not_open_does_nothing(client_of, published, publisher, verb):
    answer = client_of(publisher).post(f"{BASE}/1/move/", {"verb": verb}, follow=True)

    published.refresh_from_db()
    assert published.state == "published" and "Nothing was done" in answer.text


def test_what_is_published_has_no_forms(client_of, published, publisher):
    browser = client_of(publisher)
    row = published.activityversions.first()

    for place in ("text/vision", "list/outcomes", "activities", f"activities/{row.pk}/what"):
        assert browser.get(f"{BASE}/1/edit/{place}/").status_code == 404
    assert browser.get(f"{BASE}/1/edit/").headers["location"] == f"{BASE}/1/"


def test_others_write_nothing(client_of, client, person, draft, outsider):
    places = ("edit/", "edit/text/vision/", "edit/activities/", "check/", "history/", "describe/")
    for place in places:
        assert client_of(outsider).get(f"{BASE}/1/{place}").status_code == 403
        assert client_of(person).get(f"{BASE}/1/{place}").status_code == 403
        assert "/account/sign-in/" in client.get(f"{BASE}/1/{place}").headers["location"]


def test_the_next_edition_is_begun_described_and_thrown_away(client_of, published, publisher):
    browser = client_of(publisher)
    given = {"label": "2030", "starts": "2030-01-01", "ends": "2030-12-31", "note": "More lamps"}
    browser.post(f"{BASE}/next/", given)
    made = Edition.objects.get(number=2)
    assert (made.label, made.note, made.language) == ("2030", "More lamps", "en")

    browser.post(f"{BASE}/2/describe/", given | {"label": "2030 bis", "language": "fr"})
    made.refresh_from_db()
    assert (made.label, made.language) == ("2030 bis", "fr")
    assert browser.get(f"{BASE}/2/discard/").status_code == 200
    browser.post(f"{BASE}/2/discard/")
    assert Edition.objects.get() == published


def test_a_plan_is_offered_as_a_template(client_of, published, publisher):
    client_of(publisher).post(f"{BASE}/offer/", {"offered": "yes"})

    assert Plan.objects.get().offered


def test_in_review_it_is_written_by_those_who_publish_alone(
    browser_of, client_of, draft, publisher
):
    browser_of.post(f"{BASE}/1/move/", {"verb": "ask"})
    address = f"{BASE}/1/edit/text/vision/"

    assert browser_of.get(f"{BASE}/1/edit/").headers["location"] == f"{BASE}/1/"
    assert browser_of.get(address).status_code == 403
    assert "/1/edit/" not in browser_of.get(f"{BASE}/1/").text
    assert client_of(publisher).get(address).status_code == 200
