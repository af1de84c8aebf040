"""Comments on a report: said, answered, resolved."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.reporting import notices
from actionline.reporting.models import Comment, Report


@transaction.atomic
def comment(*, report: Report, section: str, text: str, by: Any, block: str = "") -> Comment:
    """Say something of a section or of one of its blocks. PermissionDenied."""
    _may(report, by)
    made = Comment.objects.create(report=report, section=section, block=block, text=text, by=by)
    notices.commented(made, by)
    audit.record(verb="reporting.comment", target=report, by=by, after={"section": section})
    return made


@transaction.atomic
def answer(*, to: Comment, text: str, by: Any) -> Comment:
    """Answer; an answer to one that was resolved opens it again. PermissionDenied."""
    _may(to.report, by)
    first = to.answers or to
    made = Comment.objects.create(
        report=first.report,
        section=first.section,
        block=first.block,
        text=text,
        answers=first,
        by=by,
    )
    Comment.objects.filter(pk=first.pk).update(resolved_by=None, resolved_at=None)
    notices.commented(made, by)
    audit.record(
        verb="reporting.answer", target=first.report, by=by, after={"section": first.section}
    )
    return made


@transaction.atomic
def resolve(*, of: Comment, resolved: bool, by: Any) -> None:
    """Say that it is settled, or that it is not. PermissionDenied."""
    _may(of.report, by)
    found = Comment.objects.select_for_update(no_key=True).get(pk=of.pk)
    if (found.resolved_at is not None) == resolved:
        return
    found.resolved_by = by if resolved else None
    found.resolved_at = timezone.now() if resolved else None
    found.save(update_fields=["resolved_by", "resolved_at"])
    audit.record(
        verb="reporting.resolve",
        target=found.report,
        by=by,
        after={"section": found.section, "resolved": resolved},
    )


def _may(report: Report, by: Any) -> None:
    if not by.has_perm("reporting.read_draft", report):
        raise PermissionDenied
    audit.hold()
