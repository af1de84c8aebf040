"""The words of a provision cut where something begins or ends: a change, a reference, a note.

Reads  a provision's spans, its footnote marks and its citations
Writes pieces in order; the text of those that stand on a side joins to the provision's text
       on that side
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actionline.reading.model import Citation, Provision, Side, Span
from actionline.reading.output.sides import text_on


@dataclass(frozen=True, slots=True)
class Inline:
    """A stretch of text, or (with empty text) the mark of the footnote `note`."""

    text: str
    side: Side = Side.BOTH
    citation: Citation | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class _Reference:
    """A citation's words, in characters of all spans run together."""

    start: int
    end: int
    citation: Citation


def inline_of(item: Provision, side: Side, citations: Sequence[Citation]) -> list[Inline]:
    """The pieces of a provision as one side has it; `Side.BOTH` keeps both sides.

    The pieces of one side join to the provision's text on that side. Those of both join to
    its spans, in which blanks are as the source has them.
    """
    source = item.spans or _spans_of(item)
    if side is Side.BOTH:
        spans, notes = source, {mark.offset: mark.number for mark in item.footnotes}
    else:
        spans = (Span(text_on(item, side)),)
        # The offset of each mark among the characters that stand on this side.
        places = _places(source, side)
        standing = (mark for mark in item.footnotes if mark.side in (Side.BOTH, side))
        notes = {bisect_left(places, mark.offset): mark.number for mark in standing}
    references = _references(spans, side, citations)
    cuts = {cut for reference in references for cut in (reference.start, reference.end)}
    pieces: list[Inline] = []
    for start, text, span_side in _cut(spans, cuts | set(notes)):
        citation = next((r.citation for r in references if r.start <= start < r.end), None)
        if start in notes:
            pieces.append(Inline("", citation=citation, note=notes.pop(start)))
        pieces.append(Inline(text, span_side, citation))
    pieces += [Inline("", note=notes[offset]) for offset in sorted(notes)]
    return pieces


def _spans_of(item: Provision) -> tuple[Span, ...]:
    """Spans for a provision that came without: each side as a whole."""
    if item.change in (None, "kept") or item.base_text == item.text:
        return (Span(item.text or item.base_text or ""),)
    sides = ((item.base_text, Side.OLD), (item.text, Side.NEW))
    return tuple(Span(text, side) for text, side in sides if text)


def _cut(spans: Sequence[Span], cuts: set[int]) -> Iterator[tuple[int, str, Side]]:
    """The spans' text between cuts, each stretch with its offset and side."""
    ordered = sorted(cuts)
    offset = 0
    for span in spans:
        end = offset + len(span.text)
        places = [offset, *(cut for cut in ordered if offset < cut < end), end]
        for start, stop in pairwise(places):
            yield start, span.text[start - offset : stop - offset], span.side
        offset = end


def _references(
    spans: Sequence[Span], side: Side, citations: Sequence[Citation]
) -> list[_Reference]:
    """Where the citations stand; of several over the same words the first is kept.

    Citations count characters of the proposed text, those of the old side alone of the old.
    """
    absent = {Side.OLD: Side.NEW, Side.NEW: Side.OLD}.get(side)
    standing = [citation for citation in citations if citation.side is not absent]
    if not standing:
        return []
    places_on = {counted: _places(spans, counted) for counted in (Side.OLD, Side.NEW)}
    found: list[_Reference] = []
    for citation in standing:
        places = places_on[Side.OLD if citation.side is Side.OLD else Side.NEW]
        if 0 <= citation.start < citation.end <= len(places):
            start, end = places[citation.start], places[citation.end - 1] + 1
            if all(end <= other.start or start >= other.end for other in found):
                found.append(_Reference(start, end, citation))
    return sorted(found, key=lambda reference: reference.start)


def _places(spans: Sequence[Span], side: Side) -> list[int]:
    """For each character of a provision's text on one side its offset in all spans run
    together: a run of blanks counts as one character there, those at its start as none."""
    places: list[int] = []
    offset, after_blank = 0, True
    for span in spans:
        if span.side in (Side.BOTH, side):
            for place, character in enumerate(span.text, offset):
                blank = character in " \t\r\n"
                if not (blank and after_blank):
                    places.append(place)
                after_blank = blank
        offset += len(span.text)
    return places
