"""From paragraphs with two sides to provisions.

Reads   a Source (its old and new text told apart, see `flattened`).
Writes  DocumentInfo, provisions and footnotes, with paths as CONTRACT.md fixes them.

Each side is outlined by itself, then the two are put together: a paragraph on the new side
has its path there, a deleted one keeps the path it had.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from actionline.reading.labels import BULLET, PLAIN, UNLABELLED, Label, families, label_of
from actionline.reading.model import (
    DocumentInfo,
    Footnote,
    FootnoteMark,
    Paragraph,
    Provision,
    Side,
    Source,
    Span,
    Tracking,
)
from actionline.reading.structure.clauses import Clause, cut, text_of
from actionline.reading.structure.opening import Opening
from actionline.reading.structure.outline import Choice, Entry, Place, arrange
from actionline.reading.structure.phrases import Phrases, phrases

_BLANKS = "\t\r\n\u2028\u2029"
_FOLD = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "\u00ad": None})
_CLOSING = " ;,.:；，。：؛،"


def build(
    source: Source, opening: Opening
) -> tuple[DocumentInfo, tuple[Provision, ...], tuple[Footnote, ...]]:
    """The head, the provisions and the footnotes of a source opened before."""
    revision = source.tracking is not Tracking.NONE
    body = source.paragraphs[opening.head.body_starts :]
    table = phrases(opening.language)
    latin = opening.language in ("en", "fr", "es")
    new = _outline(body, Side.NEW, table, opening.run_in, latin)
    old = _outline(body, Side.OLD, table, opening.run_in, latin, new) if revision else {}
    info = opening.head.info
    if not revision and info.base_version:
        info = info._replace(base_version=None)
    provisions = _joined(body, new, old, revision)
    notes = tuple(
        Footnote(note.number, note.text, _path_of_note(note.number, provisions))
        for note in source.footnotes
    )
    return info, provisions, notes


class _Outlined(NamedTuple):
    """A paragraph's standing on one side."""

    clause: Clause
    label: Label | None
    printed: str | None
    holder: int | None
    component: str


def _outline(
    body: Sequence[Paragraph],
    side: Side,
    table: Phrases,
    run_in: bool,
    latin: bool,
    other: Mapping[int, _Outlined] = MappingProxyType({}),
) -> dict[int, _Outlined]:
    """The standing of each provision on a side, by the paragraph's index; `other` is that of the
    other side: clauses in which nothing changed stand there as here."""
    clauses = cut(body, side, table, run_in=run_in)
    out: dict[int, _Outlined] = {}
    unlabelled: Counter[tuple[int | None, int]] = Counter()
    unchanged = _unchanged(body, other)
    for indexes in _groups(clauses, run_in):
        if unchanged.get(indexes[0]) == indexes:
            out.update((index, other[index]) for index in indexes)
            continue
        entries, labels = [], []
        for index in indexes:
            label = label_of(body[index], side, latin=latin)
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


def _unchanged(
    body: Sequence[Paragraph], outlined: Mapping[int, _Outlined]
) -> dict[int, list[int]]:
    """The clauses on a side all of whose paragraphs stand on both sides with the same words and
    labels, by the index of their first paragraph."""
    clauses: dict[int, list[int]] = {}
    for index, standing in outlined.items():
        clauses.setdefault(standing.clause.ordinal, []).append(index)
    return {
        indexes[0]: indexes
        for indexes in clauses.values()
        if all(_same_on_both(body[index]) for index in indexes)
    }


def _same_on_both(paragraph: Paragraph) -> bool:
    auto, spans = paragraph.auto, paragraph.spans
    return (
        paragraph.side is Side.BOTH
        and spans[0].side is Side.BOTH
        and (len(spans) == 1 or all(span.side is Side.BOTH for span in spans))
        and (auto is None or auto.old == auto.new)
    )


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
    elif new is not None and old is not None and _same_on_both(paragraph):
        spans = without_labels(
            paragraph.spans, _end(old, Side.OLD), _end(new, Side.NEW), True, True
        )
        text = base = collapse(_side(spans, Side.NEW))
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
        certain=not doubts,
        text=text,
        base_text=base_text if revision else None,
        spans=spans,
        parent=holder,
        moved=moved,
        line=paragraph.line,
        footnotes=_marks(paragraph, spans),
        doubts=doubts,
    )


def _marks(paragraph: Paragraph, spans: Sequence[Span]) -> tuple[FootnoteMark, ...]:
    """The footnote marks, counted in the text that is left when the label is cut off."""
    if not paragraph.footnotes:
        return ()
    cut_off = len(paragraph.source_text) - sum(len(span.text) for span in spans)
    return tuple(
        mark._replace(offset=max(0, mark.offset - cut_off)) for mark in paragraph.footnotes
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
            out.append(span if rest == span.text else span._replace(text=rest))
    return tuple(out)


def _side(spans: Sequence[Span], side: Side) -> str:
    if len(spans) == 1 and spans[0].side is Side.BOTH:  # as most have
        return spans[0].text
    return "".join(span.text for span in spans if span.side in (Side.BOTH, side))


def collapse(text: str) -> str:
    """Runs of blanks as one, none at the ends; no-break blanks stay within the text."""
    for blank in _BLANKS:
        if blank in text:
            text = text.replace(blank, " ")
    if "  " in text:
        text = " ".join(word for word in text.split(" ") if word)
    return text.strip()


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
    if label != base_label or moved:
        return "modified"
    same = text == base_text or words_of(text) == words_of(base_text)
    return "kept" if same else "modified"


def _path_of_note(number: str, provisions: Sequence[Provision]) -> str | None:
    for provision in provisions:
        if any(mark.number == number for mark in provision.footnotes):
            return provision.path
    return None
