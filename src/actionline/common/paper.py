"""Words in Word forms, to be filled in: each paragraph with its language and direction. What people
read is a document (`common.documents`)."""

from __future__ import annotations

from typing import Any

from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.paragraph import Paragraph

from . import languages

_AFTER_BIDI = ("w:adjustRightInd", "w:snapToGrid", "w:spacing", "w:ind", "w:jc", "w:rPr")


def put(paragraph: Paragraph, text: str, language: str, *, bold: bool = False) -> Any:
    """Add words in a language to a paragraph, which takes their direction; gives the run."""
    run = paragraph.add_run(_plain(text))
    run.font.bold = bold or None
    if languages.direction(language) == "rtl":
        _turn(paragraph)
        run.font.rtl = True
    _name_language(run, language)
    return run


def turn(table: Table, language: str) -> None:
    """Have the columns of a table run as the language does."""
    if languages.direction(language) == "rtl":
        table.table_direction = WD_TABLE_DIRECTION.RTL


def _plain(text: str) -> str:
    """Without the signs that XML cannot hold."""
    return "".join(sign for sign in text if sign >= " " or sign == "\t")


def _turn(paragraph: Paragraph) -> None:
    """Make a paragraph run from right to left."""
    properties: Any = paragraph._p.get_or_add_pPr()
    if properties.find(qn("w:bidi")) is None:
        properties.insert_element_before(OxmlElement("w:bidi"), *_AFTER_BIDI)


def _name_language(run: Any, language: str) -> None:
    tag = languages.tag(language)
    named = OxmlElement("w:lang")
    rtl = languages.direction(language) == "rtl"
    attribute = "w:bidi" if rtl else "w:eastAsia" if tag.startswith("zh") else "w:val"
    named.set(qn(attribute), tag)
    run._r.get_or_add_rPr().append(named)
