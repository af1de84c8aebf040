"""The matrix as a table: action lines down, goals and GDC objectives across.

Plain values: built once from a fixed number of queries, then drawn as table, map or sheet.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from actionline.framework import hooks
from actionline.framework.models import ActionLine, GdcObjective, Goal, MatrixLink

from .queries import STANDING


@dataclass(frozen=True, slots=True)
class Column:
    """A goal or a GDC objective."""

    code: str  # "9", "gdc-1"
    label: str  # "SDG 9"
    number: int
    name: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a line meets a column: how many links stand there, and how many records."""

    line: ActionLine
    column: Column
    links: int
    records: int

    @property
    def url(self) -> str:
        return reverse("matrix:cell", args=[self.line.code, self.column.code])


@dataclass(frozen=True, slots=True)
class Line:
    """A line's cells, one a column."""

    line: ActionLine
    cells: tuple[Cell, ...]
    links: int


@dataclass(frozen=True, slots=True)
class Table:
    """The whole matrix. `totals` has the links of each column; `proposed` and `doubtful` say how
    many of all links wait for a decision."""

    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    totals: tuple[int, ...]
    links: int
    proposed: int
    doubtful: int


def column_of(term: Goal | GdcObjective) -> Column:
    """The column of a goal or an objective."""
    if isinstance(term, Goal):
        address = reverse("matrix:goal", args=[term.number])
        return Column(term.code, term.label, term.number, term.name, address)
    address = reverse("matrix:objective", args=[term.number])
    return Column(f"gdc-{term.number}", term.label, term.number, term.name, address)


def matrix_table(*, states: Sequence[str] = STANDING) -> Table:
    """The matrix with the links of `states`, in four queries and those of `hooks.record_counts`."""
    terms: list[Goal | GdcObjective] = [*Goal.objects.all(), *GdcObjective.objects.all()]
    columns = tuple(column_of(term) for term in terms)
    links, in_state = _links(states)
    records: Counter[tuple[str, str]] = Counter()
    for count in hooks.record_counts:
        records.update(count())
    lines = tuple(_line(line, columns, links, records) for line in ActionLine.objects.all())
    totals = tuple(sum(line.cells[place].links for line in lines) for place in range(len(columns)))
    return Table(
        columns=columns,
        lines=lines,
        totals=totals,
        links=sum(totals),
        proposed=in_state[MatrixLink.State.PROPOSED],
        doubtful=in_state[MatrixLink.State.DOUBTFUL],
    )


def _line(
    line: ActionLine,
    columns: tuple[Column, ...],
    links: Counter[tuple[str, str]],
    records: Counter[tuple[str, str]],
) -> Line:
    cells = tuple(
        Cell(line, column, links[line.code, column.code], records[line.code, column.code])
        for column in columns
    )
    return Line(line, cells, sum(cell.links for cell in cells))


def _links(states: Sequence[str]) -> tuple[Counter[tuple[str, str]], Counter[str]]:
    """How many links there are for each line and column, and in each state."""
    found = MatrixLink.objects.filter(state__in=states).order_by()
    rows = found.values_list(
        "state", "line__code", "goal__number", "target__goal__number", "objective__number"
    )
    places: Counter[tuple[str, str]] = Counter()
    in_state: Counter[str] = Counter()
    for state, line, goal, of_target, objective in rows:
        places[line, f"gdc-{objective}" if objective else str(goal or of_target)] += 1
        in_state[state] += 1
    return places, in_state
