"""Taking an import back: before it is filed (discard) and after (undo)."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common import audit
from actionline.common.models import AuditEntry
from actionline.instruments import hooks
from actionline.instruments.models import Edition, Import, Instrument, Proposal

from .errors import Actor, RefusedError, require_officer
from .filing import filed
from .records import restore

_OPEN = (Import.State.WAITING, Import.State.FAILED, Import.State.PREVIEW)


@transaction.atomic
def discard_import(*, item: Import, by: Actor) -> Import:
    """Put away an import that is not to be filed; its source file is kept."""
    person = require_officer(by)
    audit.hold()
    fresh = Import.objects.select_for_update().get(pk=item.pk)
    if fresh.state not in _OPEN:
        raise RefusedError(_("Only an import that is not filed can be discarded."))
    _set_state(fresh, Import.State.DISCARDED, "instruments.discard", person)
    return fresh


@transaction.atomic
def undo_import(*, item: Import, by: Actor) -> Import:
    """Restore what stood before an import was filed, a summary edition included.

    The rooms above undo theirs first (`hooks.before_undo`). RefusedError where a later import
    was filed over this one: that one has to be undone first.
    """
    person = require_officer(by)
    audit.hold()
    fresh = Import.objects.select_for_update().get(pk=item.pk)
    record: Edition | Proposal | None = fresh.edition or fresh.proposal
    if fresh.state != Import.State.FILED or record is None:
        raise RefusedError(_("Only a filed import can be undone."))
    entry = _filing_of(fresh, record)
    told = filed(record, person, fresh.batch)
    for hook in hooks.before_undo:
        hook(told)
    instrument = record.instrument
    audit.record(verb="instruments.undo", target=record, by=person, batch=fresh.batch)
    if entry.before is None:
        record.delete()
    else:
        restore(record, entry.before)
    _restore_instrument(instrument, person, fresh.batch)
    fresh.edition = fresh.proposal = None
    _set_state(fresh, Import.State.UNDONE, "instruments.undo_import", person)
    if entry.before is not None:
        for hook in hooks.after_undo:
            hook(told)
    return fresh


def _filing_of(item: Import, record: Edition | Proposal) -> AuditEntry:
    """The audit entry of the filing, which must be the last one of its record."""
    last = (
        AuditEntry.objects.filter(
            verb="instruments.file",
            record_type=record._meta.label_lower,
            record_id=str(record.pk),
        )
        .exclude(batch__in=_undone_batches(record))
        .first()
    )
    if last is None or last.batch != item.batch:
        message = _("A later import was filed over this one: undo that one first.")
        raise RefusedError(message)
    return last


def _undone_batches(record: Edition | Proposal) -> Any:
    return AuditEntry.objects.filter(
        verb="instruments.undo",
        record_type=record._meta.label_lower,
        record_id=str(record.pk),
    ).values("batch")


def _restore_instrument(instrument: Instrument, by: User | None, batch: str) -> None:
    """Give it back its title and status; remove it where this filing had added it."""
    entries = AuditEntry.objects.filter(
        batch=batch, record_type=instrument._meta.label_lower, record_id=str(instrument.pk)
    )
    renamed = entries.filter(verb="instruments.rename").first()
    added = entries.filter(verb="instruments.add").exists()
    if added and not instrument.editions.exists() and not instrument.proposals.exists():
        audit.record(verb="instruments.remove", target=instrument, by=by, batch=batch)
        instrument.delete()
    elif renamed is not None and renamed.before is not None:
        for name, value in renamed.before.items():
            setattr(instrument, name, value)
        instrument.save(update_fields=list(renamed.before))
        audit.record(
            verb="instruments.rename",
            target=instrument,
            by=by,
            before=renamed.after,
            after=renamed.before,
            batch=batch,
        )


def _set_state(item: Import, state: Import.State, verb: str, by: User | None) -> None:
    before = {"state": item.state}
    item.state = state
    item.save(update_fields=["state", "edition", "proposal", "changed_at"])
    audit.record(
        verb=verb, target=item, by=by, before=before, after={"state": state.value}, batch=item.batch
    )
