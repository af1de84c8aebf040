"""From paragraphs with two sides to provisions.

Reads   a Source (its old and new text told apart, see `flattened`).
Writes  DocumentInfo, provisions and footnotes, with paths as CONTRACT.md fixes them.

Each side is outlined by itself, then the two are put together: a paragraph on the new side
has its path there, a deleted one keeps the path it had.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from actionline.reading import language as languages
from actionline.reading.errors import ReadingError
from actionline.reading.labels import BULLET, PLAIN, UNLABELLED, Label, families, find_label
from actionline.reading.model import (
    DocumentInfo,
    Footnote,
    Paragraph,
    Provision,
    Side,
    Source,
    Span,
    Tracking,
)
from actionline.reading.structure.clauses import Clause, cut, is_heading, is_run_in, text_of
from actionline.reading.structure.head import Head, read_head
from actionline.reading.structure.outline import Choice, Entry, Place, arrange
from actionline.reading.structure.phrases import Phrases, phrases
from actionline.reading.vocabulary import load

_BLANKS = re.compile(r"[ \t\r\n\u2028\u2029]+")
_FOLD = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u00ad": None})
_CLOSING = " ;,.:；，。：؛،"


class Opening(NamedTuple):
    """What is known of a source before its provisions: language, head, way of writing."""

    language: str
    head: Head
    run_in: bool


def open_document(source: Source, folder: Path) -> Opening:
    """Language, head and way of writing. Raises ReadingError for what is no resolution."""
    paragraphs = source.paragraphs
    language = languages.detect(text_of(p, Side.NEW) for p in paragraphs)
    table = phrases(language)
    first = _first_clause(paragraphs, table)
    head = read_head(
        paragraphs,
        name=source.name,
        vocabulary=load(folder, language),
        first_clause=len(paragraphs) if first is None else first,
    )
    if first is None and head.info.action not in ("SUP", "NOC"):
        raise ReadingError(
            f"{source.name}: this does not read like a resolution: no clause such as “recalling” "
            "or “resolves” was found. Give the resolution itself, or a proposal that contains it."
        )
    run_in = first is not None and is_heading(paragraphs[first], Side.NEW, table) is None
    if head.series is not None and head.found:
        run_in = run_in and (head.series.startswith("un/") or not _has_headings(paragraphs, table))
    return Opening(language, head, run_in)


def _first_clause(paragraphs: Sequence[Paragraph], table: Phrases) -> int | None:
    """Where the clauses begin: the first heading, or the first two run-in paragraphs."""
    run_in: int | None = None
    for index, paragraph in enumerate(paragraphs):
        for side in (Side.NEW, Side.OLD):
            if is_heading(paragraph, side, table):
                return index if run_in is None else run_in
        text = text_of(paragraph, Side.NEW)
        if text.endswith((",", ";", ":", ".")) and is_run_in(text, table):
            if run_in is not None and index - run_in <= 3:
                return run_in
            run_in = index
    return run_in


def _has_headings(paragraphs: Sequence[Paragraph], table: Phrases) -> bool:
    return any(is_heading(p, Side.NEW, table) for p in paragraphs)


def build(
    source: Source, folder: Path
) -> tuple[DocumentInfo, tuple[Provision, ...], tuple[Footnote, ...], tuple[str, ...]]:
    """The head, the provisions, the footnotes, and the slugs of clauses with unknown headings."""
    opening = open_document(source, folder)
    revision = source.tracking is not Tracking.NONE
    body = source.paragraphs[opening.head.body_starts :]
    table = phrases(opening.language)
    latin = opening.language in ("en", "fr", "es")
    new = _outline(body, Side.NEW, table, opening.run_in, latin)
    old = _outline(body, Side.OLD, table, opening.run_in, latin) if revision else {}
    info = opening.head.info
    if not revision and info.base_version:
        info = info._replace(base_version=None)
    provisions = _joined(body, new, old, revision)
    notes = tuple(
        Footnote(note.number, note.text, _path_of_note(note.number, provisions))
        for note in source.footnotes
    )
    unknown = {
        (side.clause.slug): None
        for outlined in (new, old)
        for side in outlined.values()
        if not side.clause.known
    }
    return info, provisions, notes, tuple(unknown)


class _Outlined(NamedTuple):
    """A paragraph's standing on one side."""

    clause: Clause
    label: Label | None
    printed: str | None
    holder: int | None
    component: str


def labels_of(paragraph: Paragraph, side: Side, latin: bool) -> Label | None:
    """The label on a side: the one counted by the word processor, else the one typed."""
    if paragraph.auto is not None:
        printed = paragraph.auto.old if side is Side.OLD else paragraph.auto.new
        if printed is None:
            return None
        label = find_label(printed + "\tx", latin=latin)
        return label._replace(end=0) if label else None
    return find_label(paragraph.on(side), latin=latin)


def _outline(
    body: Sequence[Paragraph], side: Side, table: Phrases, run_in: bool, latin: bool
) -> dict[int, _Outlined]:
    """The standing of each provision on a side, by the paragraph's index."""
    clauses = cut(body, side, table, run_in=run_in)
    out: dict[int, _Outlined] = {}
    unlabelled: Counter[tuple[int | None, int]] = Counter()
    for indexes in _groups(clauses, run_in):
        entries, labels = [], []
        for index in indexes:
            label = labels_of(body[index], side, latin)
            entry = entry_of(body[index], label, side)
            labels.append(label if entry.style != PLAIN else None)
            entries.append(entry)
        for index, label, place in zip(
            indexes, labels, arrange(entries, two_sided=False), strict=True
        ):
            clause = clauses[index]
            assert clause is not None
            holder = indexes[place.holder] if place.holder is not None else None
            held_by = (holder, clause.ordinal if holder is None else 0)
            unlabelled[held_by] += place.family in UNLABELLED
            out[index] = _standing(clause, label, place, holder, unlabelled[held_by])
    return out


def _groups(clauses: Sequence[Clause | None], run_in: bool) -> list[list[int]]:
    """Indexes of the paragraphs whose labels run on together: a clause's, or in the UN's way
    the whole operative part's, whose numbers do not begin again at each verb."""
    groups: list[list[int]] = []
    last: tuple[object, ...] | None = None
    for index, clause in enumerate(clauses):
        if clause is None:
            continue
        key: tuple[object, ...] = (clause.ordinal,)
        if run_in and clause.kind == "operative":
            key = ("operative",)
        if key != last:
            groups.append([])
            last = key
        groups[-1].append(index)
    return groups


def entry_of(paragraph: Paragraph, label: Label | None, side: Side) -> Entry:
    """A paragraph as the outline sees it on one side."""
    text = text_of(paragraph, side)
    opens = text.endswith((":", "：", "–", "—"))
    if label is not None and label.is_bullet:
        return Entry((_choice(None, side),), BULLET, paragraph.level, opens)
    if label is None or not _counts(label):
        return Entry((_choice(None, side),), PLAIN, paragraph.level, opens)
    return Entry(
        (_choice(label.core, side),), label.style, paragraph.level, opens, bis=bool(label.suffix)
    )


def _choice(core: str | None, side: Side) -> Choice:
    if side is Side.OLD:
        return Choice(core, None, True, False)
    return Choice(None, core, False, True)


def _counts(label: Label) -> bool:
    return bool(families(label.core))


def _standing(
    clause: Clause, label: Label | None, place: Place, holder: int | None, count: int
) -> _Outlined:
    if place.family in UNLABELLED:
        bullet = label if label is not None and label.is_bullet else None
        return _Outlined(clause, bullet, None, holder, f"p{count}")
    assert label is not None
    return _Outlined(clause, label, label.printed, holder, label.component)


def _joined(
    body: Sequence[Paragraph],
    new: dict[int, _Outlined],
    old: dict[int, _Outlined],
    revision: bool,
) -> tuple[Provision, ...]:
    """Both sides put together, in the order of the document."""
    taken: Counter[str] = Counter()
    final: dict[int, str] = {}
    moves = _moves(body, new, old)
    provisions = []
    for index in sorted({*new, *old}):
        standing = new.get(index) or old[index]
        if index in moves.values() and index not in new:
            continue  # the place a paragraph was moved from: it is told where it went to
        holder = final.get(standing.holder) if standing.holder is not None else None
        path = f"{holder or standing.clause.slug}/{standing.component}"
        taken[path] += 1
        if taken[path] > 1:
            path = f"{path}~{taken[path]}"
        final[index] = path
        origin = moves.get(index, index)
        provisions.append(
            _provision(
                path, holder, body[index], body[origin], new.get(index), old.get(origin),
                revision=revision, moved=origin != index,
            )
        )  # fmt: skip
    return tuple(provisions)


def _moves(
    body: Sequence[Paragraph], new: dict[int, _Outlined], old: dict[int, _Outlined]
) -> dict[int, int]:
    """Where each moved paragraph came from: index on the new side -> index on the old side."""
    origins = {body[i].moved: i for i in old if body[i].moved and i not in new}
    return {
        i: origins[moved]
        for i in new
        if i not in old and (moved := body[i].moved) is not None and moved in origins
    }


def _provision(
    path: str,
    holder: str | None,
    paragraph: Paragraph,
    origin: Paragraph,
    new: _Outlined | None,
    old: _Outlined | None,
    *,
    revision: bool,
    moved: bool,
) -> Provision:
    standing = new or old
    assert standing is not None
    if moved:
        spans: tuple[Span, ...] = paragraph.spans
        base = collapse(_without_label(origin, old, Side.OLD))
        text: str | None = collapse(_without_label(paragraph, new, Side.NEW))
    else:
        spans = without_labels(
            paragraph.spans, _end(old, Side.OLD), _end(new, Side.NEW), new is not None,
            old is not None,
        )  # fmt: skip
        text = collapse(_side(spans, Side.NEW)) if new is not None else None
        base = collapse(_side(spans, Side.OLD))
    base_text = base if old is not None else None
    label = new.printed if new is not None else None
    base_label = old.printed if old is not None else None
    change = _change(text, base_text, label, base_label, moved) if revision else None
    doubts = tuple(span.text for span in paragraph.spans if not span.certain)
    return Provision(
        path=path,
        kind=standing.clause.kind,
        clause=standing.clause.slug,
        heading=standing.clause.heading,
        addressees=(),
        label=label,
        base_label=base_label if revision else None,
        change=change,
        certain=all(span.certain for span in paragraph.spans),
        text=text,
        base_text=base_text if revision else None,
        spans=spans,
        parent=holder,
        moved=moved,
        line=paragraph.line,
        footnotes=paragraph.footnotes,
        doubts=doubts,
    )


def _end(outlined: _Outlined | None, side: Side) -> int:
    return outlined.label.end if outlined is not None and outlined.label is not None else 0


def _without_label(paragraph: Paragraph, outlined: _Outlined | None, side: Side) -> str:
    return paragraph.on(side)[_end(outlined, side) :]


def without_labels(
    spans: Sequence[Span], old_end: int, new_end: int, on_new: bool, on_old: bool
) -> tuple[Span, ...]:
    """The spans after the label, of which `old_end` and `new_end` characters are taken off the
    two sides; a character that only one side loses stays on the other."""
    if not on_new:
        new_end = old_end
    if not on_old:
        old_end = new_end
    out: list[Span] = []
    for span in spans:
        old_cut = min(old_end, len(span.text)) if span.side is not Side.NEW else 0
        new_cut = min(new_end, len(span.text)) if span.side is not Side.OLD else 0
        old_end -= old_cut
        new_end -= new_cut
        if span.side is not Side.BOTH:
            rest = span.text[max(old_cut, new_cut) :]
        else:
            low, high = sorted((old_cut, new_cut))
            if low < high:
                keeper = Side.NEW if new_cut < old_cut else Side.OLD
                out.append(span._replace(text=span.text[low:high], side=keeper))
            rest = span.text[high:]
        if rest:
            out.append(span._replace(text=rest))
    return tuple(out)


def _side(spans: Sequence[Span], side: Side) -> str:
    return "".join(span.text for span in spans if span.side in (Side.BOTH, side))


def collapse(text: str) -> str:
    """Runs of blanks as one, none at the ends; no-break blanks stay within the text."""
    return _BLANKS.sub(" ", text).strip()


def words_of(text: str) -> str:
    """A text for comparison: blanks and hyphens folded, the closing mark left out."""
    return collapse(text.translate(_FOLD)).rstrip(_CLOSING)


def _change(
    text: str | None,
    base_text: str | None,
    label: str | None,
    base_label: str | None,
    moved: bool,
) -> str:
    if base_text is None:
        return "inserted"
    if text is None:
        return "deleted"
    same = label == base_label and words_of(text) == words_of(base_text) and not moved
    return "kept" if same else "modified"


def _path_of_note(number: str, provisions: Sequence[Provision]) -> str | None:
    for provision in provisions:
        if any(mark.number == number for mark in provision.footnotes):
            return provision.path
    return None
