"""A read resolution as plain text that people read and the reader reads again.

A blank line between paragraphs; clause headings on lines of their own; a label, a tab, the
words; a tab before the label for each level; an en dash for an item without a label;
footnotes as `[^1]`, their texts at the end.
"""

from __future__ import annotations

from actionline.reading.model import Provision, Resolution, Side
from actionline.reading.output.heading import heading_of
from actionline.reading.output.inline import inline_of
from actionline.reading.output.sides import label_on, runs_in, stands_on


def as_text(resolution: Resolution, side: Side) -> str:
    """One side of a document, `Side.OLD` or `Side.NEW`; the proposed one of no revision is
    its text."""
    heading = heading_of(resolution.document, side)
    lines = [line for line in (heading.number, heading.title, heading.formula) if line]
    depths: dict[str, int] = {}
    clause: tuple[str, str] | None = None
    for item in resolution.provisions:
        if not stands_on(item, side):
            continue
        depth = depths.get(item.parent, -1) + 1 if item.parent is not None else 0
        depths[item.path] = depth
        if (item.clause, item.heading) != clause and item.heading and not runs_in(item, side):
            lines.append(item.heading)
        clause = (item.clause, item.heading)
        lines.append(_line(item, side, depth))
    marked = {mark.number for item in resolution.provisions for mark in item.footnotes}
    lines += [
        f"[^{note.number}]: {note.text}" for note in resolution.footnotes if note.number in marked
    ]
    return "\n\n".join(lines) + "\n"


def _line(item: Provision, side: Side, depth: int) -> str:
    pieces = inline_of(item, side, ())
    words = "".join(f"[^{piece.note}]" if piece.note else piece.text for piece in pieces)
    label = label_on(item, side) or ("–" if depth else None)
    return "\t" * depth + (f"{label}\t{words}" if label else words)
