"""The order of relevance, with bounded work however many hits there are.

All hits fall into a few groups by sets alone: every word in a title, words side by side, a word
in a title, the rest; within a group the newest come first. The first of these are read and scored
(BM25, words in titles weighing more, words side by side again); what comes after them keeps the
order of the groups and of time.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import reduce
from itertools import pairwise, product
from operator import and_, or_

from pyroaring import BitMap

from . import order
from .match import Matched, having, neighbours, stands_in
from .query import Clause, Query
from .sets import Kind
from .view import View

#: Hits that are read and scored.
MOST_SCORED = 100
_IN_TITLE = 4.0
_BESIDE = 0.5
# BM25: how soon repeating a word tells no more, and how much the length of a text counts.
_SATURATION, _LENGTH = 1.2, 0.3
_USUAL_LENGTH = 1_500  # characters of tokens


def page(
    view: View, query: Query, matched: Matched, hits: BitMap, start: int, size: int
) -> list[int]:
    """The hits `start` to `start + size` in order of relevance; without words, the newest."""
    if not query.wanted:
        return order.newest(view, hits, start, size)
    candidates = _candidates(view, query, hits)
    ranked = _ranked(view, query, matched, candidates)
    found = ranked[start : start + size]
    if len(found) < size and len(hits) > len(candidates):
        rest = hits - candidates
        beyond = max(0, start - len(ranked))
        found += only_sure(view, matched, order.newest(view, rest, beyond, size - len(found)))
    return found


def _candidates(view: View, query: Query, hits: BitMap) -> BitMap:
    if len(hits) <= MOST_SCORED:
        return hits
    chosen = BitMap()
    for group in _groups(view, query, hits):
        group = group - chosen
        missing = MOST_SCORED - len(chosen)
        if len(group) <= missing:
            chosen |= group
        else:
            chosen |= order.newest_set(view, group, missing)
        if len(chosen) == MOST_SCORED:
            break
    return chosen


def _groups(view: View, query: Query, hits: BitMap) -> list[BitMap]:
    in_titles = having(view, Kind.TITLE, query.wanted).values()
    groups = [reduce(and_, in_titles, hits)]
    if len(query.wanted) > 1:
        beside = _beside(view, query)
        groups += [hits & beside, hits & reduce(or_, in_titles)]
    return [*groups, hits]


def _beside(view: View, query: Query) -> BitMap:
    """The entries in which words that were typed side by side stand side by side."""
    rows = {
        couple: [(*first, *second) for first, second in product(*_alternatives(couple))]
        for couple in pairwise(query.wanted)
    }
    sets = neighbours(view, [row for own in rows.values() for row in own])
    each = [
        reduce(or_, [sets[row] for row in own if row in sets], BitMap()) for own in rows.values()
    ]
    return reduce(and_, each)


def _alternatives(couple: tuple[Clause, Clause]) -> list[list[tuple[str, ...]]]:
    return [list(clause.alternatives[:3]) for clause in couple]


def _ranked(view: View, query: Query, matched: Matched, candidates: BitMap) -> list[int]:
    """The candidates by score; those without a phrase that was not looked up yet are left out."""
    weights = [
        (
            _weight(len(view.everything), len(matched.by_clause[clause])),
            _needles(clause.alternatives),
        )
        for clause in query.wanted
    ]
    couples = [
        _needles((*a, *b) for a, b in product(*_alternatives(couple)))
        for couple in pairwise(query.wanted)
    ]
    wanted = [clause for clause in matched.doubtful if not clause.excluded]
    scored = []
    for number, (titles, texts) in view.store.texts(candidates).items():
        if wanted and not all(stands_in(clause, titles, texts) for clause in wanted):
            continue
        score = _score(weights, titles, texts)
        for (weight, _own), (other, _others), together in zip(
            weights, weights[1:], couples, strict=False
        ):
            score += (weight + other) * _beside_in(together, titles, texts)
        scored.append((-round(score, 9), -number))
    return [-number for _score, number in sorted(scored)]


def _needles(rows: Iterable[tuple[str, ...]]) -> list[str]:
    return [f" {' '.join(row)} " for row in rows]


def _score(weights: list[tuple[float, list[str]]], titles: str, texts: str) -> float:
    """What the words add up to; how often each comes saturates."""
    length = 1 - _LENGTH + _LENGTH * (len(titles) + len(texts)) / _USUAL_LENGTH
    score = 0.0
    for weight, needles in weights:
        count = 0.0
        for needle in needles:
            count += _IN_TITLE * titles.count(needle) + texts.count(needle)
        score += weight * count * (_SATURATION + 1) / (count + _SATURATION * length)
    return score


def _beside_in(needles: list[str], titles: str, texts: str) -> float:
    if any(needle in titles for needle in needles):
        return 2 * _BESIDE
    return _BESIDE if any(needle in texts for needle in needles) else 0.0


def _weight(entries: int, having_it: int) -> float:
    """A rare word weighs more than one that is everywhere."""
    return math.log(1 + (entries - having_it + 0.5) / (having_it + 0.5))


def only_sure(view: View, matched: Matched, numbers: list[int]) -> list[int]:
    """Those of a page that have the phrases wanted, where these were not looked up before."""
    wanted = [clause for clause in matched.doubtful if not clause.excluded]
    if not wanted:
        return numbers
    texts = view.store.texts(numbers)
    return [
        number
        for number in numbers
        if number in texts and all(stands_in(clause, *texts[number]) for clause in wanted)
    ]
