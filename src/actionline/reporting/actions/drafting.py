"""The first draft of a report, and new drafts: looked at, taken, discarded, taken back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.reporting import definitions, merging
from actionline.reporting.blocks import all_from_json, all_to_json
from actionline.reporting.drafting import Draft
from actionline.reporting.merging import Choice
from actionline.reporting.models import Redraft, Report, Section, Version

from .holding import HeldError
from .writing import ClosedError, put

#: What of a report changes with a new draft, and comes back with undoing.
_KEPT = ("shape", "drafted_number")


@transaction.atomic
def take_draft(
    *, report: Report, shape: Mapping[str, Any], made: Draft, number: int, by: Any
) -> Redraft | None:
    """Keep what was drafted: as the sections of a report that has none, else as a new draft that
    waits to be looked at. `number` is the end of the audit trail it knows of.

    Raises PermissionDenied and ClosedError.
    """
    audit.hold()
    found = _open(report, by)
    content = {
        key: {language: all_to_json(blocks) for language, blocks in each.items()}
        for key, each in made.items()
    }
    if not found.sections.exists():
        _first(found, shape, content, number, by)
        return None
    found.redrafts.filter(state=Redraft.State.WAITING).update(
        state=Redraft.State.DISCARDED, ended_at=timezone.now(), ended_by=by
    )
    return Redraft.objects.create(
        report=found, shape=dict(shape), content=content, number=number, by=by
    )


def _first(
    report: Report, shape: Mapping[str, Any], content: Mapping[str, Any], number: int, by: Any
) -> None:
    report.shape = dict(shape)
    report.drafted_at, report.drafted_number = timezone.now(), number
    report.edited_by = by
    report.save()
    for position, (key, languages) in enumerate(content.items()):
        for language, told in languages.items():
            blocks = all_from_json(told)
            section = Section(report=report, key=key, language=language, position=position)
            section.report = report
            put(section, blocks, act=Version.Act.DRAFTED, by=by, base=blocks)
    audit.record(verb="reporting.draft", target=report, by=by, after={"number": number})


@transaction.atomic
def take_redraft(
    *, redraft: Redraft, choices: Mapping[tuple[str, str, str], Choice], by: Any
) -> int:
    """Merge a new draft into the report; how many sections changed.

    `choices` are those of conflicts, by section, language and block; without one, what people
    wrote stays. Raises PermissionDenied, ClosedError, and HeldError while somebody writes.
    """
    audit.hold()
    report = _open(redraft.report, by)
    found = Redraft.objects.select_for_update(no_key=True).get(pk=redraft.pk)
    if found.state != Redraft.State.WAITING:
        raise ClosedError
    shape = definitions.read(found.shape)
    order = {section.key: place for place, section in enumerate(shape.sections)}
    standing = _sections(report, by)
    found.before = {name: getattr(report, name) for name in _KEPT}
    found.before["drafted_at"] = report.drafted_at.isoformat() if report.drafted_at else None
    changed = 0
    for key, languages in found.content.items():
        for language, told in languages.items():
            section = standing.get((key, language)) or Section(
                report=report, key=key, language=language
            )
            section.report, section.position = report, order.get(key, len(order))
            changed += _merge(section, told, choices, found, by)
    report.shape, report.drafted_number = found.shape, found.number
    report.drafted_at = found.made_at
    report.save(update_fields=["shape", "drafted_number", "drafted_at"])
    _end(found, Redraft.State.APPLIED, by)
    audit.record(
        verb="reporting.redraft", target=report, by=by, after={"sections": changed, "of": found.pk}
    )
    return changed


def _merge(
    section: Section,
    told: list[Any],
    choices: Mapping[tuple[str, str, str], Choice],
    redraft: Redraft,
    by: Any,
) -> bool:
    theirs = all_from_json(told)
    merged = merging.merge(section.generated, section.now, theirs)
    own = {
        block: choice
        for (key, language, block), choice in choices.items()
        if (key, language) == (section.key, section.language)
    }
    blocks = merging.result(merged, own)
    if section.pk and all_to_json(blocks) == section.blocks and told == section.base:
        return False
    put(section, blocks, act=Version.Act.REDRAFTED, by=by, base=theirs, redraft=redraft)
    return True


@transaction.atomic
def discard_redraft(*, redraft: Redraft, by: Any) -> None:
    """Leave the report as it is. PermissionDenied."""
    if not by.has_perm("reporting.manage"):
        raise PermissionDenied
    audit.hold()
    found = Redraft.objects.select_for_update(no_key=True).get(pk=redraft.pk)
    if found.state == Redraft.State.WAITING:
        _end(found, Redraft.State.DISCARDED, by)
        audit.record(
            verb="reporting.discard_redraft", target=found.report, by=by, after={"of": found.pk}
        )


@transaction.atomic
def undo_redraft(*, redraft: Redraft, by: Any) -> list[str]:
    """Bring back what stood before a new draft was taken; keys of sections that were written
    since and so stay as they are. As `take_redraft`."""
    audit.hold()
    report = _open(redraft.report, by)
    found = Redraft.objects.select_for_update(no_key=True).get(pk=redraft.pk)
    last = report.redrafts.filter(state=Redraft.State.APPLIED).first()
    if last is None or last.pk != found.pk:
        raise ClosedError
    standing = _sections(report, by)
    left: list[str] = []
    for version in found.versions.select_related("section"):
        section = standing[version.section.key, version.section.language]
        if section.number != version.number:
            left.append(section.key)
            continue
        earlier = section.versions.filter(number__lt=version.number)
        before = earlier.first()
        base = earlier.filter(base__isnull=False).first()
        put(
            section,
            all_from_json(before.blocks) if before else (),
            act=Version.Act.RESTORED,
            by=by,
            base=all_from_json((base.base if base else None) or []),
            redraft=found,
        )
    for name in _KEPT:
        setattr(report, name, found.before[name])
    report.save(update_fields=list(_KEPT))
    _end(found, Redraft.State.UNDONE, by)
    audit.record(verb="reporting.undo_redraft", target=report, by=by, after={"of": found.pk})
    return sorted(set(left))


def _open(report: Report, by: Any) -> Report:
    if not by.has_perm("reporting.manage"):
        raise PermissionDenied
    found = Report.objects.select_for_update(no_key=True).get(pk=report.pk)
    if not found.is_open:
        raise ClosedError
    return found


def _sections(report: Report, by: Any) -> dict[tuple[str, str], Section]:
    """All sections with their rows locked. HeldError while somebody else writes one."""
    rows = report.sections.select_for_update(of=("self",), no_key=True).select_related("held_by")
    found = {(row.key, row.language): row for row in rows}
    for row in found.values():
        row.report = report
        if row.holder() not in (None, by.pk):
            raise HeldError(row)
    return found


def _end(redraft: Redraft, state: str, by: Any) -> None:
    redraft.state, redraft.ended_at, redraft.ended_by = state, timezone.now(), by
    redraft.save(update_fields=["state", "ended_at", "ended_by", "before"])
