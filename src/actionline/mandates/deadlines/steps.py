"""When the steps before a due date are due: pure, from rules and days.

1. The document is submitted on the due date where that is a meeting's deadline for documents, so
   many days before it where it is the opening; without a meeting, one counts from the due date.
2. Draft, consultation and translation are so many days before the submission.
3. A rule for both the kind of mandate and the body that meets goes before one for the kind, that
   before one for the body, and that before one for any.
4. Working days are Monday to Friday; a step counted in other days that falls on a weekend is due
   on the Friday before. A deadline that a body announced stays on its day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from .models import LeadTime, Step

_SATURDAY = 5


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

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {(rule.step, rule.kind, rule.body): rule for rule in rules}

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
        return sum(spans)

    def steps(self, due: date, *, kind: str, body: str, documents: bool) -> tuple[StepDate, ...]:
        """The steps before a date `due`, in order. `body` is the one whose meeting it hangs on,
        empty for none; `documents`: the day is that meeting's deadline for documents."""
        found = []
        submitted = due
        rule = self.find(Step.SUBMISSION, kind, body) if body and not documents else None
        if rule is not None:
            submitted = before(due, rule.days, working=rule.working)
            found.append(StepDate(Step.SUBMISSION.value, submitted))
        for step in (Step.TRANSLATION, Step.CONSULTATION, Step.DRAFT):
            rule = self.find(step, kind, body)
            if rule is not None:
                day = before(submitted, rule.days, working=rule.working)
                found.append(StepDate(step.value, day))
        return tuple(sorted(found, key=lambda each: each.day))


def before(day: date, days: int, *, working: bool) -> date:
    """So many (working) days before a day; never on a weekend."""
    if not working:
        return workday(day - timedelta(days=days))
    found = workday(day)
    weeks, rest = divmod(days, 5)
    found -= timedelta(weeks=weeks)
    for _each in range(rest):
        found = workday(found - timedelta(days=1))
    return found


def workday(day: date) -> date:
    """The day itself, or the Friday before where it is on a weekend."""
    return day - timedelta(days=max(0, day.weekday() - _SATURDAY + 1))


def load_rules() -> Rules:
    """The lead times of the database, in one query."""
    rows = LeadTime.objects.order_by().values_list("step", "kind", "body__slug", "days", "working")
    return Rules(
        Rule(step, kind, body or "", days, working) for step, kind, body, days, working in rows
    )
