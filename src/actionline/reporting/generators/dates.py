"""What fell due in the period."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.reporting import markup
from actionline.reporting.blocks import Block, Cell, Grid, Sentence, paragraph
from actionline.reporting.facts import SELECTIONS
from actionline.reporting.telling import Telling, some

PARAMETERS = SELECTIONS


def due_dates(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """A sentence on how many dates there were and on how many something was reported; a table."""
    asked = telling.facts.select({**parameters, "has": "due"})
    dates = [(each, date) for each in asked for date in each.due]
    if not dates:
        return
    dates.sort(key=lambda pair: (pair[1].due, pair[0].mandate.pk))
    answered = sum(bool(each.progress or each.evidence) for each, _date in dates)
    told = ngettext(
        "%(number)s due date fell into the period.",
        "%(number)s due dates fell into the period.",
        len(dates),
    ) % {"number": telling.number(len(dates))}
    of_these = ngettext(
        "For %(number)s of them something was reported or evidenced.",
        "For %(number)s of them something was reported or evidenced.",
        answered,
    ) % {"number": telling.number(answered)}
    sources = some(each.record for each, _date in dates)
    yield paragraph("due", Sentence("due", told, sources), Sentence("answered", of_these, sources))
    rows = tuple(
        (
            Cell(telling.day(date.due)),
            Cell(telling.place(each), (each.record, each.words_record)),
            Cell(telling.bodies(each.row.actors)),
            Cell(markup.escape(date.meeting.name) if date.meeting else ""),
            Cell(_("Yes") if each.progress or each.evidence else _("No")),
        )
        for each, date in dates
    )
    columns = (
        (_("Due"), 1),
        (_("Mandate"), 3),
        (_("Asked of"), 2),
        (_("Session"), 2),
        (_("Reported or evidenced"), 1),
    )
    yield Block("dates", "table", grid=Grid(_("Due dates of the period"), columns, rows))
