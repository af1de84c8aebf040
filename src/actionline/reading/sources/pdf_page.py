"""One page of a PDF: words with their places, put together into lines in reading order.

Reads   what pdfium tells of each character: code, origin, size, font
Writes  lines from top to bottom; where the page is set in two columns, the left one first,
        between what runs across both

Lengths are in points; y grows upwards, as PDF has it.
"""

from __future__ import annotations

import ctypes
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil
from typing import Any

import pypdfium2.raw as pdfium

_ITALIC, _BOLD = 1 << 6, 1 << 18  # flags of a font descriptor (PDF 1.7, table 123)
_SOFT_HYPHENS = frozenset({"\u00ad", "\x02", "\ufffe"})
_RAISED = 0.12  # of the line's size: a mark stands at least so much above the base line
_SMALL = 0.8  # of the line's size: a mark is at most so large
_NO_ROOM, _NO_ROOM_CLOSING = 0.07, 0.25  # of the size
_CLOSING = ",;:.)"
_MIN_GUTTER = 9.0
_STEP = 3  # between the places tried for a gutter
_NEAR = 0.5  # of a row's size: a word so near to its base line stands on it
_FEW = 0.2  # of the rows may run across a gutter: titles, tables
_LABEL_CHARACTERS = 9


@dataclass(frozen=True, slots=True)
class Word:
    """Characters without a blank between them, of one size and on one base line."""

    text: str
    left: float
    right: float
    base: float
    size: float
    italic: bool = False
    bold: bool = False
    joined: bool = False  # no blank stands before it
    raised: bool = False  # a superscript


@dataclass(frozen=True, slots=True)
class Line:
    """Words on one base line, from left to right."""

    words: tuple[Word, ...]
    page: int
    column: int = 0

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return max(word.right for word in self.words)

    @property
    def base(self) -> float:
        return self._main.base

    @property
    def size(self) -> float:
        return self._main.size

    @property
    def _main(self) -> Word:
        """The word that sets the line's measure: the longest, marks apart."""
        return max(self.words, key=lambda word: (not word.raised, len(word.text)))

    @property
    def italic(self) -> bool:
        """Whether all words are set in italics, marks apart."""
        return all(word.italic for word in self.words if not word.raised)

    @property
    def bold(self) -> bool:
        return all(word.bold for word in self.words if not word.raised)

    @property
    def text(self) -> str:
        """The words with blanks; a tab after a label that stands apart."""
        return "".join(blank + word.text for blank, word in self.spaced())

    def spaced(self) -> Iterator[tuple[str, Word]]:
        """Each word with the blank before it: nothing, a blank, or a tab behind a label."""
        length, before = 0, None
        usual = self._usual_gap()
        for word in self.words:
            blank = ""
            if before is not None and not word.joined:
                gap = word.left - before.right
                least = max(0.5 * word.size, 1.7 * usual) if usual else 0.95 * word.size
                wide = gap > least
                blank = "\t" if wide and length <= _LABEL_CHARACTERS else " "
                # A blank that takes no room was put there by pdfium, as behind a raised mark.
                closes = before.raised and word.text[0] in _CLOSING
                least = _NO_ROOM_CLOSING if closes else _NO_ROOM
                blank = blank if gap > least * max(word.size, before.size) else ""
            yield blank, word
            length += len(blank) + len(word.text)
            before = word

    def _usual_gap(self) -> float:
        """The gap in the middle of those behind the first word, 0 where there are too few."""
        gaps = sorted(
            after.left - word.right
            for word, after in zip(self.words[1:-1], self.words[2:], strict=True)
            if not after.joined
        )
        return gaps[len(gaps) // 2] if len(gaps) > 1 else 0.0


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as it was set: its number, its measures and its words in no order."""

    number: int
    width: float
    height: float
    words: tuple[Word, ...]


def sheet_of(page: Any, number: int) -> Sheet:
    """The words of a page of pdfium's."""
    width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
    handle = pdfium.FPDFText_LoadPage(page)
    if not handle:
        return Sheet(number, width, height, ())
    try:
        return Sheet(number, width, height, tuple(_words(handle)))
    finally:
        pdfium.FPDFText_ClosePage(handle)


def lines_of(sheets: Sequence[Sheet]) -> list[list[Line]]:
    """The lines of each page in reading order. A page is set in columns where it looks so, or
    where the others do and hardly a row runs across their gutter."""
    pages = [_rows(sheet.words) for sheet in sheets]
    gutters = [_gutter(rows, sheet.width) for rows, sheet in zip(pages, sheets, strict=True)]
    known = sorted(gutter for gutter in gutters if gutter is not None)
    usual = known[len(known) // 2] if len(known) * 3 >= len(sheets) and known else None
    lines = []
    for rows, sheet, gutter in zip(pages, sheets, gutters, strict=True):
        place = gutter
        if place is None and usual is not None and _crossed(rows, usual) <= _FEW * len(rows):
            place = usual
        lines.append(_arranged(rows, sheet.number, place))
    return lines


def _words(handle: Any) -> Iterator[Word]:
    """The words of a page in the order in which they were set."""
    x, y = ctypes.c_double(), ctypes.c_double()
    place = (ctypes.byref(x), ctypes.byref(y))
    characters: list[str] = []
    start, base, size, joined = 0, 0.0, 0.0, False
    for index in range(pdfium.FPDFText_CountChars(handle)):
        code = pdfium.FPDFText_GetUnicode(handle, index)
        character = chr(code) if code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
        if character in _SOFT_HYPHENS:
            character = "\u00ad"
        elif code < 32 or (character.isspace() and character != "\u00a0"):
            if characters:
                yield _word(handle, characters, start, index - 1, base, joined)
            characters, joined = [], False
            continue
        pdfium.FPDFText_GetCharOrigin(handle, index, *place)
        character_size = pdfium.FPDFText_GetFontSize(handle, index)
        if characters and (abs(y.value - base) > 0.5 or character_size != size):
            yield _word(handle, characters, start, index - 1, base, joined)
            characters, joined = [], True
        if not characters:
            start, base, size = index, y.value, character_size
        characters.append(character)
    if characters:
        yield _word(handle, characters, start, index, base, joined)


def _word(
    handle: Any, characters: list[str], start: int, end: int, base: float, joined: bool
) -> Word:
    left, right, bottom, top = (ctypes.c_double() for _ in range(4))
    sides = tuple(map(ctypes.byref, (left, right, bottom, top)))
    pdfium.FPDFText_GetCharBox(handle, end, *sides)
    last = right.value
    pdfium.FPDFText_GetCharBox(handle, start, *sides)
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(handle, start, ctypes.byref(matrix))
    scale = (matrix.c**2 + matrix.d**2) ** 0.5 or 1.0
    size = pdfium.FPDFText_GetFontSize(handle, start) * scale
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(handle, start, name, 128, ctypes.byref(flags))
    font = name.value.lower()
    return Word(
        text="".join(characters),
        left=left.value,
        right=max(last, left.value),
        base=base,
        size=size or 1.0,
        italic=bool(flags.value & _ITALIC) or b"italic" in font or b"oblique" in font,
        bold=bool(flags.value & _BOLD) or b"bold" in font,
        joined=joined,
    )


def _arranged(rows: Sequence[Sequence[Word]], page: int, gutter: float | None) -> list[Line]:
    """Rows as lines; with a gutter the left column before the right, band by band between
    rows that run across."""
    if gutter is None:
        return [_line(row, page) for row in rows]
    lines: list[Line] = []
    band: tuple[list[Line], list[Line]] = ([], [])
    for row in rows:
        sides = _split(row, gutter)
        if sides is None:
            lines += [*band[0], *band[1], _line(row, page)]
            band = ([], [])
            continue
        for column, words_of_side in enumerate(sides):
            if words_of_side:
                band[column].append(_line(words_of_side, page, column + 1))
    return [*lines, *band[0], *band[1]]


def _rows(words: Sequence[Word]) -> list[list[Word]]:
    """Words by base line from the top; a raised or lowered word joins the line it touches."""
    bases: list[float] = []
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.size):
        after = bisect(bases, word.base)
        near = [
            (distance, at)
            for at in (after - 1, after)
            if 0 <= at < len(rows)
            and (distance := abs(bases[at] - word.base)) < _NEAR * rows[at][0].size
        ]
        if near:
            rows[min(near)[1]].append(word)
        else:
            bases.insert(after, word.base)
            rows.insert(after, [word])
    return [sorted(row, key=lambda word: word.left) for row in reversed(rows)]


def _line(words: Sequence[Word], page: int, column: int = 0) -> Line:
    """A line whose small raised words are told as such."""
    main = max(words, key=lambda word: (word.size, len(word.text)))
    marked = tuple(
        replace(word, raised=True)
        if word.size < _SMALL * main.size or word.base > main.base + _RAISED * main.size
        else word
        for word in words
    )
    return Line(marked, page, column)


def _gutter(rows: Sequence[Sequence[Word]], width: float) -> float | None:
    """Where the blank strip between two columns runs, None where there are none.

    It lies in the middle third of the page, few rows run across it, and a good part of the
    rows has words on either side of it.
    """
    places = range(int(width / 3), int(2 * width / 3), _STEP)
    free, left, right = ([0] * len(places) for _ in range(3))
    for row in rows:
        for start, end, behind, ahead in _gaps(row, width):
            first = max(0, ceil((start - places.start) / _STEP))
            for at in range(first, min(len(places), int((end - places.start) / _STEP) + 1)):
                free[at] += 1
                left[at] += behind
                right[at] += ahead
    best: list[int] = []
    fewest = _FEW * len(rows)
    for at, place in enumerate(places):
        crossed = len(rows) - free[at]
        if crossed > fewest or min(left[at], right[at]) < max(5, 0.25 * len(rows)):
            continue
        best = [*best, place] if crossed == fewest and best else [place]
        fewest = crossed
    return best[len(best) // 2] if best else None


def _gaps(row: Sequence[Word], width: float) -> Iterator[tuple[float, float, bool, bool]]:
    """Where a gutter could run through a row: the blank stretches between its words, before
    and behind them, each with whether words stand to its left and to its right."""
    yield 0.0, row[0].left, False, True
    for word, following in pairwise(row):
        if following.left - word.right >= _MIN_GUTTER:
            yield word.right, following.left, True, True
    yield max(word.right for word in row), width, True, False


def _crossed(rows: Sequence[Sequence[Word]], place: float) -> int:
    """How many rows run across a place."""
    return sum(_split(row, place) is None for row in rows)


def _split(row: Sequence[Word], place: float) -> tuple[list[Word], list[Word]] | None:
    """A row cut at a gutter, None where words run across it."""
    left = [word for word in row if word.right <= place]
    right = [word for word in row if word.left >= place]
    if len(left) + len(right) < len(row):
        return None
    if left and right and right[0].left - left[-1].right < _MIN_GUTTER:
        return None
    return left, right
