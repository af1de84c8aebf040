"""Internal references whose number was changed: `resolves 23 above` for resolves 2, now 3.

A number that is no label of the clause it points at is two: the first a label of the older
edition, the second one of the proposed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from actionline.reading.model import Paragraph, Side, Span


class Labels(NamedTuple):
    """The top labels of a clause on each side, under its heading."""

    heading: str
    old: frozenset[str]
    new: frozenset[str]


def take_apart(paragraphs: Sequence[Paragraph], clauses: Sequence[Labels]) -> list[Paragraph]:
    """The paragraphs with such references given their two sides."""
    by_heading: Mapping[str, Labels] = {clause.heading.lower(): clause for clause in clauses}
    if not by_heading:
        return list(paragraphs)
    headings = "|".join(re.escape(heading) for heading in sorted(by_heading, key=len, reverse=True))
    pattern = re.compile(rf"\b({headings})[ \u00a0]([0-9]{{2,4}})(?![0-9/)])", re.IGNORECASE)
    return [
        paragraph._replace(spans=_spans(paragraph.spans, pattern, by_heading))
        for paragraph in paragraphs
    ]


def _spans(
    spans: Sequence[Span], pattern: re.Pattern[str], clauses: Mapping[str, Labels]
) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if span.side is not Side.BOTH:
            out.append(span)
            continue
        position = 0
        for match in pattern.finditer(span.text):
            clause = clauses[match[1].lower()]
            cut = _cut(match[2], clause)
            if cut is None:
                continue
            middle = match.start(2) + cut
            if match.start(2) > position:
                out.append(span._replace(text=span.text[position : match.start(2)]))
            out.append(Span(span.text[match.start(2) : middle], Side.OLD))
            out.append(Span(span.text[middle : match.end(2)], Side.NEW))
            position = match.end(2)
        if position < len(span.text):
            out.append(span._replace(text=span.text[position:]))
    return tuple(out)


def _cut(number: str, clause: Labels) -> int | None:
    """Where the old number ends, None where the whole is a label or no cut gives two."""
    if number in clause.old or number in clause.new:
        return None
    for cut in range(1, len(number)):
        if number[:cut] in clause.old and number[cut:] in clause.new:
            return cut
    return None
