"""What the register of projects has: how many entries of the years, by what, and some by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.reporting import markup
from actionline.reporting.blocks import Block, Cell, Chart, Grid, Sentence, paragraph
from actionline.reporting.telling import MOST_SOURCES, Telling
from actionline.stocktaking.models import Chosen, Project, Story
from actionline.stocktaking.register import FACETS, Search
from actionline.stocktaking.register_names import Names

#: `line` narrows down to action lines; `by` names facets of the register that are tabulated
#: (the first as a chart too with `chart`); `named` has the chosen entries told one by one.
PARAMETERS = frozenset({"line", "by", "chart", "named"})
TYPE = "stocktaking.project"
MOST_NAMED = 60


def projects(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """The number of entries of the years of the period, tables by facet, entries by name."""
    facts = telling.facts
    years = tuple(str(year) for year in range(facts.starts.year, facts.ends.year + 1))
    values = {"year": years}
    line = parameters.get("line")
    if line:
        lines = line if isinstance(line, list) else [line]
        values["line"] = tuple(each.replace("{about}", facts.about) for each in lines)
    search = Search(values=values)
    answer = search.answer(size=MOST_SOURCES)
    told = ngettext(
        "The register of projects has %(number)s entry of the years %(years)s.",
        "The register of projects has %(number)s entries of the years %(years)s.",
        answer.total,
    ) % {"number": telling.number(answer.total), "years": _years(years)}
    sources = tuple(f"{TYPE}:{key}" for key in answer.hits)
    yield paragraph("projects", Sentence("number", told, sources))
    names = Names()
    for place, facet in enumerate(parameters.get("by", ())):
        # Counted as if this facet had no choice: the report tells of what was chosen.
        counts = {
            value: number
            for value, number in answer.counts.get(facet, {}).items()
            if number and value in values.get(facet, (value,))
        }
        with_chart = bool(parameters.get("chart")) and place == 0
        if counts:
            yield _table(telling, facet, values, counts, names, with_chart)
    if parameters.get("named"):
        yield from _named(telling, values)


def _years(years: tuple[str, ...]) -> str:
    return years[0] if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _table(
    telling: Telling,
    facet: str,
    values: Mapping[str, tuple[str, ...]],
    counts: Mapping[str, int],
    names: Names,
    with_chart: bool,
) -> Block:
    """The values of a facet with how many entries each has, the newest of them as sources."""
    told = [(names.of(facet, value), number, value) for value, number in counts.items()]
    told.sort(key=lambda each: (-each[1], each[0]))
    label = str(FACETS[facet])
    title = _("Projects: %(facet)s") % {"facet": label}
    rows = tuple(
        (
            Cell(markup.escape(name), _sources({**values, facet: (value,)})),
            Cell(telling.number(number)),
        )
        for name, number, value in told
    )
    grid = Grid(title, ((label, 3), (_("Projects"), -1)), rows, _("Source: register of projects."))
    bars = tuple((name, number) for name, number, _value in told[:15])
    chart = Chart("bars", title, bars) if with_chart else None
    return Block(f"by-{facet}", "chart" if chart else "table", grid=grid, chart=chart)


def _sources(values: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    answer = Search(values=values).answer(size=MOST_SOURCES)
    return tuple(f"{TYPE}:{key}" for key in answer.hits)


def _named(telling: Telling, values: Mapping[str, tuple[str, ...]]) -> Iterator[Block]:
    """The entries that were chosen for the report of one of the years, and those with a story."""
    years = [int(year) for year in values["year"]]
    chosen = set(Chosen.objects.filter(year__in=years).values_list("project_id", flat=True))
    stories = Story.objects.filter(published=True, project__year__in=years)
    chosen |= set(stories.values_list("project_id", flat=True))
    found = Project.objects.filter(pk__in=chosen, state=Project.State.PUBLISHED)
    lines = set(values.get("line", ()))
    wanted = [
        each for each in found.order_by("title", "pk") if not lines or lines & set(each.lines)
    ]
    for project in wanted[:MOST_NAMED]:
        sources = (f"{TYPE}:{project.pk}",)
        language = "" if project.language == telling.language else project.language
        title = _("**%(title)s** (%(entity)s).%(language)s") % {
            "title": markup.escape(project.title).replace("*", ""),
            "entity": markup.escape(project.entity_name),
            "language": telling.in_language(language),
        }
        summary = Sentence("summary", markup.escape(project.summary), sources, language)
        yield paragraph(
            f"p{project.pk}", Sentence("title", title, sources), summary if summary.text else None
        )
