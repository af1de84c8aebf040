"""How much there is: mandates by instrument, kind, decision or action line, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.reporting import markup
from actionline.reporting.blocks import Block, Cell, Chart, Grid, Sentence, paragraph
from actionline.reporting.facts import SELECTIONS, Asked
from actionline.reporting.telling import Telling, of_all

PARAMETERS = SELECTIONS | {"has"}
COUNTED_PARAMETERS = PARAMETERS | {"by", "chart"}


def overview(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """How many mandates, on how many was reported and evidence given; a table by instrument."""
    asked = telling.facts.select(parameters)
    reported = [each for each in asked if each.progress]
    shown = [each for each in asked if each.evidence]
    pieces = sum(len(each.evidence) for each in asked)
    yield paragraph(
        "counts",
        Sentence("mandates", _counted(telling, _mandates, len(asked)), of_all(asked)),
        Sentence("reported", _counted(telling, _reported, len(reported)), of_all(reported)),
        Sentence("shown", _counted(telling, _shown, len(shown)), of_all(shown)),
        Sentence("pieces", _counted(telling, _pieces, pieces), of_all(shown)),
    )
    if asked:
        yield Block("by-instrument", "table", grid=_by_instrument(telling, asked))


def _counted(telling: Telling, told: Callable[[int], str], number: int) -> str:
    return told(number) % {"number": telling.number(number)}


def _mandates(number: int) -> str:
    return ngettext(
        "This report tells of %(number)s mandate.",
        "This report tells of %(number)s mandates.",
        number,
    )


def _reported(number: int) -> str:
    return ngettext(
        "In the period, progress was reported on %(number)s of them.",
        "In the period, progress was reported on %(number)s of them.",
        number,
    )


def _shown(number: int) -> str:
    return ngettext(
        "Evidence was given for %(number)s of them.",
        "Evidence was given for %(number)s of them.",
        number,
    )


def _pieces(number: int) -> str:
    return ngettext(
        "The evidence of the period is %(number)s record.",
        "The evidence of the period is %(number)s records.",
        number,
    )


def _by_instrument(telling: Telling, asked: list[Asked]) -> Grid:
    found: dict[str, list[Asked]] = {}
    for each in asked:
        found.setdefault(str(each.mandate.instrument), []).append(each)
    rows = tuple(
        (
            Cell(markup.escape(name), of_all(members)),
            Cell(telling.number(len(members))),
            Cell(telling.number(sum(bool(each.progress) for each in members))),
            Cell(telling.number(sum(bool(each.evidence) for each in members))),
        )
        for name, members in found.items()
    )
    columns = (
        (_("Instrument"), 3),
        (_("Mandates"), -1),
        (_("Progress reported"), -1),
        (_("Evidence given"), -1),
    )
    return Grid(_("Mandates and what the period has of them"), columns, rows)


def counted(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """Mandates by `kind`, `standing`, `line` or `actor`: a table, as a chart too where asked."""
    by = parameters.get("by", "kind")
    numbers: Counter[str] = Counter()
    of: dict[str, list[Asked]] = {}
    for each in telling.facts.select(parameters):
        for name in _names(telling, each, by):
            numbers[name] += 1
            of.setdefault(name, []).append(each)
    if not numbers:
        return
    ordered = sorted(numbers.items(), key=lambda pair: (-pair[1], pair[0]))
    titles = {
        "kind": _("Mandates by kind"),
        "standing": _("Mandates by what was decided of them"),
        "line": _("Mandates by action line"),
        "actor": _("Mandates by who is asked"),
    }
    rows = tuple(
        (Cell(markup.escape(name), of_all(of[name])), Cell(telling.number(number)))
        for name, number in ordered
    )
    grid = Grid(titles[by], ((_("Which"), 3), (_("Mandates"), -1)), rows)
    chart = Chart("bars", titles[by], tuple(ordered)) if parameters.get("chart") else None
    yield Block(f"by-{by}", "chart" if chart else "table", grid=grid, chart=chart)


def _names(telling: Telling, asked: Asked, by: str) -> list[str]:
    match by:
        case "standing":
            return [str(asked.mandate.get_standing_display())]
        case "line":
            codes = sorted(asked.lines)
            found = [telling.lines[code] for code in codes if code in telling.lines]
            return [f"{line.number} {line.name}" for line in found]
        case "actor":
            return [body.name for body in asked.row.actors]
    return [asked.row.kind]
