"""Saying that records are evidence, why; in other words; taking it back, and giving it again."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from hashlib import sha256

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common import audit, records
from actionline.mandates import evidence as shown
from actionline.mandates import hooks
from actionline.mandates.models import Evidence, Mandate, WebPage, WithdrawnEvidence
from actionline.mandates.subjects import MANDATE, Subject, of_row


@transaction.atomic
def give_evidence(
    *,
    mandate: Mandate | None = None,
    subject: Subject | None = None,
    record_type: str,
    record_id: str,
    reason: str,
    language: str,
    by: User,
) -> Evidence:
    """Say why a record shows that something was done, of a mandate or another subject; what was
    said before is replaced.

    Raises PermissionDenied, and ValidationError for a record that is not public or no reason.
    """
    about = subject or Subject(MANDATE, str(mandate.pk if mandate else ""))
    return give_many(
        subject=about,
        found=[(record_type, record_id)],
        reason=reason,
        language=language,
        by=by,
    )[0]


@transaction.atomic
def give_many(
    *,
    subject: Subject,
    found: Sequence[tuple[str, str]],
    reason: str,
    language: str,
    by: User,
) -> list[Evidence]:
    """Say the same of several records, by type and key. Raises as `give_evidence`."""
    if not shown.may_give(by, subject):
        raise PermissionDenied
    reason = _sentence(reason)
    if not found or set(found) - set(records.told(found)):
        raise ValidationError(_("There is no such record."))
    audit.hold()
    made = [_give(subject, name, reason, language, by) for name in dict.fromkeys(found)]
    _tell([subject])
    return made


def _give(
    subject: Subject, name: tuple[str, str], reason: str, language: str, by: User
) -> Evidence:
    record_type, record_id = name
    named = {"record_type": record_type, "record_id": record_id}
    piece = shown.about(subject).select_for_update().filter(**named).first()
    if piece is not None:
        _say(piece, reason, language, by)
        return piece
    piece = Evidence.objects.create(
        mandate_id=subject.mandate_id,
        about=subject.about,
        reason=reason,
        language=language,
        by=by,
        **named,
    )
    _record("give_evidence", piece, by, None)
    return piece


def _say(piece: Evidence, reason: str, language: str, by: User) -> None:
    before = _told(piece)
    piece.reason, piece.language, piece.by = reason, language, by
    if before != _told(piece):
        piece.save(update_fields=["reason", "language", "by"])
        _record("give_evidence", piece, by, before)


@transaction.atomic
def edit_evidence(*, evidence: Evidence, reason: str, language: str, by: User) -> Evidence:
    """Say in other words why a record is evidence: who said so, or an officer.

    Raises PermissionDenied, and ValidationError without a reason.
    """
    audit.hold()
    piece = Evidence.objects.select_for_update().get(pk=evidence.pk)
    _own(piece, by)
    _say(piece, _sentence(reason), language, by)
    return piece


@transaction.atomic
def withdraw_evidence(*, evidence: Evidence, by: User, why: str = "") -> WithdrawnEvidence:
    """Take back that a record is evidence: who said so, or an officer. PermissionDenied."""
    audit.hold()
    piece = Evidence.objects.select_for_update().get(pk=evidence.pk)
    _own(piece, by)
    kept = WithdrawnEvidence.objects.create(
        key=piece.pk,
        mandate_id=piece.mandate_id,
        about=piece.about,
        record_type=piece.record_type,
        record_id=piece.record_id,
        reason=piece.reason,
        language=piece.language,
        given_by=piece.by,
        given_at=piece.at,
        why=" ".join(why.split())[:1000],
        by=by,
    )
    audit.record(
        verb="mandates.withdraw_evidence",
        target=piece,
        by=by,
        before=_told(piece),
        after={"why": kept.why},
    )
    subject = of_row(piece.mandate_id, piece.about)
    piece.delete()
    _tell([subject])
    return kept


@transaction.atomic
def restore_evidence(*, kept: WithdrawnEvidence, by: User) -> Evidence:
    """Give again what was taken back, as it was: who gave it or took it back, or an officer.

    Raises PermissionDenied, and ValidationError where the record is evidence again already.
    """
    audit.hold()
    kept = WithdrawnEvidence.objects.select_for_update().get(pk=kept.pk)
    own = by.pk in (kept.given_by_id, kept.by_id) and by.has_perm("mandates.give_evidence")
    if not (own or by.has_perm("mandates.confirm")):
        raise PermissionDenied
    subject = of_row(kept.mandate_id, kept.about)
    name = {"record_type": kept.record_type, "record_id": kept.record_id}
    if shown.about(subject).filter(**name).exists():
        raise ValidationError(_("Somebody gave it again meanwhile."))
    piece = Evidence.objects.create(
        pk=kept.key,
        mandate_id=kept.mandate_id,
        about=kept.about,
        reason=kept.reason,
        language=kept.language,
        by=kept.given_by,
        at=kept.given_at,
        **name,
    )
    kept.delete()
    _record("restore_evidence", piece, by, None)
    _tell([subject])
    return piece


@transaction.atomic
def keep_web_page(
    *, address: str, title: str, seen: date, snapshot: str, language: str, by: User
) -> WebPage:
    """Keep a page of the web as it was seen, with the digest of its text. PermissionDenied."""
    if not by.has_perm("mandates.give_evidence"):
        raise PermissionDenied
    audit.hold()
    page = WebPage.objects.create(
        address=address,
        title=" ".join(title.split())[:300],
        seen=seen,
        snapshot=snapshot,
        sha256=sha256(snapshot.encode()).hexdigest() if snapshot else "",
        language=language,
        by=by,
    )
    after = {"address": address, "seen": seen.isoformat(), "sha256": page.sha256}
    audit.record(verb="mandates.keep_web_page", target=page, by=by, after=after)
    return page


def keep_evidence(*, new: Mandate, old: Mandate) -> None:
    """Give the evidence of a mandate to the one that it turned out to be. Part of `pair`."""
    known = set(old.evidence.values_list("record_type", "record_id"))
    for each in new.evidence.all():
        if (each.record_type, each.record_id) not in known:
            each.mandate = old
            each.save(update_fields=["mandate"])
    WithdrawnEvidence.objects.filter(mandate=new).update(mandate=old)


def _sentence(reason: str) -> str:
    reason = " ".join(reason.split())
    if not reason:
        raise ValidationError(_("Say in a sentence why it is evidence."))
    return reason


def _own(piece: Evidence, by: User) -> None:
    own = piece.by_id == by.pk and by.has_perm("mandates.give_evidence")
    if not (own or by.has_perm("mandates.confirm")):
        raise PermissionDenied


def _tell(subjects: Collection[Subject]) -> None:
    for hook in hooks.work_changed:
        hook(subjects)


def _record(verb: str, piece: Evidence, by: User, before: dict[str, str] | None) -> None:
    audit.record(verb=f"mandates.{verb}", target=piece, by=by, before=before, after=_told(piece))


def _told(evidence: Evidence) -> dict[str, str]:
    return {
        "mandate": str(evidence.mandate_id) if evidence.mandate_id else evidence.about,
        "record": f"{evidence.record_type} {evidence.record_id}",
        "reason": evidence.reason,
        "language": evidence.language,
    }
