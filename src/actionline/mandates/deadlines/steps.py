"""When the steps before a due date are due: pure, from rules and days.

1. The document is submitted on the due date where that is a meeting's deadline for documents, so
   many days before it where it is the opening; without a meeting, one counts from the due date.
2. Draft, consultation and translation are so many days before the submission.
3. A rule for both the kind of mandate and the body that meets goes before one for the kind, that
   before one for the body, and that before one for any.
4. Working days are Monday to Friday without the days on which the office is closed; a step counted
   in other days that falls on none is due on the working day before. A deadline that a body
   announced stays on its day.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .models import ClosedDays, LeadTime, Step

_SATURDAY = 5
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Rule:
    """So many days for a step; an empty kind or body means any."""

    step: str
    kind: str
    body: str
    days: int
    working: bool


@dataclass(frozen=True, slots=True)
class StepDate:
    """A step and its day."""

    step: str
    day: date

    @property
    def name(self) -> str:
        return str(Step(self.step).label)


class Rules:
    """All lead times, to be asked thousands of times."""

    def __init__(self, rules: Iterable[Rule], closed: Iterable[date] = ()) -> None:
        self._rules = {(rule.step, rule.kind, rule.body): rule for rule in rules}
        self._closed = frozenset(closed)
        self._known: dict[tuple[date, int, bool], date] = {}

    def __bool__(self) -> bool:
        return bool(self._rules)

    def find(self, step: str, kind: str, body: str) -> Rule | None:
        """The most special rule for a step."""
        keys = [(step, kind, body), (step, kind, ""), (step, "", body), (step, "", "")]
        return next((self._rules[key] for key in keys if key in self._rules), None)

    @property
    def longest(self) -> int:
        """Days, at most, that a step lies before its due date."""
        spans = [0, 0]
        for rule in self._rules.values():
            span = rule.days * 7 // 5 + 7 if rule.working else rule.days + 2
            place = int(rule.step == Step.SUBMISSION)
            spans[place] = max(spans[place], span)
        return sum(spans) + 2 * len(self._closed)

    def steps(self, due: date, *, kind: str, body: str, documents: bool) -> tuple[StepDate, ...]:
        """The steps before a date `due`, in order. `body` is the one whose meeting it hangs on,
        empty for none; `documents`: the day is that meeting's deadline for documents."""
        found = []
        submitted = due
        rule = self.find(Step.SUBMISSION, kind, body) if body and not documents else None
        if rule is not None:
            submitted = self._before(due, rule)
            found.append(StepDate(Step.SUBMISSION.value, submitted))
        for step in (Step.TRANSLATION, Step.CONSULTATION, Step.DRAFT):
            rule = self.find(step, kind, body)
            if rule is not None:
                found.append(StepDate(step.value, self._before(submitted, rule)))
        return tuple(sorted(found, key=lambda each: each.day))

    def _before(self, day: date, rule: Rule) -> date:
        """Counted once for each day: many mandates hang on the same meetings."""
        key = (day, rule.days, rule.working)
        if key not in self._known:
            found = before(day, rule.days, working=rule.working, closed=self._closed)
            self._known[key] = found
        return self._known[key]


def before(day: date, days: int, *, working: bool, closed: Container[date] = ()) -> date:
    """So many (working) days before a day; never on a weekend or a closed day."""
    if not working:
        return workday(day - timedelta(days=days), closed)
    found = workday(day, closed)
    for _each in range(days):
        found = workday(found - _DAY, closed)
    return found


def workday(day: date, closed: Container[date] = ()) -> date:
    """The day itself, or the working day before where it is on a weekend or closed."""
    while day.weekday() >= _SATURDAY or day in closed:
        day -= _DAY
    return day


def load_rules() -> Rules:
    """The lead times and closed days of the database, in two queries."""
    rows = LeadTime.objects.order_by().values_list("step", "kind", "body__slug", "days", "working")
    return Rules(
        (Rule(step, kind, body or "", days, working) for step, kind, body, days, working in rows),
        (
            first + timedelta(days=offset)
            for first, last in ClosedDays.objects.values_list("first", "last")
            for offset in range((last - first).days + 1)
        ),
    )
