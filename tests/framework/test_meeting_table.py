"""Meetings as a table: out, in, with their deadlines."""

from __future__ import annotations

from datetime import date

import pytest
from tests.common.tables.bringing import bring, faults, tried

from actionline.framework.meeting_table import MeetingTable
from actionline.framework.models import Body, Meeting

HEAD = "slug,body,name_en,starts,ends,source\n"


@pytest.fixture(autouse=True)
def meeting(db) -> Meeting:
    council = Body.objects.create(slug="council", name_en="Council", also="the-council")
    made = Meeting.objects.create(
        slug="council-2030",
        body=council,
        name_en="Council 2030",
        starts=date(2030, 6, 8),
        documents_due=date(2030, 5, 9),
        source="C29/1",
        number=7,
    )
    made.deadlines.create(kind="secretariat", days=30)
    return made


def test_it_works(officer_client, meeting):
    rows = "council-2030,council,Council 2030,2030-06-01,,C29/2\n"
    rows += "council-2031,the-council,Council 2031,2031-06-02,2031-06-12,C29/2\n"
    brought = bring(officer_client, "meetings", HEAD + rows)
    officer_client.post(f"/en/tables/imports/{brought.pk}/take/")

    meeting.refresh_from_db()
    new = Meeting.objects.get(slug="council-2031")
    assert (meeting.starts, meeting.documents_due) == (date(2030, 6, 1), date(2030, 5, 2))
    assert (meeting.number, meeting.by_hand) == (7, True)
    assert (new.documents_due, new.deadlines.get().days) == (date(2031, 5, 3), 30)


@pytest.mark.parametrize("form", ["csv", "xlsx", "json"])
def test_what_went_out_changes_nothing_when_it_comes_in(client, form):
    content = client.get(f"/en/calendar/calendar.{form}?when=all").getvalue()

    assert tried(MeetingTable, content)[0]["same"] == 1


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Council,council,x,2030-01-01,,y", (2, "slug", "This is no short name.")),
        ("a-2030,nobody,x,2030-01-01,,y", (2, "body", "There is no such body.")),
        ("a-2030,council,x,2030-01-02,2030-01-01,y", (2, "ends", "It closes before it opens.")),
        ("a-2030,council,x,2030-02-30,,y", (2, "starts", "This is no date.")),
        ("a-2030,council,,2030-01-01,,y", (2, "name_en", "It is missing.")),
        ("a-2030,council,x,2030-01-01,,", (2, "source", "It is missing.")),
    ],
)
def test_a_fault_is_told(row, fault):
    assert faults(MeetingTable, f"{HEAD}{row}\n") == [fault]
