"""How a target stands, by rule: the straight line from its baseline to its target.

The wanted value on a day lies on the straight line from the baseline to the target value, through
the milestones between them. A target is *reached* when the last observation is at or beyond the
target value, *on track* when it is at or beyond the line on its day, *behind* otherwise. Where a
value or a date of the line is missing, or nothing was observed, that is said and nothing else.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .models import Observation, TargetVersion


class Status(models.TextChoices):
    REACHED = "reached", pgettext_lazy("a target", "Reached")
    ON_TRACK = "on-track", pgettext_lazy("a target", "On track")
    BEHIND = "behind", pgettext_lazy("a target", "Behind")
    NOT_OBSERVED = "not-observed", pgettext_lazy("a target", "Not observed yet")
    INCOMPLETE = "incomplete", _("Cannot be told: the baseline or the target value is missing")


Point = tuple[date, Decimal]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a target stands: the last observation and the value wanted on its day (None: the line
    cannot be drawn)."""

    status: Status
    last: Observation | None
    wanted: Decimal | None


def line_of(target: TargetVersion) -> list[Point]:
    """Baseline, milestones, target value, by day; empty where one of the ends is missing."""
    ends = (target.baseline_day, target.baseline, target.day, target.value)
    if any(each is None for each in ends):
        return []
    assert target.baseline_day is not None and target.baseline is not None
    assert target.day is not None and target.value is not None
    if target.day <= target.baseline_day:
        return []
    between = [
        (day, value) for day, value in milestones(target) if target.baseline_day < day < target.day
    ]
    first, last = (target.baseline_day, target.baseline), (target.day, target.value)
    return [first, *sorted(between), last]


def milestones(target: TargetVersion) -> list[Point]:
    """The values wanted on the way, by day."""
    return sorted((date.fromisoformat(day), Decimal(value)) for day, value in target.milestones)


def wanted_on(line: Sequence[Point], day: date) -> Decimal:
    """The value on the line; before its beginning that of its beginning, and after its end that of
    its end. `line` has two points at least."""
    if day <= line[0][0]:
        return line[0][1]
    for (from_day, from_value), (to_day, to_value) in pairwise(line):
        if day <= to_day:
            share = Decimal((day - from_day).days) / Decimal((to_day - from_day).days)
            return from_value + (to_value - from_value) * share
    return line[-1][1]


def standing(target: TargetVersion, observations: Iterable[Observation]) -> Standing:
    """How a target stands by its observations, in any order; see the rule above."""
    line = line_of(target)
    last = max(observations, key=lambda each: each.day, default=None)
    if not line:
        return Standing(Status.INCOMPLETE, last, None)
    if last is None:
        return Standing(Status.NOT_OBSERVED, None, None)
    wanted = wanted_on(line, last.day)
    rising = line[-1][1] >= line[0][1]
    return Standing(_status(last.value, wanted, line[-1][1], rising), last, wanted)


def _status(value: Decimal, wanted: Decimal, end: Decimal, rising: bool) -> Status:
    def at_least(least: Decimal) -> bool:
        return value >= least if rising else value <= least

    if at_least(end):
        return Status.REACHED
    return Status.ON_TRACK if at_least(wanted) else Status.BEHIND
