"""Internal references whose number was changed: `resolves 23 above` for resolves 2, now 3.

A number that is no label of the clause it points at is two: the first a label of the older
edition, the second one of the proposed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from actionline.reading.model import Paragraph, Side, Span

_NUMBER = r"[ \u00a0]([0-9]{2,4})(?![0-9/)])"
# The same, looking back from the digit: faster to find that there is none.
_ANY_NUMBER = re.compile(r"[0-9](?<=[ \u00a0][0-9])[0-9]{1,3}(?![0-9/)])")


class Labels(NamedTuple):
    """The top labels of a clause on each side, under its heading."""

    heading: str
    old: frozenset[str]
    new: frozenset[str]


def take_apart(paragraphs: Sequence[Paragraph], clauses: Sequence[Labels]) -> list[Paragraph]:
    """The paragraphs with such references given their two sides."""
    by_heading = {clause.heading.lower(): clause for clause in clauses}
    headings = tuple(sorted(by_heading, key=len, reverse=True))
    if not headings:
        return list(paragraphs)
    return [_taken_apart(paragraph, headings, by_heading) for paragraph in paragraphs]


def _taken_apart(
    paragraph: Paragraph, headings: tuple[str, ...], clauses: Mapping[str, Labels]
) -> Paragraph:
    spans = paragraph.spans
    if len(spans) == 1:  # as most have
        if _ANY_NUMBER.search(spans[0].text) is None:
            return paragraph
    elif not any(_ANY_NUMBER.search(span.text) for span in spans):
        return paragraph
    spans = _spans(paragraph.spans, headings, clauses)
    return paragraph if spans == paragraph.spans else paragraph._replace(spans=spans)


def _spans(
    spans: Sequence[Span], headings: tuple[str, ...], clauses: Mapping[str, Labels]
) -> tuple[Span, ...]:
    out: list[Span] = []
    for span in spans:
        if span.side is not Side.BOTH:
            out.append(span)
            continue
        position = 0
        for number, heading in _references(span.text, headings):
            cut = _cut(number[1], clauses[heading])
            if cut is None:
                continue
            middle = number.start(1) + cut
            if number.start(1) > position:
                out.append(span._replace(text=span.text[position : number.start(1)]))
            out.append(Span(span.text[number.start(1) : middle], Side.OLD))
            out.append(Span(span.text[middle : number.end(1)], Side.NEW))
            position = number.end(1)
        if position < len(span.text):
            out.append(span._replace(text=span.text[position:]))
    return tuple(out)


def _references(text: str, headings: tuple[str, ...]) -> Iterator[tuple[re.Match[str], str]]:
    """The numbers that follow a heading, the longest that stands there, with that heading."""
    longest = len(headings[0]) + 1 if headings else 0
    for number in re.finditer(_NUMBER, text):
        before = text[max(0, number.start() - longest) : number.start()].lower()
        if not before.endswith(headings):
            continue
        for heading in headings:
            if before.endswith(heading) and not before[: -len(heading)][-1:].isalnum():
                yield number, heading
                break


def _cut(number: str, clause: Labels) -> int | None:
    """Where the old number ends, None where the whole is a label or no cut gives two."""
    if number in clause.old or number in clause.new:
        return None
    for cut in range(1, len(number)):
        if number[:cut] in clause.old and number[cut:] in clause.new:
            return cut
    return None
