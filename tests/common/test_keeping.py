"""Pages kept for strangers: quick, and never older than the last change."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.generate import generate

from actionline.common import audit, keeping
from actionline.common.keeping import Pages, pages
from actionline.framework.actions import save_meeting
from actionline.framework.models import Body, Meeting
from actionline.mandates import actions
from actionline.mandates.models import Mandate, Wording

REGISTER = "/en/mandates/"


@pytest.fixture(autouse=True)
def keeping_pages(settings):
    settings.PAGES_KEPT = 1
    pages.clear()
    yield
    pages.clear()


def queries_of(client, address):
    with CaptureQueriesContext(connection) as queries:
        client.get(address)
    return len(queries)


def test_a_page_is_made_once(client, db):
    generate(4, 3)
    first = client.get(REGISTER)

    assert queries_of(client, REGISTER) == 1
    again = client.get(REGISTER)
    assert again.content == first.content
    assert again.headers["Content-Type"] == first.headers["Content-Type"]
    assert "Cookie" in again.headers["Vary"]
    assert "default-src 'self'" in again.headers["Content-Security-Policy"]


def test_a_changed_mandate_is_seen_at_once(client, officer):
    generate(4, 3)
    mandate = Mandate.objects.filter(state="in-force").first()
    before = client.get(REGISTER).content.decode()
    other = "convene" if mandate.kind != "convene" else "report"

    actions.set_kind(mandates=[mandate], kind=other, by=officer)

    assert client.get(REGISTER).content.decode() != before
    address = f"/en/mandates/?kind={other}"
    assert f"/en/mandates/{mandate.pk}/" in client.get(address).content.decode()


def test_a_meeting_that_moves_is_seen_at_once(client, officer):
    generate(4, 3)
    client.get("/en/calendar/")
    values = {"slug": "council-2099", "name_en": "Council of 2099", "source": "our own",
              "body": Body.objects.get(slug="council"), "starts": "2099-05-01"}  # fmt: skip

    save_meeting(meeting=Meeting(), values=values, by=officer)

    assert "2099" in client.get("/en/calendar/").content.decode()


def test_what_changes_without_an_entry_is_seen_soon(client, db, monkeypatch):
    generate(4, 3)
    client.get(REGISTER)
    Wording.objects.update(text="to paint the lighthouse red")
    now = keeping.time.monotonic()

    assert "paint the lighthouse" not in client.get(REGISTER).content.decode()
    monkeypatch.setattr(keeping.time, "monotonic", lambda: now + keeping.SECONDS + 1)
    assert "paint the lighthouse" in client.get(REGISTER).content.decode()


def test_pages_of_people_are_neither_kept_nor_shown_to_others(client, officer_client, db):
    theirs = officer_client.get("/en/").content.decode()
    public = client.get("/en/").content.decode()

    assert "/en/instruments/import/" in theirs
    assert "/en/instruments/import/" not in public
    assert "/en/instruments/import/" in officer_client.get("/en/").content.decode()


def test_languages_filters_and_hosts_have_pages_of_their_own(client, db, settings):
    settings.ALLOWED_HOSTS = ["testserver", "other.example"]
    generate(4, 3)
    addresses = [REGISTER, "/ar/mandates/", f"{REGISTER}?kind=report"]
    for address in addresses:
        client.get(address)
    client.get(REGISTER, headers={"host": "other.example"})

    assert len(pages) == 4


def test_a_page_with_a_message_is_not_kept(client, db):
    client.cookies["messages"] = "anything"
    client.get(REGISTER)

    assert len(pages) == 0


@pytest.mark.parametrize("address", ["/en/mandates/0/", "/en/account/sign-in/"])
def test_errors_and_forms_are_not_kept(client, db, address):
    client.get(address)

    assert len(pages) == 0


def test_it_can_be_switched_off(client, db, settings):
    settings.PAGES_KEPT = 0
    client.get(REGISTER)

    assert len(pages) == 0


def test_the_day_is_part_of_what_a_page_depends_on(client, db, monkeypatch):
    from datetime import date

    generate(4, 3)
    client.get(REGISTER)
    monkeypatch.setattr(keeping.timezone, "localdate", lambda: date(2031, 1, 1))

    assert queries_of(client, REGISTER) > 1


def test_not_more_is_kept_than_there_is_room_for(client, db, rf):
    from django.http import HttpResponse

    kept = Pages()
    for number in range(10):
        kept.put(f"/{number}", (1,), HttpResponse(b"x" * 300), 1000)
    kept.put("/large", (1,), HttpResponse(b"x" * 2000), 1000)

    assert len(kept) == 3
    assert kept.get("/9", (1,)).content == b"x" * 300
    assert kept.get("/9", (2,)) is None
    assert kept.get("/0", (1,)) is None
    assert kept.get("/large", (1,)) is None


def test_an_entry_of_the_trail_makes_pages_anew(db, person):
    client = Client()
    client.get(REGISTER)
    assert queries_of(client, REGISTER) == 1

    audit.record(verb="common.something", target=person)

    assert queries_of(client, REGISTER) > 1
