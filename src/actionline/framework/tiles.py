"""A map of tiles: one square an economy, roughly where it lies, so that small ones are seen too.

`tiles.csv` says where each stands. It was worked out from the coordinates of the places in the tz
database (public domain), spread out where countries are small, and says nothing about borders.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil, sqrt
from pathlib import Path

SIZE = 34  # of a tile, in the units of the drawing
STEPS = 5
#: At most so much ink, so that the letters on it keep a contrast of 4.5 on light and on dark.
DARKEST = 36  # hundredths


@dataclass(frozen=True, slots=True)
class Tile:
    """A square by its upper left corner, its ink, its number; `middle` is where words stand."""

    code: str
    number: int
    x: int
    y: int
    ink: str  # "0.29", not to be written with a comma in any language

    @property
    def middle(self) -> int:
        return self.x + SIZE // 2

    @property
    def upper(self) -> int:
        return self.y + 14

    @property
    def lower(self) -> int:
        return self.y + 27


@dataclass(frozen=True, slots=True)
class TileMap:
    """A drawing of `width` by `height`; `elsewhere` are the numbers of codes without a tile."""

    width: int
    height: int
    tiles: tuple[Tile, ...]
    elsewhere: Mapping[str, int]


@cache
def places() -> Mapping[str, tuple[int, int]]:
    """Column and row of each economy, by its ISO 3166 code of three letters."""
    with (Path(__file__).parent / "tiles.csv").open(newline="") as file:
        return {row["iso3"]: (int(row["column"]), int(row["row"])) for row in csv.DictReader(file)}


def tile_map(numbers: Mapping[str, int]) -> TileMap:
    """The map with a number for some economies; the others are drawn empty."""
    known = places()
    most = max((number for code, number in numbers.items() if code in known), default=0)
    tiles = tuple(
        Tile(
            code, numbers.get(code, 0), column * SIZE, row * SIZE, _ink(numbers.get(code, 0), most)
        )
        for code, (column, row) in known.items()
    )
    return TileMap(
        width=SIZE * (1 + max(column for column, _row in known.values())),
        height=SIZE * (1 + max(row for _column, row in known.values())),
        tiles=tiles,
        elsewhere={code: number for code, number in numbers.items() if code not in known},
    )


def _ink(number: int, most: int) -> str:
    """The ink of a tile in STEPS steps, as hundredths written `0.07`. It grows with the root of
    the number: one economy with very many leaves the others apart."""
    step = ceil(sqrt(number / most) * STEPS) if most else 0
    return f"0.{DARKEST * step // STEPS:02}"
