"""The tiny markup of a report's text: plain words with few signs, and nothing that could do harm.

    *emphasis*   **strong**   `symbol`   ^[a footnote]   https://example.org   \\* is a plain star

Blank lines part paragraphs; lines that begin with `- ` or `1. ` make a list. A sign that has no
counterpart stands for itself, so that every text is valid.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from actionline.common.words import count_words

_SIGNS = re.compile(
    r"\\(?P<plain>[\\*`^\[\]])"
    r"|\*\*(?P<strong>[^*\n]+)\*\*"
    r"|\*(?P<emphasis>[^*\s][^*\n]*)\*"
    r"|`(?P<code>[^`\n]+)`"
    r"|\^\[(?P<note>(?:\\.|[^\]\\]){1,2000})\]"
    r"|(?P<url>https?://[^\s<>\"'`*\]]{1,1000}[^\s<>\"'`*\].,;:!?)])"
)
_SPECIAL = re.compile(r"[\\*`]|\^(?=\[)")
_ESCAPED = re.compile(r"\\([\\*`^\[\]])")
_ITEM = re.compile(r"^\s*(?:[-•]|(?P<number>\d{1,3}[.)]))\s+(?P<text>.*)$")
#: Chinese is written without blanks between sentences.
_NO_BLANK = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef][\s*`]*$")


def ends_without_blank(text: str) -> bool:
    """Whether what follows this text stands right behind it."""
    return _NO_BLANK.search(text[-8:]) is not None


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text with its marks."""

    text: str
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph or a list of a longer text; `lines` are the items of a list."""

    lines: tuple[str, ...]
    is_list: bool = False
    ordered: bool = False


def parse(text: str) -> list[Span]:
    """The spans of a text; a footnote hangs on the span before it. Time grows with its length."""
    found: list[Span] = []
    end = 0
    for sign in _SIGNS.finditer(text):
        if sign.start() > end:
            found.append(Span(text[end : sign.start()]))
        found.append(_span(sign))
        end = sign.end()
    if end < len(text):
        found.append(Span(text[end:]))
    return list(_together(found))


def _span(sign: re.Match[str]) -> Span:
    kind, words = sign.lastgroup or "plain", sign[sign.lastgroup or 0]
    match kind:
        case "strong":
            return Span(words, strong=True)
        case "emphasis":
            return Span(words, emphasis=True)
        case "code":
            return Span(words, code=True)
        case "note":
            return Span("", note=_ESCAPED.sub(r"\1", words))
        case "url":
            return Span(words, url=words)
    return Span(words)


def _together(spans: list[Span]) -> Iterator[Span]:
    """Plain neighbours as one; a note goes to the span before it."""
    held: Span | None = None
    for span in spans:
        if held is None:
            held = span
        elif span.note and not span.text and not held.note:
            marks = (held.strong, held.emphasis, held.code)
            held = Span(held.text, *marks, note=span.note, url=held.url)
        elif _is_plain(held) and _is_plain(span):
            held = Span(held.text + span.text)
        else:
            yield held
            held = span
    if held is not None:
        yield held


def _is_plain(span: Span) -> bool:
    return not (span.strong or span.emphasis or span.code or span.note or span.url)


def escape(text: object) -> str:
    """Words from elsewhere as plain text of the markup: on one line, their signs kept."""
    return _SPECIAL.sub(lambda sign: f"\\{sign[0]}", " ".join(str(text).split()))


def plain(text: str) -> str:
    """The words alone, footnotes after them in brackets."""
    return "".join(f"{each.text} [{each.note}]" if each.note else each.text for each in parse(text))


def words_in(text: str) -> int:
    """How many words a reader counts, those of footnotes too."""
    return count_words(plain(text))


def parts(text: str) -> list[Part]:
    """The paragraphs and lists of what a person wrote into one field."""
    found: list[Part] = []
    for chunk in re.split(r"\n\s*\n", text.replace("\r\n", "\n").strip()):
        lines = [line for line in chunk.split("\n") if line.strip()]
        items = [_ITEM.match(line) for line in lines]
        if lines and items[0]:
            found.append(_list_of(lines, items))
        elif lines:
            found.append(Part((" ".join(line.strip() for line in lines),)))
    return found


def _list_of(lines: list[str], items: list[re.Match[str] | None]) -> Part:
    """A list; a line without a sign goes on with the item before it."""
    told: list[str] = []
    for line, item in zip(lines, items, strict=True):
        if item:
            told.append(item["text"].strip())
        else:
            told[-1] = f"{told[-1]} {line.strip()}"
    return Part(tuple(told), is_list=True, ordered=bool(items[0] and items[0]["number"]))
