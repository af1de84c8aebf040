"""An index: what a room gives its records to, and asks.

PROJECTS = SearchIndex("stocktaking.project", source=Projects(), titles={"title"})
PROJECTS.put([entry])
answer = PROJECTS.search(Query.parse("fracture numérique -radio"), {"economy": {"ml"}})
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, reduce
from itertools import chain, islice
from operator import and_, or_

from pyroaring import BitMap

from . import checking, order, rank, writing
from .entries import Entry, Source
from .explaining import Sought, Why, why
from .match import Matched, match, words_of_run
from .query import Clause, Query
from .sets import ANALYSIS, Kind
from .spelling import Spelling
from .store import Store
from .view import Memory, View

Chosen = Mapping[str, Collection[str]]
Counts = Mapping[str, Mapping[str, int]]
Near = Callable[[str], list[str]]

#: Hits of one page at most.
MOST_HITS = 200
#: A search that finds no more than so many offers the words that may have been meant.
_FEW = 3


class Sort(StrEnum):
    """The orders that hits come in."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a search found.

    `query` is what was searched for; where nothing had the words asked for and others were meant
    in all likelihood, `asked` is what was typed. `hits` are the keys of the page from `start` on.
    `total` may be a little high where not `exact`: a phrase of common words was not looked up in
    each entry. `counts` has for each value of each facet the hits that there would be if it were
    chosen, whatever else of its facet is. Where little was found, `meant` has likely searches,
    and `without` how many there are without one of the words. `version` changes with the index.
    """

    query: Query
    asked: Query | None
    hits: tuple[int, ...]
    start: int
    total: int
    exact: bool
    counts: Counts
    meant: tuple[Query, ...]
    without: tuple[tuple[Clause, int], ...]
    version: int


class SearchIndex:
    """Entries of one kind that are searched together, by their name everywhere the same."""

    def __init__(self, name: str, *, source: Source, titles: Collection[str] = ("title",)) -> None:
        self.name = name
        self.source = source
        self._titles = frozenset(titles)
        self._store = Store(name)
        self._memory = Memory(self._store)
        self._spelling = Spelling(self._store)

    def put(self, entries: Iterable[Entry]) -> int:
        """Put entries in, or in the place of what they were; gives how many changed.

        In the transaction of the change of their records, before its audit entry.
        """
        return writing.put(self._store, self._titles, entries)

    def remove(self, ids: Iterable[int]) -> int:
        """Take entries out; gives how many were there."""
        return writing.remove(self._store, ids)

    def refresh(self, ids: Collection[int]) -> None:
        """Have the index say what the records of these keys say now, or nothing of them."""
        entries = list(self.source.entries(list(ids)))
        self.put(entries)
        self.remove(set(ids) - {entry.id for entry in entries})

    def rebuild(self) -> Iterator[int]:
        """Make the index anew from its source; gives the number of entries of each block."""
        return writing.rebuild(self._store, self._titles, self.source)

    def verify(self) -> Iterator[str]:
        """What is not as the records say, a sentence each."""
        return checking.verify(self._store, self._titles, self.source)

    def is_stale(self) -> bool:
        """Whether it was made by another version of the analysis, or never though there are
        records."""
        analysis = self._store.analysis()
        return bool(self.source.ids(-1, 1)) if analysis is None else analysis != ANALYSIS

    def version(self) -> int:
        """It changes with each writing: what was answered with the same version still holds."""
        return self._store.version()

    def search(
        self,
        query: Query,
        chosen: Chosen | None = None,
        *,
        sort: Sort = Sort.RELEVANCE,
        start: int = 0,
        size: int = 20,
        mend: bool = True,
    ) -> Answer:
        """The hits `start` to `start + size` with the counts of all facets.

        An entry has all words, none of those excluded, and one of the values chosen of each
        facet. With `mend`, words that no entry has are taken for typing errors.
        """
        view = self._memory.view()
        chosen = {name: values for name, values in (chosen or {}).items() if values}
        asked, matched = query, match(view, query)
        near = cache(self._spelling.near)
        if mend and not matched.hits and (mended := _mended(view, matched, query, near)):
            query, matched = mended
        narrowed = _narrowed(view, matched.hits, chosen)
        hits = narrowed[""]
        start, size = max(0, min(start, len(hits))), max(1, min(size, MOST_HITS))
        few = len(matched.hits) <= _FEW
        return Answer(
            query=query,
            asked=asked if query is not asked else None,
            hits=tuple(_page(view, query, matched, hits, sort, start, size)),
            start=start,
            total=len(hits),
            exact=matched.exact,
            counts=_counts(view, narrowed, chosen),
            meant=tuple(_meant(view, query, matched, near)) if few else (),
            without=tuple(_without(view, query)) if not matched.hits else (),
            version=view.version,
        )

    def why(
        self, answer: Answer, *, language: str = "", entries: Iterable[Entry] | None = None
    ) -> dict[int, Why]:
        """Why each hit of the page is one, told in `language` where its texts are. Who has the
        hits at hand gives them as `entries`, with their texts."""
        entries = self.source.entries(answer.hits) if entries is None else entries
        sought = Sought(answer.query)
        return {
            entry.id: why(sought, entry, titles=self._titles, language=language)
            for entry in entries
        }

    def ids(self, query: Query, chosen: Chosen | None = None, *, after: int = -1) -> Iterator[int]:
        """The keys of all hits beyond `after`, in order: for exports, however many there are."""
        view = self._memory.view()
        matched = match(view, query)
        hits = _narrowed(view, matched.hits, chosen or {})[""]
        numbers = hits.iter_equal_or_larger(after + 1)
        while some := list(islice(numbers, 500)):
            yield from rank.only_sure(view, matched, some)

    def among(self, keys: Collection[int], query: Query, chosen: Chosen | None = None) -> set[int]:
        """Those of these keys that are hits."""
        view = self._memory.view()
        matched = match(view, query)
        hits = _narrowed(view, matched.hits, chosen or {})[""] & BitMap(keys)
        return set(rank.only_sure(view, matched, list(hits)))

    def titled(self, words: Collection[str], *, lacking: int = 0, most: int = 100) -> list[int]:
        """The keys of `most` entries at most whose titles have all these tokens but `lacking`
        (0 or 1) of them, in whatever order; those with all come first."""
        sets = list(self._memory.view().some(Kind.TITLE, list(words)).values())
        if not sets:
            return []
        all_of, all_but_one = sets[0], BitMap() if len(sets) > 1 else sets[0]
        for each in sets[1:]:
            all_but_one = (all_but_one & each) | all_of
            all_of = all_of & each
        others = all_but_one - all_of if lacking else BitMap()
        return list(islice(chain(all_of, others), most))

    def having(self, words: Collection[str]) -> dict[str, BitMap]:
        """The keys of the entries with each of these tokens, anywhere in their texts."""
        return self._memory.view().some(Kind.TERM, list(words))

    def cross(
        self, one: str, *others: str, query: Query | None = None, chosen: Chosen | None = None
    ) -> dict[str, dict[tuple[str, str], int]]:
        """For each of some facets, how many entries have a value of `one` and a value of it: of
        all entries, or of those that a search finds. Pairs without any are missing."""
        view = self._memory.view()
        facets = view.facets()
        rows = facets.get(one, {})
        if query is not None or chosen:
            hits = match(view, query).hits if query is not None else view.everything
            hits = _narrowed(view, hits, chosen or {})[""]
            rows = {value: own & hits for value, own in rows.items()}
        return {other: _crossed(rows, facets.get(other, {})) for other in others}


def _mended(view: View, matched: Matched, query: Query, near: Near) -> tuple[Query, Matched] | None:
    """The search with likelier words in the place of those that are nowhere."""
    words = {}
    for clause in query.wanted:
        if matched.by_clause[clause] or clause.quoted:
            continue
        likely = near(clause.text)[:1] or [" ".join(words_of_run(view, clause))]
        if not likely[0]:
            return None
        words[clause] = likely[0]
    if not words:
        return None
    mended = query.replaced(words)
    found = match(view, mended)
    return (mended, found) if found.hits else None


def _meant(view: View, query: Query, matched: Matched, near: Near) -> Iterator[Query]:
    """Searches with one likelier word each that find more."""
    for clause in query.wanted:
        if clause.quoted or len(matched.by_clause[clause]) > _FEW:
            continue
        for word in near(clause.text)[:1]:
            other = query.replaced({clause: word})
            if len(match(view, other).hits) > len(matched.hits):
                yield other


def _narrowed(view: View, hits: BitMap, chosen: Chosen) -> dict[str, BitMap]:
    """The hits with all that is chosen under "", and under each facet those without its choice."""
    facets = view.facets()
    nobody = BitMap()
    sets = {
        name: reduce(or_, (facets.get(name, {}).get(value, nobody) for value in values), nobody)
        for name, values in chosen.items()
    }
    found = {"": reduce(and_, sets.values(), hits)}
    for name in sets:
        found[name] = reduce(and_, (own for other, own in sets.items() if other != name), hits)
    return found


def _counts(view: View, narrowed: Mapping[str, BitMap], chosen: Chosen) -> Counts:
    found = {}
    for name, values in view.facets().items():
        hits = narrowed.get(name, narrowed[""])
        count = hits.intersection_cardinality
        found[name] = {
            value: number
            for value, own in values.items()
            if (number := count(own)) or value in chosen.get(name, ())
        }
    return found


def _crossed(
    rows: Mapping[str, BitMap], columns: Mapping[str, BitMap]
) -> dict[tuple[str, str], int]:
    """How many entries have each value of a row and each of a column; pairs without are missing."""
    return {
        (row, column): number
        for row, own in rows.items()
        for column, others in columns.items()
        if (number := own.intersection_cardinality(others))
    }


def _page(
    view: View, query: Query, matched: Matched, hits: BitMap, sort: Sort, start: int, size: int
) -> list[int]:
    if sort is Sort.RELEVANCE:
        return rank.page(view, query, matched, hits, start, size)
    ordered = order.newest if sort is Sort.NEWEST else order.by_title
    return rank.only_sure(view, matched, ordered(view, hits, start, size))


def _without(view: View, query: Query) -> Iterator[tuple[Clause, int]]:
    """Each word wanted with how many there are without asking for it, where there are any."""
    if len(query.wanted) < 2:
        return
    for clause in query.wanted:
        number = len(match(view, query.without(clause)).hits)
        if number:
            yield clause, number
