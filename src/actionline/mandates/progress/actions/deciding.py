"""Validating, returning and withdrawing progress reports."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.mandates.progress import notices, status
from actionline.mandates.progress.models import Version
from actionline.mandates.progress.states import MOVES

from .keeping import locked, record, settle_request, tell_figures, told, touch


@transaction.atomic
def validate(*, version: Version, internal: bool, by: Any) -> Version:
    """Put a version before the public, or (`internal`) before the offices only; the one that
    stood before is replaced. Figures of what is public go to whoever keeps indicators.

    Raises PermissionDenied (also for whoever handed it in) and WrongStateError.
    """
    found = locked(version)
    move = MOVES.check("validate", found, by=by)
    before = told(found)
    for old in found.report.versions.filter(state=Version.State.VALIDATED):
        old.state = Version.State.REPLACED
        old.save(update_fields=["state"])
        tell_figures(old, by, gone=True)
    now = timezone.now()
    found.state, found.internal, found.reason = move.target, internal, ""
    found.decided_by, found.decided_at, found.validated_at = by, now, now
    found.save()
    if not internal:
        tell_figures(found, by)
    record("validate", found, by, before)
    _follow(found)
    notices.decided(found, "validate", by)
    return found


@transaction.atomic
def return_(*, version: Version, reason: str, by: Any) -> Version:
    """Give a version back to its authors. PermissionDenied, WrongStateError, ValidationError."""
    found = _decide(version, "return", reason, by)
    notices.decided(found, "return", by)
    return found


@transaction.atomic
def withdraw(*, version: Version, reason: str, by: Any) -> Version:
    """Take a version off the pages; the figures of a validated one are taken back.

    Raises PermissionDenied, WrongStateError, and ValidationError without a reason.
    """
    was_validated = Version.objects.get(pk=version.pk).state == Version.State.VALIDATED
    found = _decide(version, "withdraw", reason, by)
    if was_validated:
        tell_figures(found, by, gone=True)
    _follow(found)
    notices.decided(found, "withdraw", by)
    return found


def _decide(version: Version, verb: str, reason: str, by: Any) -> Version:
    found = locked(version)
    move = MOVES.check(verb, found, by=by)
    reason = reason.strip()
    if move.needs_reason and not reason:
        raise ValidationError(_("Give a reason; the authors read it."))
    before = told(found)
    found.state, found.reason = move.target, reason
    found.decided_by, found.decided_at = by, timezone.now()
    touch(found)
    found.save()
    record(verb, found, by, before)
    settle_request(found.report)
    return found


def _follow(version: Version) -> None:
    """What hangs on a report that stands now, or stands no longer."""
    settle_request(version.report)
    status.settle([version.report.subject])
