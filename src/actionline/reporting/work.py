"""Work in the background: drafting a report, and setting it as files."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.accounts.models import User
from actionline.common import work
from actionline.common.models import AuditHead

from . import actions, facts
from .drafting import draft as drafted
from .models import Report

DRAFT = "reporting.draft"
DRAFT_TITLE = gettext_lazy("Draft of a report")


def draft(progress: work.Progress, *, report: int, by: int) -> None:
    """Draft a report from what the data says now, in all its languages."""
    found, person = _found(report, by)
    definition = found.definition.shape
    head = AuditHead.objects.first()
    number = head.number if head else 0
    known = facts.gather(
        definition,
        starts=found.starts,
        ends=found.ends,
        year=found.year,
        about=found.about,
        meeting=found.meeting,
    )
    made = drafted(definition, known, found.languages, progress.of)
    try:
        actions.take_draft(
            report=found, shape=found.definition.content, made=made, number=number, by=person
        )
    except actions.ClosedError:
        raise work.WorkError(_("The report is not being drafted any longer.")) from None


def _found(report: int, by: int) -> tuple[Report, Any]:
    found = Report.objects.select_related("definition", "meeting", "line").filter(pk=report).first()
    person = User.objects.filter(pk=by).first()
    if found is None or person is None:
        raise work.WorkError(_("There is no such report any longer."))
    return found, person
