"""Pages kept for strangers: quick, and never older than the last change."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.generate import generate

from actionline.common import audit, keeping
from actionline.common.keeping import Store, pages, parts
from actionline.framework.actions import save_meeting
from actionline.framework.models import Body, Meeting
from actionline.mandates import actions
from actionline.mandates.models import Mandate, Wording

REGISTER = "/en/mandates/"


@pytest.fixture(autouse=True)
def keeping_pages(settings):
    settings.PAGES_KEPT = 1
    pages.clear()
    parts.clear()
    yield
    pages.clear()
    parts.clear()


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


def test_not_more_is_kept_than_there_is_room_for():
    kept = Store()
    for number in range(10):
        kept.put(f"/{number}", (1,), b"x" * 300, 300, 1000)
    kept.put("/large", (1,), b"x" * 2000, 2000, 1000)

    assert len(kept) == 3
    assert kept.get("/9", (1,)) == b"x" * 300
    assert kept.get("/9", (2,)) is None
    assert kept.get("/0", (1,)) is None
    assert kept.get("/large", (1,)) is None


def test_an_entry_of_the_trail_makes_pages_anew(db, person):
    client = Client()
    client.get(REGISTER)
    assert queries_of(client, REGISTER) == 1

    audit.record(verb="common.something", target=person)

    assert queries_of(client, REGISTER) > 1


@pytest.mark.parametrize("address", [REGISTER, "/en/instruments/", "/en/matrix/"])
def test_what_readers_share_is_made_once(client, person_client, db, address):
    """The second one sees what the first one did; only who they are is asked for."""
    generate(4, 3)
    public = client.get(address).content.decode()
    first = queries_of(person_client, address)
    again = queries_of(person_client, address)

    # session, account, roles, notifications, the end of the trail
    assert again <= first
    assert again == 5
    table = public[public.index("<table") : public.index("</table>")]
    assert table in person_client.get(address).content.decode()


def test_a_part_shows_each_reader_what_they_may(client, person_client, officer_client, db):
    generate(4, 3)
    for _time in range(2):
        theirs = person_client.get(REGISTER).content.decode()
        officers = officer_client.get(REGISTER).content.decode()
        assert 'name="select"' not in theirs
        assert officers.count('name="select"') == 2
        assert "Import a document" not in person_client.get("/en/instruments/").content.decode()
        assert "Import a document" in officer_client.get("/en/instruments/").content.decode()
        assert "Import links" not in person_client.get("/en/matrix/").content.decode()
        assert "Import links" in officer_client.get("/en/matrix/").content.decode()


def test_parts_of_people_change_at_once(person_client, officer):
    generate(4, 3)
    mandate = Mandate.objects.filter(state="in-force").first()
    person_client.get(REGISTER)
    before = person_client.get(REGISTER).content.decode()
    other = "convene" if mandate.kind != "convene" else "report"

    actions.set_kind(mandates=[mandate], kind=other, by=officer)

    assert person_client.get(REGISTER).content.decode() != before


def test_parts_differ_by_language_and_filter(person_client, db):
    generate(4, 3)
    english = person_client.get(REGISTER).content.decode()
    arabic = person_client.get("/ar/mandates/").content.decode()
    none = person_client.get(f"{REGISTER}?q=nothing+is+like+this").content.decode()

    assert 'dir="rtl"' in arabic
    assert "<h1>Mandates</h1>" not in arabic
    assert english.count("<tr>") == 3
    assert none.count("<tr>") == 0
    assert person_client.get(REGISTER).content.decode().count("<tr>") == 3


def test_a_part_needs_a_name_and_stands_without_a_request():
    from django.template import Context, Template, TemplateSyntaxError

    with pytest.raises(TemplateSyntaxError, match="needs the name"):
        Template("{% load keeping %}{% keep %}x{% endkeep %}")
    shown = Template('{% load keeping %}{% keep "one" %}{{ word }}{% endkeep %}')
    assert [shown.render(Context({"word": word})) for word in "ab"] == ["a", "b"]
