"""A month: what is due on each of its days, and which steps are."""

from __future__ import annotations

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.dates import WEEKDAYS_ABBR

from actionline.mandates.filters import months_after

from . import queries
from .forms import DueFilter, month_of
from .models import Step
from .steps import Rules

_WEEK = Calendar(firstweekday=0)


@dataclass(frozen=True, slots=True)
class Entry:
    """Something due on a day: a due date (`step` empty) or a step before one."""

    day: date
    mandate: int
    occurrence: int
    step: str
    due: date

    @property
    def step_name(self) -> str:
        return str(Step(self.step).label) if self.step else ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid; `dues` and `steps` are how many there are."""

    day: date
    within: bool  # the month, not the weeks at its ends
    today: bool
    dues: int
    steps: int


@dataclass(frozen=True, slots=True)
class Month:
    """A month with all its entries in order, as weeks of days, and the months beside it."""

    first: date
    entries: list[Entry]
    weeks: list[list[Day]]

    @property
    def previous(self) -> str:
        return f"{months_after(self.first, -1):%Y-%m}"

    @property
    def next(self) -> str:
        return f"{months_after(self.first, 1):%Y-%m}"

    @property
    def weekdays(self) -> list[str]:
        return [str(WEEKDAYS_ABBR[number]) for number in range(7)]


def parse(text: str) -> date:
    """The first day of a month written 2027-05; of this month where it is none."""
    try:
        found = date.fromisoformat(f"{text[:7]}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)
    return found if 1990 <= found.year <= 2100 else timezone.localdate().replace(day=1)


def month(first: date, chosen: DueFilter, rules: Rules) -> Month:
    """What is open in a month of what a filter lets through; one query."""
    start, end = month_of(first)
    entries = sorted(
        _entries(chosen, rules, start, end), key=lambda each: (each.day, each.step, each.occurrence)
    )
    return Month(start, entries, _weeks(start, entries))


def _entries(chosen: DueFilter, rules: Rules, start: date, end: date) -> Iterable[Entry]:
    far = end + timedelta(days=rules.longest)
    found = chosen.narrowed(queries.open_plain()).filter(due__range=(start, far))
    rows = found.order_by().values_list(
        "pk", "mandate_id", "due", "basis", "mandate__kind", "meeting__body__slug"
    )
    for key, mandate, due, basis, kind, body in rows:
        if due <= end:
            yield Entry(due, mandate, key, "", due)
        documents = basis.endswith("-documents")
        for step in rules.steps(due, kind=kind, body=body or "", documents=documents):
            if start <= step.day <= end:
                yield Entry(step.day, mandate, key, step.step, due)


def _weeks(first: date, entries: Iterable[Entry]) -> list[list[Day]]:
    counts: dict[date, list[int]] = defaultdict(lambda: [0, 0])
    for entry in entries:
        counts[entry.day][bool(entry.step)] += 1
    today = timezone.localdate()
    return [
        [Day(day, day.month == first.month, day == today, *counts.get(day, (0, 0))) for day in week]
        for week in _WEEK.monthdatescalendar(first.year, first.month)
    ]
