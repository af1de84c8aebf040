"""The skeleton of the yearly report on stocktaking: by action line, what the register has.

Counts and tables come from the search index, of the entries of a year; the entries named are those
that were chosen for it and those with a success story. What to say of them is left to the authors.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from .indexing import PROJECTS
from .models import Chosen, Project, Story
from .register import FACETS, Search
from .register_names import Names

#: The tables of each action line, in their order.
TABLES = ("type", "region", "status", "goal")
#: Entries named of one action line, where not all are asked for.
MOST_NAMED = 40
ALL = "*"


@dataclass(frozen=True, slots=True)
class Table:
    """Counts by the values of one facet, those with most first."""

    label: str
    rows: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A project that the report names, and its story if there is one."""

    project: Project
    story: Story | None


@dataclass(frozen=True, slots=True)
class Section:
    """One action line: how many entries, by what, which are named, and how many more there are to
    tell of."""

    code: str
    title: str
    number: int
    tables: tuple[Table, ...]
    named: tuple[Named, ...]
    more: int
    query: str


@dataclass(frozen=True, slots=True)
class Skeleton:
    """The whole: how many entries of the year, and a section for each action line."""

    year: int
    at: datetime
    total: int
    tables: tuple[Table, ...]
    sections: tuple[Section, ...]


def skeleton(year: int, *, whole: str = "") -> Skeleton:
    """What the report of a year is built on, in the active language. All entries to tell of are
    named of the action line `whole`, of every line for `ALL`; of the others the first ones."""
    search = Search(values={"year": (str(year),)})
    answer = search.answer(size=1)
    names = Names()
    crossed = PROJECTS.cross("line", *TABLES, chosen=search.values)
    named = _named(year)
    return Skeleton(
        year=year,
        at=timezone.now(),
        total=answer.total,
        tables=tuple(_table(name, answer.counts.get(name, {}), names) for name in TABLES),
        sections=tuple(
            _section(
                code,
                title,
                answer.counts.get("line", {}).get(code, 0),
                _tables(code, crossed, names),
                [each for each in named if code in each.project.lines],
                search=search,
                whole=whole in (code, ALL),
            )
            for code, title in names.all("line").items()
        ),
    )


def _section(
    code: str,
    title: str,
    number: int,
    tables: tuple[Table, ...],
    named: list[Named],
    *,
    search: Search,
    whole: bool,
) -> Section:
    shown = named if whole else named[:MOST_NAMED]
    query = search.with_values("line", (code,)).as_query()
    return Section(code, title, number, tables, tuple(shown), len(named) - len(shown), query)


def years() -> list[int]:
    """The years that the register has entries of, the latest first."""
    found = Search().answer(size=1).counts.get("year", {})
    return sorted((int(year) for year in found if year.isdecimal()), reverse=True)


def _tables(
    code: str, crossed: Mapping[str, Mapping[tuple[str, str], int]], names: Names
) -> tuple[Table, ...]:
    found = []
    for name in TABLES:
        counts = {value: n for (line, value), n in crossed[name].items() if line == code}
        if counts:
            found.append(_table(name, counts, names))
    return tuple(found)


def _table(name: str, counts: Mapping[str, int], names: Names) -> Table:
    rows = [(names.of(name, value), number) for value, number in counts.items() if number]
    rows.sort(key=lambda row: (-row[1], row[0]))
    return Table(str(FACETS[name]), tuple(rows))


def _named(year: int) -> Sequence[Named]:
    """The projects chosen for the year, and those of the year with a story."""
    told = Story.objects.filter(published=True, project__year=year).order_by("pk")
    stories = {story.project_id: story for story in told}
    chosen = set(Chosen.objects.filter(year=year).values_list("project_id", flat=True))
    found = Project.objects.filter(pk__in=chosen | set(stories)).exclude(state=Project.State.MERGED)
    wanted = ("number", "title", "language", "summary", "entity_name", "lines")
    return [
        Named(project, stories.get(project.pk))
        for project in found.only(*wanted).order_by("title", "pk")
    ]
