"""How far the thread of a mandate reaches: has it a lead, a plan, progress, evidence, a report?

Each part and room registers its station in `AppConfig.ready()`; the register filters by them, the
dashboard counts them. A mandate that was decided to be completed, superseded or lapsed is settled:
nothing of it is missing any more.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import Evidence, Mandate

#: Outcomes of decisions after which nothing more is done.
SETTLED = Mandate.CLOSED


@dataclass(frozen=True, slots=True)
class Station:
    """`reached` gives the keys of the mandates that have it: of what is public, or with True of
    all that officers see."""

    key: str
    order: int
    name: str | Promise  # “Has evidence”
    gap: str | Promise  # “No evidence”
    rule: str | Promise  # when a mandate counts as having it, in a sentence
    reached: Callable[[bool], QuerySet[Any, int]]


_stations: dict[str, Station] = {}


def register(station: Station) -> None:
    """Make a station known."""
    _stations[station.key] = station


def stations() -> list[Station]:
    """All of them in the order of the thread."""
    return sorted(_stations.values(), key=lambda station: station.order)


def missing(key: str) -> Q:
    """The mandates that are still to be done and lack a station; all where it is not known."""
    station = _stations.get(key)
    if station is None:
        return Q()
    return ~Q(standing__in=SETTLED) & ~Q(pk__in=station.reached(False))


def _with_lead(internal: bool) -> QuerySet[Mandate, int]:
    return Mandate.objects.filter(holder__isnull=False).values_list("pk", flat=True)


def _with_evidence(internal: bool) -> QuerySet[Evidence, int]:
    found = Evidence.objects.filter(mandate__isnull=False).order_by()
    return found.values_list("mandate_id", flat=True).distinct()


register(
    Station(
        "lead",
        10,
        _("Has a lead"),
        _("No lead"),
        _("A body leads the work on it now."),
        _with_lead,
    )
)
register(
    Station(
        "evidence",
        40,
        _("Has evidence"),
        _("No evidence"),
        _("A record is kept that shows that something was done, with the reason why it does."),
        _with_evidence,
    )
)
