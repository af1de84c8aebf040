"""A pair as a text with old and new run together, as a tracked Word file, and its truth.

Flattening is what a Word file with tracked changes becomes when its text is taken out
without the marks: struck-out words stand directly before those put in (`twelveforty`,
`2019-20222023-2026`), labels likewise (`ae)`, `1112`); a label that did not change stands once,
an inserted paragraph has its new label only, a deleted one its old.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Any, Literal

from hypothesis import strategies as st
from tests.reading.pairs import Clause, Item, Pair, Piece, label, make_pair
from tests.reading.stock import FILLINGS

Knowing = Literal["text", "base", "tracked"]

TITLE = "Service for those who live far from the exchange"
_EDITION = Piece("Bucharest, 2022", "Doha, 2026")


@dataclass(frozen=True)
class Line:
    """One printed paragraph. `path` is None for headings and the title lines.

    `open_ended`: it closes its list on one side only, and no label tells on which.
    """

    pieces: tuple[Piece, ...]
    old_label: str | None = None
    new_label: str | None = None
    state: str = "kept"
    path: str | None = None
    clause: Clause | None = None
    item: Item | None = None
    parent: Item | None = None
    open_ended: bool = False

    def on(self, new: bool) -> str:
        """The words of one side without label; closing mark included."""
        return "".join(piece.new if new else piece.old for piece in self.pieces)

    def stands(self, new: bool) -> bool:
        return self.state != ("deleted" if new else "inserted")


def pairs() -> st.SearchStrategy[Pair]:
    """Hypothesis: any pair, shrinking towards fewer and plainer choices."""
    return st.randoms(use_true_random=False).map(make_pair)


def lines(pair: Pair) -> list[Line]:
    """All paragraphs of both sides in printed order, deleted before inserted."""
    resolution = f"RESOLUTION {pair.number} (Rev. "
    conference = "The Plenipotentiary Conference of the International Telecommunication Union ("
    result = [
        Line((_same("MOD\tAFCP/70A3/1"),)),
        Line((_same(resolution), _EDITION, _same(")"))),
        Line((_same(TITLE),)),
        Line((_same(conference), _EDITION, _same("),"))),
    ]
    taken: dict[str, int] = {}
    for clause in pair.clauses:
        last = {
            new: clause is [c for c in pair.clauses if new or c.state != "inserted"][-1]
            for new in (False, True)
        }
        result.append(Line((_same(clause.heading),), state=clause.state, clause=clause))
        result += _closed(_numbered(clause, taken), last)
    return result


def plain(pair: Pair, *, new: bool) -> str:
    """One side alone, as a clean text."""
    printed = []
    for line in lines(pair):
        if line.stands(new):
            mark = line.new_label if new else line.old_label
            printed.append((mark + "\t" if mark else "") + line.on(new))
    return "\n".join(printed) + "\n"


def flattened(pair: Pair) -> str:
    """Both sides run together without marks."""
    printed = []
    for line in lines(pair):
        mark = (
            _joined(line.old_label, line.new_label)
            if line.state == "kept"
            else (line.new_label or line.old_label)
        )
        words = "".join(
            piece.new
            if piece.old == piece.new
            else (piece.old if line.stands(False) else "")
            + (piece.new if line.stands(True) else "")
            for piece in line.pieces
        )
        printed.append((mark + "\t" if mark else "") + words)
    return "\n".join(printed) + "\n"


def truth(pair: Pair, knowing: Knowing = "text") -> dict[str, Any]:
    """The reference reading for one who knows the flattened text, the older edition as well,
    or the tracked changes; what such a reader can only guess is not `certain`."""
    provisions = [_provision(line, knowing) for line in lines(pair) if line.path]
    return {
        "document": {
            "source": "generated",
            "action": "MOD",
            "reference": "AFCP/70A3/1",
            "instrument": f"itu/pp/res-{pair.number}",
            "version": "2026",
            "base_version": "2022",
            "title": TITLE,
            "language": "en",
            "body": "plenipotentiary-conference",
        },
        "provisions": provisions,
        "footnotes": [],
        "citations": [c for line in lines(pair) for c in _citations(line, knowing)],
        "mandates": [m for line in lines(pair) for m in _mandates(line, knowing)],
    }


def slug(heading: str) -> str:
    """A heading as the contract slugs it."""
    return re.sub(r"[^a-z0-9]+", "-", heading.lower()).strip("-")


def _same(words: str) -> Piece:
    return Piece(words, words)


def _joined(old: str | None, new: str | None) -> str | None:
    """Two labels as they run together: `a)` and `e)` give `ae)`."""
    if old is None or new is None or old == new:
        return new or old
    return old.removesuffix(")") + new


def _numbered(clause: Clause, taken: dict[str, int]) -> list[Line]:
    """The clause's paragraphs with labels of both sides and paths, closing marks to come."""
    result = []
    places = [0, 0]
    loose = _open_ended(clause.items)
    for number, item in enumerate(clause.items):
        old, new = _labels(item, clause.numbering, places)
        path = _path(f"{slug(clause.heading)}/{(new or old or '').strip(')')}", taken)
        line = Line(item.pieces, old, new, item.state, path, clause, item)
        result.append(replace(line, open_ended=number in loose))
        below = [0, 0]
        for child in item.children:
            old, new = _labels(child, "romans", below)
            below_path = _path(f"{path}/{(new or old or '').strip(')')}", taken)
            result.append(
                Line(child.pieces, old, new, child.state, below_path, clause, child, parent=item)
            )
    return result


def _open_ended(items: tuple[Item, ...]) -> set[int]:
    """Places of paragraphs struck out or put in at the end whose labels fit both readings.

    They do where the list counted alike on both sides up to them; the closing marks do not
    help, since people type the new mark before the old as often as after it.
    """
    end = len(items)
    while end and items[end - 1].state != "kept":
        end -= 1
    counted = [sum(item.stands(new) for item in items[:end]) for new in (False, True)]
    states = {item.state for item in items[end:]}
    return set(range(end, len(items))) if counted[0] == counted[1] and len(states) == 1 else set()


def _labels(item: Item, numbering: str, places: list[int]) -> tuple[str | None, str | None]:
    """The next label on each side on which the paragraph stands; counts `places` on."""
    labels: list[str | None] = []
    for side, new in enumerate((False, True)):
        places[side] += item.stands(new)
        labels.append(label(numbering, places[side]) if item.stands(new) else None)
    return labels[0], labels[1]


def _path(path: str, taken: dict[str, int]) -> str:
    taken[path] = taken.get(path, 0) + 1
    return path if taken[path] == 1 else f"{path}~{taken[path]}"


def _closed(found: list[Line], last: dict[bool, bool]) -> list[Line]:
    """The clause's lines with `;` between them and `,` or `.` at the end of each side."""
    ends = {
        new: next((line for line in reversed(found) if line.stands(new)), None)
        for new in (False, True)
    }
    result = []
    for line in found:
        marks = [("." if last[new] else ",") if line is ends[new] else ";" for new in (False, True)]
        if line.item is not None and line.item.children:
            marks = ["", ""]
        pieces = (*line.pieces, Piece(marks[0], marks[1]))
        result.append(replace(line, pieces=pieces))
    return result


def _certain(line: Line, knowing: Knowing) -> bool:
    """With the older edition at hand what was put in is known; what was struck out is not,
    for it stands in both texts."""
    assert line.item is not None
    if knowing == "tracked":
        return True
    if knowing == "text":
        return not (line.item.guessed or line.open_ended)
    struck_out = line.item.guessed and any(p.old and not p.new for p in line.item.pieces)
    return not (struck_out or (line.open_ended and line.state == "deleted"))


def _provision(line: Line, knowing: Knowing) -> dict[str, Any]:
    assert line.clause is not None
    assert line.item is not None
    words = any(piece.old != piece.new for piece in line.item.pieces)
    relabelled = line.old_label != line.new_label
    change = line.state if line.state != "kept" or not (words or relabelled) else "modified"
    return {
        "path": line.path,
        "kind": line.clause.kind,
        "clause": slug(line.clause.heading),
        "addressees": [],
        "label": line.new_label,
        "base_label": line.old_label,
        "change": change,
        "certain": _certain(line, knowing),
        "text": line.on(True) if line.stands(True) else None,
        "base_text": line.on(False) if line.stands(False) else None,
    }


def _told(line: Line, knowing: Knowing) -> dict[str, bool] | None:
    """None where a paragraph says nothing on the new side; what only a guess tells is optional."""
    if line.item is None or line.clause is None:
        return None
    if line.open_ended and not _certain(line, knowing):
        return {"optional": True}
    return {} if line.stands(True) else None


def _citations(line: Line, knowing: Knowing) -> list[dict[str, Any]]:
    told = _told(line, knowing)
    if line.item is None or told is None:
        return []
    editions = [piece.new for piece in line.item.pieces if piece.new in FILLINGS["edition"]]
    return [
        {"path": line.path, "target": target, "version": edition[-4:], "fragment": None, **told}
        for target, edition in zip(line.item.cited, editions, strict=True)
    ]


def _mandates(line: Line, knowing: Knowing) -> list[dict[str, Any]]:
    """Leaves only; what hangs below a task inherits its verb, recipients and rhythm."""
    told = _told(line, knowing)
    if line.item is None or line.clause is None or told is None or line.item.children:
        return []
    asked = line.item.asked or (line.parent.asked if line.parent else None)
    if asked is None:
        return []
    return [
        {
            "path": line.path,
            "force": line.clause.force,
            "actors": list(line.clause.actors),
            "action": asked.action,
            "recipients": list(asked.recipients),
            "via": [],
            "deadline": {"every": asked.every, "by": None, "until": None, "event": None},
            **told,
        }
    ]
