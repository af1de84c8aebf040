"""Which entries a query asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_

from pyroaring import BitMap

from .analysis import is_unspaced
from .query import Clause, Query, Sequence, pairs
from .sets import Kind, pair_key
from .view import View

#: So many entries are read to see whether the words of a phrase stand in a row; beyond these the
#: sets of pairs tell, which are right but for some in a thousand.
MOST_READ = 2_000


@dataclass(frozen=True, slots=True)
class Matched:
    """The entries with the words of a query; `by_clause` those with each word.

    `exact` is False where phrases were not looked up in every entry: then `doubtful` names them.
    """

    hits: BitMap
    by_clause: Mapping[Clause, BitMap]
    doubtful: tuple[Clause, ...] = ()

    @property
    def exact(self) -> bool:
        return not self.doubtful


def match(view: View, query: Query) -> Matched:
    """The entries that have everything wanted and nothing unwanted."""
    by_clause = _by_clause(view, query.clauses)
    wanted = sorted((by_clause[clause] for clause in query.wanted), key=len)
    hits = reduce(and_, wanted) if wanted else view.everything
    rows = tuple(clause for clause in query.wanted if _is_row(clause))
    doubtful: tuple[Clause, ...] = ()
    if rows and hits:
        if len(hits) <= MOST_READ:
            hits = _with_rows(view, hits, rows)
        else:
            doubtful = rows
    for clause in query.unwanted:
        having = hits & by_clause[clause]
        if _is_row(clause) and having:
            if len(having) <= MOST_READ:
                having = _with_rows(view, having, (clause,))
            else:
                doubtful += (clause,)
        hits = hits - having
    return Matched(hits, by_clause, doubtful)


def having(view: View, kind: Kind, clauses: Iterable[Clause]) -> dict[Clause, BitMap]:
    """The entries that have the tokens of each clause, anywhere (`Kind.TERM`) or in titles."""
    clauses = list(clauses)
    sets = view.some(kind, _tokens(clauses))
    return {
        clause: reduce(
            or_, (reduce(and_, (sets[token] for token in row)) for row in clause.alternatives)
        )
        for clause in clauses
    }


def _by_clause(view: View, clauses: Collection[Clause]) -> dict[Clause, BitMap]:
    """The entries of each clause; of a phrase those that have its pairs of words too."""
    found = having(view, Kind.TERM, clauses)
    rows = [clause for clause in clauses if _is_row(clause)]
    beside = neighbours(view, [row for clause in rows for row in clause.alternatives])
    terms = view.some(Kind.TERM, _tokens(rows))
    for clause in rows:
        parts = [
            reduce(and_, (terms[token] for token in row), beside.get(row, view.everything))
            for row in clause.alternatives
        ]
        found[clause] = reduce(or_, parts)
    return found


def neighbours(view: View, rows: Collection[Sequence]) -> dict[Sequence, BitMap]:
    """The entries in which the words of each row stand beside one another, pair by pair.

    Others may be among them: several pairs share a set. A row that makes no pair is missing.
    """
    keys = {row: [pair_key(*pair) for pair in pairs(row)] for row in rows}
    sets = view.some(Kind.PAIR, {key for own in keys.values() for key in own})
    return {row: reduce(and_, (sets[key] for key in own)) for row, own in keys.items() if own}


def stands_in(clause: Clause, *texts: str) -> bool:
    """Whether lines of tokens have the clause in them, its tokens in a row."""
    needles = [f" {' '.join(row)} " for row in clause.alternatives]
    return any(needle in text for needle in needles for text in texts)


def words_of_run(view: View, clause: Clause) -> list[str]:
    """A run of Chinese that is nowhere, cut into the longest parts that are somewhere.

    Words typed one after another have no space between them: 老年人手机 is 老年人 and 手机. None
    where a part of two characters or more cannot be made.
    """
    (row, *others) = clause.alternatives
    if others or len(row) < 2 or not all(is_unspaced(token) for token in row):
        return []
    sets = view.some(Kind.TERM, row)
    parts, at = [], 0
    while at < len(row):
        having, until = sets[row[at]], at + 1
        while until < len(row) and (both := having & sets[row[until]]):
            having, until = both, until + 1
        if not having:
            return []
        parts.append("".join([row[at][0], *(token[1] for token in row[at:until])]))
        at = until + 1  # the pair between two parts belongs to neither
    return parts if at == len(row) + 1 and len(parts) > 1 else []


def _with_rows(view: View, hits: BitMap, clauses: tuple[Clause, ...]) -> BitMap:
    texts = view.store.texts(hits)
    return BitMap(
        number
        for number, own in texts.items()
        if all(stands_in(clause, *own) for clause in clauses)
    )


def _is_row(clause: Clause) -> bool:
    return any(len(row) > 1 for row in clause.alternatives)


def _tokens(clauses: Iterable[Clause]) -> set[str]:
    return {token for clause in clauses for row in clause.alternatives for token in row}
