"""A read resolution as the lines of a document, on one side.

What a person would type: the number, the title, the headings of clauses, the provisions
with their labels.
"""

from __future__ import annotations

from typing import NamedTuple

from actionline.reading.model import FootnoteMark, FootnoteText, Provision, Resolution, Side
from actionline.reading.output.heading import heading_of
from actionline.reading.output.inline import inline_of
from actionline.reading.output.sides import label_on, runs_in, stands_on, text_on

_DASH = "–"


class Line(NamedTuple):
    """One paragraph of a document.

    `label` includes the tab after it; `item` is the provision, None for headings; the marks
    count characters of `words`.
    """

    words: str
    label: str = ""
    style: str = ""
    level: int = 0
    item: Provision | None = None
    marks: tuple[FootnoteMark, ...] = ()

    @property
    def text(self) -> str:
        """The line as it is read."""
        return self.label + self.words


def lines_of(resolution: Resolution, side: Side) -> list[Line]:
    """The lines of one side (`Side.OLD` or `Side.NEW`); a text that is no revision has one."""
    front = heading_of(resolution.document, side)
    lines = [
        Line(words, style=style)
        for words, style in (
            (front.number, "resno"),
            (front.title, "restitle"),
            (front.formula, "formula"),
        )
        if words
    ]
    depths: dict[str, int] = {}
    clause: tuple[str, str] | None = None
    for item in resolution.provisions:
        if not stands_on(item, side):
            continue
        depth = depths.get(item.parent, -1) + 1 if item.parent is not None else 0
        depths[item.path] = depth
        if (item.clause, item.heading) != clause and item.heading and not runs_in(item, side):
            style = "annexno" if item.kind == "annex" else "call"
            lines.append(Line(item.heading, style=style))
        clause = (item.clause, item.heading)
        lines.append(_provision(item, side, depth))
    return lines


def notes_of(resolution: Resolution, side: Side = Side.BOTH) -> list[FootnoteText]:
    """The notes of a reading as notes of one side."""
    return [FootnoteText(note.number, note.text, side) for note in resolution.footnotes]


def _provision(item: Provision, side: Side, depth: int) -> Line:
    label = label_on(item, side) or (_DASH if depth else None)
    words = "" if item.footnotes else text_on(item, side)
    marks = []
    for piece in inline_of(item, side, ()) if item.footnotes else ():
        if piece.note is not None:
            marks.append(FootnoteMark(len(words), piece.note))
        words += piece.text
    return Line(
        words,
        label=f"{label}\t" if label else "",
        level=depth,
        item=item,
        marks=tuple(marks),
    )
