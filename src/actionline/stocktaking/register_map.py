"""Where the projects of a search are: a map of tiles, and the same as a table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from actionline.framework.tiles import TileMap, tile_map

from .register import Search
from .register_names import Names
from .register_page import Chip, chips

COLUMNS = ("iso3", "economy", "projects")


@dataclass(frozen=True, slots=True)
class Row:
    """An economy with the number of its projects, and the address that lists them."""

    code: str
    name: str
    number: int
    query: str


@dataclass(frozen=True, slots=True)
class Map:
    """The map of a search. A project in three countries is counted in each; `total` once."""

    search: Search
    total: int
    exact: bool
    rows: list[Row]
    drawing: TileMap
    chips: list[Chip]

    @property
    def by_code(self) -> dict[str, Row]:
        return {row.code: row for row in self.rows}


def mapped(search: Search) -> Map:
    """The economies of what a search finds, those with most projects first."""
    answer = search.answer(size=1)
    names = Names(search.values.get("organisation", ()))
    counts = {code: number for code, number in answer.counts.get("economy", {}).items() if number}
    rows = [
        Row(code, names.of("economy", code), number, _only(search, code))
        for code, number in counts.items()
    ]
    return Map(
        search=search,
        total=answer.total,
        exact=answer.exact,
        rows=sorted(rows, key=lambda row: (-row.number, row.name)),
        drawing=tile_map(counts),
        chips=chips(search, names),
    )


def _only(search: Search, code: str) -> str:
    return search.with_values("economy", (code,)).as_query()


def cells(found: Map) -> Iterator[dict[str, str | int]]:
    """The table as rows of a file."""
    for row in found.rows:
        yield {"iso3": row.code, "economy": row.name, "projects": row.number}
