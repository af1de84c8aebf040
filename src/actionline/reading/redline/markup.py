"""Paragraphs of two sides as WordprocessingML with tracked changes.

Reads  `Paragraph`s as the reader gives them (spans with sides, a side of their own, notes)
Writes `w:p` elements; reading them again gives the same text on either side

A paragraph that stands on one side only has its mark tracked as well. Its mark runs it into
the next paragraph on the other side, where nothing of it is left. At the end of a document
there is no next one: there the change is put on the mark before instead.

LibreOffice joins changes of one kind and author that are made within a minute, also across
a paragraph mark that did not change, which it then deletes or inserts with them. Changes on
the two sides of an unchanged mark are therefore dated two minutes apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from actionline.reading.model import FootnoteMark, FootnoteText, Paragraph, Side, Span

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
AUTHOR = "Actionline"
_APART = timedelta(minutes=2)
_DATE = "%Y-%m-%dT%H:%M:%SZ"

_STYLE_IDS = {
    "proposal": "Proposal",
    "resno": "ResNo",
    "restitle": "Restitle",
    "call": "Call",
    "annexno": "AnnexNo",
    "enumlev1": "enumlev1",
    "enumlev2": "enumlev2",
    "enumlev3": "enumlev3",
}
_CHANGES = {Side.NEW: "ins", Side.OLD: "del"}
_MOVES = {Side.NEW: "moveTo", Side.OLD: "moveFrom"}
_SIGNS = re.compile("([\t\n\u2011])")
_SIGN_ELEMENTS = {"\t": "<w:tab/>", "\n": "<w:br/>", "\u2011": "<w:noBreakHyphen/>"}
# What XML 1.0 cannot hold (2.2), and the soft hyphens that reading leaves out.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff\u00ad]")


def writable(text: str) -> str:
    """The text without characters that a Word file cannot hold."""
    return _UNWRITABLE.sub("", text).replace("\r\n", "\n").replace("\r", "\n")


@dataclass(slots=True)
class Markup:
    """Writes the paragraphs of one file; the notes called for are gathered on the way.

    `date` is when the changes were made, in UTC.
    """

    date: datetime
    notes: Sequence[FootnoteText] = ()
    right_to_left: bool = False
    called: list[FootnoteText] = field(default_factory=list)
    _change_number: int = 0
    _apart: bool = False

    def body(self, paragraphs: Sequence[Paragraph]) -> str:
        """The content of `w:body`."""
        written = list(paragraphs)
        if not any(paragraph.side is Side.BOTH for paragraph in written):
            written.append(Paragraph(()))
        pieces: list[str] = []
        moves = {p.moved for p in written if p.moved is not None}
        for paragraph, mark in zip(written, _marks(written), strict=True):
            moved = paragraph.moved in moves and paragraph.side is not Side.BOTH
            inner = self._paragraph(paragraph, mark, _MOVES if moved else _CHANGES)
            pieces.append(self._in_range(paragraph, inner) if moved else inner)
            if mark is Side.BOTH:
                self._apart = not self._apart
        return "".join(pieces)

    def footnotes(self) -> str:
        """The content of `w:footnotes`, once the body is written."""
        separators = (
            '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p>'
            '</w:footnote><w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r>'
            "<w:continuationSeparator/></w:r></w:p></w:footnote>"
        )
        return separators + "".join(
            f'<w:footnote w:id="{number}"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/>'
            f"{self._direction()}</w:pPr>"
            f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>{_own_mark(note)}</w:r>'
            f"{self._run(Span(chr(9) + note.text))}</w:p></w:footnote>"
            for number, note in enumerate(self.called, 1)
        )

    def _direction(self) -> str:
        return "<w:bidi/>" if self.right_to_left else ""

    def _stamp(self) -> str:
        self._change_number += 1
        date = self.date + _APART if self._apart else self.date
        return f'w:id="{self._change_number}" w:author="{AUTHOR}" w:date="{date:{_DATE}}"'

    def _paragraph(self, paragraph: Paragraph, mark: Side, kinds: dict[Side, str]) -> str:
        style = _STYLE_IDS.get(paragraph.style) or _STYLE_IDS.get(
            f"enumlev{min(paragraph.level, 3)}"
        )
        properties = f'<w:pStyle w:val="{style}"/>' if style else ""
        properties += self._direction()
        if mark is not Side.BOTH:
            kind = (kinds if mark is paragraph.side else _CHANGES)[mark]
            properties += f"<w:rPr><w:{kind} {self._stamp()}/></w:rPr>"
        content = "".join(self._pieces(paragraph, kinds))
        return f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>"

    def _pieces(self, paragraph: Paragraph, kinds: dict[Side, str]) -> Iterator[str]:
        """The spans, cut where a note is called for."""
        marks = sorted(paragraph.footnotes, key=lambda mark: mark.offset)
        waiting = iter((*marks, None))
        mark = next(waiting)
        offset = 0
        for span in paragraph.spans:
            start = 0
            end = offset + len(span.text)
            while mark is not None and mark.offset < end:
                cut = max(mark.offset - offset, start)
                yield self._changed(span.side, self._run(span, start, cut), kinds)
                yield self._changed(mark.side, self._note(mark), kinds)
                start, mark = cut, next(waiting)
            yield self._changed(span.side, self._run(span, start), kinds)
            offset = end
        while mark is not None:
            yield self._changed(mark.side, self._note(mark), kinds)
            mark = next(waiting)

    def _changed(self, side: Side, run: str, kinds: dict[Side, str]) -> str:
        if side is Side.BOTH or not run:
            return run
        kind = kinds[side]
        return f"<w:{kind} {self._stamp()}>{run}</w:{kind}>"

    def _run(self, span: Span, start: int = 0, stop: int | None = None) -> str:
        text = writable(span.text[start:stop])
        name = "w:delText" if span.side is Side.OLD else "w:t"
        content = "".join(
            _SIGN_ELEMENTS.get(piece) or f'<{name} xml:space="preserve">{_escaped(piece)}</{name}>'
            for piece in _SIGNS.split(text)
            if piece
        )
        properties = "<w:rPr><w:rtl/></w:rPr>" if self.right_to_left else ""
        return f"<w:r>{properties}{content}</w:r>" if content else ""

    def _note(self, mark: FootnoteMark) -> str:
        """The reference to a note; the note is kept to be written with the others."""
        old = mark.side is Side.OLD
        found = [note for note in self.notes if note.number == mark.number]
        found.sort(key=lambda note: (note.side is Side.OLD) is not old)
        note = found[0] if found else FootnoteText(mark.number, "", mark.side)
        self.called.append(note)
        custom = "" if note.number.isdecimal() else ' w:customMarkFollows="1"'
        sign = f"<w:t>{_escaped(note.number)}</w:t>" if custom else ""
        return (
            '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
            f'<w:footnoteReference{custom} w:id="{len(self.called)}"/>{sign}</w:r>'
        )

    def _in_range(self, paragraph: Paragraph, inner: str) -> str:
        kind = _MOVES[paragraph.side]
        stamp = self._stamp()
        name = _escaped(paragraph.moved or "")
        return (
            f'<w:{kind}RangeStart {stamp} w:name="{name}"/>{inner}'
            f'<w:{kind}RangeEnd w:id="{self._change_number}"/>'
        )


def _own_mark(note: FootnoteText) -> str:
    if note.number.isdecimal():
        return "<w:footnoteRef/>"
    return f"<w:t>{_escaped(note.number)}</w:t>"


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return text.replace('"', "&quot;")


def _marks(paragraphs: Sequence[Paragraph]) -> list[Side]:
    """The side on which each paragraph's mark stands.

    One paragraph at least stands on both sides. Those after the last such one each give
    their change to the mark before them, because the last mark of a file cannot go.
    """
    sides = [paragraph.side for paragraph in paragraphs]
    last = max(place for place, side in enumerate(sides) if side is Side.BOTH)
    return sides[:last] + sides[last + 1 :] + [Side.BOTH]
