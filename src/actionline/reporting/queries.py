"""What the pages of this room ask the database."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from actionline.common.models import AuditEntry, Job
from actionline.common.setting.document import Document

from .blocks import Block
from .documenting import document
from .editions import document_of
from .models import Edition, Editor, Report, Section

#: Changes in the data that are listed; the page says if there are more.
MOST_CHANGES = 50
_OUT = Exists(Edition.objects.filter(report=OuterRef("pk"), published_at__isnull=False))
#: Rooms whose records reports tell of: their entries in the audit trail are changes in the data.
_DATA = ("mandates.", "progress.", "decisions.", "deadlines.", "roadmaps.", "stocktaking.")


def reports_for(person: Any) -> QuerySet[Report]:
    """The reports that somebody may read: what is published, what they write, officers all;
    `is_out`: there is an edition that everybody may read."""
    found = Report.objects.select_related("definition", "meeting", "line").annotate(is_out=_OUT)
    if person.has_perm("reporting.manage"):
        return found
    allowed = Q(is_out=True)
    if person.is_authenticated:
        allowed |= Q(Exists(Editor.objects.filter(report=OuterRef("pk"), person=person.pk)))
    return found.filter(allowed)


def published() -> QuerySet[Report]:
    """The reports of which everybody may read an edition."""
    return Report.objects.filter(_OUT).select_related("definition", "meeting", "line")


def readable(key: int, person: Any) -> Report:
    """The report, for who may read it as it is written. Http404, or PermissionDenied."""
    from django.core.exceptions import PermissionDenied

    found = Report.objects.select_related("definition", "meeting", "line", "edited_by", "signed_by")
    report = found.filter(pk=key).first()
    if report is None:
        raise Http404
    if not person.has_perm("reporting.read_draft", report):
        raise PermissionDenied
    return report


def published_edition(report: Report) -> Edition | None:
    """The edition that the public reads: the newest that was published."""
    return report.editions.filter(published_at__isnull=False).first()


def standing(report: Report, language: str) -> Document:
    """The report as it is being written."""
    code = language if language in report.languages else report.language
    rows = report.sections.filter(language=code)
    return document(report, code, {row.key: row.now for row in rows})


def shown_edition(edition: Edition, language: str) -> Document:
    return document_of(edition, language)


def sections_of(report: Report, language: str) -> list[Section]:
    """The sections in one language, without their text."""
    rows = report.sections.filter(language=language).select_related("held_by", "changed_by")
    found = list(rows.defer("base", "blocks").order_by("position"))
    for row in found:
        row.report = report
    return found


def changes_since(report: Report) -> QuerySet[AuditEntry]:
    """What changed since the draft in the rooms that it tells of, the newest first."""
    rooms = Q()
    for prefix in _DATA:
        rooms |= Q(record_type__startswith=prefix)
    found = AuditEntry.objects.filter(rooms, number__gt=report.drafted_number)
    return found.order_by("-number")


def told_of(report: Report, entries: Sequence[AuditEntry]) -> set[tuple[str, str]]:
    """Which of these records the report tells of."""
    keys = {entry.record_id for entry in entries}
    rows = report.sources.filter(record_id__in=keys, edition=None)
    return set(rows.values_list("record_type", "record_id"))


def job_of(report: Report, person: Any, kinds: Sequence[str]) -> Job | None:
    """The last work on a report that somebody asked for and that is not over."""
    found = Job.objects.filter(by=person.pk, kind__in=kinds).order_by("-pk")[:20]
    for job in found:
        if job.arguments.get("report") == report.pk:
            return job if job.open else None
    return None


def sentence_in(blocks: Sequence[Block], key: str) -> tuple[Block, str] | None:
    """The block of a sentence (or a block by its own key), and the text of the sentence."""
    for block in blocks:
        if block.key == key:
            return block, block.text
        for sentence in block.sentences:
            if sentence.key == key:
                return block, sentence.text
    return None
