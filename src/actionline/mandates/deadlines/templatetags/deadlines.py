"""`{% load deadlines %}`: steps that moved, as they were kept."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django import template

from actionline.mandates.deadlines.models import Step

register = template.Library()


@register.filter
def step_moves(
    kept: Iterable[tuple[str, str | None, str | None]],
) -> list[tuple[str, date | None, date | None]]:
    """The name of each step, its day before and its day after."""
    return [(str(Step(step).label), _day(old), _day(new)) for step, old, new in kept]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
