"""When a mandate is due: its deadline, read against the calendar of meetings.

`occurrences` is pure and holds the rules, which docs/users/due-dates.md tells in words:

1. A meeting named (`event`) is due when that meeting's documents are due, or when it opens
   where no such day is known. Several named meetings give several dates.
2. Every so many years (`every`), the first session of each receiving body in the year it
   falls due; the years count from the edition's.
   What goes to a meeting *through* another body is due there before: at that body's last
   session before the meeting, in the same year if there is one, else within twelve months.
3. More often than once a year, every session of the bodies that receive it.
4. Where no body that meets receives it, the end of each period is taken, and not certain.
5. `by` and `until` are due on that day, a year on its last day. They end what recurs, and so
   does a named meeting; the end that `until` sets is then no due date of its own.

A date is as certain as the meeting it hangs on. Dates of the last years are kept, so that
what was missed shows.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from actionline.framework.calendar import Calendar, Session
from actionline.reading.model import Deadline

#: How many years back the dates of what recurs are kept, and how many ahead they are told.
YEARS_BACK = 2
YEARS_AHEAD = 4

_PERIOD = re.compile(r"P([1-9][0-9]?)([YM])")
_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")


@dataclass(frozen=True, slots=True)
class Basis:
    """A code of `basis.SENTENCES` and the values in its sentence."""

    code: str
    values: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Due:
    """One due date, on the meeting it hangs on if any."""

    day: date
    basis: Basis
    session: Session | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Schedule:
    """All dates of one mandate in order; `undated` says why a date it asks for is missing."""

    dues: tuple[Due, ...] = ()
    undated: Basis | None = None

    def next_due(self, today: date) -> date | None:
        """The first date from `today` on; the last one where all are past; None without any."""
        ahead = (due.day for due in self.dues if due.day >= today)
        return next(ahead, self.dues[-1].day if self.dues else None)


@dataclass(frozen=True, slots=True)
class _Span:
    """The days between which what recurs is told, and the year its periods count from."""

    anchor: int
    first: date
    last: date
    is_open: bool  # nothing but the horizon ends it


def last_year_end(today: date, years: int = YEARS_AHEAD) -> date:
    """The last day of the year that lies `years` ahead: how far dates are told."""
    return date(today.year + years, 12, 31)


def is_duration(text: str) -> bool:
    """Whether the rules know what to do with a period: whole years or months, `P1Y`, `P6M`."""
    return _PERIOD.fullmatch(text) is not None


def last_day(text: str) -> date | None:
    """The last day of a year (`2027`), a month (`2027-03`) or a day; None where it is neither."""
    match = _DAY.fullmatch(text)
    if not match:
        return None
    year, month = int(match[1]), int(match[2] or 12)
    try:
        return date(year, month, int(match[3] or monthrange(year, month)[1]))
    except ValueError:
        return None


def occurrences(
    deadline: Deadline,
    *,
    version: str,
    recipients: Sequence[str],
    via: Sequence[str],
    calendar: Calendar,
    today: date,
    horizon: date | None = None,
) -> Schedule:
    """The due dates of a mandate.

    `version` is the year of the edition, `recipients` and `via` slugs of bodies; `horizon` the
    last day told of (by default the end of the fourth year ahead).
    """
    events = [_event(slug, calendar) for slug in _events(deadline)]
    goals = [due.session for due in events if isinstance(due, Due) and due.session]
    steps = [_at(step, "step") for step in _steps(via, goals, calendar) if step not in goals]
    limits = [
        _limit(code, text)
        for code, text in (("by", deadline.by), ("until", deadline.until))
        if text
    ]
    told: list[Due | Basis] = [*events, *steps, *limits]
    if deadline.every:
        told = [due for due in told if isinstance(due, Basis) or due.basis.code != "until"]
        fixed = [due.day for due in (*events, *limits) if isinstance(due, Due)]
        span = _span(version, today, horizon or last_year_end(today), fixed)
        told += _recurring(deadline.every, span, recipients, via, calendar, today)
    dues = {(due.day, due.session): due for due in reversed(told) if isinstance(due, Due)}
    reasons = [reason for reason in told if isinstance(reason, Basis)]
    ordered = sorted(dues.values(), key=lambda d: (d.day, d.session.slug if d.session else ""))
    return Schedule(tuple(ordered), reasons[0] if reasons else None)


def _events(deadline: Deadline) -> tuple[str, ...]:
    return deadline.events or ((deadline.event,) if deadline.event else ())


def _event(slug: str, calendar: Calendar) -> Due | Basis:
    session = calendar.get(slug)
    if session is None:
        return Basis("unknown-meeting", {"meeting": slug})
    return _at(session, "event")


def _limit(code: str, text: str) -> Due | Basis:
    day = last_day(text)
    if day is None:
        return Basis("unreadable", {"value": text})
    return Due(day, Basis(code, {"date": text}))


def _at(session: Session, code: str, values: dict[str, str] | None = None) -> Due:
    """A date on a meeting: its document deadline, its opening where none is known."""
    ending = "documents" if session.documents_due else "start"
    basis = Basis(f"{code}-{ending}", values or {})
    return Due(session.deadline, basis, session, session.certain)


def _span(version: str, today: date, horizon: date, fixed: Sequence[date]) -> _Span:
    year = int(version[:4]) if version[:4].isdigit() else today.year - 1
    first = date(max(year + 1, today.year - YEARS_BACK), 1, 1)
    return _Span(year, first, min([horizon, *fixed]), not fixed or min(fixed) > horizon)


def _recurring(
    every: str,
    span: _Span,
    recipients: Sequence[str],
    via: Sequence[str],
    calendar: Calendar,
    today: date,
) -> list[Due | Basis]:
    match = _PERIOD.fullmatch(every)
    if not match:
        return [Basis("unreadable", {"value": every})]
    months = int(match[1]) * (12 if match[2] == "Y" else 1)
    values = {"every": every if months % 12 else f"P{months // 12}Y"}
    to = [body for body in recipients if calendar.meets(body)]
    through = [body for body in via if calendar.meets(body)]
    told: list[Due | Basis]
    if not to and not through:
        return list(_period_ends(months, span, values))
    if months % 12:
        told = [
            _at(session, code, values)
            for code, bodies in (("to", to), ("through", through))
            for body in bodies
            for session in calendar.of(body, span.first, span.last)
        ]
    else:
        years = [
            year
            for year in range(span.first.year, span.last.year + 1)
            if (year - span.anchor) % (months // 12) == 0
        ]
        told = [due for year in years for due in _cycle(year, span, to, through, calendar, values)]
    if span.is_open and not any(isinstance(d, Due) and d.day >= today for d in told):
        told.append(Basis("no-further-meeting"))
    return told


def _cycle(
    year: int,
    span: _Span,
    to: Sequence[str],
    through: Sequence[str],
    calendar: Calendar,
    values: dict[str, str],
) -> list[Due]:
    """The dates of one year: where it goes, and before that through whom."""
    first, last = date(year, 1, 1), min(date(year, 12, 31), span.last)
    receiving = [session for body in to for session in calendar.of(body, first, last)[:1]]
    if to and not receiving:
        return []
    if to:
        steps = _steps(through, receiving, calendar)
    else:
        steps = [session for body in through for session in calendar.of(body, first, last)[:1]]
    return [_at(session, "to", values) for session in receiving] + [
        _at(session, "through", values) for session in steps
    ]


def _steps(via: Sequence[str], goals: Sequence[Session], calendar: Calendar) -> list[Session]:
    """The sessions through which something passes on its way to the meetings `goals`."""
    steps = []
    for body in via:
        passed = [
            (session.starts.year != goal.starts.year, goal.starts, session)
            for goal in goals
            if (session := _before(body, goal, calendar))
        ]
        steps += [min(passed, key=lambda step: step[:2])[2]] if passed else []
    return steps


def _before(body: str, goal: Session, calendar: Calendar) -> Session | None:
    """The last session of `body` that opens before `goal`, within twelve months."""
    first, last = goal.starts - timedelta(days=365), goal.starts - timedelta(days=1)
    return next(reversed(calendar.of(body, first, last)), None)


def _period_ends(months: int, span: _Span, values: dict[str, str]) -> Iterable[Due]:
    """The last day of each period, counted from the end of the edition's year."""
    elapsed = months
    while (year := span.anchor + 1 + (elapsed - 1) // 12) <= span.last.year:
        month = (elapsed - 1) % 12 + 1
        day = date(year, month, monthrange(year, month)[1])
        if span.first <= day <= span.last:
            yield Due(day, Basis("period-end", values), certain=False)
        elapsed += months
