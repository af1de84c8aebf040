"""Targets: the rule by which they stand, observations, and figures that reports bring."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from actionline.mandates import subjects
from actionline.roadmaps import actions
from actionline.roadmaps.models import Activity, Observation, Target, TargetVersion
from actionline.roadmaps.status import Status, line_of, standing, wanted_on


def target(baseline="10", value="40", milestones=()) -> TargetVersion:
    """From the first of January 2026 to that of 2029: 1,096 days."""
    return TargetVersion(
        baseline=Decimal(baseline) if baseline else None,
        baseline_day=date(2026, 1, 1),
        value=Decimal(value),
        day=date(2029, 1, 1),
        milestones=list(milestones),
    )


def seen(value: str, day: date) -> Observation:
    return Observation(value=Decimal(value), day=day)


@pytest.mark.parametrize(
    ("day", "wanted"),
    [
        (date(2025, 1, 1), "10"),
        (date(2026, 1, 1), "10"),
        (date(2027, 7, 3), "25"),  # half of the days
        (date(2029, 1, 1), "40"),
        (date(2030, 1, 1), "40"),
    ],
)
def test_the_line_is_straight(day, wanted):
    assert wanted_on(line_of(target()), day) == Decimal(wanted)


def test_the_line_leads_through_the_values_on_the_way():
    line = line_of(target(milestones=[["2028-01-01", "12"], ["2031-01-01", "99"]]))

    assert line[1:-1] == [(date(2028, 1, 1), Decimal(12))]
    assert wanted_on(line, date(2027, 1, 1)) == Decimal(11)


@pytest.mark.parametrize(
    ("observed", "status"),
    [("40", "reached"), ("41", "reached"), ("25", "on-track"), ("24.9", "behind")],
)
def test_how_it_stands_follows_from_the_last_observation(observed, status):
    earlier = seen("40", date(2026, 6, 1))

    found = standing(target(), [seen(observed, date(2027, 7, 3)), earlier])

    assert (found.status, found.wanted) == (Status(status), Decimal(25))


@pytest.mark.parametrize(
    ("observed", "status"), [("10", "reached"), ("25", "on-track"), ("26", "behind")]
)
def test_a_target_may_lead_down(observed, status):
    found = standing(target("40", "10"), [seen(observed, date(2027, 7, 3))])

    assert found.status == Status(status)


def test_what_is_missing_is_said():
    assert standing(target(), []).status == Status.NOT_OBSERVED
    assert standing(target(""), [seen("5", date(2027, 1, 1))]).status == Status.INCOMPLETE


@pytest.fixture
def measured(published) -> Target:
    return Target.objects.get()


def test_figures_are_entered_and_taken_off(client_of, client, measured, drafter):
    browser = client_of(drafter)
    address = f"/en/roadmaps/targets/{measured.pk}/"
    given = {"value": "12.5", "day": "2026-06-30", "source": "Survey 2026"}
    browser.post(f"{address}observe/", given)
    browser.post(f"{address}observe/", given | {"value": "13"})  # of the same day

    found = Observation.objects.get()
    assert (found.value, found.by) == (Decimal(13), drafter)
    page = client.get(address).text
    assert "Survey 2026" in page and "Behind" in page and "Enter a figure" not in page
    browser.post(f"/en/roadmaps/observations/{found.pk}/withdraw/")
    assert not Observation.objects.exists()


def test_no_figure_is_of_a_day_to_come(client_of, measured, drafter):
    given = {"value": "12.5", "day": "2999-01-01", "source": "x"}

    page = client_of(drafter).post(f"/en/roadmaps/targets/{measured.pk}/observe/", given).text

    assert "Nothing can be observed yet on a day to come." in page
    assert not Observation.objects.exists()


def test_others_enter_none(measured, outsider):
    with pytest.raises(PermissionDenied):
        actions.observe(
            target=measured, value=Decimal(1), day=date(2026, 1, 2), source="x", by=outsider
        )


def test_an_activity_is_a_subject_of_work(published, mandates, drafter, outsider):
    row = published.activityversions.first()
    (mandate,) = mandates(1)
    row.mandates.set([mandate])
    key = str(row.activity_id)
    subject = subjects.parse(f"roadmaps.activity:{key}")
    kind = subjects.kind_of(subject)

    assert subjects.told([subject])[subject].title == "Mend the lamps"
    assert kind.mandates([key]) == {key: [mandate.pk]}
    assert kind.bodies([key]) == {key: ["harbour-office"]}
    found = kind.find(key)
    assert isinstance(found, Activity)
    assert drafter.has_perm(kind.permission, found)
    assert not outsider.has_perm(kind.permission, found)


def test_a_mandate_that_turned_out_to_be_older_keeps_its_plans(published, mandates, officer):
    from actionline.roadmaps.answering import hand_over

    old, new = mandates(2)
    first, second = published.activityversions.order_by("pk")
    first.mandates.set([new])
    second.mandates.set([new, old])

    hand_over(new, old, officer)

    assert [list(row.mandates.all()) for row in (first, second)] == [[old], [old]]
