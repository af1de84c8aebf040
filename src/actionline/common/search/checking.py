"""Whether an index is what its records say."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyroaring import BitMap

from . import sets
from .entries import Row, Source, row
from .sets import BLOCK, Kind
from .store import Store

_AT_A_TIME = 2_000


def verify(store: Store, titles: Collection[str], source: Source) -> Iterator[str]:
    """Each difference in a sentence: entries against records, sets against entries.

    It reads while others may write; a record that changes meanwhile may be named.
    """
    blocks = set(store.blocks())
    after = -1
    while ids := source.ids(after, 1):
        blocks.add(ids[0] // BLOCK)
        after = (ids[0] // BLOCK + 1) * BLOCK - 1
    for block in sorted(blocks):
        yield from _records(store, titles, source, block)
        yield from _sets(store, block)


def _records(store: Store, titles: Collection[str], source: Source, block: int) -> Iterator[str]:
    surplus = set(store.numbers(block))
    after, last = block * BLOCK - 1, (block + 1) * BLOCK
    while ids := [number for number in source.ids(after, _AT_A_TIME) if number < last]:
        kept = store.entries(ids)
        for entry in source.entries(ids):
            if entry.id not in kept:
                yield f"Entry {entry.id} is missing."
            elif kept[entry.id] != row(entry, titles):
                yield f"Entry {entry.id} is not as its record is."
            surplus.discard(entry.id)
        after = ids[-1]
    yield from (f"Entry {number} has no record." for number in sorted(surplus))


def _sets(store: Store, block: int) -> Iterator[str]:
    expected: dict[Kind, dict[str, BitMap]] = {kind: {} for kind in Kind}
    for own in _rows(store, block):
        for kind, keys in sets.of_row(own).items():
            for key in keys:
                expected[kind].setdefault(key, BitMap()).add(own.number)
    for kind, named in expected.items():
        stored = store.block(kind, block)
        for key in sorted(stored.keys() | named.keys()):
            if stored.get(key) != named.get(key):
                yield f"The set {kind.name} {key!r} of block {block} is not what its entries say."


def _rows(store: Store, block: int) -> Iterator[Row]:
    numbers = store.numbers(block)
    for start in range(0, len(numbers), _AT_A_TIME):
        yield from store.entries(numbers[start : start + _AT_A_TIME]).values()
