"""Small charts, drawn on the server: bars, columns over years, lines over years.

A chart is geometry before it is SVG; `common/charts/*.svg` draws it. The page puts it beside its
table and CSV (`common/charts/figure.html`), so that nobody needs the drawing. Where the page runs
from right to left, so do bars, years and lines. All coordinates are whole numbers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import get_language_bidi

WIDTH = 320  # of bars, in units of the drawing: it fits a phone
_ROW, _BAR, _LABEL = 38, 12, 16
#: Room for a number at the end of the longest bar, and letters of a label that fit.
_NUMBER, _LETTERS = 60, 44
_COLUMN, _HEIGHT, _HEAD, _FOOT = 34, 150, 18, 20
_STEP, _SIDE, _MARK = 30, 12, 18
#: Each line has its own strokes: colour alone tells nothing.
DASHES = ("", "8 3", "2 3", "10 3 2 3", "5 5", "12 4 4 4")
MOST_LINES = len(DASHES)
MOST_PARTS = 7


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar by its corner, its length, its words; the number stands at `end`."""

    label: str
    words: tuple[tuple[str, int], ...]  # a line, where
    number: int
    x: int
    y: int
    width: int
    height: int
    text_x: int
    text_y: int
    end: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of bars or columns, `key` telling it from others of its page."""

    key: str
    title: str
    width: int
    height: int
    bars: tuple[Bar, ...]
    kind: str
    mirrored: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its points as SVG writes them, its strokes, and where the last one is."""

    label: str
    points: str
    dash: str
    mark: int
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Lines:
    """A drawing of several lines over the same years; `most` is the number at its top."""

    key: str
    title: str
    width: int
    height: int
    lines: tuple[Line, ...]
    years: tuple[tuple[int, int], ...]  # where, which
    most: int
    mirrored: bool
    kind: str = "lines"

    @property
    def base(self) -> int:
        return self.height - _FOOT


def bars(key: str, title: str, numbers: Sequence[tuple[str, int]]) -> Chart:
    """Bars one below the other, each with its label above and its number at its end."""
    mirrored = get_language_bidi()
    most = max((number for _label, number in numbers), default=0)
    worded = [_in_lines(label) for label, _number in numbers]
    above = _LABEL * max(map(len, worded), default=1)
    row_height = above + _ROW - _LABEL
    found = []
    for row, (label, number) in enumerate(numbers):
        length = _scaled(number, most, WIDTH - _NUMBER)
        x = WIDTH - length if mirrored else 0
        base = row * row_height + above - 2
        own = worded[row]
        found.append(
            Bar(
                label=label,
                words=tuple(
                    (line, base - (len(own) - place - 1) * _LABEL) for place, line in enumerate(own)
                ),
                number=number,
                x=x,
                y=row * row_height + above + 3,
                width=length,
                height=_BAR,
                text_x=WIDTH if mirrored else 0,
                text_y=base,
                end=x - 5 if mirrored else length + 5,
            )
        )
    height = max(1, len(found)) * row_height
    return Chart(key, title, WIDTH, height, tuple(found), "bars", mirrored)


def columns(key: str, title: str, numbers: Mapping[int, int]) -> Chart:
    """A column for each year from the first to the last, those without anything too."""
    mirrored = get_language_bidi()
    years = every_year(numbers)
    most, width = max(numbers.values(), default=0), max(1, len(years)) * _COLUMN
    found = []
    for place, year in enumerate(years):
        number = numbers.get(year, 0)
        length = _scaled(number, most, _HEIGHT)
        x = (width - (place + 1) * _COLUMN if mirrored else place * _COLUMN) + 4
        found.append(
            Bar(
                label=str(year),
                words=(),
                number=number,
                x=x,
                y=_HEAD + _HEIGHT - length,
                width=_COLUMN - 8,
                height=length,
                text_x=x + _COLUMN // 2 - 4,
                text_y=_HEAD + _HEIGHT + _FOOT - 5,
                end=_HEAD + _HEIGHT - length - 4,
            )
        )
    height = _HEAD + _HEIGHT + _FOOT
    return Chart(key, title, width, height, tuple(found), "columns", mirrored)


def lines(key: str, title: str, series: Sequence[tuple[str, Mapping[int, int]]]) -> Lines:
    """A line for each of at most MOST_LINES series over all years that one of them has."""
    mirrored = get_language_bidi()
    series = series[:MOST_LINES]
    years = every_year({year: 1 for _label, numbers in series for year in numbers})
    most = max((number for _label, numbers in series for number in numbers.values()), default=0)
    width = 2 * _SIDE + max(1, len(years) - 1) * _STEP
    height = _HEAD + _HEIGHT + _FOOT
    places = {year: _SIDE + place * _STEP for place, year in enumerate(years)}
    if mirrored:
        places = {year: width - x for year, x in places.items()}
    found = []
    for which, (label, numbers) in enumerate(series):
        points = [
            (places[year], _HEAD + _HEIGHT - _scaled(numbers.get(year, 0), most, _HEIGHT))
            for year in years
        ]
        x, y = points[-1]
        path = " ".join(f"{left},{top}" for left, top in points)
        found.append(Line(label, path, DASHES[which], which + 1, x, y))
    found = _apart(found)
    told = tuple((x, year) for year, x in places.items() if year % 5 == 0 or len(years) < 12)
    return Lines(key, title, width, height, tuple(found), told, most, mirrored)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a bar; `mark` is the number of its series, from 1."""

    mark: int
    number: int
    x: int
    width: int


@dataclass(frozen=True, slots=True)
class StackedBar:
    """A bar of parts, with its words above."""

    words: tuple[tuple[str, int], ...]  # a line, where
    y: int
    text_x: int
    parts: tuple[Part, ...]
    total: int
    end: int


@dataclass(frozen=True, slots=True)
class Stacked:
    """A drawing of bars in parts. `series` are marks and names, for the key below."""

    key: str
    title: str
    width: int
    height: int
    bars: tuple[StackedBar, ...]
    series: tuple[tuple[int, str], ...]
    mirrored: bool
    kind: str = "stacked"


def stacked(
    key: str, title: str, series: Sequence[str], rows: Sequence[tuple[str, Sequence[int]]]
) -> Stacked:
    """Bars one below the other, each as long as its numbers together and parted by them. The last
    of at most MOST_PARTS series is what is left over: its part is drawn empty."""
    marks = [*range(1, len(series)), MOST_PARTS]
    mirrored = get_language_bidi()
    most = max((sum(numbers) for _label, numbers in rows), default=0)
    worded = [_in_lines(label) for label, _numbers in rows]
    above = _LABEL * max(map(len, worded), default=1)
    row_height = above + _ROW - _LABEL
    found = []
    for row, (_label, numbers) in enumerate(rows):
        base = row * row_height + above - 2
        own = worded[row]
        parts, start = [], 0
        for mark, number in zip(marks, numbers, strict=True):
            length = _scaled(number, most, WIDTH - _NUMBER)
            if length:
                x = WIDTH - start - length if mirrored else start
                parts.append(Part(mark, number, x, length))
                start += length
        words = tuple(
            (line, base - (len(own) - place - 1) * _LABEL) for place, line in enumerate(own)
        )
        end = WIDTH - start - 5 if mirrored else start + 5
        text_x = WIDTH if mirrored else 0
        y = row * row_height + above + 3
        found.append(StackedBar(words, y, text_x, tuple(parts), sum(numbers), end))
    height = max(1, len(found)) * row_height
    names = tuple(zip(marks, series, strict=True))
    return Stacked(key, title, WIDTH, height, tuple(found), names, mirrored)


def _apart(found: list[Line]) -> list[Line]:
    """The lines with their marks far enough from one another to be read, in the same order."""
    lowest = -_MARK
    moved = {}
    for line in sorted(found, key=lambda each: (each.y, each.mark)):
        lowest = max(line.y, lowest + _MARK)
        moved[line.mark] = replace(line, y=lowest)
    beyond = max(0, lowest - _HEAD - _HEIGHT)
    return [replace(moved[line.mark], y=moved[line.mark].y - beyond) for line in found]


def every_year(numbers: Mapping[int, object]) -> list[int]:
    """The years from the first to the last; one that nobody can mean is left out."""
    years = [year for year in numbers if 1900 <= year <= 2200]
    return list(range(min(years), max(years) + 1)) if years else []


def _scaled(number: int, most: int, length: int) -> int:
    """The length of a bar: what is there is seen, however little."""
    return max(2, round(number * length / most)) if number and most else 0


def _in_lines(label: str) -> list[str]:
    """A label in at most two lines, broken between words where there are any; what is beyond is
    left to the table. A wide character (Chinese) takes the room of two."""
    place = _room(label)
    if place == len(label):
        return [label]
    broken = label.rfind(" ", place // 2, place + 1)
    first = label[: broken if broken > 0 else place].rstrip()
    rest = label[len(first) :].lstrip()
    end = _room(rest)
    return [first, rest if end == len(rest) else rest[: end - 1].rstrip() + "…"]


def _room(text: str) -> int:
    """How many letters fit into a line."""
    room = 0
    for place, letter in enumerate(text):
        room += 2 if "\u2e80" <= letter < "\ufb00" else 1
        if room > _LETTERS:
            return place
    return len(text)
