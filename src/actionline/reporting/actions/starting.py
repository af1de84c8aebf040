"""Beginning a report, and filling in the head of its document."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionline.common import audit
from actionline.framework.models import ActionLine, Meeting
from actionline.reporting.models import Definition, Report


@transaction.atomic
def start(
    *,
    definition: Definition,
    year: int,
    starts: date,
    ends: date,
    languages: Sequence[str],
    language: str,
    by: Any,
    meeting: Meeting | None = None,
    line: ActionLine | None = None,
) -> Report:
    """A report of a period, not drafted yet. PermissionDenied."""
    if not by.has_perm("reporting.manage"):
        raise PermissionDenied
    audit.hold()
    made = Report.objects.create(
        definition=definition,
        shape=definition.content,
        line=line,
        year=year,
        meeting=meeting,
        starts=starts,
        ends=ends,
        languages=list(dict.fromkeys([language, *languages])),
        language=language,
        created_by=by,
    )
    audit.record(
        verb="reporting.start",
        target=made,
        by=by,
        after={"definition": definition.slug, "year": year, "languages": made.languages},
    )
    return made


@transaction.atomic
def change_head(*, report: Report, values: Mapping[str, str], by: Any) -> None:
    """Fill in number, agenda item and the like of the document. PermissionDenied."""
    if not by.has_perm("reporting.manage") or report.state in ("signed", "published"):
        raise PermissionDenied
    audit.hold()
    found = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    kept = {name: value for name, value in values.items() if value}
    if found.head == kept:
        return
    before, found.head = found.head, kept
    found.save(update_fields=["head"])
    audit.record(
        verb="reporting.head", target=found, by=by, before={"head": before}, after={"head": kept}
    )
