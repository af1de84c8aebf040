"""Filing a checked import: an edition to its instrument, a proposal to the edition it revises."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common import audit
from actionline.framework.queries import body_called
from actionline.instruments import hooks, naming
from actionline.instruments.models import Citation, Edition, Import, Instrument, Proposal
from actionline.instruments.validation import problems

from .drafting import stamp
from .errors import (
    Actor,
    AlreadyFiledError,
    ConflictError,
    NotReadyError,
    RefusedError,
    require_officer,
)
from .records import snapshot, write_provisions

Json = dict[str, Any]


@transaction.atomic
def file_import(
    *, item: Import, by: Actor, replace: bool = False, seen: str | None = None
) -> Edition | Proposal:
    """File a checked import; the rooms above are told through `hooks.after_filing`.

    A summary edition gives way to the document. What else is on file under the same version
    (of a proposal: the same reference) is replaced only when `replace` is asked, else
    AlreadyFiledError is raised. `seen` is the stamp of the draft that the person looked at.
    Raises NotReadyError with the problems that stand in the way.
    """
    person = require_officer(by)
    audit.hold()
    fresh = Import.objects.select_for_update().select_related("source").get(pk=item.pk)
    if fresh.state != Import.State.PREVIEW or fresh.draft is None:
        raise RefusedError(_("Only an import that is to be checked can be filed."))
    if seen is not None and seen != stamp(fresh.draft):
        raise ConflictError
    found = problems(fresh.draft)
    if found:
        raise NotReadyError(found)
    batch = uuid4().hex
    head = fresh.draft["document"]
    instrument = _instrument(head, person, batch)
    record = _record(head, instrument, replace)
    before = snapshot(record) if record.pk else None
    _fill(record, fresh, person)
    write_provisions(record, fresh.draft)
    if isinstance(record, Edition):
        _make_current(record, person, batch)
    after = {"import": fresh.pk, "sha256": fresh.source.sha256}
    audit.record(
        verb="instruments.file", target=record, by=person, before=before, after=after, batch=batch
    )
    told = {"record": str(record), "version": record.version}
    audit.record(verb="instruments.receive", target=instrument, by=person, after=told, batch=batch)
    _close(fresh, record, person, batch)
    for hook in hooks.after_filing:
        hook(filed(record, person, batch))
    return record


def filed(record: Edition | Proposal, by: User | None, batch: str) -> hooks.Filed:
    """What the hooks are told."""
    if isinstance(record, Edition):
        return hooks.Filed(edition=record, proposal=None, by=by, batch=batch)
    return hooks.Filed(edition=None, proposal=record, by=by, batch=batch)


def resolve_citations(*, slugs: Collection[str]) -> int:
    """Link citations of instruments that have since been added; how many were linked."""
    linked = 0
    for instrument in Instrument.objects.filter(slug__in=slugs):
        waiting = Citation.objects.filter(target=instrument.slug, cited=None)
        linked += waiting.update(cited=instrument)
    return linked


def _instrument(head: Json, by: User | None, batch: str) -> Instrument:
    """The instrument of the document, made where it is not known yet.

    It is locked until the end, so that two who file to it at once do so one after the other.
    """
    locked = Instrument.objects.select_for_update()
    known = locked.filter(slug=head["instrument"]).first()
    if known is not None:
        return known
    body = body_called(head.get("body") or "")
    names = naming.of(head["instrument"])
    status = Instrument.Status.DRAFT if head.get("action") == "ADD" else Instrument.Status.IN_FORCE
    made, is_new = locked.get_or_create(
        slug=head["instrument"],
        defaults={
            "body": body,
            "kind": names.kind,
            "number": names.number,
            "title": head["title"],
            "short_title": names.short_title(body.acronym if body else ""),
            "status": status,
        },
    )
    if not is_new:  # somebody else made it a moment ago
        return made
    resolve_citations(slugs=[made.slug])
    audit.record(verb="instruments.add", target=made, by=by, after={"slug": made.slug}, batch=batch)
    return made


def _record(head: Json, instrument: Instrument, replace: bool) -> Edition | Proposal:
    """The edition or proposal to fill: a new one, a summary, or the one to be replaced."""
    if not head.get("action"):
        edition = instrument.editions.filter(version=head["version"]).first()
        if edition is not None and not edition.is_summary and not replace:
            raise AlreadyFiledError(edition)
        return edition or Edition(instrument=instrument, version=head["version"])
    reference = head.get("reference") or ""
    proposal = instrument.proposals.filter(reference=reference).first() if reference else None
    if proposal is not None and not replace:
        raise AlreadyFiledError(proposal)
    return proposal or Proposal(instrument=instrument, reference=reference)


def _fill(record: Edition | Proposal, item: Import, by: User | None) -> None:
    draft = item.draft or {}
    head = draft["document"]
    record.title = head["title"]
    record.language = head["language"]
    record.source, record.reading = item.source, draft
    record.filed_by, record.filed_at = by, timezone.now()
    if isinstance(record, Edition):
        record.is_summary, record.source_note = False, ""
    else:
        record.action = head["action"]
        record.version = head.get("version") or ""
        record.base_version = head.get("base_version") or ""
        record.base = _base(record)
    record.save()


def _base(proposal: Proposal) -> Edition | None:
    """The edition a proposal revises; the newest one where it does not say which."""
    editions = proposal.instrument.editions.order_by("-version")
    if proposal.base_version:
        editions = editions.filter(version=proposal.base_version)
    elif proposal.action == Proposal.Action.ADD:
        return None
    return editions.first()


def _make_current(edition: Edition, by: User | None, batch: str) -> None:
    """Link proposals that waited for this edition; the newest names its instrument."""
    instrument = edition.instrument
    instrument.proposals.filter(base=None, base_version=edition.version).update(base=edition)
    newest = not instrument.editions.filter(version__gt=edition.version).exists()
    named = {"title": edition.title, "status": Instrument.Status.IN_FORCE.value}
    before = {name: getattr(instrument, name) for name in named}
    if not newest or before == named:
        return
    for name, value in named.items():
        setattr(instrument, name, value)
    instrument.save(update_fields=list(named))
    audit.record(
        verb="instruments.rename", target=instrument, by=by, before=before, after=named, batch=batch
    )


def _close(item: Import, record: Edition | Proposal, by: User | None, batch: str) -> None:
    item.state, item.batch = Import.State.FILED, batch
    if isinstance(record, Edition):
        item.edition = record
    else:
        item.proposal = record
    item.save(update_fields=["state", "batch", "edition", "proposal", "changed_at"])
    audit.record(
        verb="instruments.close_import",
        target=item,
        by=by,
        before={"state": Import.State.PREVIEW},
        after={"state": item.state},
        batch=batch,
    )
