"""A target over time: the line from baseline to target, and what was observed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import get_language_bidi

from .models import Observation, TargetVersion
from .status import line_of

WIDTH, _HEIGHT, _SIDE, _HEAD, _FOOT = 320, 150, 14, 18, 20


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Points of the wanted line and of the observations, in units of the drawing."""

    width: int
    height: int
    wanted: str
    observed: str
    dots: tuple[tuple[int, int], ...]
    years: tuple[tuple[int, int], ...]
    top: Decimal
    bottom: Decimal
    mirrored: bool

    @property
    def base(self) -> int:
        return self.height - _FOOT


def trajectory(target: TargetVersion, observations: Sequence[Observation]) -> Trajectory | None:
    """None where there are not two points to draw a line between."""
    wanted = line_of(target)
    observed = sorted((each.day, each.value) for each in observations)
    points = [*wanted, *observed]
    if len(points) < 2:
        return None
    first, last = min(day for day, _value in points), max(day for day, _value in points)
    values = [value for _day, value in points]
    top, bottom = max(values), min(values)
    mirrored = get_language_bidi()
    days = max(1, (last - first).days)

    def x(day: date) -> int:
        along = _SIDE + round((day - first).days * (WIDTH - 2 * _SIDE) / days)
        return WIDTH - along if mirrored else along

    def y(value: Decimal) -> int:
        share = (value - bottom) / (top - bottom) if top > bottom else Decimal("0.5")
        return _HEAD + _HEIGHT - round(share * _HEIGHT)

    dots = tuple((x(day), y(value)) for day, value in observed)
    return Trajectory(
        width=WIDTH,
        height=_HEAD + _HEIGHT + _FOOT,
        wanted=" ".join(f"{x(day)},{y(value)}" for day, value in wanted),
        observed=" ".join(f"{left},{upper}" for left, upper in dots),
        dots=dots,
        years=_years(first, last, x),
        top=top,
        bottom=bottom,
        mirrored=mirrored,
    )


def _years(first: date, last: date, x: object) -> tuple[tuple[int, int], ...]:
    assert callable(x)
    years = range(first.year, last.year + 1)
    every = 1 + len(years) // 8
    starts = [max(first, date(year, 1, 1)) for year in years]
    return tuple(
        (x(day), year)
        for place, (day, year) in enumerate(zip(starts, years, strict=True))
        if place % every == 0 and (last - day).days > (last - first).days // 12
    )
