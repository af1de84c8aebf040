"""What stands in the margins of a PDF's pages: running heads, page numbers, footnotes.

Reads   the lines of all pages
Writes  the lines of the text proper, and the footnotes with the marks that call for them
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from actionline.reading.sources.pdf_page import Line, Word

_MARGIN_LINES = 4  # lines at either end of a page that may be running heads
_ZONE = 0.13  # of the page's height at either end
_DIGITS = re.compile(r"\d+|\b[ivxlc]+\b")
_PAGE_NUMBER = re.compile(
    r"(?:page\s+)?[-–—(\[]?\s*(?:page\s+)?\d{1,4}\s*[-–—)\]]?(?:\s*(?:/|of|de)\s*\d{1,4})?$", re.I
)
_MARK = re.compile(r"[0-9*†‡§]{1,3}$")
_SMALLER = 0.94  # of the text's size: footnotes are at most so large


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of one page and its height in points."""

    number: int
    height: float
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote's mark and its lines, the mark taken off."""

    number: str
    page: int
    lines: tuple[Line, ...]


def without_running_heads(pages: Sequence[Page]) -> list[Page]:
    """The pages without lines that repeat at one height, page numbers differing or not."""
    seen = Counter(key for page in pages for key in {_key(line) for line in _marginal(page)})
    needed = max(2, len(pages) / 3)
    kept = []
    for page in pages:
        marginal = _marginal(page)
        heads = {line for line in marginal if seen[_key(line)] >= needed}
        heads |= {line for line in _outermost(page, heads) if _PAGE_NUMBER.match(line.text)}
        kept.append(Page(page.number, page.height, tuple(x for x in page.lines if x not in heads)))
    return kept


def _marginal(page: Page) -> list[Line]:
    """The outer lines of a page that lie in its upper or lower margin."""
    ordered = sorted(page.lines, key=lambda line: line.base)
    ends = [*ordered[:_MARGIN_LINES], *ordered[-_MARGIN_LINES:]]
    zone = _ZONE * page.height
    return [line for line in ends if line.base < zone or line.base > page.height - zone]


def _outermost(page: Page, heads: Iterable[Line]) -> list[Line]:
    """The first and the last line of a page, running heads apart, where in the margins."""
    taken = set(heads)
    rest = sorted((x for x in page.lines if x not in taken), key=lambda line: line.base)
    zone = _ZONE * page.height
    return [x for x in (*rest[:1], *rest[-1:]) if x.base < zone or x.base > page.height - zone]


def _key(line: Line) -> tuple[str, int]:
    """What makes two lines of two pages the same running head: words and height."""
    return _DIGITS.sub("#", line.text.lower()), round(line.base / 4)


def text_size(pages: Sequence[Page]) -> float:
    """The size in which most characters are set."""
    sizes: Counter[float] = Counter()
    for page in pages:
        for line in page.lines:
            sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 12.0


def take_footnotes(pages: Sequence[Page], size: float) -> tuple[list[Page], list[Note]]:
    """Footnotes taken from the foot of each page; one that goes on overleaf is put together."""
    kept: list[Page] = []
    notes: list[Note] = []
    for page in pages:
        marks = {word.text for line in page.lines for word in line.words if is_mark(word)}
        foot = _foot(page, size, marks, continued=bool(notes) and notes[-1].page == page.number - 1)
        for line in foot:
            mark = _opening_mark(line, marks)
            if mark is not None and len(line.words) > 1:
                notes.append(Note(mark, page.number, (_without_mark(line, mark),)))
            elif notes:
                last = notes.pop()
                notes.append(Note(last.number, page.number, (*last.lines, line)))
        taken = set(foot)
        kept.append(Page(page.number, page.height, tuple(x for x in page.lines if x not in taken)))
    return kept, notes


def is_mark(word: Word) -> bool:
    """Whether a word is a footnote's mark by its look: small, raised, a number or a sign."""
    return word.raised and bool(_MARK.match(word.text))


def _foot(page: Page, size: float, marks: set[str], *, continued: bool) -> list[Line]:
    """The footnotes' lines of a page from the top: small lines at its end, or lines from one on
    that opens with a raised mark which also stands in the text above."""
    lines = page.lines
    start = len(lines)
    while start and lines[start - 1].size <= _SMALLER * size:
        start -= 1
    for at in range(start, len(lines)):
        if _opening_mark(lines[at], marks) is not None:
            return list(lines[start if continued else at :])
    if continued and start < len(lines):
        return list(lines[start:])
    for at in range(len(lines) // 2, len(lines)):
        first = lines[at].words[0]
        above = any(
            word.text == first.text and is_mark(word) for line in lines[:at] for word in line.words
        )
        if is_mark(first) and above:
            return list(lines[at:])
    return []


def _opening_mark(line: Line, marks: set[str]) -> str | None:
    """The mark a footnote's first line opens with, None for any other line."""
    first = line.words[0]
    if is_mark(first):
        return first.text
    return first.text if _MARK.match(first.text) and first.text in marks else None


def _without_mark(line: Line, mark: str) -> Line:
    rest = line.words[1:] if line.words[0].text == mark else line.words
    return Line(rest, line.page, line.column)
