"""A report goes on its way: to review, back, signed off by another person, before the public."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.common import audit
from actionline.reporting import editions, notices
from actionline.reporting.models import Report, Section
from actionline.reporting.states import MOVES


@transaction.atomic
def move(*, report: Report, verb: str, by: Any, reason: str = "") -> Report:
    """Do what the table of states allows.

    Signing freezes an edition; whoever changed the text last cannot do it. Publishing puts that
    edition before the public. Raises PermissionDenied, WrongStateError, and ValidationError where
    a reason is missing or there is nothing to sign.
    """
    audit.hold()
    found = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    step = MOVES.check(verb, found, by=by)
    reason = " ".join(reason.split())
    if step.needs_reason and not reason:
        raise ValidationError(_("Say why."))
    before, found.state = found.state, step.target
    found.reason = reason
    match verb:
        case "submit":
            _submit(found, by)
        case "sign":
            found.signed_by, found.signed_at = by, timezone.now()
        case "return":
            found.signed_by = found.signed_at = None
        case "publish":
            found.published_at = timezone.now()
        case "reopen":
            found.signed_by = found.signed_at = found.published_at = None
    found.save()
    if verb == "sign":
        editions.freeze(found, by=by)
    elif verb == "publish":
        editions.publish(found)
    audit.record(
        verb=f"reporting.{verb}",
        target=found,
        by=by,
        before={"state": before},
        after={"state": found.state, "reason": reason},
    )
    notices.moved(found, verb, by)
    return found


def _submit(report: Report, by: Any) -> None:
    """Nobody writes any longer."""
    if not report.sections.exists():
        raise ValidationError(_("The report has not been drafted yet."))
    report.submitted_by = by
    Section.objects.filter(report=report).update(held_by=None, held_until=None)
