"""Lines of a PDF put together into paragraphs.

Reads   the lines of the text proper in reading order, the numbers of the footnotes found
Writes  paragraphs: words hyphenated at a line's end joined, footnote marks taken out, italics
        at the beginning counted, clause headings marked, indents counted as levels
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actionline.reading.labels import find_label
from actionline.reading.model import FootnoteMark, Paragraph, Span
from actionline.reading.sources.pdf_margins import is_mark
from actionline.reading.sources.pdf_page import Line

_WORD = re.compile(r"[^\W\d_]+(?:[-‑'’][^\W\d_]+)*")
_SPREAD = 1.22  # of the usual leading: a larger distance parts paragraphs
_LONGEST_CALL = 30  # words of a heading in italics
_TERMINAL = tuple(".;:,?!")
_HYPHENS = "-\u00ad\u2010"


@dataclass(frozen=True, slots=True)
class Layout:
    """What is usual in a document: the leading in sizes, the left and right edges of the text
    in each column, the words that occur inside lines."""

    leading: float
    left: dict[int, float]
    right: dict[int, float]
    words: frozenset[str]
    hyphenates: bool


def survey(lines: Sequence[Line]) -> Layout:
    """The usual measures of the lines of a document."""
    distances: Counter[float] = Counter()
    for above, line in pairwise(lines):
        if _adjoin(above, line) and above.base > line.base and above.size == line.size:
            distances[round((above.base - line.base) / line.size, 1)] += 1
    # Of the distances that occur often the smallest is that within paragraphs.
    often = [d for d, count in distances.items() if count >= 0.2 * distances.total() and d < 3]
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    for column in {line.column for line in lines}:
        edges = sorted(line.left for line in lines if line.column == column)
        left[column] = edges[len(edges) // 20]
        ends = sorted(line.right for line in lines if line.column == column)
        right[column] = ends[-1 - len(ends) // 50]
    words = Counter(
        word.lower() for line in lines for word in _WORD.findall(" ".join(_inner_words(line)))
    )
    return Layout(
        min(often, default=1.25), left, right, frozenset(words), _hyphenates(lines, words)
    )


def _hyphenates(lines: Sequence[Line], words: Container[str]) -> bool:
    """Whether a document breaks words at line ends: of the hyphens that stand there more
    belong to words otherwise written without."""
    ends = [(above, line) for above, line in pairwise(lines) if above.text[-1:] in _HYPHENS]
    broken = [head + tail in words for head, tail in (_joint(*pair) for pair in ends) if head]
    return sum(broken) > len(ends) / 2


def paragraphs_of(lines: Sequence[Line], notes: frozenset[str]) -> list[Paragraph]:
    """The paragraphs of a document; `notes` are the numbers of its footnotes."""
    layout = survey(lines)
    groups: list[list[Line]] = []
    for line in lines:
        if groups and not _begins(line, groups[-1], layout):
            groups[-1].append(line)
        else:
            groups.append([line])
    indented = _usual_indents(groups, layout)
    return [
        _paragraph(group, index, layout, notes, indented) for index, group in enumerate(groups, 1)
    ]


def text_of_lines(lines: Sequence[Line], layout: Layout) -> str:
    """The text of lines that belong together, such as a footnote's."""
    text = ""
    for at, line in enumerate(lines):
        if at:
            text = _trimmed(text, lines[at - 1], line, layout) + _between(lines[at - 1])
        text += line.text
    return text.replace("\u00ad", "")


def _adjoin(above: Line, line: Line) -> bool:
    return above.page == line.page and above.column == line.column


def _begins(line: Line, group: Sequence[Line], layout: Layout) -> bool:
    """Whether a line begins a paragraph after the lines of `group`."""
    above = group[-1]
    if _adjoin(above, line):
        distance = (above.base - line.base) / max(line.size, above.size)
        if distance > _SPREAD * layout.leading or distance < 0:
            return True
    ratio = line.size / above.size
    if not 0.88 < ratio < 1.14 or line.bold != above.bold:
        return True
    if line.italic != above.italic and (line.italic or all(x.italic for x in group)):
        return True
    if _is_rule(line) or _is_rule(above) or _leads(above, line):
        return True
    if _is_labelled(line, above) or _room_left(above, line, layout):
        return True
    # An indented first line, unless it is the second of a hanging one.
    hangs = len(group) == 1 and find_label(above.text) is not None
    beside = [x.left for x in group[1:] if x.column == line.column and x.page == line.page]
    edge = min(beside, default=above.left)
    return above.column == line.column and not hangs and line.left > edge + 0.9 * line.size


def _is_rule(line: Line) -> bool:
    """Whether a line is drawn with characters, such as that under the last paragraph."""
    return not line.text.strip("_-–—*. ")


def _leads(above: Line, line: Line) -> bool:
    """Whether a line opens with lead words in italics (`Recalling …`), the one above having
    come to an end."""
    first, last = line.words[0], above.words[-1]
    opens = first.italic and first.text[0].isupper() and not line.italic
    return opens and not last.italic and above.text[-1:] in _TERMINAL


def _is_labelled(line: Line, above: Line) -> bool:
    """Whether a line opens with a label: it stands apart from the words, or it has a bracket
    and the line above came to an end."""
    label = find_label(line.text)
    if label is None or label.end >= len(line.text):
        return False
    # `b) that`, `(b) To`, `6. Requests`; a wrapped `(ii) by` or `2018) and` is no label.
    capital = line.text[label.end].isupper()
    typical = {")": not label.core.isdecimal(), "()": capital, ".": capital}
    ended = typical.get(label.style, False) and above.text[-1:] in _TERMINAL
    return "\t" in line.text[: label.end + 1] or ended


def _room_left(above: Line, line: Line, layout: Layout) -> bool:
    """Whether the beginning of a line would have found room on the line above: then that line
    was ended on purpose. Where neither its mark nor a capital tells so, much room is asked."""
    room = layout.right[above.column] - above.right
    first = line.words[0].text[0]
    if above.text[-1:] in _TERMINAL or above.italic or above.bold or first.isupper():
        return room > _unbreakable(line) + 0.4 * line.size
    return room > (layout.right[above.column] - layout.left[above.column]) / 3


def _unbreakable(line: Line) -> float:
    """The width of the first words that a line break may not part: no-break blanks are not to
    be told from others in a PDF, but they stand before numbers (`Kigali, 2022)`)."""
    first = line.words[0]
    right = first.right
    for word in line.words[1:]:
        if not word.text.lstrip("(§")[:1].isdecimal() and first.text[0] not in "(§":
            break
        right = word.right
        if ")" in word.text:
            break
    return right - first.left


def _usual_indents(groups: Sequence[Sequence[Line]], layout: Layout) -> frozenset[float]:
    """Indents of first lines whose paragraphs go back to the margin: they mean no level."""
    indents = Counter(
        round(_indent(group[0], layout))
        for group in groups
        if len(group) > 1 and group[0].left > group[1].left + group[0].size
    )
    return frozenset(indents)


def _indent(line: Line, layout: Layout) -> float:
    """How far a line stands in, in sizes, rounded to halves."""
    return round(2 * (line.left - layout.left[line.column]) / line.size) / 2


def _level(group: Sequence[Line], layout: Layout, usual: frozenset[float]) -> int:
    """The depth of a paragraph's indent, a step being two sizes of the type."""
    indent = min(_indent(line, layout) for line in group)
    if len(group) == 1 and round(indent) in usual:
        return 0
    centred = group[0].left - layout.left[group[0].column]
    centred -= layout.right[group[0].column] - group[0].right
    if abs(centred) < group[0].size and indent > 4:
        return 0
    return max(0, min(9, int((indent + 0.6) // 2)))


def _paragraph(
    group: Sequence[Line],
    index: int,
    layout: Layout,
    notes: frozenset[str],
    usual: frozenset[float],
) -> Paragraph:
    text, italic = "", 0
    marks: list[FootnoteMark] = []
    for at, line in enumerate(group):
        if at:
            text = _trimmed(text, group[at - 1], line, layout)
        for position, (blank, word) in enumerate(line.spaced()):
            if word.raised and word.text in notes and is_mark(word):
                marks.append(FootnoteMark(len(text), word.text))
                continue
            joint = blank if position or not at else _between(group[at - 1])
            slanted = word.italic and italic == len(text)
            text += joint + word.text
            italic = len(text) if slanted else italic
    text = text.replace("\u00ad", "")
    return Paragraph(
        spans=(Span(text),),
        style="call" if _is_call(group, text) else "",
        level=_level(group, layout, usual),
        italic=min(italic, len(text)),
        footnotes=tuple(marks),
        line=index,
        page=group[0].page,
    )


def _is_call(group: Sequence[Line], text: str) -> bool:
    """Whether a paragraph is a clause heading by its look: short, in italics, in lower case,
    without a closing mark."""
    return (
        all(line.italic for line in group)
        and text[:1].islower()
        and text[-1:] not in ".;:,"
        and len(text.split()) <= _LONGEST_CALL
        and find_label(text) is None
    )


def _between(above: Line) -> str:
    """What stands between a line and the next of its paragraph: a blank, but after a hyphen
    nothing."""
    return "" if above.text[-1:] in _HYPHENS else " "


def _trimmed(text: str, above: Line, line: Line, layout: Layout) -> str:
    """The text before a line, without a hyphen that only broke the word."""
    if not text or text[-1] not in _HYPHENS:
        return text
    head, tail = _joint(above, line)
    if text[-1] == "\u00ad" and _is_broken(head, tail, layout, soft=True):
        return text[:-1]
    if _is_broken(head, tail, layout, soft=False):
        return text[:-1]
    return text[:-1] + "-"


def _is_broken(head: str, tail: str, layout: Layout, *, soft: bool) -> bool:
    """Whether a hyphen at a line's end broke a word: the joined word occurs elsewhere; or
    neither it nor the hyphened one does, in a document that does break words."""
    if not head or not tail or not tail[0].isalpha():
        return False
    if head + tail in layout.words:
        return True
    if f"{head}-{tail}" in layout.words or not (layout.hyphenates or soft):
        return False
    return not (head in layout.words and tail in layout.words)


def _joint(above: Line, line: Line) -> tuple[str, str]:
    """The parts of a word broken between two lines, in lower case; empty where none is, or
    where the second begins with a capital (`Secretary-General`, `ITU-T`)."""
    head = _WORD.findall(above.text.rstrip(_HYPHENS))[-1:]
    tail = _WORD.match(line.text)
    if not head or tail is None or not tail[0][0].islower():
        return "", ""
    return head[0].lower(), tail[0].lower()


def _inner_words(line: Line) -> list[str]:
    """The words of a line that are whole: not the last where it ends in a hyphen."""
    words = line.text.split()
    return words[:-1] if words and words[-1][-1] in _HYPHENS else words
