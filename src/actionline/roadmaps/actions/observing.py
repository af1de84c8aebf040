"""Figures for targets, observed over time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionline.common import audit
from actionline.roadmaps.models import Observation, Target


@transaction.atomic
def observe(
    *,
    target: Target,
    value: Decimal,
    day: date,
    source: str,
    report: str = "",
    by: Any,
    allowed: bool = False,
) -> Observation:
    """Keep the figure of a day; one of the same day gives way to it.

    `report` names the record that brings it. Who validated a report may do so (`allowed`), else
    PermissionDenied without the right `roadmaps.report`.
    """
    if not (allowed or by.has_perm("roadmaps.report", target)):
        raise PermissionDenied
    audit.hold()
    found = Observation.objects.filter(target=target, day=day).first()
    before = _told(found) if found else None
    found = found or Observation(target=target, day=day)
    found.value, found.source, found.report, found.by = value, source.strip(), report, by
    after = _told(found)
    if before != after:
        found.save()
        audit.record(verb="roadmaps.observe", target=found, by=by, before=before, after=after)
    return found


@transaction.atomic
def withdraw_observation(*, observation: Observation, by: Any, allowed: bool = False) -> None:
    """Take a figure off again. PermissionDenied."""
    if not (allowed or by.has_perm("roadmaps.report", observation.target)):
        raise PermissionDenied
    audit.hold()
    audit.record(
        verb="roadmaps.withdraw_observation",
        target=observation,
        by=by,
        before=_told(observation),
    )
    observation.delete()


def _told(observation: Observation) -> dict[str, str]:
    return {
        "target": str(observation.target_id),
        "day": observation.day.isoformat(),
        "value": f"{observation.value.normalize():f}",
        "source": observation.source,
        "report": observation.report,
    }
