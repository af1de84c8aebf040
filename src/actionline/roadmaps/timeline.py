"""The activities of an edition over time: geometry first, then drawn by `timeline.svg`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import get_language_bidi

from .models import ActivityVersion, Edition

#: In units of the drawing, all whole numbers.
WIDTH = 640
_ROW, _BAR, _HEAD, _TEXT = 36, 10, 24, 14
_LETTERS = 88


@dataclass(frozen=True, slots=True)
class Bar:
    """An activity: its label and bar; `width` 0 where its dates are missing, `open` where only
    one of them is."""

    title: str
    url: str
    y: int
    x: int
    width: int
    open: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """A drawing from `starts` to `ends`; `years` tells where each begins, and its number."""

    starts: date
    ends: date
    width: int
    height: int
    bars: tuple[Bar, ...]
    years: tuple[tuple[int, int], ...]
    mirrored: bool

    @property
    def label_x(self) -> int:
        return self.width if self.mirrored else 0


def timeline(edition: Edition, activities: Sequence[ActivityVersion]) -> Timeline:
    """The activities in their order, over whole years. One with only a beginning or an end runs to
    the end of the period, or from its beginning."""
    days = [day for each in activities for day in (each.starts, each.ends) if day]
    starts = date(min([edition.starts, *days]).year, 1, 1)
    ends = date(max([edition.ends, *days]).year, 12, 31)
    mirrored = get_language_bidi()
    whole = (ends - starts).days + 1

    def place(day: date) -> int:
        return round((day - starts).days * WIDTH / whole)

    bars = []
    for row, each in enumerate(activities):
        x, width = 0, 0
        if each.starts or each.ends:
            first, last = each.starts or edition.starts, each.ends or edition.ends
            x = place(min(first, last))
            width = max(3, place(max(first, last)) - x)
        left = WIDTH - x - width if mirrored else x
        one = (each.starts is None) != (each.ends is None)
        y = _HEAD + row * _ROW
        bars.append(Bar(_short(each.title), each.activity.get_absolute_url(), y, left, width, one))
    years = [
        (WIDTH - place(date(year, 1, 1)) if mirrored else place(date(year, 1, 1)), year)
        for year in range(starts.year, ends.year + 1)
    ]
    height = _HEAD + max(1, len(bars)) * _ROW
    return Timeline(starts, ends, WIDTH, height, tuple(bars), tuple(years), mirrored)


def _short(title: str) -> str:
    """A title in one line; a wide character takes the room of two."""
    room = 0
    for place, letter in enumerate(title):
        room += 2 if "\u2e80" <= letter < "\ufb00" else 1
        if room > _LETTERS:
            return title[: place - 1].rstrip() + "…"
    return title
