"""Redlines and clean Word files of readings.

    lines of the old side, lines of the new side -> paired -> paragraphs of two sides -> file

Every file is read back and compared before it is handed over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from actionline.reading.compare import Kind, compare, word_spans
from actionline.reading.model import FootnoteMark, FootnoteText, Paragraph, Resolution, Side, Span
from actionline.reading.output.heading import heading_of
from actionline.reading.redline.check import verify_redline
from actionline.reading.redline.lines import Line, lines_of, notes_of
from actionline.reading.redline.pair import paired
from actionline.reading.redline.write import write_redline

WordsOf = Callable[[Line, Line], Sequence[Span]]


def write_word(resolution: Resolution, side: Side = Side.NEW) -> bytes:
    """A clean Word file of one side of a reading."""
    lines = lines_of(resolution, side)
    data = write_redline(
        [_one_sided(line, Side.BOTH) for line in lines],
        notes_of(resolution),
        language=resolution.document.language,
    )
    text = [line.text for line in lines]
    verify_redline(data, text, text)
    return data


def redline_of(resolution: Resolution, *, date: datetime | None = None) -> bytes:
    """A revision as a Word file with tracked changes.

    Rejecting them gives the text as it stood, accepting them the text as proposed; `date`
    is written on the changes.
    """
    old, new = lines_of(resolution, Side.OLD), lines_of(resolution, Side.NEW)
    new_places = {line.item.path: place for place, line in enumerate(new) if line.item}
    pairs = {
        place: new_places[line.item.path]
        for place, line in enumerate(old)
        if line.item is not None and line.item.path in new_places
    }
    proposal = heading_of(resolution.document, Side.BOTH).proposal
    front = [Line(proposal, style="proposal")] if proposal else []
    shift = len(front)
    pairs = {before + shift: after + shift for before, after in pairs.items()}
    return _redline(
        front + old,
        front + new,
        pairs,
        lambda before, after: word_spans(before.words, after.words),
        notes_of(resolution),
        language=resolution.document.language,
        date=date,
    )


def redline_between(old: Resolution, new: Resolution, *, date: datetime | None = None) -> bytes:
    """The way from one text to another (each as it stands after its own changes).

    A paragraph that moved with the same words is written as a move. One that was reworded as
    well is deleted in one place and inserted in the other, so that no change hides in a move.
    """
    before, after = lines_of(old, Side.NEW), lines_of(new, Side.NEW)
    old_places = {line.item.path: place for place, line in enumerate(before) if line.item}
    new_places = {line.item.path: place for place, line in enumerate(after) if line.item}
    pairs: dict[int, int] = {}
    moves: dict[tuple[Side, int], str] = {}
    spans: dict[str, Sequence[Span]] = {}
    for change in compare(old, new).changes:
        if change.kind not in (Kind.KEPT, Kind.MODIFIED) or not (change.old and change.new):
            continue
        was_at, now_at = old_places[change.old.path], new_places[change.new.path]
        if not change.moved:
            pairs[was_at] = now_at
            spans[change.new.path] = change.spans
        elif before[was_at].words == after[now_at].words and before[was_at].words:
            moves[Side.OLD, was_at] = moves[Side.NEW, now_at] = f"move{len(moves) // 2 + 1}"

    def words(was: Line, now: Line) -> Sequence[Span]:
        found = spans.get(now.item.path) if now.item is not None else None
        return word_spans(was.words, now.words) if found is None else found

    return _redline(
        before,
        after,
        pairs,
        words,
        notes_of(old, Side.OLD) + notes_of(new),
        moves,
        language=new.document.language,
        date=date,
    )


def _redline(
    old: Sequence[Line],
    new: Sequence[Line],
    pairs: dict[int, int],
    words: WordsOf,
    notes: Sequence[FootnoteText],
    moves: Mapping[tuple[Side, int], str] = MappingProxyType({}),
    *,
    language: str,
    date: datetime | None,
) -> bytes:
    """The file; `moves` names the moves by the places of their two ends."""
    paragraphs = []
    for before, after in paired(old, new, pairs):
        if before is not None and after is not None:
            paragraphs.append(_two_sided(old[before], new[after], words, notes))
        elif before is not None:
            moved = moves.get((Side.OLD, before))
            paragraphs.append(_one_sided(old[before], Side.OLD, moved))
        elif after is not None:
            moved = moves.get((Side.NEW, after))
            paragraphs.append(_one_sided(new[after], Side.NEW, moved))
    data = write_redline(paragraphs, notes, language=language, date=date)
    verify_redline(data, [line.text for line in old], [line.text for line in new])
    return data


def _one_sided(line: Line, side: Side, moved: str | None = None) -> Paragraph:
    return Paragraph(
        spans=(Span(line.text, side),),
        side=side,
        style=line.style,
        level=line.level,
        footnotes=_shifted(line, side),
        moved=moved,
    )


def _shifted(line: Line, side: Side) -> tuple[FootnoteMark, ...]:
    """The marks of a line, counted over its label too."""
    return tuple(
        FootnoteMark(mark.offset + len(line.label), mark.number, side) for mark in line.marks
    )


def _two_sided(old: Line, new: Line, words: WordsOf, notes: Sequence[FootnoteText]) -> Paragraph:
    if old.label == new.label:
        label = [Span(new.label)] if new.label else []
    else:
        label = [Span(old.label, Side.OLD), Span(new.label, Side.NEW)]
    spans = tuple(span for span in (*label, *words(old, new)) if span.text)
    if _note_texts(old, notes, Side.OLD) == _note_texts(new, notes, Side.NEW):
        marks = _placed(new, spans, Side.NEW, Side.BOTH)
    else:
        marks = _placed(old, spans, Side.OLD, Side.OLD) + _placed(new, spans, Side.NEW, Side.NEW)
    return Paragraph(spans, style=new.style, level=new.level, footnotes=tuple(marks))


def _note_texts(line: Line, notes: Sequence[FootnoteText], side: Side) -> list[str]:
    """The notes that a line calls for; those of a reading that is one serve both sides."""
    found = []
    for mark in line.marks:
        texts = [note for note in notes if note.number == mark.number]
        texts.sort(key=lambda note: (note.side is Side.OLD) is not (side is Side.OLD))
        found += [note.text for note in texts[:1]]
    return found


def _placed(line: Line, spans: Sequence[Span], counted: Side, side: Side) -> list[FootnoteMark]:
    """The marks of a line at their places in spans of two sides, as standing on `side`."""
    marks = []
    for mark in _shifted(line, side):
        left = mark.offset
        offset = 0
        for span in spans:
            if span.side in (Side.BOTH, counted):
                if left <= len(span.text):
                    offset += left
                    break
                left -= len(span.text)
            offset += len(span.text)
        marks.append(FootnoteMark(offset, mark.number, side))
    return marks
