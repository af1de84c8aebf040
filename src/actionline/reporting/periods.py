"""Which report is due next: the meeting that receives it, and the period it tells of."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from actionline.framework.models import Meeting

from .definitions import Day, Definition


def period(definition: Definition, year: int) -> tuple[date, date]:
    """The first and the last day of the period of the report of a year."""
    return _day(definition.starts, year), _day(definition.ends, year)


def _day(rule: Day, year: int) -> date:
    """The day of the rule; 29 February is the 28th where the year has none."""
    month, day = (int(part) for part in rule.month_day.split("-"))
    whole = year + rule.years
    try:
        return date(whole, month, day)
    except ValueError:
        first = date(whole + month // 12, month % 12 + 1, 1)
        return first - timedelta(days=1)


def next_meeting(definition: Definition, today: date | None = None) -> Meeting | None:
    """The next session of the body that receives it, None where the calendar has none."""
    ahead = Meeting.objects.filter(
        body__slug=definition.body, starts__gte=today or timezone.localdate()
    )
    return ahead.order_by("starts", "pk").first()


def meetings(definition: Definition) -> list[Meeting]:
    """The sessions a report may be for: those ahead, and those of the last two years."""
    since = timezone.localdate() - timedelta(days=730)
    found = Meeting.objects.filter(body__slug=definition.body, starts__gte=since)
    return list(found.order_by("starts", "pk")[:20])
