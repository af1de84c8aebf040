"""What the home page counts and lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from actionline.instruments.models import Edition, Instrument
from actionline.mandates.models import Mandate


@dataclass(frozen=True)
class Holdings:
    """How much is on file, as of `day`. `due` counts mandates, not dates."""

    day: date
    instruments: int
    editions: int
    mandates: int
    due: int  # within a year from `day`


def standing() -> QuerySet[Mandate]:
    """Mandates that stand: all but the ended."""
    return Mandate.objects.exclude(state=Mandate.State.ENDED)


def holdings(day: date) -> Holdings:
    """Count what is on file, in three queries."""
    within_a_year = Q(next_due__gte=day, next_due__lte=_year_after(day))
    counted = standing().aggregate(all=Count("pk"), due=Count("pk", filter=within_a_year))
    return Holdings(
        day=day,
        instruments=Instrument.objects.count(),
        editions=Edition.objects.count(),
        mandates=counted["all"],
        due=counted["due"],
    )


def next_due(day: date, limit: int = 6) -> QuerySet[Mandate]:
    """The mandates that fall due next, on `day` or later."""
    return (
        standing()
        .filter(next_due__gte=day, current__isnull=False)
        .select_related("instrument", "lead", "current__edition__instrument")
        .order_by("next_due", "instrument", "position", "pk")[:limit]
    )


def _year_after(day: date) -> date:
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return day.replace(year=day.year + 1, day=28)
