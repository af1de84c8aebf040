"""How many projects there are by every facet, over the years, of all or of what a search finds.

Counts come from the search index: a bitmap for each value of a facet, so they cost no more for a
hundred thousand entries than for a hundred.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from actionline.common import charts

from .indexing import PROJECTS
from .register import FACETS, Search
from .register_names import IN_ORDER, Names
from .register_page import Chip, chips

#: What is counted: every facet but years, which everything is counted over, and organisations.
COUNTED = {name: label for name, label in FACETS.items() if name not in ("year", "organisation")}
#: Bars of a chart; the table has all values.
MOST_BARS = 15


@dataclass(frozen=True, slots=True)
class Row:
    """A value with the number of its projects, of each year too where that is told."""

    value: str
    label: str
    number: int
    query: str
    years: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """A facet with its values, those with most first or in their order."""

    name: str
    label: str
    rows: tuple[Row, ...]
    chart: charts.Chart


@dataclass(frozen=True, slots=True)
class Statistics:
    """The page: how many in all, over the years, and by each facet."""

    search: Search
    total: int
    exact: bool
    years: tuple[Row, ...]
    over_years: charts.Chart
    facets: list[Counted]
    chips: list[Chip]


@dataclass(frozen=True, slots=True)
class OverYears:
    """One facet over the years: `rows` have a number for each of `years`."""

    name: str
    label: str
    years: list[int]
    rows: tuple[Row, ...]
    bars: charts.Chart
    lines: charts.Lines
    chips: list[Chip]


def overview(search: Search) -> Statistics:
    """Everything about what a search finds."""
    answer = search.answer(size=1)
    names = Names(search.values.get("organisation", ()))
    years = {int(year): n for year, n in answer.counts.get("year", {}).items() if year.isdecimal()}
    title = _("Projects by year")
    return Statistics(
        search=search,
        total=answer.total,
        exact=answer.exact,
        years=tuple(
            _row(search, "year", str(y), years.get(y, 0), names) for y in charts.every_year(years)
        ),
        over_years=charts.columns("years", title, years),
        facets=[
            _counted(search, name, str(label), answer.counts[name], names)
            for name, label in COUNTED.items()
            if any(answer.counts.get(name, {}).values())
        ],
        chips=chips(search, names),
    )


def over_years(search: Search, name: str) -> OverYears:
    """One facet over the years. KeyError for a facet that is not counted."""
    label = str(COUNTED[name])
    names = Names(search.values.get("organisation", ()))
    answer = search.answer(size=1)
    crossed = PROJECTS.cross("year", name, query=answer.query, chosen=search.values)[name]
    years = charts.every_year({int(year): 1 for year, _value in crossed if year.isdecimal()})
    counts = {value: n for value, n in answer.counts.get(name, {}).items() if n}
    rows = tuple(
        _row(search, name, value, counts[value], names, _of_years(crossed, years, value))
        for value in _in_order(name, counts, names)
    )
    most = sorted(rows, key=lambda row: -row.number)[: charts.MOST_LINES]
    series = [(row.label, dict(zip(years, row.years, strict=True))) for row in most]
    return OverYears(
        name=name,
        label=label,
        years=years,
        rows=rows,
        bars=_bars(name, label, rows),
        lines=charts.lines(
            f"{name}-years", _("%(facet)s over the years") % {"facet": label}, series
        ),
        chips=chips(search, names),
    )


def cells(found: OverYears) -> Iterator[dict[str, Any]]:
    """The table of a facet over the years, as rows of a file."""
    for row in found.rows:
        named = {"value": row.value, "name": row.label, "projects": row.number}
        yield named | {str(y): n for y, n in zip(found.years, row.years, strict=True)}


def columns(found: OverYears) -> list[str]:
    return ["value", "name", "projects", *map(str, found.years)]


def year_cells(found: Statistics) -> Iterator[dict[str, Any]]:
    """The table of all years, as rows of a file."""
    for row in found.years:
        yield {"year": int(row.value), "projects": row.number}


def _counted(
    search: Search, name: str, label: str, counts: Mapping[str, int], names: Names
) -> Counted:
    rows = tuple(
        _row(search, name, value, counts[value], names)
        for value in _in_order(name, counts, names)
        if counts[value]
    )
    return Counted(name, label, rows, _bars(name, label, rows))


def _bars(name: str, label: str, rows: tuple[Row, ...]) -> charts.Chart:
    shown = rows if name in IN_ORDER else rows[:MOST_BARS]
    title = _("Projects by %(facet)s") % {"facet": label}
    return charts.bars(name, title, [(row.label, row.number) for row in shown])


def _in_order(name: str, counts: Mapping[str, int], names: Names) -> list[str]:
    """The values as their list has them, or those with most first."""
    if name in IN_ORDER:
        places = {value: place for place, value in enumerate(names.all(name))}
        return sorted(counts, key=lambda value: (places.get(value, len(places)), value))
    return sorted(counts, key=lambda value: (-counts[value], names.of(name, value)))


def _row(
    search: Search,
    name: str,
    value: str,
    number: int,
    names: Names,
    years: tuple[int, ...] = (),
) -> Row:
    query = search.with_values(name, (value,)).as_query()
    return Row(value, names.of(name, value), number, query, years)


def _of_years(
    crossed: Mapping[tuple[str, str], int], years: list[int], value: str
) -> tuple[int, ...]:
    return tuple(crossed.get((str(year), value), 0) for year in years)
