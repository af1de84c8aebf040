"""Filters of the dashboard's page."""

from __future__ import annotations

from collections.abc import Iterable

from babel.numbers import format_percent
from django import template
from django.utils.translation import get_language, to_locale

from actionline.mandates.stations import Station
from actionline.portal.dashboard.counting import Count

register = template.Library()


@register.filter
def percent(share: float) -> str:
    """A share from 0 to 1 as the language writes it: 14%, 14 %, ‎14%."""
    return format_percent(share, locale=to_locale(get_language() or "en"))


@register.filter
def at(row: Count, stations: Iterable[Station]) -> list[tuple[Station, int]]:
    """Each station with the number of mandates of the row that reach it."""
    return list(zip(stations, row.reached, strict=True))
