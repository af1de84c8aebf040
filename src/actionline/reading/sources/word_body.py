"""The body of a Word file (or a note, or a text box) as written paragraphs.

Reads the tree of WordprocessingML (ISO/IEC 29500-1, 17.3, 17.4, 17.13.5); gives `Written`
paragraphs whose pieces say on which side they stand. What is no text is left out: comments,
instructions of fields, hidden text, pictures, changes of mere format.
"""

from __future__ import annotations

from collections.abc import Iterator

from actionline.reading.errors import ReadingError
from actionline.reading.limits import MAX_PARAGRAPH_CHARS, MAX_PARAGRAPHS, MAX_TEXT_CHARS
from actionline.reading.model import Revision, Side
from actionline.reading.sources.word_pieces import Layout, NoteReference, Piece, Place, Written
from actionline.reading.sources.word_styles import (
    OFF,
    NumberingReference,
    Styles,
    is_on,
    left_indent,
    numbering_reference,
)
from actionline.reading.sources.word_symbols import shown_by_code
from actionline.reading.sources.word_xml import Element

TOO_LONG = (
    "This document is longer than any resolution: "
    "save only the resolution itself as a new .docx file."
)

_CHANGES = {
    "w:ins": Side.NEW,
    "w:moveTo": Side.NEW,
    "w:del": Side.OLD,
    "w:moveFrom": Side.OLD,
}
_CELL_CHANGES = {"w:cellIns": Side.NEW, "w:cellDel": Side.OLD}
_HOLDERS = frozenset(
    ("w:hyperlink", "w:smartTag", "w:customXml", "w:fldSimple", "w:dir", "w:bdo", "w:sdt",
     "w:sdtContent", "w:rubyBase")
)  # fmt: skip
_CHARACTERS = {
    "w:tab": "\t",
    "w:ptab": "\t",
    "w:br": "\n",
    "w:cr": "\n",
    "w:noBreakHyphen": "\u2011",
}
_PICTURES = frozenset(("w:drawing", "w:pict", "w:object"))
_NOTES = {"w:footnoteReference": "footnote", "w:endnoteReference": "endnote"}
_RANGE_STARTS = {"w:moveFromRangeStart": Side.OLD, "w:moveToRangeStart": Side.NEW}
_RANGE_ENDS = {"w:moveFromRangeEnd": Side.OLD, "w:moveToRangeEnd": Side.NEW}
_UNDERSTOOD = frozenset(("wps", "wpg", "wpc", "w14"))
_SOFT_HYPHEN = "\u00ad"


class BodyReader:
    """Reads the stories of one file; the limits count over all of them."""

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._written: list[Written] = []
        self._current = Written(0, Side.BOTH, Place(), Layout(), Layout())
        self._fields: list[bool] = []  # open fields; True while in the instruction
        self._instructions = 0  # how many of them are in the instruction
        self._moves: dict[Side, dict[str, str]] = {Side.OLD: {}, Side.NEW: {}}
        self._inherited = (False, False)  # italic, hidden: from the paragraph's style
        self._chars_of_paragraph = 0
        self.paragraphs = 0
        self.chars = 0
        self.holds_foreign_parts = False

    def read(self, story: Element, place: Place | None = None) -> list[Written]:
        """The paragraphs of a body, a note or the content of a text box."""
        outer = self._written, self._current, self._inherited, self._fields, self._instructions
        self._written, self._fields, self._instructions = [], [], 0
        self._blocks(story, place or Place())
        self._close()
        written = self._written
        self._written, self._current, self._inherited, self._fields, self._instructions = outer
        return written

    # Blocks

    def _blocks(self, holder: Element, place: Place) -> None:
        for child in holder.children:
            name = child.name
            if name == "w:p":
                self._paragraph(child, place)
            elif name == "w:tbl":
                self._close()
                self._rows(child, place)
            elif name in ("w:sdt", "w:sdtContent", "w:customXml"):
                self._blocks(child, place)
            elif name == "mc:AlternateContent":
                self._blocks(chosen(child), place)
            elif name in _CHANGES:
                self._blocks(child, self._changed(child, place))
            elif name == "w:altChunk":
                self.holds_foreign_parts = True
            else:
                self._range(child)

    def _close(self) -> None:
        """Nothing further runs into the paragraph written last."""
        if self._written:
            self._written[-1].last = True

    def _rows(self, table: Element, place: Place) -> None:
        for child in table.children:
            if child.name == "w:tr":
                properties = child.child("w:trPr")
                self._cells(child, self._changed_as(properties, _CHANGES, place))
            elif child.name in ("w:sdt", "w:sdtContent", "w:customXml"):
                self._rows(child, place)

    def _cells(self, row: Element, place: Place) -> None:
        for child in row.children:
            if child.name == "w:tc":
                properties = child.child("w:tcPr")
                self._blocks(child, self._changed_as(properties, _CELL_CHANGES, place))
                self._close()
            elif child.name in ("w:sdt", "w:sdtContent", "w:customXml"):
                self._cells(child, place)

    def _paragraph(self, element: Element, place: Place) -> None:
        self.paragraphs += 1
        if self.paragraphs > MAX_PARAGRAPHS:
            raise ReadingError(TOO_LONG)
        if place.side is None:
            return
        properties = element.child("w:pPr")
        new = _layout(properties)
        of_mark = properties.child("w:rPr") if properties is not None else None
        mark = self._changed_as(of_mark, _CHANGES, Place())
        if is_on(of_mark, "w:specVanish"):  # a style separator: the next paragraph runs on
            mark = Place(None)
        old = _old_layout(properties, new)
        written = Written(self.paragraphs, place.side, mark, new, old)
        style = self._styles.paragraph(new.style)
        self._current, self._inherited = written, (style.italic, style.hidden)
        self._chars_of_paragraph = 0
        self._written.append(written)
        self._inline(element, place)
        if self._instructions:  # none runs into another paragraph
            self._fields, self._instructions = [False] * len(self._fields), 0

    # Inside of a paragraph

    def _inline(self, holder: Element, place: Place) -> None:
        for child in holder.children:
            name = child.name
            if name == "w:r":
                self._run(child, place)
            elif name in _CHANGES:
                self._inline(child, self._changed(child, place))
            elif name == "m:t":
                self._add(child.text, place)
            elif name in _HOLDERS or name.startswith("m:"):
                self._inline(child, place)
            elif name == "mc:AlternateContent":
                self._inline(chosen(child), place)
            elif name == "w:subDoc":
                self.holds_foreign_parts = True
            else:
                self._range(child)

    def _run(self, run: Element, place: Place) -> None:
        italic, hidden = self._inherited
        properties = run.child("w:rPr")
        if properties is not None:
            in_style, hidden_in_style = self._styles.character(properties.value_of("w:rStyle"))
            stated, vanish = is_on(properties, "w:i"), is_on(properties, "w:vanish")
            # Italics of the two styles cancel each other (toggle properties, 17.7.3).
            italic = italic is not in_style if stated is None else stated
            hidden = (hidden or hidden_in_style) if vanish is None else vanish
        if not hidden:
            self._run_content(run, place, italic)
        else:
            self._fields_of(run)

    def _fields_of(self, run: Element) -> None:
        for child in run.children:
            if child.name == "w:fldChar":
                self._field(child)

    def _run_content(self, holder: Element, place: Place, italic: bool) -> None:
        awaited: NoteReference | None = None  # a note whose own mark is the text that follows
        for child in holder.children:
            name = child.name
            if name in ("w:t", "w:delText"):
                text = _text(child)
                if awaited is not None:
                    self._note(NoteReference(awaited.kind, awaited.identifier, text), place)
                    awaited = None
                else:
                    self._add(text, place, italic)
            elif name in _CHARACTERS:
                self._add(_CHARACTERS[name], place, italic)
            elif name == "w:fldChar":
                self._field(child)
            elif name == "w:sym":
                code, font = child.attributes.get("w:char", ""), child.attributes.get("w:font", "")
                self._add(shown_by_code(code, font), place, italic)
            elif name in _NOTES:
                note = NoteReference(_NOTES[name], child.attributes.get("w:id", ""))
                if child.attributes.get("w:customMarkFollows", "0") in OFF:
                    self._note(note, place)
                else:
                    awaited = note
            elif name in _PICTURES:
                self._boxes(child, place)
            elif name == "mc:AlternateContent":
                self._run_content(chosen(child), place, italic)
            elif name == "w:ruby":
                self._inline(child, place)

    def _field(self, mark: Element) -> None:
        kind = mark.attributes.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(True)
            self._instructions += 1
        elif kind == "separate" and self._fields:
            self._instructions -= self._fields[-1]
            self._fields[-1] = False
        elif kind == "end" and self._fields:
            self._instructions -= self._fields.pop()

    def _boxes(self, picture: Element, place: Place) -> None:
        for content in _text_boxes(picture):
            box = self.read(content, place)
            if any(written.pieces for written in box):
                self._current.boxes.append(box)

    def _add(self, text: str, place: Place, italic: bool = False) -> None:
        if not text or place.side is None or self._instructions:
            return
        self.chars += len(text)
        self._chars_of_paragraph += len(text)
        if self._chars_of_paragraph > MAX_PARAGRAPH_CHARS or self.chars > MAX_TEXT_CHARS:
            raise ReadingError(TOO_LONG)
        self._current.pieces.append(Piece(text, place.side, place.revision, place.moved, italic))

    def _note(self, note: NoteReference, place: Place) -> None:
        if place.side is not None and not self._instructions:
            self._current.pieces.append(
                Piece("", place.side, place.revision, place.moved, note=note)
            )

    # Changes

    def _changed(self, change: Element, place: Place) -> Place:
        """The place of what the element `w:ins`, `w:del`, `w:moveFrom` or `w:moveTo` holds."""
        side = _CHANGES[change.name]
        moved = None
        if change.name in ("w:moveFrom", "w:moveTo") and self._moves[side]:
            moved = next(reversed(self._moves[side].values()))
        return place.within(side, _revision(change), moved)

    def _changed_as(
        self, properties: Element | None, changes: dict[str, Side], place: Place
    ) -> Place:
        """The place after the changes that the properties of a row, cell or mark record."""
        for child in properties.children if properties is not None else ():
            if child.name in changes:
                place = place.within(changes[child.name], _revision(child))
        return place

    def _range(self, element: Element) -> None:
        """Open or close a range that names a move."""
        identifier = element.attributes.get("w:id", "")
        if element.name in _RANGE_STARTS:
            name = element.attributes.get("w:name") or identifier
            self._moves[_RANGE_STARTS[element.name]][identifier] = name
        elif element.name in _RANGE_ENDS:
            self._moves[_RANGE_ENDS[element.name]].pop(identifier, None)


def chosen(alternate: Element) -> Element:
    """The one branch of `mc:AlternateContent` to be read (ISO/IEC 29500-3, 7.6)."""
    for branch in alternate.children:
        required = branch.attributes.get("Requires", "").split()
        if branch.name == "mc:Choice" and _UNDERSTOOD.issuperset(required):
            return branch
    return alternate.child("mc:Fallback") or Element("", {})


def _text_boxes(picture: Element) -> Iterator[Element]:
    """The contents of the text boxes in a drawing, in order, one branch of each alternative."""
    waiting = [picture]
    while waiting:
        element = waiting.pop()
        if element.name == "w:txbxContent":
            yield element
        elif element.name == "mc:AlternateContent":
            waiting.append(chosen(element))
        else:
            waiting.extend(reversed(element.children))


def _text(element: Element) -> str:
    text = element.text.replace("\n", " ").replace(_SOFT_HYPHEN, "")
    if element.attributes.get("xml:space") == "preserve":
        return text
    return text.strip(" \t\r")


def _revision(change: Element) -> Revision:
    return Revision(change.attributes.get("w:author", ""), change.attributes.get("w:date", ""))


def _layout(properties: Element | None) -> Layout:
    if properties is None:
        return Layout()
    return Layout(
        properties.value_of("w:pStyle"), numbering_reference(properties), left_indent(properties)
    )


def _old_layout(properties: Element | None, new: Layout) -> Layout:
    """The layout before a tracked change of paragraph properties, `new` where there is none."""
    if properties is None:
        return new
    change = properties.child("w:pPrChange")
    if change is not None:
        return _layout(change.child("w:pPr"))
    stated = properties.child("w:numPr")
    if stated is not None and stated.child("w:ins") is not None:
        return Layout(new.style, NumberingReference(), new.left)
    return new
