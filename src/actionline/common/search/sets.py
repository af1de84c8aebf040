"""The sets that an entry is in; each is a bitmap of entry numbers (`models.SearchBlock`).

Everything that is asked of an index is answered by ANDs and ORs of these: which entries have a
word, how many have each value of a facet, which are the newest.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import IntEnum
from functools import lru_cache
from itertools import chain
from zlib import crc32

from .analysis import terms
from .entries import TITLE_PREFIX, Row
from .query import pairs

#: Raise it when other tokens or sets come of the same entry: `actionline check` then asks for a
#: rebuild.
ANALYSIS = 2
#: Entry numbers of one block: what one container of a Roaring bitmap holds.
BLOCK = 2**16
NEWEST_BITS = 32
TITLE_BITS = 8 * TITLE_PREFIX
#: Pairs of words share so many sets, so that an index has no set for each pair ever written.
_PAIRS = 2**16


class Kind(IntEnum):
    """What a set tells of its entries."""

    ALL = 0  # that they are there
    FACET = 1  # a value of a facet
    NEWEST = 2  # one bit of `newest`
    BY_TITLE = 3  # one bit of the first bytes of `title_key`
    TERM = 4  # a token, anywhere
    TITLE = 5  # a token in a title
    PAIR = 6  # two tokens side by side; other pairs may share the set


#: The keys of sets, by kind.
Sets = Mapping[Kind, set[str]]


def of_row(row: Row) -> Sets:
    """Every set that the entry is in."""
    titles, texts = _lines(row.titles), _lines(row.texts)
    in_titles = terms(chain.from_iterable(titles))
    return {
        Kind.ALL: {""},
        Kind.FACET: {key for key in row.facets.split("\n") if key},
        Kind.NEWEST: _bits(row.newest),
        Kind.BY_TITLE: _bits(_prefix(row.title_key)),
        Kind.TERM: in_titles | terms(chain.from_iterable(texts)),
        Kind.TITLE: in_titles,
        Kind.PAIR: {pair_key(*pair) for line in (*titles, *texts) for pair in pairs(line)},
    }


NO_SETS: Sets = {kind: set() for kind in Kind}


def _lines(text: str) -> list[list[str]]:
    return [line.split() for line in text.split("\n")]


@lru_cache(maxsize=50_000)
def pair_key(first: str, second: str) -> str:
    return str(crc32(f"{first} {second}".encode()) % _PAIRS)


def _prefix(title_key: bytes) -> int:
    return int.from_bytes(title_key[:TITLE_PREFIX].ljust(TITLE_PREFIX, b"\0"))


def _bits(value: int) -> set[str]:
    return {str(bit) for bit in range(value.bit_length()) if value >> bit & 1}
