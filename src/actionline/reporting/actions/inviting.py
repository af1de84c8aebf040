"""Who else writes a report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionline.common import audit
from actionline.reporting import notices
from actionline.reporting.models import Editor, Report


@transaction.atomic
def invite(*, report: Report, person: Any, sections: Sequence[str], by: Any) -> Editor:
    """Have somebody write all sections, or those named. PermissionDenied."""
    _may(by)
    made, new = Editor.objects.update_or_create(
        report=report, person=person, defaults={"sections": list(sections), "invited_by": by}
    )
    if new:
        notices.invited(made, by)
    audit.record(verb="reporting.invite", target=report, by=by, after={"sections": list(sections)})
    return made


@transaction.atomic
def uninvite(*, editor: Editor, by: Any) -> None:
    """Have somebody write no longer; what they wrote stays. PermissionDenied."""
    _may(by)
    audit.record(verb="reporting.uninvite", target=editor.report, by=by)
    editor.delete()


def _may(by: Any) -> None:
    if not by.has_perm("reporting.manage"):
        raise PermissionDenied
    audit.hold()
