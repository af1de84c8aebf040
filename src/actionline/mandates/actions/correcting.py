"""What an officer puts right by hand, and taking it back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common.models import AuditEntry
from actionline.framework.queries import body_keys
from actionline.instruments.actions.errors import ConflictError, RefusedError
from actionline.mandates import history
from actionline.mandates.models import Kind, Mandate, Party, Wording
from actionline.reading.model import Deadline

from .recording import recorded, require_officer

#: Acts that can be taken back by themselves; what filing did goes with the import.
REVERSIBLE = (
    "mandates.confirm",
    "mandates.correct",
    "mandates.pair",
    "mandates.separate",
    "mandates.set_kind",
    "mandates.undo",
)


@dataclass(frozen=True, slots=True)
class Correction:
    """What the words of a mandate say, as an officer reads them. Bodies are slugs."""

    kind: Kind
    actors: tuple[str, ...]
    recipients: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    deadline: Deadline = field(default_factory=Deadline)


def correct(
    *, mandate: Mandate, correction: Correction, by: User | None, seen: int | None = None
) -> Mandate:
    """Set who is asked, what, for whom and by when, of the wording that now stands.

    `seen` is the audit entry that was the mandate's last when the form was shown
    (`last_change`); ConflictError where there is a later one. What somebody else than an officer
    corrects waits to be confirmed. PermissionDenied without the right `mandates.correct`.
    """
    with recorded(instruments=[mandate.instrument_id], verb="mandates.correct", by=by):
        fresh = Mandate.objects.select_related("current").get(pk=mandate.pk)
        if by is not None and not by.has_perm("mandates.correct", fresh):
            raise PermissionDenied
        wording = fresh.current
        if wording is None:
            raise RefusedError(_("This mandate has no wording that could be corrected."))
        if seen is not None and seen != last_change(fresh):
            raise ConflictError
        due = correction.deadline
        wording.kind = correction.kind
        wording.every, wording.by = due.every or "", due.by or ""
        wording.until, wording.event = due.until or "", due.event or ""
        wording.events = list(due.events)
        wording.certain = wording.corrected = True
        wording.confirmed = by is None or by.has_perm("mandates.confirm")
        wording.save()
        wording.parties.all().delete()
        by_role: dict[str, tuple[str, ...]] = {
            Party.Role.ACTOR: correction.actors,
            Party.Role.RECIPIENT: correction.recipients,
            Party.Role.VIA: correction.via,
        }
        Party.objects.bulk_create(history.parties(wording, by_role, body_keys()))
    return Mandate.objects.get(pk=mandate.pk)


def set_kind(*, mandates: Iterable[Mandate], kind: Kind, by: User | None) -> int:
    """Set the kind of many mandates at once; returns how many had another one."""
    person = require_officer(by)
    others = [mandate for mandate in mandates if mandate.kind != kind]
    with recorded(
        instruments={mandate.instrument_id for mandate in others},
        verb="mandates.set_kind",
        by=person,
    ):
        current = [mandate.current_id for mandate in others if mandate.current_id]
        Wording.objects.filter(pk__in=current).update(kind=kind, corrected=True)
    return len(others)


def undo(*, batch: str, by: User | None) -> list[int]:
    """Take back one act of an officer; returns the keys of the mandates it had touched.

    RefusedError where one of them was changed since: that has to be taken back first.
    """
    person = require_officer(by)
    entries = list(AuditEntry.objects.filter(batch=batch, record_type=history.RECORD_TYPE))
    if not entries or any(entry.verb not in REVERSIBLE for entry in entries):
        raise RefusedError(_("There is nothing that could be taken back here."))
    if not history.stands_as_left(entries):
        raise RefusedError(
            _("It was changed again since. Take the later change back first, then this one.")
        )
    instruments = {tree["instrument"] for entry in entries for tree in _trees(entry)}
    with recorded(instruments=instruments, verb="mandates.undo", by=person):
        history.put_back(entries)
    return [int(entry.record_id) for entry in entries]


def last_change(mandate: Mandate) -> int:
    """The key of the last audit entry about a mandate, 0 without any."""
    entries = AuditEntry.objects.filter(record_type=history.RECORD_TYPE, record_id=str(mandate.pk))
    return entries.values_list("pk", flat=True).first() or 0


def _trees(entry: AuditEntry) -> list[history.Tree]:
    return [tree for tree in (entry.before, entry.after) if tree]
