"""Pages of hits in an order, without reading the hits.

A moment or the beginning of a title is kept as one set for each of its bits. Halving the hits
bit by bit finds the first thousand of a million in some dozens of ANDs (P. O'Neil, D. Quass,
"Improved Query Performance with Variant Indexes", SIGMOD 1997), so that a page far down costs
what the first one costs.
"""

from __future__ import annotations

from typing import NamedTuple

from pyroaring import BitMap

from .entries import TITLE_BYTES, TITLE_PREFIX
from .sets import NEWEST_BITS, TITLE_BITS, Kind
from .view import View

#: Hits whose titles begin alike: so many are read and sorted, more are looked for in order.
_READ = 2_000


class _Cut(NamedTuple):
    """The hits that come first for sure, and those alike of which `missing` belong to them."""

    sure: BitMap
    alike: BitMap
    missing: int


def newest(view: View, hits: BitMap, start: int, size: int) -> list[int]:
    """The hits `start` to `start + size`, the newest first, of equals the highest number."""
    before, until = (newest_set(view, hits, number) for number in (start, start + size))
    moments = view.store.keys("newest", until - before)
    return sorted(moments, key=lambda number: (-moments[number], -number))


def newest_set(view: View, hits: BitMap, number: int) -> BitMap:
    """The newest `number` of the hits."""
    cut = _first(hits, view.bits(Kind.NEWEST, NEWEST_BITS), number, highest=True)
    return cut.sure | cut.alike[-cut.missing :] if cut.missing else cut.sure


def by_title(view: View, hits: BitMap, start: int, size: int) -> list[int]:
    """The hits `start` to `start + size` by title, of equals the lowest number first."""
    bits = view.bits(Kind.BY_TITLE, TITLE_BITS)
    before, until = (_first(hits, bits, number, highest=False) for number in (start, start + size))
    wanted = (until.sure | until.alike) - before.sure
    skipped = start - len(before.sure)
    if len(wanted) > _READ:
        return _in_order(view, wanted, skipped, size)
    titles = view.store.keys("title_key", wanted)
    ordered = sorted(titles, key=lambda number: (titles[number], number))
    return ordered[skipped : skipped + size]


def _in_order(view: View, wanted: BitMap, skipped: int, size: int) -> list[int]:
    """As the database sorts them: many titles begin alike, so the page is met before long."""
    found: list[int] = []
    for number in view.store.by_title(*_bounds(view, wanted)):
        if number not in wanted:
            continue
        found.append(number)
        if len(found) == skipped + size:
            break
    return found[skipped:]


def _bounds(view: View, wanted: BitMap) -> tuple[bytes, bytes]:
    """The first bytes of the titles of some entries, the lowest and the highest there are."""
    bits = view.bits(Kind.BY_TITLE, TITLE_BITS)
    lowest, highest = 0, 0
    low, high = wanted, wanted
    for position, bit in enumerate(bits):
        value = 1 << (TITLE_BITS - 1 - position)
        if without := low - bit:
            low = without
        else:
            lowest |= value
        if having := high & bit:
            high, highest = having, highest | value
    padded = highest.to_bytes(TITLE_PREFIX) + b"\xff" * TITLE_BYTES
    return lowest.to_bytes(TITLE_PREFIX).rstrip(b"\0"), padded


def _first(hits: BitMap, bits: list[BitMap], number: int, *, highest: bool) -> _Cut:
    """The first `number` of the hits by the value whose bits these are."""
    sure, alike = BitMap(), hits
    if number >= len(hits):
        return _Cut(hits, sure, 0)
    for bit in bits:
        better = alike & bit if highest else alike - bit
        together = len(sure) + len(better)
        if together > number:
            alike = better
        else:
            sure |= better
            alike = alike & bit if not highest else alike - bit
            if together == number:
                return _Cut(sure, BitMap(), 0)
    return _Cut(sure, alike, number - len(sure))
