"""Akoma Ntoso 3 to paragraphs: what `output.akoma` writes and statements of others.

Reads  a `statement` (or another document type of open structure) with preface, preamble,
       body and attachments
Writes a paragraph for each block of text: its label from `num`, its level from the depth of
       numbered parts, headings of clauses with the style `call`; `ins` and `del` give sides.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from itertools import groupby

from actionline.reading import limits
from actionline.reading.errors import ReadingError
from actionline.reading.model import (
    AutoLabel,
    FootnoteMark,
    FootnoteText,
    Paragraph,
    Side,
    Source,
    Span,
    Tracking,
)
from actionline.reading.sources.xml_tree import Node, parse_xml

# Blocks of text; what stands in them is inline.
_BLOCKS = frozenset(
    [
        "p",
        "block",
        "listIntroduction",
        "listWrapUp",
        "signature",
        "heading",
        "subheading",
        "crossHeading",
    ]
)
# Parts that may be numbered; each is one level deeper than what holds it.
_PARTS = frozenset(
    [
        "recital",
        "citation",
        "paragraph",
        "subparagraph",
        "point",
        "item",
        "indent",
        "alinea",
        "list",
        "clause",
        "subclause",
        "article",
        "section",
        "subsection",
        "part",
        "chapter",
        "title",
        "division",
        "rule",
        "level",
        "tr",
    ]
)
_CLAUSES = frozenset({"recitals", "citations", "hcontainer", "container"})
_SKIPPED = frozenset({"meta", "num", "authorialNote", "componentRef", "toc"})
_NOTES = frozenset({"authorialNote", "note"})
_ITALIC = frozenset({"i", "em"})
_BLANKS = re.compile(r"[ \t\r\n]+")
_BULLET = "–"


def open_akoma(data: bytes, name: str) -> Source:
    """The paragraphs of an Akoma Ntoso document. Raises ReadingError where it is damaged,
    declares a document type or has no text."""
    root = parse_xml(data, name)
    walker = _Walker()
    for document in root.elements():
        walker.part(document, _Place())
    if not walker.paragraphs:
        raise ReadingError(f"{name}: the Akoma Ntoso document has no text in it")
    if len(walker.paragraphs) > limits.MAX_PARAGRAPHS:
        raise ReadingError(
            f"{name}: {len(walker.paragraphs)} paragraphs are more than a resolution has; "
            "give the resolution alone"
        )
    tracked = any(
        span.side is not Side.BOTH for paragraph in walker.paragraphs for span in paragraph.spans
    )
    return Source(
        name=name,
        media="akn",
        paragraphs=tuple(walker.paragraphs),
        footnotes=tuple(walker.footnotes),
        tracking=Tracking.TRACKED if tracked else Tracking.NONE,
    )


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the walk stands: the depth of numbered parts and the style of what is met."""

    depth: int = 0
    style: str = ""
    heading: str = "heading"


@dataclass(slots=True)
class _Words:
    """Inline content as it is gathered, blanks folded."""

    runs: list[tuple[str, Side]] = field(default_factory=list)
    marks: list[FootnoteMark] = field(default_factory=list)
    length: int = 0
    italic: int = 0
    after_blank: bool = True

    def add(self, text: str, side: Side, italic: bool) -> None:
        """Take a stretch of text."""
        text = _BLANKS.sub(" ", text)
        text = text[1:] if self.after_blank and text.startswith(" ") else text
        if not text:
            return
        self.after_blank = text.endswith(" ")
        if italic and self.italic == self.length:
            self.italic += len(text)
        self.runs.append((text, side))
        self.length += len(text)

    def spans(self) -> tuple[Span, ...]:
        """The text, neighbours of one side joined, blanks at the end left out."""
        runs = self.runs
        if runs and runs[-1][0] == " ":
            runs.pop()
        if runs:
            runs[-1] = (runs[-1][0].rstrip(" "), runs[-1][1])
        sides = groupby(runs, key=lambda run: run[1])
        return tuple(Span("".join(text for text, _ in joined), side) for side, joined in sides)


class _Walker:
    """Walks the tree and collects paragraphs."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.footnotes: list[FootnoteText] = []
        self.label: AutoLabel | None = None  # of the part begun, until its first words

    def part(self, node: Node, place: _Place) -> None:
        """Take an element that holds blocks or is one."""
        if node.name in _SKIPPED:
            return
        if node.name in _BLOCKS:
            self.block(node, place)
            return
        place = self.enter(node, place)
        for child in node.elements():
            self.part(child, place)
        if node.name in _PARTS and self.label is not None:
            self.emit(_Words(), place)  # a label whose words are missing still counts

    def enter(self, node: Node, place: _Place) -> _Place:
        """The place inside an element; a part's label waits for its first words."""
        if node.name in _CLAUSES and place.depth == 0:
            annex = node.attributes.get("name") == "annex"
            return replace(place, heading="annexno" if annex else "call")
        if node.name == "attachment":
            return replace(place, heading="annexno", depth=0)
        if node.name in _PARTS:
            number = node.first("num")
            if number is not None:
                if self.label is not None:
                    self.emit(_Words(), place)
                self.label = _label(number)
                return replace(place, depth=place.depth + 1)
            if place.depth and node.name not in ("list", "tr"):
                self.label = AutoLabel(_BULLET, _BULLET)
                return replace(place, depth=place.depth + 1)
        return place

    def block(self, node: Node, place: _Place) -> None:
        """Take a block of text as one paragraph."""
        style = place.heading if node.name in ("heading", "crossHeading") else ""
        for inner, known in (("docNumber", "resno"), ("docTitle", "restitle")):
            style = known if any(True for _ in node.below(inner)) else style
        if not style and not place.depth:
            style = "".join(node.attributes.get("class", "").lower().split())
        words = _Words()
        self.inline(node, words, Side.BOTH, italic=False)
        if words.length:
            self.emit(words, replace(place, style=style))

    def inline(self, node: Node, words: _Words, side: Side, italic: bool) -> None:
        """Gather the words of inline content with their sides and footnotes."""
        for child in node.children:
            if isinstance(child, str):
                words.add(child, side, italic)
            elif child.name in _NOTES:
                self.note(child, words, side)
            elif child.name in ("eol", "br"):
                words.add(" ", side, italic)
            else:
                inner = {"ins": Side.NEW, "del": Side.OLD}.get(child.name, side)
                slanted = italic or child.name in _ITALIC
                slanted = slanted or child.attributes.get("class") == "italic"
                self.inline(child, words, inner, slanted)

    def note(self, node: Node, words: _Words, side: Side) -> None:
        """Keep a footnote under its marker; one without is counted."""
        number = node.attributes.get("marker") or str(len(self.footnotes) + 1)
        text = _Words()
        self.inline(node, text, Side.BOTH, italic=False)
        self.footnotes.append(
            FootnoteText(number, "".join(span.text for span in text.spans()).strip())
        )
        words.marks.append(FootnoteMark(words.length, number, side))

    def emit(self, words: _Words, place: _Place) -> None:
        """Add a paragraph, its label typed before its words."""
        spans = words.spans()
        label, self.label = self.label, None
        typed = _typed(label)
        shift, length = _length(typed), _length(spans)
        marks = (m._replace(offset=shift + min(m.offset, length)) for m in words.marks)
        self.paragraphs.append(
            Paragraph(
                spans=(*typed, *spans),
                side=_side(label, spans),
                style=place.style,
                level=place.depth,
                italic=0 if typed else min(words.italic, length),
                footnotes=tuple(marks),
                line=len(self.paragraphs) + 1,
            )
        )


def _length(spans: tuple[Span, ...]) -> int:
    return sum(len(span.text) for span in spans)


def _typed(label: AutoLabel | None) -> tuple[Span, ...]:
    """A label as it is typed at the head of a paragraph, a tab behind it."""
    if label is None:
        return ()
    if label.old == label.new:
        return (Span(f"{label.new}\t"),)
    sides = ((label.old, Side.OLD), (label.new, Side.NEW))
    return (*(Span(text, side) for text, side in sides if text), Span("\t", _side(label, ())))


def _side(label: AutoLabel | None, spans: tuple[Span, ...]) -> Side:
    """The side a paragraph stands on: that of its label or, where it has none, of its words."""
    if label is not None and label.old is None:
        return Side.NEW
    if label is not None and label.new is None:
        return Side.OLD
    if label is not None and label.new != _BULLET:
        return Side.BOTH
    sides = {span.side for span in spans}
    return sides.pop() if len(sides) == 1 else Side.BOTH


def _label(number: Node) -> AutoLabel | None:
    """The label in a `num`, as printed on each side."""
    words = _Words()
    _Walker().inline(number, words, Side.BOTH, italic=False)
    old, new = (
        "".join(span.text for span in words.spans() if span.side in (Side.BOTH, side)).strip()
        for side in (Side.OLD, Side.NEW)
    )
    return AutoLabel(old or None, new or None) if old or new else None
