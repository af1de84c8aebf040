"""The dashboard as rows of a file, and as a chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from django.utils.translation import gettext

from actionline.common import charts

from .counting import BY, Count, Dashboard


def columns(shown: Dashboard) -> list[str]:
    """The names of the columns, the same in every language."""
    return [
        shown.by,
        "mandates",
        *(f"has_{station.key}" for station in shown.stations),
        *(f"no_{station.key}" for station in shown.stations),
        "settled",
        "answered",
    ]


def cells(shown: Dashboard) -> Iterator[dict[str, Any]]:
    """A row for each value; figures are numbers of mandates."""
    for row in shown.rows:
        figures = (*row.reached, *row.lacking, row.settled, row.answered)
        yield dict(zip(columns(shown), (row.label, row.total, *figures), strict=True))


def series(shown: Dashboard) -> list[str]:
    """What the parts of a bar are called, as `Count.furthest` has them."""
    names = [str(station.name) for station in reversed(shown.stations)]
    return [gettext("Settled"), *names, gettext("Nothing yet")]


def chart(shown: Dashboard, rows: Sequence[Count]) -> charts.Stacked:
    """A bar for each row, its parts telling where the threads end."""
    title = gettext("Where the threads end, by: %(what)s") % {"what": BY[shown.by][0]}
    numbers = [(row.label, row.furthest) for row in rows]
    return charts.stacked(f"by-{shown.by}", title, series(shown), numbers)
