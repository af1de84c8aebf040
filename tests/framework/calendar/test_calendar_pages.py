"""The calendar's pages: who sees and may do what, in each language, and what moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.urls import reverse
from django.utils import translation
from icalendar import Calendar
from tests.framework.calendar.meetings import NEXT_YEAR, TODAY, due_at, form

from actionline.common.models import AuditEntry
from actionline.framework.models import Meeting

pytestmark = pytest.mark.django_db

LEFT_TO_RIGHT = ["en", "fr", "es", "ru", "zh-hans"]
LANGUAGES = [*((code, "ltr") for code in LEFT_TO_RIGHT), ("ar", "rtl")]
PAGES = ["", "calendar.ics", "bodies/council/"]
STAFF_PAGES = ["add/", f"council-{NEXT_YEAR}/edit/"]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(("language", "direction"), LANGUAGES)
def test_everybody_reads_it_in_each_language(client, page, language, direction):
    response = client.get(f"/{language}/calendar/{page}")

    assert response.status_code == 200
    if not page.endswith(".ics"):
        assert f'<html lang="{language}" dir="{direction}"' in response.text


@pytest.mark.parametrize("page", STAFF_PAGES)
def test_officers_pages(client, person_client, officer_client, page):
    assert client.get(f"/en/calendar/{page}").status_code == 302
    assert person_client.get(f"/en/calendar/{page}").status_code == 403
    assert officer_client.get(f"/en/calendar/{page}").status_code == 200


def test_only_officers_are_offered_to_change_it(client, officer_client):
    address = f"/en/calendar/council-{NEXT_YEAR}/edit/"

    assert address not in client.get("/en/calendar/").text
    assert address in officer_client.get("/en/calendar/").text


def test_names_are_in_the_readers_language(client):
    assert "Conseil, prochaine session" in client.get("/fr/calendar/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_queries_is_fixed(client, council, count, django_assert_num_queries):
    for number in range(1, count):
        Meeting.objects.create(
            slug=f"council-{NEXT_YEAR + number}",
            body=council,
            name_en=f"Session {number}",
            starts=date(NEXT_YEAR + number, 6, 8),
        )

    with django_assert_num_queries(4):
        client.get("/en/calendar/")


def test_what_is_expected_is_marked_and_the_source_is_told(client, meeting):
    Meeting.objects.update(certain=False)

    page = client.get("/en/calendar/").text

    assert "expected" in page
    assert 'href="https://example.org/council"' in page


def test_the_filter_is_in_the_address(client, meeting):
    over = Meeting.objects.create(
        slug="council-2020", body=meeting.body, name_en="Session long ago", starts=date(2020, 6, 8)
    )

    def shown(query: str) -> list[bool]:
        page = client.get(f"/en/calendar/?{query}").text
        return [meeting.name_en in page, over.name_en in page]

    assert shown("") == [True, False]
    assert shown("when=past") == [False, True]
    assert shown("when=all") == [True, True]
    assert shown("when=all&year=2020") == [False, True]
    assert shown("when=all&body=council") == [True, True]
    assert shown("when=all&date=expected") == [False, False]
    assert shown("when=never&year=x&body=nobody") == [True, False]


def test_a_meeting_under_way_is_still_to_come(client, meeting):
    Meeting.objects.update(starts=TODAY - timedelta(days=2), ends=TODAY + timedelta(days=2))

    assert meeting.name_en in client.get("/en/calendar/").text
    assert meeting.name_en not in client.get("/en/calendar/?when=past").text


def test_the_calendar_file(client, meeting):
    Meeting.objects.update(certain=False)

    response = client.get("/en/calendar/calendar.ics")

    events = Calendar.from_ical(response.content).walk("VEVENT")
    told = [(str(e["uid"]), e["dtstart"].dt, str(e["status"])) for e in events]
    alarms = [alarm["trigger"].dt for alarm in events[1].walk("VALARM")]
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    assert told == [
        (
            f"{meeting.slug}@actionline",
            date(NEXT_YEAR, 6, 8),
            "TENTATIVE",
        ),
        (
            f"{meeting.slug}-contributions@actionline",
            datetime(NEXT_YEAR, 5, 25, 21, 59, tzinfo=UTC),
            "TENTATIVE",
        ),
        (
            f"{meeting.slug}-secretariat@actionline",
            datetime(NEXT_YEAR, 5, 8, 21, 59, tzinfo=UTC),  # 23:59 in Geneva's summer
            "TENTATIVE",
        ),
    ]
    assert alarms == [timedelta(days=-7), timedelta(days=-1)]


def test_a_body_shows_its_place_and_its_meetings(client, meeting):
    page = client.get("/en/calendar/bodies/council/").text

    assert reverse("framework:body", args=["itu"]) in page
    assert meeting.name_en in page
    assert client.get("/en/calendar/bodies/nobody/").status_code == 404


def test_an_officer_adds_a_meeting(officer_client, officer, council):
    meeting = Meeting(
        slug=f"council-{NEXT_YEAR + 1}",
        body=council,
        name_en="The one after",
        starts=date(NEXT_YEAR + 1, 6, 1),
        source="CL-27/1",
    )

    response = officer_client.post("/en/calendar/add/", form(meeting))

    added = Meeting.objects.get(slug=meeting.slug)
    entry = AuditEntry.objects.get(verb="framework.add_meeting")
    assert response["Location"] == f"/en/calendar/meetings/{meeting.slug}/"
    assert (added.name_en, added.by_hand) == ("The one after", True)
    assert [(each.kind, each.days) for each in added.deadlines.all()] == [("secretariat", 31)]
    assert added.documents_due == date(NEXT_YEAR + 1, 5, 1)
    assert (entry.by, entry.before, entry.after["starts"]) == (
        officer,
        None,
        f"{NEXT_YEAR + 1}-06-01",
    )


def test_what_would_move_is_shown_before_it_moves(officer_client, meeting):
    mandate = due_at(meeting)
    address = f"/en/calendar/{meeting.slug}/edit/"
    sent = form(meeting, starts=f"{NEXT_YEAR}-06-01")

    asked = officer_client.post(address, sent)

    meeting.refresh_from_db()
    assert "2 dates move" in asked.text
    assert str(mandate) in asked.text
    assert "Deadline: secretariat documents" in asked.text
    assert "Deadline: contributions of members" not in asked.text
    assert meeting.documents_due == date(NEXT_YEAR, 5, 8)

    officer_client.post(address, sent | {"confirm": "yes"})

    mandate.refresh_from_db()
    entry = AuditEntry.objects.get(verb="framework.change_meeting")
    assert mandate.next_due == date(NEXT_YEAR, 5, 1)
    assert entry.before["starts"] == f"{NEXT_YEAR}-06-08"
    assert entry.after["starts"] == f"{NEXT_YEAR}-06-01"


def test_going_back_keeps_what_was_typed_and_saves_nothing(officer_client, meeting):
    due_at(meeting)
    sent = form(meeting, starts=f"{NEXT_YEAR}-06-01", back="yes")

    page = officer_client.post(f"/en/calendar/{meeting.slug}/edit/", sent).text

    meeting.refresh_from_db()
    assert f'value="{NEXT_YEAR}-06-01"' in page
    assert meeting.documents_due == date(NEXT_YEAR, 5, 8)


def test_a_change_that_moves_nothing_is_saved_at_once(officer_client, meeting):
    due_at(meeting)

    officer_client.post(f"/en/calendar/{meeting.slug}/edit/", form(meeting, place="Doha"))

    meeting.refresh_from_db()
    assert meeting.place == "Doha"


def test_the_short_name_cannot_be_changed(officer_client, meeting):
    officer_client.post(f"/en/calendar/{meeting.slug}/edit/", form(meeting, slug="other-2030"))

    assert Meeting.objects.get().slug == meeting.slug


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"ends": "2000-01-01"}, "It closes before it opens."),
        ({"source": ""}, "This field is required."),
        ({"starts": "tomorrow"}, "Enter a valid date."),
    ],
)
def test_a_mistake_is_told_at_its_field_and_nothing_is_saved(
    officer_client, meeting, changes, problem
):
    response = officer_client.post(
        f"/en/calendar/{meeting.slug}/edit/", form(meeting, place="Doha", **changes)
    )

    meeting.refresh_from_db()
    assert problem in response.text
    assert 'class="error-summary"' in response.text
    assert meeting.place == "Geneva"


@pytest.mark.parametrize("slug", ["council", "Council-2030", "2030-council", "council-2030/x"])
def test_a_short_name_has_body_and_year(officer_client, meeting, slug):
    response = officer_client.post("/en/calendar/add/", form(meeting, slug=slug))

    assert "as in council-2027" in response.text
    assert Meeting.objects.count() == 1


def test_a_short_name_is_given_once(officer_client, meeting):
    response = officer_client.post("/en/calendar/add/", form(meeting))

    assert "There is a meeting of this short name already." in response.text


def test_nobody_else_may_save(client, person_client, meeting):
    for other in (client, person_client):
        other.post(f"/en/calendar/{meeting.slug}/edit/", form(meeting, place="Doha"))

    meeting.refresh_from_db()
    assert meeting.place == "Geneva"


def test_dates_are_written_as_the_language_does(client):
    with translation.override("fr"):
        page = client.get("/fr/calendar/").text

    assert f"8 juin {NEXT_YEAR}" in page
