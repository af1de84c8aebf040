"""What officers do on the pages, and nobody else can."""

from __future__ import annotations

import pytest
from tests.mandates.documents import asks

from actionline.common.models import AuditEntry
from actionline.mandates import actions
from actionline.mandates.models import Mandate

LIST = asks("instructs/1", "to keep a list of lighthouses of the region;", "keep")
REPORT = asks("instructs/2", "to report to the Council on the harbours;", recipients=["council"])
TRAIN = asks("instructs/3", "to train pilots of small islands in night landing;", "train")
FLY = asks("instructs/3", "to hold yearly flying days for the young;", "hold")


@pytest.fixture
def carried(file_edition):
    """2022 against 2018: one same, one changed, one ended, one new."""
    file_edition("2018", LIST, REPORT, TRAIN)
    return file_edition("2022", LIST, {**REPORT, "recipients": ["cstd"]}, FLY).edition


def at(path, version="2022"):
    return Mandate.objects.get(current__path=path, version=version)


def form_of(page):
    return {name: value for name, value in page.context["form"].initial.items() if value}


def test_pages_for_officers_only(client, carried, person, officer):
    key = at("instructs/1").pk
    gets = (f"/en/mandates/{key}/correct/", f"/en/mandates/carry/{carried.pk}/")
    posts = (
        f"/en/mandates/{key}/correct/",
        f"/en/mandates/{key}/undo/",
        "/en/mandates/bulk/",
        f"/en/mandates/carry/{carried.pk}/decide/",
    )
    for address in gets:
        assert client.get(address).status_code == 302
    for address in posts:
        assert client.post(address).url.startswith("/en/account/")
    client.force_login(person)
    assert [client.get(address).status_code for address in gets] == [403, 403]
    assert [client.post(address).status_code for address in posts] == [403] * 4
    client.force_login(officer)
    assert [client.get(address).status_code for address in gets] == [200, 200]
    assert [client.get(address).status_code for address in posts[1:]] == [405] * 3


def test_correcting_and_taking_it_back(client, carried, officer):
    client.force_login(officer)
    mandate = at("instructs/2")
    address = f"/en/mandates/{mandate.pk}/"
    form = form_of(client.get(f"{address}correct/"))
    assert form["actors"] == ["secretary-general"]
    assert form["recipients"] == ["cstd"]

    done = client.post(
        f"{address}correct/",
        {**form, "kind": "review", "actors": ["council"], "every": "P2Y", "events": "cstd-2027"},
        follow=True,
    )

    assert "The mandate was corrected." in done.content.decode()
    mandate.refresh_from_db()
    assert (mandate.kind, mandate.lead.slug) == ("review", "council")
    assert (mandate.current.every, mandate.current.event) == ("P2Y", "cstd-2027")
    batch = AuditEntry.objects.filter(verb="mandates.correct").get().batch
    done = client.post(f"{address}undo/", {"batch": batch}, follow=True)
    assert "The change was taken back." in done.content.decode()
    mandate.refresh_from_db()
    assert (mandate.kind, mandate.lead.slug) == ("report", "secretary-general")


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("every", "yearly", "Write a period such as P1Y"),
        ("by", "soon", "Write a year"),
        ("events", "Council!", "is no short name of a meeting"),
        ("actors", [], "This field is required."),
        ("kind", "sing", "Select a valid choice"),
    ],
)
def test_what_is_wrong_is_told_and_nothing_saved(client, carried, officer, field, value, message):
    client.force_login(officer)
    address = f"/en/mandates/{at('instructs/2').pk}/correct/"
    form = form_of(client.get(address))

    page = client.post(address, {**form, field: value})

    assert page.status_code == 200
    assert message in page.content.decode()
    assert not AuditEntry.objects.filter(verb="mandates.correct").exists()


def test_somebody_elses_change_is_not_overwritten(client, carried, officer):
    client.force_login(officer)
    address = f"/en/mandates/{at('instructs/2').pk}/correct/"
    form = form_of(client.get(address))
    client.post(address, {**form, "kind": "fund"})

    page = client.post(address, {**form, "kind": "review"})

    assert "Somebody else has changed this" in page.content.decode()
    assert at("instructs/2").kind == "fund"


def test_the_list_of_what_became_of_each(client, carried, officer):
    client.force_login(officer)

    page = client.get(f"/en/mandates/carry/{carried.pk}/")

    shown = {carry.value: len(rows) for carry, rows in page.context["carried"].groups}
    assert shown == {"new": 1, "changed": 1, "ended": 1, "same": 1}
    assert "3 wait for you" in page.content.decode()


def test_confirming_one_and_all(client, carried, officer):
    client.force_login(officer)
    address = f"/en/mandates/carry/{carried.pk}/decide/"

    page = client.post(address, {"confirm": at("instructs/2").pk}, follow=True)
    assert "1 mandate was confirmed." in page.content.decode()
    assert at("instructs/2").state == "in-force"
    assert at("instructs/3").state == "to-confirm"

    page = client.post(address, {"confirm_all": "1"}, follow=True)
    assert "2 mandates were confirmed." in page.content.decode()
    assert at("instructs/3").state == "in-force"
    assert at("instructs/3", "2018").state == "ended"


def test_joining_and_separating(client, carried, officer):
    client.force_login(officer)
    address = f"/en/mandates/carry/{carried.pk}/decide/"
    new, old = at("instructs/3"), at("instructs/3", "2018")

    page = client.post(address, {"pair": new.pk}, follow=True)
    assert "Choose first which earlier mandate it is." in page.content.decode()
    page = client.post(address, {"pair": new.pk, f"old-{new.pk}": old.pk}, follow=True)
    assert "They are one mandate now." in page.content.decode()
    assert at("instructs/3").pk == old.pk

    page = client.post(address, {"separate": old.pk}, follow=True)
    assert "They are two mandates now" in page.content.decode()
    assert at("instructs/3", "2018").pk == old.pk
    page = client.post(address, {"separate": old.pk}, follow=True)
    assert "there is nothing to separate" in page.content.decode()


def test_taking_back_what_made_the_mandate_leads_to_the_register(client, carried, officer):
    client.force_login(officer)
    client.post(f"/en/mandates/carry/{carried.pk}/decide/", {"separate": at("instructs/2").pk})
    batch = AuditEntry.objects.filter(verb="mandates.separate")[0].batch

    done = client.post(f"/en/mandates/{at('instructs/2').pk}/undo/", {"batch": batch})

    assert done.url == "/en/mandates/"


def test_many_at_once(client, carried, officer):
    client.force_login(officer)
    keys = list(Mandate.objects.values_list("pk", flat=True))
    back = "/en/mandates/?kind=report"

    done = client.post(
        "/en/mandates/bulk/", {"select": keys, "act": "kind", "kind": "fund", "next": back}
    )
    assert done.url == back
    assert set(Mandate.objects.values_list("kind", flat=True)) == {"fund"}

    done = client.post("/en/mandates/bulk/", {"select": keys, "act": "confirm"}, follow=True)
    assert "3 mandates were confirmed." in done.content.decode()


@pytest.mark.parametrize(
    ("entered", "message"),
    [
        ({"act": "confirm"}, "choose mandates first"),
        ({"act": "confirm", "select": "x"}, "choose mandates first"),
        ({"act": "kind", "kind": "sing"}, "choose what to do"),
        ({}, "choose what to do"),
    ],
)
def test_many_at_once_says_what_is_missing(client, carried, officer, entered, message):
    client.force_login(officer)
    chosen = {} if message.startswith("choose mandates") else {"select": at("instructs/1").pk}

    page = client.post("/en/mandates/bulk/", {**chosen, **entered}, follow=True)

    assert message in page.content.decode()


def test_it_leads_back_to_this_site_only(client, carried, officer):
    client.force_login(officer)

    done = client.post("/en/mandates/bulk/", {"next": "https://example.org/"})

    assert done.url == "/en/mandates/"


@pytest.mark.parametrize("mandates", [1, 3])
def test_the_number_of_queries_is_fixed(
    client, file_edition, officer, django_assert_num_queries, mandates
):
    items = [LIST, REPORT, TRAIN][:mandates]
    file_edition("2018", *items)
    edition = file_edition("2022", *items).edition
    client.force_login(officer)

    with django_assert_num_queries(9):
        client.get(f"/en/mandates/carry/{edition.pk}/")


# Focal points


@pytest.fixture
def focal_point(person, client):
    """The person becomes a focal point of the Secretary-General, and signs in."""
    person.roles.create(
        kind="focal_point", level="drafts", scope="body", scope_code="secretary-general"
    )
    client.force_login(person)
    return client


def test_a_focal_point_corrects_what_their_body_is_asked_and_an_officer_confirms(
    focal_point, file_edition, officer
):
    file_edition("2022", asks("instructs/1", "to report to the Council;"))
    mandate = Mandate.objects.get()
    address = f"/en/mandates/{mandate.pk}/correct/"
    assert address in focal_point.get(f"/en/mandates/{mandate.pk}/").text

    entered = form_of(focal_point.get(address)) | {"kind": "review"}
    response = focal_point.post(address, entered, follow=True)

    assert "An officer will confirm your correction." in response.text
    mandate.refresh_from_db()
    assert (mandate.kind, mandate.state) == ("review", Mandate.State.TO_CONFIRM)
    actions.confirm(mandates=[mandate], by=officer)
    mandate.refresh_from_db()
    assert mandate.state == Mandate.State.IN_FORCE


def test_a_focal_point_has_no_say_in_what_others_are_asked(focal_point, file_edition):
    file_edition("2022", asks("requests/1", "to review the list;", "review", ["council"]))
    mandate = Mandate.objects.get()

    assert focal_point.get(f"/en/mandates/{mandate.pk}/correct/").status_code == 403
    assert "correct/" not in focal_point.get(f"/en/mandates/{mandate.pk}/").text
    assert focal_point.post("/en/mandates/bulk/", {"act": "confirm"}).status_code == 403
