"""Why an entry is among the hits: which words it has, in which fields, and where they stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .analysis import Found, spans
from .entries import Entry, Text
from .query import Clause, Query
from .stems import language_of

#: Characters of a snippet, and of a text that is looked through for it.
SNIPPET, _MOST_READ = 240, 20_000


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text; `marked` are those that were looked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """A text of an entry or a part of it, in pieces, with its language for `lang` and `dir`."""

    field: str
    language: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Why:
    """Why an entry was found.

    `fields` are those that have words looked for, `words` these words as they were typed.
    `title` is the title with them marked, `snippet` the place that tells most; None where the
    entry has no such text.
    """

    fields: tuple[str, ...]
    words: tuple[str, ...]
    title: Passage | None
    snippet: Passage | None


@dataclass(frozen=True, slots=True)
class _Looked:
    """A text looked through: where words stand, and of which clause each is."""

    text: Text
    marks: tuple[tuple[int, int, Clause], ...]

    @property
    def clauses(self) -> set[Clause]:
        return {clause for _start, _end, clause in self.marks}


def why(query: Query, entry: Entry, *, titles: Iterable[str], language: str = "") -> Why:
    """Why `entry` answers `query`, from its texts in `language` where these say as much."""
    own = language_of(language)
    ordered = sorted(entry.texts, key=lambda text: language_of(text.language) != own)
    looked = [_look(text, query.wanted) for text in ordered]
    headings = [found for found in looked if found.text.field in titles]
    bodies = [found for found in looked if found.text.field not in titles]
    title = max(headings, key=lambda found: len(found.clauses), default=None)
    body = max(bodies, key=lambda found: len(found.clauses), default=None)
    having = set().union(*(found.clauses for found in looked))
    return Why(
        fields=tuple(dict.fromkeys(found.text.field for found in looked if found.marks)),
        words=tuple(clause.text for clause in query.wanted if clause in having),
        title=_passage(title, 0, len(title.text.text)) if title else None,
        snippet=_snippet(body) if body else None,
    )


def _look(text: Text, clauses: Sequence[Clause]) -> _Looked:
    """Find the clauses in a text; where two overlap, the longer one is marked."""
    found = list(spans(text.text[:_MOST_READ], text.language))
    at: dict[str, list[int]] = {}
    for position, each in enumerate(found):
        at.setdefault(each.token, []).append(position)
    marks = [
        (found[position].start, found[position + len(row) - 1].end, clause)
        for clause in clauses
        for row in clause.alternatives
        for position in at.get(row[0], ())
        if _is_here(found, position, row)
    ]
    kept: list[tuple[int, int, Clause]] = []
    for mark in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return _Looked(text, tuple(kept))


def _is_here(found: Sequence[Found], position: int, row: Sequence[str]) -> bool:
    here = found[position : position + len(row)]
    return len(here) == len(row) and all(a.token == b for a, b in zip(here, row, strict=True))


def _snippet(looked: _Looked) -> Passage:
    """The stretch of the text that has most of the words looked for."""
    text, marks = looked.text.text, looked.marks
    starts = [start for start, _end, _clause in marks] or [0]
    best = max(starts, key=lambda start: (len(_within(looked, start)), -start))
    ends = [end for start, end, _clause in marks if best <= start and end <= best + SNIPPET]
    spare = SNIPPET - (max(ends, default=best) - best)
    start = max(0, min(best - spare // 2, len(text) - SNIPPET))
    return _passage(looked, start, min(start + SNIPPET, len(text)))


def _within(looked: _Looked, first: int) -> set[Clause]:
    return {
        clause for start, end, clause in looked.marks if first <= start and end <= first + SNIPPET
    }


def _passage(looked: _Looked, start: int, end: int) -> Passage:
    """A stretch in pieces, cut between words where the script has spaces."""
    text = looked.text.text
    if start and (space := text.find(" ", start, start + 30)) >= 0:
        start = space + 1
    if end < len(text) and (space := text.rfind(" ", end - 30, end)) > start:
        end = space
    pieces, at = [], start
    for first, last, _clause in looked.marks:
        if first < at or last > end:
            continue
        pieces += [Piece(text[at:first]), Piece(text[first:last], marked=True)]
        at = last
    pieces.append(Piece(text[at:end]))
    before, after = Piece("…" if start else ""), Piece("…" if end < len(text) else "")
    kept = tuple(piece for piece in (before, *pieces, after) if piece.text)
    return Passage(looked.text.field, looked.text.language, kept)
