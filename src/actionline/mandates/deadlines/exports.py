"""The due dates that a filter finds, as rows of a table."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.urls import reverse
from django.utils import timezone

from . import queries
from .forms import DueFilter
from .queries import Due
from .steps import load_rules

COLUMNS = (
    "mandate",
    "mandate_url",
    "instrument",
    "path",
    "kind",
    "due",
    "meeting",
    "time",
    "zone",
    "certain",
    "state",
    "steps",
    "done_on",
    "note",
    "explanation",
)
_AT_A_TIME = 500


def rows(chosen: DueFilter, site: str) -> Iterator[dict[str, Any]]:
    """Each due date as values by column; steps as `draft 2027-01-04` with semicolons between."""
    for due in _dues(chosen):
        yield row(due, site)


def _dues(chosen: DueFilter) -> Iterator[Due]:
    rules, today = load_rules(), timezone.localdate()
    found = chosen.marks() if chosen.settled else chosen.open_ones()
    keys = iter(list(found.values_list("pk", flat=True)))
    while several := list(islice(keys, _AT_A_TIME)):
        if chosen.settled:
            yield from queries.rows_of_marks(queries.fetched(queries.marks(), several))
        else:
            shown = queries.fetched(queries.open_ones(), several)
            yield from queries.rows_of_open(shown, rules, today)


def row(due: Due, site: str) -> dict[str, Any]:
    mandate, moment, mark = due.mandate, due.moment, due.mark
    return {
        "mandate": mandate.pk,
        "mandate_url": site + reverse("mandates:mandate", args=[mandate.pk]),
        "instrument": mandate.instrument.slug,
        "path": mandate.current.path if mandate.current else "",
        "kind": mandate.kind,
        "due": due.day.isoformat(),
        "meeting": due.meeting.slug if due.meeting else "",
        "time": f"{moment.at:%H:%M}" if moment else "",
        "zone": moment.zone if moment else "",
        "certain": due.certain,
        "state": due.state,
        "steps": "; ".join(f"{step.step} {step.day}" for step in due.steps),
        "done_on": mark.on.isoformat() if mark and mark.state == "done" else "",
        "note": mark.note if mark else "",
        "explanation": due.explanation,
    }
