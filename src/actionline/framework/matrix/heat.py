"""The matrix as a heat map: where squares stand and how dark they are.

The template `framework/matrix/heat.svg` draws it. Darkness never stands alone: each square has
its number in it, and the page has the table beside it.
"""

from __future__ import annotations

from dataclasses import dataclass
from unicodedata import east_asian_width

from .table import Table

SIZE = 34  # of a square, in the units of the drawing
MARGIN = 130  # for the names of lines
STEPS = 5
#: At most so much ink, so that the number on it keeps a contrast of 4.5 on light and on dark.
DARKEST = 36  # hundredths


@dataclass(frozen=True, slots=True)
class Square:
    """A square by its upper left corner, its ink, and the middle where its number stands."""

    x: int
    y: int
    ink: str  # "0.29", not to be written with a comma in any language
    number: int
    middle: int
    base: int


@dataclass(frozen=True, slots=True)
class Label:
    """A name at a point."""

    x: int
    y: int
    text: str


@dataclass(frozen=True, slots=True)
class HeatMap:
    """A drawing of `width` by `height`. From right to left the names stand on the right."""

    width: int
    height: int
    squares: tuple[Square, ...]
    columns: tuple[Label, ...]
    lines: tuple[Label, ...]
    anchor: str  # of the names of lines


def heat_map(table: Table, *, rtl: bool = False) -> HeatMap:
    """Where everything stands."""
    width = MARGIN + SIZE * len(table.columns)
    head = 20 + max((_length(column.label) for column in table.columns), default=0)
    most = max((cell.links for line in table.lines for cell in line.cells), default=0)

    def left(place: int) -> int:
        return width - MARGIN - SIZE * (place + 1) if rtl else MARGIN + SIZE * place

    squares = tuple(
        Square(
            x=left(place),
            y=head + SIZE * row,
            ink=_ink(cell.links, most),
            number=cell.links,
            middle=left(place) + SIZE // 2,
            base=head + SIZE * row + SIZE // 2 + 5,
        )
        for row, line in enumerate(table.lines)
        for place, cell in enumerate(line.cells)
        if cell.links
    )
    columns = tuple(
        Label(left(place) + SIZE // 2 + 5, head - 8, column.label)
        for place, column in enumerate(table.columns)
    )
    edge = width - MARGIN + 8 if rtl else MARGIN - 8
    lines = tuple(
        Label(edge, head + SIZE * row + SIZE // 2 + 5, line.line.code)
        for row, line in enumerate(table.lines)
    )
    height = head + SIZE * len(table.lines)
    return HeatMap(width, height, squares, columns, lines, "start" if rtl else "end")


def _length(text: str) -> int:
    """About how long a name is in letters of 13 units: Chinese ones are as wide as high."""
    return sum(13 if east_asian_width(letter) in "WF" else 8 for letter in text)


def _ink(number: int, most: int) -> str:
    """The ink of a square in STEPS steps, as hundredths written `0.07`."""
    step = -(-number * STEPS // most)
    return f"0.{DARKEST * step // STEPS:02}"
