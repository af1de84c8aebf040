"""The head of a document: what it is, of whom, in which edition.

Reads   the paragraphs before and at the line in which the body speaks
        (`The Plenipotentiary Conference …,`).
Writes  DocumentInfo and the place where the provisions begin.

The names of the bodies and their series are data of the process (`reading/bodies.json`).
"""

import re
from collections.abc import Sequence
from typing import NamedTuple

from actionline.reading.model import DocumentInfo, Paragraph, Side
from actionline.reading.structure.clauses import action_line, gives_reasons
from actionline.reading.vocabulary import Body, Vocabulary

_NUMBER = re.compile(
    r"\s*(?:draft )?(?:new )?(?:ITU )?(?:council )?(resolution|résolution|resolución|резолюция|"
    r"القرار|第|decision|décision|decisión|решение)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# Those of rarer heads are compiled where one is met.
_SHORT_YEAR = r"\b(?:C|PP-|WRC-|RA-|WTSA-|WTDC-)(\d\d)(?!\d)"
_RESOLUTION_NUMBER = re.compile(
    r"(?:COM\d+/\d+|(?:ITU[-‑][A-Z]\s+)?([A-Z]{0,3}\d{1,4}(?:[-‑]\d{1,2})?(?:/\d{1,3})?))"
)
_UN_NUMBER = r"\b(?:A/RES/|E/RES/)?(\d{2,4})/(\d{1,3})\b"
_UN_TITLE = r"(?s)\s*(\d{2,4}/\d{1,3})\.?\s+(\S.*)$"
_DOCUMENT = r"\bDocument\s+([A-Z][A-Z0-9&/().-]{3,30}?)(?:-[A-Z])?\s*$"
_ADOPTED_ON = r"(?i)adopted .{0,60}?\bon\b.{0,20}?((?:19|20)\d\d)"
_SYMBOL = r"\b[AE]/RES/(\d{2,4})/(\d{1,3})\b"
_ARTICLES = ("the", "la", "le", "l'", "l’", "el", "los")
_CITY_YEAR = r"\((?:Rev\.?|Rév\.?)?\s*([^\d(),]{3,40}),?\s+(\d{4})\)"
_SEARCHED = 400  # paragraphs that are searched for the body's line


class Head(NamedTuple):
    """The head as read, and the index of the first paragraph that may be a provision."""

    info: DocumentInfo
    body_starts: int
    series: str | None
    found: bool  # the line of the body was found


def read_head(
    paragraphs: Sequence[Paragraph], *, name: str, vocabulary: Vocabulary, first_clause: int
) -> Head:
    """The head of a document whose first clause heading stands at index `first_clause`."""
    at, speaking = _speaking_line(paragraphs[: first_clause + 1], vocabulary)
    end = at if at is not None else first_clause
    before = paragraphs[:end]
    action, reference, started = _action(before)
    number_at = _number_line(before, started)
    if speaking is None and number_at is not None:
        speaking = _meeting_in(before[number_at].on(Side.NEW), vocabulary)
    new, old = _versions(before, number_at, speaking, paragraphs, at)
    series = speaking.series if speaking else None
    info = DocumentInfo(
        source=name,
        action=action,
        reference=reference or _document_reference(before),
        instrument=_instrument(before, number_at, series),
        version=new,
        base_version=old if old != new else None,
        title=_title(before, number_at, started),
        language=vocabulary.language,
        body=speaking.slug if speaking else None,
    )
    return Head(info, end + 1 if at is not None else first_clause, series, at is not None)


def _speaking_line(
    paragraphs: Sequence[Paragraph], vocabulary: Vocabulary
) -> tuple[int | None, Body | None]:
    """The last short line before the clauses that is a body's name (`The ITU Council,`)."""
    names = vocabulary.speakers
    known = tuple(names)
    lowest = max(-1, len(paragraphs) - 1 - _SEARCHED)
    for index in range(len(paragraphs) - 1, lowest, -1):
        text = paragraphs[index].on(Side.NEW).strip() or paragraphs[index].on(Side.OLD).strip()
        if len(text) > 240:
            continue
        start = _without_article(text.lower())
        if not start.startswith(known):
            continue
        for name, body in names.items():
            if start.startswith(name) and (text.endswith((",", "，", "،")) or start == name):
                return index, body
    return None, None


def _without_article(line: str) -> str:
    """A body's line without its article and the Union's name (`the itu council` is `council`)."""
    article = next((article for article in _ARTICLES if line.startswith(article)), "")
    return line[len(article) :].lstrip().removeprefix("itu ").removeprefix("uit ")


def _meeting_in(number: str, vocabulary: Vocabulary) -> Body | None:
    """The body that met where and when the number's line says (`(Rev. Guadalajara, 2010)`)."""
    if (match := re.search(_CITY_YEAR, number)) is None:
        return None
    slug = vocabulary.editions.get(f"{match[1]} {match[2]}".lower())
    body = vocabulary.bodies.get(slug or "")
    return body if body is not None and body.series is not None else None


def _action(before: Sequence[Paragraph]) -> tuple[str | None, str | None, int]:
    """MOD, ADD, SUP or NOC with the proposal's number, and where the proposal's text begins."""
    for index in range(len(before) - 1, -1, -1):
        text = before[index].on(Side.NEW)
        if len(text) < 90 and (match := action_line(text)):
            return match[1], match[2], index + 1
    draft = any(re.match(r"\s*draft new\b", p.on(Side.NEW), re.IGNORECASE) for p in before[-12:])
    return ("ADD" if draft else None), None, 0


def _document_reference(before: Sequence[Paragraph]) -> str | None:
    for paragraph in before[:60]:
        text = paragraph.on(Side.NEW).strip()
        if "Document" in text and (match := re.search(_DOCUMENT, text)):
            return match[1]
    return None


def _number_line(before: Sequence[Paragraph], started: int) -> int | None:
    """The line `RESOLUTION 140 (Rev. …)`: the last one of that form before the body speaks."""
    for index in range(len(before) - 1, started - 1, -1):
        paragraph = before[index]
        text = paragraph.on(Side.NEW).strip()
        if paragraph.style == "resno" or (len(text) < 140 and _NUMBER.match(text)):
            return index
    for index in range(len(before) - 1, started - 1, -1):
        text = before[index].on(Side.NEW)
        if "/" in text and (re.search(_SYMBOL, text) or re.match(_UN_TITLE, text)):
            return index
    return None


def _instrument(
    before: Sequence[Paragraph], number_at: int | None, series: str | None
) -> str | None:
    if series is None:
        return None
    if series.startswith("un/"):
        for paragraph in before:
            text = paragraph.on(Side.NEW)
            match = re.search(_SYMBOL, text) or re.match(r"\s*(\d{2,4})/(\d{1,3})\b", text)
            if match:
                return f"{series}/res-{match[1]}-{match[2]}"
        for paragraph in before:
            if match := re.search(_UN_NUMBER, paragraph.on(Side.NEW)):
                return f"{series}/res-{match[1]}-{match[2]}"
        return None
    if number_at is None:
        return None
    text = before[number_at].on(Side.NEW)
    match = _NUMBER.match(text)
    tail = text[match.end() :] if match else text
    number = _RESOLUTION_NUMBER.match(tail.lstrip(" \u00a0\t:°º№")) if tail else None
    if number is None or not number[1]:
        return None
    kind = "dec" if match and match[1].lower().startswith(("dec", "déc", "реш")) else "res"
    digits = number[1].replace("‑", "-").split("-")[0] if series == "itu/ra" else number[1]
    return f"{series}/{kind}-{digits.lower().replace('/', '-')}"


def _versions(
    before: Sequence[Paragraph],
    number_at: int | None,
    speaking: Body | None,
    paragraphs: Sequence[Paragraph],
    at: int | None,
) -> tuple[str | None, str | None]:
    """The year as proposed and as it was, from the number's line or the line of the body."""
    lines: list[Paragraph] = []
    if number_at is not None:
        lines += before[number_at : number_at + 1]
    if at is not None:
        lines.append(paragraphs[at])
    for line in lines:
        new, old = _last_year(line.on(Side.NEW)), _last_year(line.on(Side.OLD))
        if new or old:
            return new, old
    series = speaking.series if speaking and speaking.series else ""
    if series.startswith("un/"):
        head = " ".join(paragraph.on(Side.NEW) for paragraph in before[:60])
        if match := re.search(_ADOPTED_ON, head):
            return match[1], None
    if series == "un/ecosoc":
        for paragraph in before:
            if match := re.search(_UN_NUMBER, paragraph.on(Side.NEW)):
                return match[1], None
    return None, None


def _last_year(text: str) -> str | None:
    years = _YEAR.findall(text)
    if years:
        return str(years[-1])
    short = re.findall(_SHORT_YEAR, text)
    if not short:
        return None
    return ("19" if int(short[-1]) > 60 else "20") + str(short[-1])


def _title(before: Sequence[Paragraph], number_at: int | None, started: int) -> str | None:
    """The lines between the number and the body, without asides in brackets."""
    if number_at is None:
        lines = [_collapse(p.on(Side.NEW)) for p in before[max(started, len(before) - 3) :]]
        lines = [line for line in lines if line and not set(line) <= set("_-–— .")]
        return lines[-1] if lines else None
    number_line = before[number_at].on(Side.NEW)
    if not _NUMBER.match(number_line) and (match := re.match(_UN_TITLE, number_line)):
        return _collapse(match[2])
    lines = []
    for paragraph in before[number_at + 1 :]:
        text = _collapse(paragraph.on(Side.NEW))
        if gives_reasons(text):
            break
        aside = text[:1] in ("[", "(") and text[-1] in "])"
        if not text or (aside and not lines):
            continue
        if aside:
            break
        if text[0].isdecimal() and (match := re.match(_UN_TITLE, text)):
            return _collapse(match[2])
        lines.append(text)
    return " ".join(lines[:3]) or None


def _collapse(text: str) -> str:
    return " ".join(text.split())
