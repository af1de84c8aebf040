"""PDF with a text layer to paragraphs.

Reads  the characters of each page and their places (`pdf_page`)
Writes paragraphs in reading order (`pdf_paragraphs`), without running heads and page numbers,
       footnotes apart (`pdf_margins`)
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from actionline.reading import limits
from actionline.reading.errors import ReadingError
from actionline.reading.model import FootnoteText, Source

if TYPE_CHECKING:
    from actionline.reading.sources.pdf_margins import Page

_SECONDS = 7.0  # for taking the pages apart; a resolution of 20 pages takes a fifth of one
_FEWEST_CHARACTERS = 20  # a document with fewer has no text layer worth the name


def open_pdf(data: bytes, name: str) -> Source:
    """The paragraphs of a PDF. Raises ReadingError for a scan, a protected or damaged file and
    one longer than any resolution."""
    import pypdfium2

    from actionline.reading.sources.pdf_margins import (
        take_footnotes,
        text_size,
        without_running_heads,
    )
    from actionline.reading.sources.pdf_paragraphs import paragraphs_of, survey, text_of_lines

    document = _open(pypdfium2, data, name)
    try:
        pages = without_running_heads(_pages(document, name))
    finally:
        document.close()
    size = text_size(pages)
    pages, notes = take_footnotes(pages, size)
    lines = [line for page in pages for line in page.lines]
    if not lines:
        raise ReadingError(f"{name}: the PDF has no text besides its page numbers")
    layout = survey(lines)
    return Source(
        name=name,
        media="pdf",
        paragraphs=tuple(paragraphs_of(lines, frozenset(note.number for note in notes))),
        footnotes=tuple(
            FootnoteText(note.number, text_of_lines(note.lines, layout)) for note in notes
        ),
    )


def _open(pypdfium2: Any, data: bytes, name: str) -> Any:
    """The document as pdfium has it."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if getattr(error, "err_code", None) == pypdfium2.raw.FPDF_ERR_PASSWORD:
            raise ReadingError(
                f"{name}: the PDF is protected by a password; save it without one"
            ) from error
        raise ReadingError(
            f"{name}: the PDF is damaged or cut short; fetch it again or save it anew"
        ) from error
    count = len(document)
    if count > limits.MAX_PDF_PAGES or count == 0:
        document.close()
        what = f"{count} pages are more than a resolution has" if count else "the PDF has no pages"
        raise ReadingError(f"{name}: {what}; give the pages of the resolution alone")
    return document


def _pages(document: Any, name: str) -> list[Page]:
    """The lines of each page. Raises ReadingError where there are too few or too many."""
    import pypdfium2.raw as pdfium

    from actionline.reading.sources.pdf_margins import Page
    from actionline.reading.sources.pdf_page import lines_of, sheet_of

    ends = time.monotonic() + _SECONDS
    sheets = []
    length = 0
    for index in range(len(document)):
        handle = pdfium.FPDF_LoadPage(document.raw, index)
        if not handle:
            continue
        sheet = sheet_of(handle, index + 1)
        pdfium.FPDF_ClosePage(handle)
        length += sum(len(word.text) for word in sheet.words)
        sheets.append(sheet)
        if length > limits.MAX_TEXT_CHARS or time.monotonic() > ends:
            raise ReadingError(
                f"{name}: the PDF has more text than any resolution; give its pages alone"
            )
    if length < _FEWEST_CHARACTERS:
        raise ReadingError(
            f"{name}: the PDF has no text layer (a scan?); run text recognition (OCR) on it first"
        )
    lines = lines_of(sheets)
    return [
        Page(sheet.number, sheet.height, tuple(page))
        for sheet, page in zip(sheets, lines, strict=True)
    ]
