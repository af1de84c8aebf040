"""What fell due in the period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.mandates.deadlines.models import Mark
from actionline.reporting import markup
from actionline.reporting.blocks import Block, Cell, Grid, Sentence, paragraph
from actionline.reporting.facts import SELECTIONS, DueDate
from actionline.reporting.telling import Telling, some

PARAMETERS = SELECTIONS
_DONE = Mark.State.DONE


def due_dates(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """A sentence on how many dates there were and how many were met; a table."""
    asked = telling.facts.select({**parameters, "has": "due"})
    dates = [(each, date) for each in asked for date in each.due]
    if not dates:
        return
    dates.sort(key=lambda pair: (pair[1].day, pair[0].mandate.pk))
    met = sum(date.mark is not None and date.mark.state == _DONE for _each, date in dates)
    told = ngettext(
        "%(number)s due date fell into the period.",
        "%(number)s due dates fell into the period.",
        len(dates),
    ) % {"number": telling.number(len(dates))}
    of_these = ngettext("%(number)s of them was met.", "%(number)s of them were met.", met) % {
        "number": telling.number(met)
    }
    sources = some(each.record for each, _date in dates)
    yield paragraph("due", Sentence("due", told, sources), Sentence("met", of_these, sources))
    rows = tuple(
        (
            Cell(telling.day(date.day)),
            Cell(telling.place(each), (each.record, each.words_record)),
            Cell(telling.bodies(each.row.actors)),
            Cell(markup.escape(date.meeting.name) if date.meeting else ""),
            Cell(_state(telling, date, bool(each.progress or each.evidence))),
        )
        for each, date in dates
    )
    columns = (
        (_("Due"), 2),
        (_("Mandate"), 3),
        (_("Asked of"), 2),
        (_("Session"), 2),
        (_("What became of it"), 2),
    )
    yield Block("dates", "table", grid=Grid(_("Due dates of the period"), columns, rows))


def _state(telling: Telling, date: DueDate, told: bool) -> str:
    """What was said of the date; else whether something was reported on the mandate at all."""
    mark = date.mark
    if mark is not None and mark.state == _DONE:
        return _("Done on %(day)s") % {"day": telling.day(mark.on)}
    if mark is not None:
        return str(mark.get_state_display())
    return _("Open; progress or evidence is there") if told else _("Open; nothing was reported")
