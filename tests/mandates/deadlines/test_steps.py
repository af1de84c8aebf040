"""Steps before due dates: counted back from the submission, never on a weekend."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.conf import settings

from actionline.common.datafiles import Faults
from actionline.framework.models import Body
from actionline.mandates.deadlines.loading import load
from actionline.mandates.deadlines.models import LeadTime
from actionline.mandates.deadlines.steps import Rule, Rules, before, load_rules, workday

RULES = Rules(
    [
        Rule("draft", "report", "", 40, True),
        Rule("translation", "report", "", 10, True),
        Rule("translation", "report", "council", 15, True),
        Rule("submission", "", "", 28, False),
        Rule("submission", "", "council", 30, False),
    ]
)
FRIDAY = date(2027, 5, 14)


def steps(due: date, **given) -> list[tuple[str, str]]:
    asked = {"kind": "report", "body": "council", "documents": True, **given}
    return [(each.step, str(each.day)) for each in RULES.steps(due, **asked)]


def test_steps_are_counted_back_from_the_deadline_for_documents():
    assert steps(FRIDAY) == [("draft", "2027-03-19"), ("translation", "2027-04-23")]


def test_without_a_deadline_the_submission_is_counted_from_the_opening():
    assert steps(FRIDAY, documents=False) == [
        ("draft", "2027-02-17"),
        ("translation", "2027-03-24"),
        ("submission", "2027-04-14"),
    ]


def test_without_a_meeting_there_is_nothing_to_submit():
    assert steps(FRIDAY, body="") == [("draft", "2027-03-19"), ("translation", "2027-04-30")]


def test_a_kind_without_rules_has_no_steps():
    assert steps(FRIDAY, kind="convene") == []


@pytest.mark.parametrize(
    ("day", "days", "working", "expected"),
    [
        ("2027-05-14", 0, True, "2027-05-14"),
        ("2027-05-14", 4, True, "2027-05-10"),
        ("2027-05-14", 5, True, "2027-05-07"),
        ("2027-05-17", 1, True, "2027-05-14"),
        ("2027-05-16", 1, True, "2027-05-13"),  # a Sunday counts as the Friday before
        ("2027-05-16", 0, False, "2027-05-14"),
        ("2027-05-17", 2, False, "2027-05-14"),
        ("2027-05-14", 28, False, "2027-04-16"),
    ],
)
def test_days_before_a_day(day, days, working, expected):
    assert str(before(date.fromisoformat(day), days, working=working)) == expected


CLOSED = frozenset({date(2027, 5, 13), date(2027, 5, 14), date(2027, 4, 16)})


@pytest.mark.parametrize(
    ("day", "days", "working", "expected"),
    [
        ("2027-05-17", 1, True, "2027-05-12"),  # Thursday and Friday are closed
        ("2027-05-14", 0, True, "2027-05-12"),
        ("2027-05-17", 21, True, "2027-04-13"),  # three days later without them
        ("2027-05-14", 28, False, "2027-04-15"),
    ],
)
def test_closed_days_are_no_working_days(day, days, working, expected):
    assert str(before(date.fromisoformat(day), days, working=working, closed=CLOSED)) == expected


@pytest.mark.django_db
def test_closed_days_come_from_the_data(tmp_path, client):
    table = tmp_path / "closed_days.csv"
    table.write_text("first,last,source\n2027-05-13,2027-05-14,x\n2027-04-16,,y\n")
    lead_times = "step,kind,body,days,unit,source\ndraft,,,1,working,own default\n"
    (tmp_path / "lead_times.csv").write_text(lead_times)
    faults = Faults()
    assert (load(tmp_path, faults), load(tmp_path, faults), faults.found) == (3, 0, [])

    (step,) = load_rules().steps(date(2027, 5, 17), kind="report", body="", documents=False)
    assert step.day == date(2027, 5, 12)
    assert "14 May 2027" in client.get("/en/deadlines/lead-times/").text

    table.write_text("first,last,source\n2027-05-13,2028-05-14,\n")
    assert load(tmp_path, faults) == 0 and len(faults.found) == 2


def test_no_step_is_on_a_weekend_and_none_lies_further_than_the_longest():
    for offset in range(30):
        due = FRIDAY + timedelta(days=offset)
        for documents in (True, False):
            for step in RULES.steps(due, kind="report", body="council", documents=documents):
                assert workday(step.day) == step.day
                assert (due - step.day).days <= RULES.longest


@pytest.mark.django_db
def test_the_lead_times_of_wsis_load_once():
    Body.objects.create(slug="council", name_en="Council")
    faults = Faults()

    assert load(settings.ROOT / "process" / "wsis", faults) == 13
    assert load(settings.ROOT / "process" / "wsis", faults) == 0

    assert faults.found == []
    assert LeadTime.objects.filter(own=False).get().source.startswith("https://")
    assert load_rules().find("submission", "report", "council").days == 28


@pytest.mark.django_db
def test_what_is_wrong_in_the_table_is_told(tmp_path):
    (tmp_path / "lead_times.csv").write_text(
        "step,kind,body,days,unit,source\ndraft,report,nobody,many,working,\nrest,,,3,weeks,x\n"
    )
    faults = Faults()

    assert load(tmp_path, faults) == 0

    assert len(faults.found) >= 4
    assert LeadTime.objects.count() == 0
