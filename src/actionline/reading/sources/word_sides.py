"""Written paragraphs made into paragraphs of two sides.

A paragraph mark can itself be inserted or deleted. Up to a mark that stands on both sides,
the file's paragraphs then form a *group* which each side divides in its own way:

    A ¶(deleted) B ¶        old: A, B      new: AB

An old and a new paragraph of a group that share words become one `Paragraph`; the others
stand on one side. Where a paragraph's words run into another one on one side only, they
are given twice, once for each side, so that on either side the paragraphs standing there
give exactly the text of that side:

    BOTH  A + (new: B)
    OLD   B

Text boxes follow the group in which they are anchored.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from actionline.reading.model import AutoLabel, FootnoteMark, Paragraph, Revision, Side, Span
from actionline.reading.sources.number_formats import printed_number
from actionline.reading.sources.numbering import Counter, Numbering
from actionline.reading.sources.word_pieces import Layout, NoteReference, Piece, Written
from actionline.reading.sources.word_styles import Styles

INDENT_STEP = 600  # twips of indent that make one level; ITU's are 794, 1191, 1588


class NoteNumbers(NamedTuple):
    """How the notes of one kind are numbered."""

    number_format: str = "decimal"
    start: int = 1


class NumberedNote(NamedTuple):
    """A note as called for: its printed number and the side it is called for on."""

    reference: NoteReference
    number: str
    side: Side


class TwoSides:
    """Makes the paragraphs of one file, counting lists and notes on both sides."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: dict[str, NoteNumbers] | None = None
    ) -> None:
        self._styles = styles
        self._numbering = numbering
        self._counters = {side: Counter(numbering) for side in (Side.OLD, Side.NEW)}
        self._note_numbers = notes or {}
        self._notes_counted: dict[tuple[str, Side], int] = {}
        self.notes: list[NumberedNote] = []

    def paragraphs(self, written: Sequence[Written]) -> list[Paragraph]:
        """The paragraphs of a story, in reading order."""
        made: list[Paragraph] = []
        for group in _groups(written):
            for old, new in _aligned(group):
                made.append(self._paragraph(group, old, new))
            for one in group:
                for box in one.boxes:
                    made.extend(self.paragraphs(box))
        return made

    def _paragraph(self, group: list[Written], old: range | None, new: range | None) -> Paragraph:
        ranges = [found for found in (old, new) if found is not None]
        joint = next((w.mark_revision for w in group if w.mark_revision is not None), None)
        pieces: list[Piece] = []
        for index in range(min(r.start for r in ranges), max(r.stop for r in ranges)):
            in_old = old is not None and index in old
            in_new = new is not None and index in new
            pieces.extend(_standing(group[index].pieces, in_old, in_new, joint))
        side = Side.BOTH if len(ranges) == 2 else Side.OLD if old is not None else Side.NEW
        before = _ruling(group, old, Side.OLD)
        after = _ruling(group, new, Side.NEW)
        ruling = after or before or group[0]
        layout = ruling.new if after is not None else ruling.old
        auto, level = self._counted(before, after)
        return Paragraph(
            spans=_spans(pieces),
            side=side,
            auto=auto,
            style=self._styles.name_of(layout.style),
            level=level,
            italic=_leading_italics(pieces),
            footnotes=self._marks(pieces),
            line=ruling.line,
            moved=_moved(pieces),
        )

    def _counted(
        self, before: Written | None, after: Written | None
    ) -> tuple[AutoLabel | None, int]:
        """The label counted on each side, and the depth (of the new side where it stands)."""
        labels: dict[Side, str | None] = {}
        depth = 0
        for side, layout in (
            (Side.OLD, before.old if before is not None else None),
            (Side.NEW, after.new if after is not None else None),
        ):
            labels[side] = None
            if layout is None:
                continue
            num_id, place = self._list_of(layout)
            if num_id is None:
                left = layout.left
                if left is None:
                    left = self._styles.paragraph(layout.style).left
                depth = max(0, round(left / INDENT_STEP))
            else:
                labels[side] = self._counters[side].label(num_id, place)
                depth = place
        if labels[Side.OLD] is None and labels[Side.NEW] is None:
            return None, depth
        return AutoLabel(labels[Side.OLD], labels[Side.NEW]), depth

    def _list_of(self, layout: Layout) -> tuple[str | None, int]:
        """The list in which a paragraph is counted (None: in no list), and its level there."""
        style = self._styles.paragraph(layout.style)
        stated = layout.numbering
        num_id = stated.num_id if stated.num_id is not None else style.num_id
        if num_id is None or self._numbering.list_of(num_id) is None:
            return None, 0
        if stated.level is not None:
            return num_id, stated.level
        for name in (layout.style, style.numbered_by):
            tied = self._numbering.level_of_style(num_id, name) if name else None
            if tied is not None:
                return num_id, tied
        return num_id, (style.level or 0) if stated.num_id is None else 0

    def _marks(self, pieces: list[Piece]) -> tuple[FootnoteMark, ...]:
        marks = []
        offset = 0
        for piece in pieces:
            if piece.note is not None:
                number = self._note_number(piece.note, piece.side)
                marks.append(FootnoteMark(offset, number, piece.side))
                self.notes.append(NumberedNote(piece.note, number, piece.side))
            offset += len(piece.text)
        return tuple(marks)

    def _note_number(self, note: NoteReference, side: Side) -> str:
        """The note's number in order of reference; that of the new side where it stands there."""
        if note.custom is not None:
            return note.custom.strip()
        rule = self._note_numbers.get(note.kind, NoteNumbers())
        number = rule.start
        for one in (Side.OLD, Side.NEW):
            if side in (Side.BOTH, one):
                number = self._notes_counted.get((note.kind, one), rule.start - 1) + 1
                self._notes_counted[note.kind, one] = number
        return printed_number(number, rule.number_format)


def _groups(written: Sequence[Written]) -> Iterator[list[Written]]:
    """The paragraphs cut after each mark that stands on both sides or has nothing after it."""
    group: list[Written] = []
    for one in written:
        group.append(one)
        if one.mark is Side.BOTH or one.last:
            yield group
            group = []
    if group:
        yield group


def _aligned(group: list[Written]) -> Iterator[tuple[range | None, range | None]]:
    """Old and new paragraphs of a group (as ranges of it), paired where they share words."""
    within = group[0].within
    if within is not Side.BOTH:
        for only in _division(group, within):
            yield (only, None) if within is Side.OLD else (None, only)
        return
    olds, news = _division(group, Side.OLD), _division(group, Side.NEW)
    pairs = _best_pairs(group, olds, news)
    pairs.append((len(olds), len(news)))
    old_starts = [_first(group, paragraphs, Side.OLD) for paragraphs in olds]
    new_starts = [_first(group, paragraphs, Side.NEW) for paragraphs in news]
    next_old = next_new = 0
    for old, new in pairs:
        while next_old < old or next_new < new:
            takes_old = next_new >= new or (
                next_old < old and old_starts[next_old] <= new_starts[next_new]
            )
            if takes_old:
                yield olds[next_old], None
                next_old += 1
            else:
                yield None, news[next_new]
                next_new += 1
        if old < len(olds) and new < len(news):
            yield olds[old], news[new]
        next_old, next_new = old + 1, new + 1


def _first(group: list[Written], paragraphs: range, side: Side) -> int:
    """Where the words of a paragraph of one side begin."""
    for index in paragraphs:
        if group[index].has_text_on(side):
            return index
    return paragraphs.start


def _division(group: list[Written], side: Side) -> list[range]:
    """The group as one side divides it into paragraphs.

    What a changed mark leaves at the very end, where nothing follows that could take its
    place, is a paragraph only if it holds text.
    """
    ranges = []
    start = 0
    for index, one in enumerate(group):
        if one.mark in (Side.BOTH, side):
            ranges.append(range(start, index + 1))
            start = index + 1
    rest = range(start, len(group))
    if any(group[index].has_text_on(side) for index in rest):
        ranges.append(rest)
    return ranges


def _best_pairs(
    group: list[Written], olds: list[range], news: list[range]
) -> list[tuple[int, int]]:
    """Pairs of an old and a new paragraph, each used once, that share the most words.

    Both divide the same group, so the overlaps form a staircase in which only neighbours
    compete; one pass finds the best choice. A shared closing mark decides between equals.
    """
    cells: list[tuple[int, int, int]] = []
    old = new = 0
    while old < len(olds) and new < len(news):
        shared = range(max(olds[old].start, news[new].start), min(olds[old].stop, news[new].stop))
        words = sum(
            len(piece.text)
            for index in shared
            for piece in group[index].pieces
            if piece.side is Side.BOTH
        )
        closes_both = olds[old].stop == news[new].stop
        if words or closes_both:
            cells.append((old, new, 2 * words + closes_both))
        step_old = olds[old].stop <= news[new].stop
        step_new = news[new].stop <= olds[old].stop
        old, new = old + step_old, new + step_new
    return _heaviest(cells)


def _heaviest(cells: list[tuple[int, int, int]]) -> list[tuple[int, int]]:
    """The heaviest choice of cells (old, new, weight) with no old and no new twice."""
    best = [0]  # best[n]: the heaviest choice among the first n cells
    free: list[int] = []  # free[n]: how many cells before cell n do not compete with it
    row = column = 0
    for n, (old, new, weight) in enumerate(cells):
        row = row if n and cells[n - 1][0] == old else n
        column = column if n and cells[n - 1][1] == new else n
        free.append(min(row, column))
        best.append(max(best[n], best[free[n]] + weight))
    pairs = []
    n = len(cells)
    while n:
        if best[n] == best[n - 1]:
            n -= 1
        else:
            pairs.append(cells[n - 1][:2])
            n = free[n - 1]
    return pairs[::-1]


def _ruling(group: list[Written], paragraphs: range | None, side: Side) -> Written | None:
    """The written paragraph whose layout holds for a paragraph of one side.

    Its last one with text: a paragraph joined to the next takes that one's layout, unless
    nothing is left of it.
    """
    if paragraphs is None:
        return None
    for index in reversed(paragraphs):
        if group[index].has_text_on(side):
            return group[index]
    return group[paragraphs[-1]]


def _standing(
    pieces: list[Piece], in_old: bool, in_new: bool, joint: Revision | None
) -> Iterator[Piece]:
    """The pieces of a written paragraph that stand in a paragraph made of it."""
    for piece in pieces:
        if piece.side is Side.BOTH and not (in_old and in_new):
            side = Side.OLD if in_old else Side.NEW
            yield Piece(piece.text, side, joint, None, piece.italic, piece.note)
        elif piece.side is Side.BOTH or (in_old if piece.side is Side.OLD else in_new):
            yield piece


def _spans(pieces: list[Piece]) -> tuple[Span, ...]:
    """The text, neighbours of one side and one change joined."""
    spans: list[Span] = []
    waiting: list[str] = []
    last: Piece | None = None
    for piece in pieces:
        if not piece.text:
            continue
        if last is not None and (piece.side, piece.revision) != (last.side, last.revision):
            spans.append(Span("".join(waiting), last.side, revision=last.revision))
            waiting.clear()
        waiting.append(piece.text)
        last = piece
    if last is not None:
        spans.append(Span("".join(waiting), last.side, revision=last.revision))
    return tuple(spans)


def _leading_italics(pieces: list[Piece]) -> int:
    """How many of the first characters are in italics; blanks between two such runs count."""
    italic = seen = 0
    for piece in pieces:
        seen += len(piece.text)
        if piece.italic and piece.text.strip():
            italic = seen
        elif piece.text.strip():
            break
    return italic


def _moved(pieces: list[Piece]) -> str | None:
    """The move of which the whole paragraph is one place."""
    moves = {piece.moved for piece in pieces if piece.text.strip()}
    return moves.pop() if len(moves) == 1 else None
