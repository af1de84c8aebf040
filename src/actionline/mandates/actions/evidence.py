"""Saying that a record is evidence for a mandate, and taking it back."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common import audit, records
from actionline.mandates.models import Evidence, Mandate


@transaction.atomic
def give_evidence(
    *, mandate: Mandate, record_type: str, record_id: str, reason: str, language: str, by: User
) -> Evidence:
    """Say why a record shows that something was done; what was said before is replaced.

    Raises PermissionDenied, and ValidationError for a record that is not public or no reason.
    """
    if not by.has_perm("mandates.give_evidence"):
        raise PermissionDenied
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError(_("Say in a sentence why it is evidence."))
    kind = records.find(record_type)
    if kind is None or record_id not in kind.told([record_id]):
        raise ValidationError(_("There is no such record."))
    audit.hold()
    found, made = Evidence.objects.select_for_update().get_or_create(
        mandate=mandate,
        record_type=record_type,
        record_id=record_id,
        defaults={"reason": reason, "language": language, "by": by},
    )
    before = None if made else _told(found)
    if before is not None:
        found.reason, found.language, found.by = reason, language, by
        found.save(update_fields=["reason", "language", "by"])
    if before != _told(found):
        audit.record(
            verb="mandates.give_evidence", target=found, by=by, before=before, after=_told(found)
        )
    return found


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, by: User) -> None:
    """Take back that a record is evidence: who said so, or an officer. PermissionDenied."""
    found = Evidence.objects.select_for_update().get(pk=evidence.pk)
    own = found.by_id == by.pk and by.has_perm("mandates.give_evidence")
    if not (own or by.has_perm("mandates.confirm")):
        raise PermissionDenied
    audit.hold()
    audit.record(verb="mandates.withdraw_evidence", target=found, by=by, before=_told(found))
    found.delete()


def keep_evidence(*, new: Mandate, old: Mandate) -> None:
    """Give the evidence of a mandate to the one that it turned out to be. Part of `pair`."""
    known = set(old.evidence.values_list("record_type", "record_id"))
    for each in new.evidence.all():
        if (each.record_type, each.record_id) not in known:
            each.mandate = old
            each.save(update_fields=["mandate"])


def _told(evidence: Evidence) -> dict[str, str]:
    return {
        "mandate": str(evidence.mandate_id) if evidence.mandate_id else evidence.about,
        "record": f"{evidence.record_type} {evidence.record_id}",
        "reason": evidence.reason,
        "language": evidence.language,
    }
