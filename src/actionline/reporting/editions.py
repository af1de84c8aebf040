"""Editions: frozen as a report is signed off, with a digest; how one differs from another."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from actionline.common.setting import document as setting
from actionline.common.setting.document import Document
from actionline.reading.compare import word_spans

from . import freezing
from .documenting import document
from .models import Edition, Report, SentenceSource


def freeze(report: Report, *, by: Any) -> Edition:
    """The report as it stands, in all its languages; part of signing off."""
    standing: dict[str, dict[str, Any]] = {language: {} for language in report.languages}
    for section in report.sections.all():
        if section.language in standing:
            standing[section.language][section.key] = section.now
    assert report.edited_by is not None  # who drafted or edited it
    last = report.editions.first()
    number = last.number + 1 if last else 1
    content = {
        "format": 1,
        "report": report.pk,
        "definition": report.defined.slug,
        "edition": number,
        "period": [report.starts.isoformat(), report.ends.isoformat()],
        "documents": {
            language: freezing.to_json(document(report, language, sections, final=True))
            for language, sections in standing.items()
        },
    }
    return Edition.objects.create(
        report=report,
        number=number,
        content=content,
        digest=freezing.digest(content),
        edited_by=report.edited_by,
        signed_by=by,
    )


def publish(report: Report) -> None:
    """Put the edition that was signed last before the public, with the way from the records to
    its sentences in the place of that to the edition before; part of publishing."""
    last = report.editions.first()
    assert last is not None  # signing made one
    Edition.objects.filter(pk=last.pk).update(published_at=timezone.now())
    report.sources.exclude(edition=None).delete()
    # Nobody wrote since it was signed.
    rows = list(report.sources.filter(edition=None))
    for row in rows:
        row.pk, row.edition = None, last
    SentenceSource.objects.bulk_create(rows, batch_size=1000)


def document_of(edition: Edition, language: str) -> Document:
    """The document of an edition with its digest; in its first language where it has no other."""
    from dataclasses import replace

    documents = edition.content["documents"]
    code = language if language in documents else next(iter(documents))
    return replace(freezing.read(edition.content, code), digest=edition.digest)


@dataclass(frozen=True, slots=True)
class Difference:
    """A paragraph, list or table that differs: `spans` are its words on both sides
    (`word_spans`); `section` is the heading it stands under."""

    section: str
    key: str
    spans: tuple[Any, ...]


def differences(old: Document, new: Document) -> list[Difference]:
    """What of a document is new, gone or changed, in the order of the new one, what is gone where
    its section ends. Time grows with the number of blocks."""
    before = {key: text for _heading, key, text in _texts(old)}
    after = {key for _heading, key, _text in _texts(new)}
    gone: dict[str, list[Difference]] = {}
    for heading, key, text in _texts(old):
        if key not in after:
            gone.setdefault(heading, []).append(Difference(heading, key, word_spans(text, "")))
    found: list[Difference] = []
    for section in new.sections:
        for heading, key, text in _section_texts(section):
            if before.get(key, "") != text:
                found.append(Difference(heading, key, word_spans(before.get(key, ""), text)))
        found += gone.pop(section.heading, [])
    return found + [each for rest in gone.values() for each in rest]


def _texts(told: Document) -> Iterator[tuple[str, str, str]]:
    for section in told.sections:
        yield from _section_texts(section)


def _section_texts(section: setting.Section) -> Iterator[tuple[str, str, str]]:
    for block in section.blocks:
        yield section.heading, block.key, text_of(block)


def text_of(block: setting.Block) -> str:
    """The words of a block, rows and items on lines of their own."""
    if isinstance(block, setting.Paragraph):
        return _words(block.runs)
    if isinstance(block, setting.ListOf):
        return "\n".join(_words(item) for item in block.items)
    table = block.table if isinstance(block, setting.Picture) else block
    rows = (" | ".join(_words(cell) for cell in row) for row in table.rows)
    return "\n".join([table.caption, *rows])


def _words(runs: tuple[setting.Run, ...]) -> str:
    return "".join(f"{run.text} [{run.note}]" if run.note else run.text for run in runs)
