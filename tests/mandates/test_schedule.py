"""When a mandate is due, rule by rule, on a calendar made for it."""

from __future__ import annotations

from datetime import date

import pytest

from actionline.framework.calendar import Calendar, Session
from actionline.mandates.schedule import is_duration, last_day, occurrences
from actionline.reading.model import Deadline

TODAY = date(2026, 11, 22)
CALENDAR = Calendar(
    [
        Session(1, "council-2026", "council", date(2026, 4, 28), date(2026, 3, 29)),
        Session(2, "council-2026-last", "council", date(2026, 11, 7), date(2026, 10, 8)),
        Session(3, "council-2027", "council", date(2027, 6, 4), date(2027, 5, 5), certain=False),
        Session(4, "council-2028", "council", date(2028, 6, 4), date(2028, 5, 5), certain=False),
        Session(5, "group-2025-2", "group", date(2025, 10, 9)),
        Session(6, "group-2026", "group", date(2026, 1, 13)),
        Session(7, "group-2027", "group", date(2027, 1, 13), certain=False),
        Session(8, "cstd-2027", "cstd", date(2027, 4, 1), certain=False),
        Session(9, "ecosoc-2027", "ecosoc", date(2027, 7, 20), certain=False),
        Session(10, "pp-2022", "pp", date(2022, 9, 26)),
        Session(11, "pp-2026", "pp", date(2026, 11, 9)),
        Session(12, "pp-2030", "pp", date(2030, 9, 26), certain=False),
    ]
)


def told(deadline: Deadline, *, version="2025", recipients=(), via=(), calendar=CALENDAR):
    """Day, meeting, certainty and rule of each date, and why one is missing."""
    schedule = occurrences(
        deadline,
        version=version,
        recipients=recipients,
        via=via,
        calendar=calendar,
        today=TODAY,
        horizon=date(2028, 12, 31),
    )
    dues = [
        (str(due.day), due.session.slug if due.session else None, due.certain, due.basis.code)
        for due in schedule.dues
    ]
    return dues, schedule.undated.code if schedule.undated else None


def test_annually_to_a_body_through_another():
    dues, undated = told(Deadline(every="P1Y"), recipients=["council"], via=["group"])

    assert dues == [
        ("2026-01-13", "group-2026", True, "through-start"),
        ("2026-03-29", "council-2026", True, "to-documents"),
        ("2027-01-13", "group-2027", False, "through-start"),
        ("2027-05-05", "council-2027", False, "to-documents"),
        ("2028-05-05", "council-2028", False, "to-documents"),
    ]
    assert undated is None


def test_a_session_of_another_year_counts_where_the_year_has_none_before():
    calendar = Calendar(
        [
            Session(1, "board-2026", "board", date(2026, 2, 1)),
            Session(2, "group-2025", "group", date(2025, 10, 1)),
            Session(3, "group-2026", "group", date(2026, 10, 1)),
        ]
    )

    dues, _undated = told(
        Deadline(every="P1Y"), recipients=["board"], via=["group"], calendar=calendar
    )

    assert [due[1] for due in dues] == ["group-2025", "board-2026"]


def test_what_goes_to_two_bodies_passes_the_third_before_the_one_it_leads_to():
    dues, _undated = told(Deadline(every="P1Y"), recipients=["group", "ecosoc"], via=["cstd"])

    assert [due[1] for due in dues if due[0].startswith("2027")] == [
        "group-2027",
        "cstd-2027",
        "ecosoc-2027",
    ]


def test_a_numbered_session_in_a_year():
    assert told(Deadline(event="cstd-2027")) == (
        [("2027-04-01", "cstd-2027", False, "event-start")],
        None,
    )


def test_the_next_plenipotentiary_conference():
    assert told(Deadline(event="pp-2026"), version="2022") == (
        [("2026-11-09", "pp-2026", True, "event-start")],
        None,
    )


def test_several_named_meetings_and_the_way_to_them():
    deadline = Deadline(event="council-2026", events=("council-2026", "pp-2026"))

    dues, _undated = told(deadline, via=["group"])

    assert dues == [
        ("2026-01-13", "group-2026", True, "step-start"),
        ("2026-03-29", "council-2026", True, "event-documents"),
        ("2026-11-09", "pp-2026", True, "event-start"),
    ]


def test_a_meeting_that_passed_stays_so_that_it_shows_as_missed():
    deadline = Deadline(event="pp-2022")

    schedule = occurrences(
        deadline, version="2018", recipients=[], via=[], calendar=CALENDAR, today=TODAY
    )

    assert schedule.next_due(TODAY) == date(2022, 9, 26)


def test_a_meeting_that_is_not_in_the_calendar():
    assert told(Deadline(event="wtsa-2028")) == ([], "unknown-meeting")


@pytest.mark.parametrize(
    ("text", "day"),
    [("2027", "2027-12-31"), ("2027-02", "2027-02-28"), ("2027-03-15", "2027-03-15")],
)
def test_by_a_year_a_month_or_a_day(text, day):
    assert told(Deadline(by=text)) == ([(day, None, True, "by")], None)


def test_until_ends_what_recurs():
    dues, undated = told(Deadline(every="P1Y", until="2026"), recipients=["council"])

    assert dues == [("2026-03-29", "council-2026", True, "to-documents")]
    assert undated is None


def test_until_alone_is_a_date():
    assert told(Deadline(until="2027")) == ([("2027-12-31", None, True, "until")], None)


def test_a_named_meeting_ends_what_recurs():
    dues, _undated = told(Deadline(every="P1Y", event="pp-2026"), recipients=["council"])

    assert [due[1] for due in dues] == ["council-2026", "pp-2026"]


def test_every_two_years_counts_from_the_edition():
    dues, _undated = told(Deadline(every="P2Y"), version="2025", recipients=["council"])

    assert [due[1] for due in dues] == ["council-2027"]


def test_more_often_than_yearly_takes_every_session():
    dues, _undated = told(Deadline(every="P6M"), recipients=["council"])

    assert [due[1] for due in dues][:3] == ["council-2026", "council-2026-last", "council-2027"]


@pytest.mark.parametrize(
    ("every", "days"),
    [
        ("P1Y", ["2026-12-31", "2027-12-31", "2028-12-31"]),
        ("P18M", ["2027-06-30", "2028-12-31"]),
        ("P24M", ["2027-12-31"]),
    ],
)
def test_without_a_meeting_the_end_of_each_period_is_taken_and_not_certain(every, days):
    dues, _undated = told(Deadline(every=every), version="2025", recipients=["secretary-general"])

    assert dues == [(day, None, False, "period-end") for day in days]


def test_only_a_few_years_back_are_told():
    dues, _undated = told(Deadline(every="P1Y"), version="2006", recipients=["pp", "council"])

    assert dues[0][1] == "council-2026"


def test_a_body_that_meets_no_more():
    calendar = Calendar([Session(1, "board-2026", "board", date(2026, 2, 1))])

    dues, undated = told(Deadline(every="P1Y"), recipients=["board"], calendar=calendar)

    assert ([due[1] for due in dues], undated) == (["board-2026"], "no-further-meeting")


@pytest.mark.parametrize(
    "deadline", [Deadline(every="often"), Deadline(by="soon"), Deadline(until="2027-13")]
)
def test_what_cannot_be_read_is_said(deadline):
    assert told(deadline) == ([], "unreadable")


def test_no_deadline_no_date():
    assert told(Deadline(), recipients=["council"]) == ([], None)


def test_next_is_the_first_from_today_on():
    schedule = occurrences(
        Deadline(every="P1Y"),
        version="2025",
        recipients=["council"],
        via=["group"],
        calendar=CALENDAR,
        today=TODAY,
    )

    assert schedule.next_due(TODAY) == date(2027, 1, 13)
    assert schedule.next_due(date(2027, 1, 14)) == date(2027, 5, 5)


def test_periods_that_the_rules_know():
    assert [is_duration(text) for text in ("P1Y", "P6M", "P0Y", "P1W", "1Y", "")] == [
        True, True, False, False, False, False,
    ]  # fmt: skip


def test_a_day_that_does_not_exist_is_no_day():
    assert [last_day(text) for text in ("2027-02-30", "27", "")] == [None, None, None]
