"""Saving a section: one version after the other, none lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from actionline.common import audit
from actionline.reporting import behind, rewriting
from actionline.reporting.blocks import Block, all_from_json, all_to_json
from actionline.reporting.models import Redraft, Report, Section, SentenceSource, Version
from actionline.reporting.models.writing import HELD

from .holding import check_held, locked

#: What a section may hold at most, in letters of JSON: a page has to be able to show it.
LARGEST = 8_000_000


class ChangedError(Exception):
    """Somebody else saved the section since it was opened."""


class ClosedError(Exception):
    """The report is not being drafted: it is in review, signed off or published."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody wrote into a section: texts of blocks by key (those not named stay), texts to
    add behind a block (`""`: at the beginning), blocks to put back as generated, tables left
    out or taken in again, and blocks that are still right though the original changed."""

    texts: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    back: frozenset[str] = frozenset()
    out: Mapping[str, bool] = field(default_factory=dict)
    right: frozenset[str] = frozenset()


@transaction.atomic
def save(*, section: Section, number: int, written: Written, by: Any) -> Version | None:
    """Keep what somebody wrote as a new version; None where nothing changed. They hold it on.

    Raises PermissionDenied, ClosedError, HeldError, and ChangedError where `number` is not the
    version that stands.
    """
    audit.hold()
    found = locked(section)
    check_held(found, by)
    _check_open(found.report)
    if found.number != number:
        raise ChangedError
    made = blocks_after(found.now, found.generated, written)
    original = original_of(found)
    if original is not None:
        made = _beside(original.now, found.now, made, written)
    found.held_by, found.held_until = by, timezone.now() + HELD
    told = all_to_json(made)
    if told == found.blocks:
        found.save(update_fields=["held_by", "held_until"])
        return None
    return put(found, made, act=Version.Act.EDITED, by=by)


@transaction.atomic
def restore(*, section: Section, version: Version, by: Any) -> Version:
    """Bring a version back as a new one, with what had been generated then. As `save`."""
    audit.hold()
    found = locked(section)
    check_held(found, by)
    _check_open(found.report)
    bases = found.versions.filter(number__lte=version.number, base__isnull=False)
    base = bases.order_by("-number").values_list("base", flat=True).first() or []
    return put(
        found,
        all_from_json(version.blocks),
        act=Version.Act.RESTORED,
        by=by,
        base=all_from_json(base),
    )


def blocks_after(
    now: Sequence[Block], generated: Sequence[Block], written: Written
) -> tuple[Block, ...]:
    """The blocks of a section after somebody wrote into it."""
    base = {block.key: block for block in generated}
    found: list[Block] = rewriting.written(written.added.get("", ""))
    for block in now:
        if block.key in written.back and block.key in base:
            found.append(base[block.key])
        elif block.key in written.out:
            found.append(replace(block, out=written.out[block.key]))
        elif block.key in written.texts:
            changed = rewriting.rewrite(block, written.texts[block.key])
            found += [each for each in changed if not (each.out and each.by_hand)]
        else:
            found.append(block)
        found += rewriting.written(written.added.get(block.key, ""))
    return tuple(found)


def original_of(section: Section) -> Section | None:
    """The section in the original language; None where it is that itself."""
    report = section.report
    if section.language == report.language:
        return None
    return report.sections.filter(key=section.key, language=report.language).first()


def _beside(
    original: Sequence[Block], before: Sequence[Block], made: Sequence[Block], written: Written
) -> tuple[Block, ...]:
    """The blocks with what was written for those that only the original had; one that is not
    wanted is kept as left out."""
    here = {block.key for block in before}
    new: dict[str, list[Block]] = {}
    for block in original:
        if block.key in here:
            continue
        if written.texts.get(block.key, "").strip():
            new[block.key] = rewriting.translated(block, written.texts[block.key])
        elif block.key in written.right:
            new[block.key] = [replace(block, sentences=(), out=True, by_hand=False)]
    return behind.followed(made, before, original, right=written.right, new=new)


def put(
    section: Section,
    made: Sequence[Block],
    *,
    act: str,
    by: Any,
    base: Sequence[Block] | None = None,
    redraft: Redraft | None = None,
) -> Version:
    """Keep blocks as the next version of a section whose row is locked; part of other verbs."""
    told, words = all_to_json(made), rewriting.words_of(made)
    section.blocks, section.words = told, words
    section.by_hand = any(
        block.by_hand or block.out or any(each.by_hand for each in block.sentences)
        for block in made
    )
    if base is not None:
        section.base = all_to_json(base)
    section.number += 1
    if act != Version.Act.DRAFTED:
        _count_behind(section)
    section.changed_at, section.changed_by = timezone.now(), by
    section.save()
    version = Version.objects.create(
        section=section,
        number=section.number,
        act=act,
        blocks=told,
        base=section.base if base is not None else None,
        words=words,
        redraft=redraft,
        by=by,
    )
    report = section.report
    if section.language == report.language:
        keep_sources(report, section.key, made)
    Report.objects.filter(pk=report.pk).update(edited_by=by)
    if redraft is None and act != Version.Act.DRAFTED:
        audit.record(
            verb=f"reporting.{act}",
            target=report,
            by=by,
            after={"section": section.key, "language": section.language, "version": version.number},
        )
    return version


def _count_behind(section: Section) -> None:
    """How many blocks are behind the original: of this section, or of the others where it is it."""
    original = original_of(section)
    if original is not None:
        section.behind = len(lags(original, section))
        return
    others = section.report.sections.filter(key=section.key).exclude(pk=section.pk)
    if not section.by_hand:  # then only what people wrote can be behind; the others stay unread
        others = others.filter(Q(by_hand=True) | Q(behind__gt=0))
    for other in others:
        number = len(lags(section, other))
        if number != other.behind:
            Section.objects.filter(pk=other.pk).update(behind=number)


def lags(original: Section, section: Section) -> dict[str, behind.Lag]:
    """The blocks of a section that are behind the original, by key."""
    if not (original.by_hand or section.by_hand):
        return {}
    return behind.lags(original.now, original.generated, section.now, section.generated)


def keep_sources(report: Report, key: str, made: Sequence[Block]) -> None:
    """The way back from the records of a section to its sentences."""
    report.sources.filter(section=key, edition=None).delete()
    rows = dict.fromkeys(
        (sentence, *record.partition(":")[::2])
        for block in made
        if not block.out
        for sentence, record in block.records()
    )
    SentenceSource.objects.bulk_create(
        [
            SentenceSource(
                report=report, section=key, key=sentence, record_type=kind, record_id=record
            )
            for sentence, kind, record in rows
        ],
        batch_size=1000,
    )


def _check_open(report: Report) -> None:
    if not report.is_open:
        raise ClosedError
