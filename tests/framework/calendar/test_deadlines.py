"""Until when documents have to be in for a meeting: shown, changed after a look at what moves."""

from __future__ import annotations

from datetime import UTC, date, time

import pytest
from tests.framework.calendar.meetings import NEXT_YEAR, due_at

from actionline.framework.models import DocumentDeadline

pytestmark = pytest.mark.django_db


def deadlines_sent(*rows: dict[str, str]) -> dict[str, str]:
    """What the browser sends for the deadlines of a meeting."""
    sent = {"form-TOTAL_FORMS": str(len(rows)), "form-INITIAL_FORMS": "0"}
    for number, row in enumerate(rows):
        full = {"at": "23:59", "zone": "Europe/Zurich", "source": "CL-27/2"} | row
        sent |= {f"form-{number}-{name}": value for name, value in full.items()}
    return sent


def test_a_meeting_shows_its_deadlines(client, meeting):
    page = client.get(f"/en/calendar/meetings/{meeting.slug}/").text

    assert "31 days before it opens" in page
    assert "announced" in page
    assert "Geneva time" in page
    assert "History" not in page
    assert client.get("/en/calendar/meetings/council-1900/").status_code == 404


def test_deadlines_are_changed_after_a_look_at_what_moves(officer_client, meeting):
    mandate = due_at(meeting)
    address = f"/en/calendar/meetings/{meeting.slug}/deadlines/"
    assert officer_client.get(address).text.count("<fieldset") == 3
    sent = deadlines_sent(
        {"kind": "secretariat", "days": "40"}, {"kind": "financial", "days": "56"}
    )

    asked = officer_client.post(address, sent).text
    mandate.refresh_from_db()
    assert ("4 dates move" in asked, mandate.next_due) == (True, date(NEXT_YEAR, 5, 8))

    officer_client.post(address, sent | {"confirm": "yes"})

    mandate.refresh_from_db()
    meeting.refresh_from_db()
    kinds = sorted(meeting.deadlines.values_list("kind", "days"))
    assert kinds == [("financial", 56), ("secretariat", 40)]
    assert meeting.documents_due == mandate.next_due == date(NEXT_YEAR, 4, 29)
    page = officer_client.get(f"/en/calendar/meetings/{meeting.slug}/").text
    assert "<del>31 days before it opens</del> <ins>40 days before it opens</ins>" in page


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([{"kind": "secretariat"}], "Give either the days before it opens or a day of its own."),
        (
            [{"kind": "secretariat", "days": "3", "day": "2026-01-01"}],
            "Give either the days before it opens or a day of its own.",
        ),
        ([{"kind": "secretariat", "day": "2999-01-01"}], "Documents are due before the meeting"),
        ([{"kind": "secretariat", "days": "732"}], "at most two years before"),
        ([{"kind": "secretariat", "days": "99999"}], "at most two years before"),
        ([{"kind": "tea", "days": "1"}], "not one of the available choices"),
        ([{"kind": "secretariat", "days": "1", "zone": "Mars/Base"}], "not one of the available"),
        ([{"kind": "secretariat", "days": "1"}] * 2, "a deadline for these documents already"),
    ],
)
def test_a_deadline_that_makes_no_sense(officer_client, meeting, rows, problem):
    address = f"/en/calendar/meetings/{meeting.slug}/deadlines/"

    page = officer_client.post(address, deadlines_sent(*rows)).text

    assert problem in page
    assert meeting.deadlines.count() == 2


def test_only_officers_change_deadlines(client, person_client, meeting):
    address = f"/en/calendar/meetings/{meeting.slug}/deadlines/"

    assert client.get(address).status_code == 302
    assert person_client.post(address, deadlines_sent()).status_code == 403


@pytest.mark.parametrize(
    ("zone", "moment"),
    [
        ("Europe/Zurich", "2026-03-29T21:59:00+00:00"),  # the day on which summer time begins
        ("America/New_York", "2026-03-30T03:59:00+00:00"),
        ("UTC", "2026-03-29T23:59:00+00:00"),
    ],
)
def test_the_day_ends_where_the_deadline_says(meeting, zone, moment):
    deadline = DocumentDeadline(
        meeting=meeting, kind="secretariat", day=date(2026, 3, 29), at=time(23, 59), zone=zone
    )

    assert deadline.moment.astimezone(UTC).isoformat() == moment
