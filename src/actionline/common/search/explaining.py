"""Why an entry is among the hits: which words it has, in which fields, and where they stand."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import groupby

from .analysis import Found, having, spans
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


class Sought:
    """What a query looks for, and the words met on the way that are not it: made once for all
    entries of a page."""

    def __init__(self, query: Query) -> None:
        self.clauses = query.wanted
        self.rows = [(row, clause) for clause in self.clauses for row in clause.alternatives]
        self.tokens = frozenset(token for row, _clause in self.rows for token in row)
        self.in_rows = any(len(row) > 1 for row, _clause in self.rows)
        self._without: defaultdict[str, set[str]] = defaultdict(set)

    def words(self, texts: Iterable[Text], language: str) -> set[str]:
        """The words of texts in one language that have its tokens."""
        if not self.tokens:
            return set()
        together = "\n".join(text.text[:_MOST_READ] for text in texts)
        return having(together, language, self.tokens, self._without[language])

    def spans(self, text: Text, words: Set[str]) -> Iterator[Found]:
        """Where its tokens stand in a text, whose words that have some are `words`."""
        read = text.text[:_MOST_READ]
        if not any(word in read for word in words):
            return iter(())
        return spans(read, text.language, self.tokens, words, counted=self.in_rows)


@dataclass(frozen=True, slots=True)
class _Looked:
    """A text looked through: where words stand, and of which clause each is."""

    text: Text
    marks: tuple[tuple[int, int, Clause], ...] = ()
    clauses: frozenset[Clause] = frozenset()


def why(sought: Sought, entry: Entry, *, titles: Iterable[str], language: str = "") -> Why:
    """Why `entry` has what is sought, from its texts in `language` where these say as much."""
    own = _language(entry, language)
    ordered = sorted(entry.texts, key=lambda text: language_of(text.language) != own)
    looked = list(_looked(ordered, own, sought))
    headings = [found for found in looked if found.text.field in titles]
    bodies = [found for found in looked if found.text.field not in titles]
    title = max(headings, key=lambda found: len(found.clauses), default=None)
    body = max(bodies, key=lambda found: len(found.clauses), default=None)
    having = set().union(*(found.clauses for found in looked))
    return Why(
        fields=tuple(dict.fromkeys(found.text.field for found in looked if found.marks)),
        words=tuple(clause.text for clause in sought.clauses if clause in having),
        title=_passage(title, 0, len(title.text.text)) if title else None,
        snippet=_snippet(body) if body else None,
    )


def _language(entry: Entry, language: str) -> str:
    """The language wanted, or the first one of an entry that does not have it."""
    own = [language_of(text.language) for text in entry.texts]
    wanted = language_of(language)
    return wanted if wanted in own or not own else own[0]


def _looked(texts: list[Text], language: str, sought: Sought) -> Iterator[_Looked]:
    """The texts looked through; those of other languages only for what was not found before."""
    missing = set(sought.clauses)
    for own, some in groupby(texts, key=lambda text: text.language):
        together, words = list(some), None
        for text in together:
            if sought.clauses and not missing and language_of(own) != language:
                return
            if words is None:
                words = sought.words(together, own)
            found = _look(text, sought, words)
            missing -= found.clauses
            yield found


def _look(text: Text, sought: Sought, words: Set[str]) -> _Looked:
    """Find the clauses in a text; where two overlap, the longer one is marked.

    Once all are found and a snippet is full, the rest of the text tells no more.
    """
    at: dict[int, list[Found]] = {}
    ends: dict[str, int] = {}
    for found in sought.spans(text, words):
        at.setdefault(found.position, []).append(found)
        ends.setdefault(found.token, found.end)
        if len(ends) == len(sought.tokens) and found.start > max(ends.values()) + SNIPPET:
            break
    if not at:
        return _Looked(text)
    marks = [
        (start.start, last.end, clause)
        for row, clause in sought.rows
        for here in at.values()
        for start in here
        if start.token == row[0] and (last := _last(at, start, row))
    ]
    kept: list[tuple[int, int, Clause]] = []
    for mark in sorted(marks, key=lambda mark: (mark[0], -mark[1])):
        if not kept or mark[0] >= kept[-1][1]:
            kept.append(mark)
    return _Looked(text, tuple(kept), frozenset(clause for _start, _end, clause in kept))


def _last(at: dict[int, list[Found]], start: Found, row: Sequence[str]) -> Found | None:
    """The last token of a row that begins with `start`, where the whole row stands there."""
    last = start
    for offset, token in enumerate(row[1:], start=1):
        here = at.get(start.position + offset, [])
        following = next((found for found in here if found.token == token), None)
        if following is None:
            return None
        last = following
    return last


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
