"""Plain text as converters leave it: bytes to paragraphs.

Reads  UTF-8, UTF-16 and UTF-32 with or without a mark, Windows-1252; one paragraph a line, or
       lines wrapped at a margin with blank lines between paragraphs.
Writes a Source without sides: whether old and new were run together is decided later.

Marks that converters leave are taken out: `[bookmark: …]`, `[image: …]`; `[footnoteRef:1]1`
becomes a footnote mark and `[1: 1 …]` the footnote's text.
"""

from __future__ import annotations

import re

from actionline.reading import limits
from actionline.reading.errors import ReadingError
from actionline.reading.labels import find_label
from actionline.reading.model import FootnoteMark, FootnoteText, Paragraph, Source, Span

_IMAGE = r"\[image:[^\[\]]{0,400}\]"
_BOOKMARK = r"\[bookmark: ?[^\[\]\n]{0,80}\]"
_MARK = r"\[footnoteRef:(\d{1,3})\](\d{0,3})|\[\^(\d{1,3})\](?!:)"
_NOTE_START = r"\[(\d{1,3}): ?(?:\d{1,3}(?=\s))?\s*|^\[\^(\d{1,3})\]:\s*"
_CONTROLS = bytes({*range(32), 127} - {9, 10, 11, 12, 13})  # in a text there are none
_INVISIBLE = "\ufeff\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_ENDS = (",", ";", ":", ".", "；", "，", "。", "：", "؛", "،")
_WRAP_WIDTH = 100  # a text none of whose lines is longer was wrapped at a margin


def open_text(data: bytes, name: str) -> Source:
    """A text file's paragraphs. Raises ReadingError for what is no text or too long."""
    text = decode(data, name)
    if len(text) > limits.MAX_TEXT_CHARS:
        raise ReadingError(
            f"{name}: the text has {len(text):,} characters, the limit is "
            f"{limits.MAX_TEXT_CHARS:,}; split it into one file a resolution."
        )
    text = _without_controls(text)
    if "[image:" in text:
        text = re.sub(_IMAGE, lambda match: "\n" * match[0].count("\n"), text)
    lines = text.splitlines()
    if len(lines) > 10 * limits.MAX_PARAGRAPHS:
        raise _too_many(name, len(lines))
    notes: list[FootnoteText] = []
    paragraphs = [_paragraph(text, line, notes) for line, text in _unwrap(lines)]
    paragraphs = [p for p in paragraphs if p.source_text.strip()]
    if len(paragraphs) > limits.MAX_PARAGRAPHS:
        raise _too_many(name, len(paragraphs))
    for paragraph in paragraphs:
        if len(paragraph.source_text) > limits.MAX_PARAGRAPH_CHARS:
            raise ReadingError(
                f"{name}: line {paragraph.line} has {len(paragraph.source_text):,} characters; no "
                "paragraph of a resolution is that long. Save the text with one line a paragraph."
            )
    if not paragraphs:
        raise ReadingError(f"{name}: the file has no text in it.")
    return Source(name=name, media="text", paragraphs=tuple(paragraphs), footnotes=tuple(notes))


def _too_many(name: str, count: int) -> ReadingError:
    return ReadingError(
        f"{name}: the text has {count:,} paragraphs, the limit is {limits.MAX_PARAGRAPHS:,}; "
        "split it into one file a resolution."
    )


def decode(data: bytes, name: str) -> str:
    """The text of a file. Raises ReadingError, which calls it `name`, where it is no text."""
    for mark, encoding in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe\x00\x00", "utf-32"),
        (b"\x00\x00\xfe\xff", "utf-32"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
    ):
        if data.startswith(mark):
            return _decoded(data, encoding, name)
    sample = data[:4096]
    if sample.count(0) * 4 > len(sample) and len(sample) > 3:
        encoding = "utf-16-le" if sample[1::2].count(0) else "utf-16-be"
        return _decoded(data, encoding, name)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    return _checked(text, name)


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return _checked(data.decode(encoding), name)
    except UnicodeDecodeError as error:
        raise ReadingError(
            f"{name}: the file begins like a text but breaks off in its encoding "
            f"({encoding}); save it again as UTF-8."
        ) from error


def _checked(text: str, name: str) -> str:
    sample = text[:20_000]
    if (_controls_in(sample) + sample.count("\ufffd")) * 50 > len(sample):
        raise ReadingError(
            f"{name}: this is no text that can be read; send it as Word (.docx), PDF, Akoma "
            "Ntoso or UTF-8 text."
        )
    return text


def _controls_in(text: str) -> int:
    encoded = text.encode("utf-8", "replace")
    return len(encoded) - len(encoded.translate(None, _CONTROLS))


def _without_controls(text: str) -> str:
    """A text without control characters and marks that nobody sees."""
    if _controls_in(text):
        text = text.translate(dict.fromkeys(_CONTROLS))
    if not text.isascii() and any(mark in text for mark in _INVISIBLE):
        text = text.translate(dict.fromkeys(map(ord, _INVISIBLE)))
    return text


def _unwrap(lines: list[str]) -> list[tuple[int, str]]:
    """Paragraphs with the line each begins on, counted from 1; wrapped lines put together.

    A text is taken as wrapped when no line is longer than a page is wide, and those that come
    near that width mostly break off in the middle of a sentence.
    """
    numbered = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
    width = max((len(line.rstrip()) for _, line in numbered), default=0)
    near = [line.rstrip() for _, line in numbered if len(line.rstrip()) > 0.8 * width]
    broken = sum(not line.endswith(_ENDS) for line in near)
    if width > _WRAP_WIDTH or len(near) < 4 or broken * 2 < len(near):
        return numbered
    out: list[tuple[int, str]] = []
    previous = -1
    for number, line in numbered:
        if number == previous + 1 and _goes_on(lines[previous - 1], line, width):
            out[-1] = (out[-1][0], f"{out[-1][1].rstrip()} {line.strip()}")
        else:
            out.append((number, line))
        previous = number
    return out


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a line goes on the paragraph: its first word had no room on the line before, and
    neither a label nor a heading begins here."""
    room = width - len(before.rstrip())
    first = line.split(maxsplit=1)[0]
    if find_label(line) is not None or len(first) + 1 <= room - 6:
        return False
    stripped = line.strip()
    heading = len(stripped) < 0.7 * width and not stripped.endswith(_ENDS) and stripped[0].islower()
    return not (heading and before.rstrip().endswith(_ENDS)) and not before.rstrip().endswith(";")


def _paragraph(text: str, line: int, notes: list[FootnoteText]) -> Paragraph:
    marks: list[FootnoteMark] = []
    if "[" in text:
        if "[bookmark:" in text:
            text = re.sub(_BOOKMARK, "", text)
        text = _take_notes(text, notes)
        if "[footnoteRef:" in text or "[^" in text:
            text = _take_marks(text, marks)
    level = len(text) - len(text.lstrip("\t"))
    return Paragraph(spans=(Span(text),), level=level, footnotes=tuple(marks), line=line)


def _take_marks(text: str, marks: list[FootnoteMark]) -> str:
    out, position, length = [], 0, 0
    for match in re.finditer(_MARK, text):
        out.append(text[position : match.start()])
        length += match.start() - position
        marks.append(FootnoteMark(length, match[2] or match[1] or match[3]))
        position = match.end()
    out.append(text[position:])
    return "".join(out)


def _take_notes(text: str, notes: list[FootnoteText]) -> str:
    """Take `[1: 1 …]` out of a paragraph, to its bracket or, where that is missing, to its end."""
    out, position = [], 0
    note_start = re.compile(_NOTE_START)
    while match := note_start.search(text, position):
        end = _closing_bracket(text, match.end()) if match[1] else len(text)
        notes.append(FootnoteText(match[1] or match[2], text[match.end() : end].strip()))
        out.append(text[position : match.start()])
        position = min(end + 1, len(text))
    out.append(text[position:])
    return "".join(out)


def _closing_bracket(text: str, start: int) -> int:
    depth = 1
    for position in range(start, len(text)):
        depth += {"[": 1, "]": -1}.get(text[position], 0)
        if depth == 0:
            return position
    return len(text)
