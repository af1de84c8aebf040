"""Word documents (.docx), with their tracked changes, as a `Source`.

    bytes -> Package (parts) -> BodyReader (written paragraphs) -> TwoSides -> Source

The XML is read itself: libraries that give "the text" of a paragraph lose what was
inserted, or deleted, or both.
"""

from __future__ import annotations

from collections.abc import Iterable

from actionline.reading.errors import ReadingError
from actionline.reading.model import FootnoteText, Paragraph, Side, Source, Tracking
from actionline.reading.sources.numbering import Numbering
from actionline.reading.sources.package import NOT_WORD, Package
from actionline.reading.sources.word_body import BodyReader
from actionline.reading.sources.word_sides import NoteNumbers, NumberedNote, TwoSides
from actionline.reading.sources.word_styles import Styles, whole_number
from actionline.reading.sources.word_xml import Element

_KINDS = ("footnote", "endnote")
_USUAL_NUMBERS = {"footnote": "decimal", "endnote": "lowerRoman"}

HAS_COMMENTS = "The file has comments; they are no part of the text and were left out."
HAS_FOREIGN_PARTS = "The file takes in another file, whose text was left out."


def open_word(data: bytes, name: str) -> Source:
    """The paragraphs and notes of the Word document `data`, each with its two sides.

    `tracking` is TRACKED when the body records a change of words, paragraphs, rows or
    numbers. Raises ReadingError for what is no Word document, or damaged, locked, or beyond
    the limits of `limits.py`.
    """
    package = Package(data)
    main = package.targets("").get("officeDocument", "word/document.xml")
    root = package.xml_of(main)
    body = root.child("w:body") if root is not None else None
    if root is None or body is None:
        raise ReadingError(NOT_WORD)
    targets = package.targets(main)

    def part(kind: str) -> Element | None:
        return package.xml_of(targets[kind]) if kind in targets else None

    styles = Styles(part("styles"))
    numbering = Numbering(part("numbering"), styles)
    reader = BodyReader(styles)
    sides = TwoSides(styles, numbering, _note_numbers(body, part("settings")))
    written = reader.read(body)
    paragraphs = tuple(sides.paragraphs(written))
    stories = {kind: part(f"{kind}s") for kind in _KINDS}
    notes = []
    if "comments" in targets:
        notes.append(HAS_COMMENTS)
    footnotes = _footnotes(sides.notes, stories, reader, styles, numbering)
    if reader.holds_foreign_parts:
        notes.append(HAS_FOREIGN_PARTS)
    return Source(
        name=name,
        media="docx",
        paragraphs=paragraphs,
        footnotes=tuple(footnotes),
        tracking=Tracking.TRACKED if _is_revision(paragraphs) else Tracking.NONE,
        notes=tuple(notes),
    )


def _is_revision(paragraphs: Iterable[Paragraph]) -> bool:
    return any(
        paragraph.side is not Side.BOTH
        or any(span.side is not Side.BOTH for span in paragraph.spans)
        or any(mark.side is not Side.BOTH for mark in paragraph.footnotes)
        or (paragraph.auto is not None and paragraph.auto.old != paragraph.auto.new)
        for paragraph in paragraphs
    )


def _note_numbers(body: Element, settings: Element | None) -> dict[str, NoteNumbers]:
    """How notes are numbered: as the last section says, else as the settings do."""
    found = {}
    for kind in _KINDS:
        stated = [
            properties
            for holder in (body.child("w:sectPr"), settings)
            if holder is not None and (properties := holder.child(f"w:{kind}Pr")) is not None
        ]
        formats = [value for p in stated if (value := p.value_of("w:numFmt")) is not None]
        starts = [value for p in stated if (value := p.value_of("w:numStart")) is not None]
        found[kind] = NoteNumbers(
            formats[0] if formats else _USUAL_NUMBERS[kind],
            whole_number(starts[0], 1) if starts else 1,
        )
    return found


def _footnotes(
    called: Iterable[NumberedNote],
    stories: dict[str, Element | None],
    reader: BodyReader,
    styles: Styles,
    numbering: Numbering,
) -> list[FootnoteText]:
    """The texts of the notes that are called for, those of the old side alone first."""
    elements = {
        (kind, element.attributes.get("w:id", "")): element
        for kind, story in stories.items()
        for element in (story.children if story is not None else ())
    }
    texts: dict[tuple[str, str, Side], FootnoteText] = {}
    for note in called:
        element = elements.get((note.reference.kind, note.reference.identifier))
        side = Side.OLD if note.side is Side.OLD else Side.NEW
        key = (note.reference.kind, note.reference.identifier, side)
        if element is None or key in texts:
            continue
        paragraphs = TwoSides(styles, numbering).paragraphs(reader.read(element))
        text = "\n".join(p.on(side) for p in paragraphs if p.side in (Side.BOTH, side)).strip()
        if note.reference.custom is not None:  # the note repeats its own mark
            text = text.removeprefix(note.number).lstrip()
        texts[key] = FootnoteText(note.number, text, note.side)
    return sorted(texts.values(), key=lambda text: text.side is not Side.OLD)
