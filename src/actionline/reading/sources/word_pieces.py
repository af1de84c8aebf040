"""What is read from a Word body before paragraphs of the two sides are made of it.

A *written* paragraph is one `w:p` of the file. Its mark may have been inserted or deleted
by itself, so that one side has more paragraphs than the other: `word_sides` sorts that out.
"""

from __future__ import annotations

from typing import NamedTuple

from actionline.reading.model import Revision, Side
from actionline.reading.sources.word_styles import NumberingReference


class Place(NamedTuple):
    """Where text stands: on which side (None: on neither), by whose change, in which move."""

    side: Side | None = Side.BOTH
    revision: Revision | None = None
    moved: str | None = None

    def within(self, side: Side, revision: Revision, moved: str | None = None) -> Place:
        """The place of something changed inside of this one.

        What one person inserted and another deleted stands on neither side.
        """
        if self.side is Side.BOTH:
            return Place(side, revision, moved)
        if self.side is side:
            return Place(side, self.revision, self.moved or moved)
        return Place(None, revision, None)


class NoteReference(NamedTuple):
    """A footnote (or endnote) called for; `custom` is a mark typed by hand."""

    kind: str  # "footnote" | "endnote"
    identifier: str
    custom: str | None = None


class Piece(NamedTuple):
    """A stretch of text of a written paragraph, or a note called for there."""

    text: str
    side: Side
    revision: Revision | None = None
    moved: str | None = None
    italic: bool = False
    note: NoteReference | None = None

    def on(self, side: Side) -> bool:
        """Whether it stands on that side."""
        return self.side in (Side.BOTH, side)


class Layout(NamedTuple):
    """The style, numbering and indent of a paragraph on one side."""

    style: str | None = None
    numbering: NumberingReference = NumberingReference()
    left: int | None = None


class Written:
    """One `w:p`.

    mark    the side on which it ends a paragraph; None: on neither
    within  the side to which its table row or cell is confined
    last    nothing after it can run into it (end of a cell, of the text, before a table)
    boxes   the paragraphs of text boxes anchored in it, one list a box
    """

    __slots__ = ("boxes", "last", "line", "mark", "mark_revision", "new", "old", "pieces", "within")

    def __init__(self, line: int, within: Side, mark: Place, new: Layout, old: Layout) -> None:
        self.line = line
        self.within = within
        self.mark = mark.side
        self.mark_revision = mark.revision
        self.new = new
        self.old = old
        self.pieces: list[Piece] = []
        self.boxes: list[list[Written]] = []
        self.last = False

    def has_text_on(self, side: Side) -> bool:
        """Whether any of its text stands on that side."""
        return any(piece.text and piece.on(side) for piece in self.pieces)
