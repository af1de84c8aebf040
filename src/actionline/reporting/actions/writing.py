"""Saving a section: one version after the other, none lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.reporting import rewriting
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
    add behind a block (`""`: at the beginning), blocks to put back as generated, and tables left
    out or taken in again."""

    texts: Mapping[str, str] = field(default_factory=dict)
    added: Mapping[str, str] = field(default_factory=dict)
    back: frozenset[str] = frozenset()
    out: Mapping[str, bool] = field(default_factory=dict)


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
    from dataclasses import replace

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


def keep_sources(report: Report, key: str, made: Sequence[Block]) -> None:
    """The way back from the records of a section to its sentences."""
    report.sources.filter(section=key).delete()
    rows = {
        (sentence, *record.partition(":")[::2])
        for block in made
        if not block.out
        for sentence, record in block.records()
    }
    SentenceSource.objects.bulk_create(
        [
            SentenceSource(
                report=report, section=key, key=sentence, record_type=kind, record_id=record
            )
            for sentence, kind, record in sorted(rows)
        ],
        batch_size=1000,
    )


def _check_open(report: Report) -> None:
    if not report.is_open:
        raise ClosedError
