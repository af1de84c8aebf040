"""The evidence of the period as a table: which record shows what, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from actionline.common import records
from actionline.reporting import markup
from actionline.reporting.blocks import Block, Cell, Grid
from actionline.reporting.facts import SELECTIONS, evidence_record
from actionline.reporting.telling import Telling

PARAMETERS = SELECTIONS | {"has"}


def evidence(telling: Telling, parameters: Mapping[str, Any]) -> Iterator[Block]:
    """A row for each record and mandate, in the order of the mandates."""
    rows = []
    kinds: dict[str, str] = {}
    for asked in telling.facts.select(parameters):
        for each in asked.evidence:
            record = evidence_record(each)
            title = telling.titles.get(record)
            if title is None:
                continue
            if each.record_type not in kinds:
                kind = records.find(each.record_type)
                kinds[each.record_type] = str(kind.name) if kind else each.record_type
            language = "" if each.language == telling.language else each.language
            rows.append(
                (
                    Cell(markup.escape(title), (record,)),
                    Cell(markup.escape(kinds[each.record_type])),
                    Cell(telling.place(asked), (asked.record, asked.words_record)),
                    Cell(markup.escape(each.reason), (), language),
                )
            )
    if rows:
        columns = ((_("Record"), 3), (_("Kind"), 1), (_("Mandate"), 2), (_("What it shows"), 3))
        note = _("Records of this site that were given as evidence in the period.")
        grid = Grid(_("Evidence"), columns, tuple(rows), note)
        yield Block("evidence", "table", grid=grid)
