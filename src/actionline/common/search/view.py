"""What a process keeps of an index in memory, and how it stays true.

A view is one version of an index. It is never changed: the next version is a new view, made of
the old one and of what the writings since have told, or read anew where they told too little.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cached_property

from django.db import connection
from pyroaring import BitMap

from .sets import BLOCK, Kind
from .store import Changes, Store

#: Bytes of sets of words that a process keeps, of each index.
MOST_BYTES = 64 * 2**20
_NOBODY = BitMap()
#: Sets of these kinds are kept as a whole, once one of them is asked for.
_WHOLE = frozenset({Kind.ALL, Kind.FACET, Kind.NEWEST, Kind.BY_TITLE})


class Words:
    """Sets of words, pairs and titles, those asked for last; in bounds by size."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[Kind, str], tuple[BitMap, int]] = OrderedDict()
        self._bytes = 0
        self._lock = threading.Lock()

    def get(self, kind: Kind, key: str) -> BitMap | None:
        with self._lock:
            found = self._kept.get((kind, key))
            if found is None:
                return None
            self._kept.move_to_end((kind, key))
            return found[0]

    def put(self, kind: Kind, key: str, bits: BitMap) -> None:
        size = 200 + _size(bits)
        with self._lock:
            _old, before = self._kept.pop((kind, key), (None, 0))
            self._kept[kind, key] = (bits, size)
            self._bytes += size - before
            while self._bytes > MOST_BYTES:
                _last, (_bits, gone) = self._kept.popitem(last=False)
                self._bytes -= gone

    def copied(self) -> Words:
        other = Words()
        with self._lock:
            other._kept, other._bytes = OrderedDict(self._kept), self._bytes
        return other


@dataclass
class View:
    """One version of an index."""

    store: Store
    version: int
    _wholes: dict[Kind, dict[str, BitMap]] = field(default_factory=dict)
    _words: Words = field(default_factory=Words)
    _facets: dict[str, dict[str, BitMap]] | None = None

    @property
    def everything(self) -> BitMap:
        return self.whole(Kind.ALL).get("", _NOBODY)

    def facets(self) -> Mapping[str, Mapping[str, BitMap]]:
        """By facet and value."""
        if self._facets is None:
            found: dict[str, dict[str, BitMap]] = {}
            for key, bits in self.whole(Kind.FACET).items():
                name, _colon, value = key.partition(":")
                found.setdefault(name, {})[value] = bits
            self._facets = found
        return self._facets

    def bits(self, kind: Kind, number: int) -> list[BitMap]:
        """The sets of the bits of an order, the most significant first."""
        named = self.whole(kind)
        return [named.get(str(bit), _NOBODY) for bit in reversed(range(number))]

    def whole(self, kind: Kind) -> dict[str, BitMap]:
        if kind not in self._wholes:
            self._wholes[kind] = self.store.whole(kind)
        return self._wholes[kind]

    def some(self, kind: Kind, keys: Collection[str]) -> dict[str, BitMap]:
        """Sets of words; one with nobody in it is empty."""
        found, missing = {}, []
        for key in keys:
            known = self._words.get(kind, key)
            if known is None:
                missing.append(key)
            else:
                found[key] = known
        if missing:
            read = self.store.some(kind, missing, self._blocks)
            for key in missing:
                found[key] = read.get(key, _NOBODY)
                self._words.put(kind, key, found[key])
        return found

    @cached_property
    def _blocks(self) -> list[int]:
        """The blocks that entries stand in."""
        blocks: list[int] = []
        with suppress(ValueError):  # raised beyond the last
            while True:
                beyond = (blocks[-1] + 1) * BLOCK if blocks else 0
                blocks.append(self.everything.next_set_bit(beyond) // BLOCK)
        return blocks

    def after(self, told: list[tuple[int, Changes | None]]) -> View | None:
        """The view after further versions; None where one does not tell what it changed."""
        wholes = {kind: dict(named) for kind, named in self._wholes.items()}
        words = self._words.copied()
        for _version, changes in told:
            if changes is None:
                return None
            for number, joined, left in changes:
                for names, joins in ((joined, True), (left, False)):
                    for name in names:
                        _change(wholes, words, name, number, joins)
        return View(self.store, told[-1][0], wholes, words)


def _change(
    wholes: dict[Kind, dict[str, BitMap]], words: Words, name: str, number: int, joins: bool
) -> None:
    """Put a number into a set that is kept, or take it out; the set itself is replaced."""
    number_of_kind, _colon, key = name.partition(":")
    kind = Kind(int(number_of_kind))
    if kind in _WHOLE and kind not in wholes:
        return
    before = wholes[kind].get(key, _NOBODY) if kind in _WHOLE else words.get(kind, key)
    if before is None:
        return
    after = BitMap(before)
    (after.add if joins else after.discard)(number)
    if kind not in _WHOLE:
        words.put(kind, key, after)
    elif after:
        wholes[kind][key] = after
    else:
        wholes[kind].pop(key, None)


class Memory:
    """The view of an index that the threads of a process share."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._view: View | None = None
        self._lock = threading.Lock()

    def view(self) -> View:
        """The index as it is now.

        Inside a transaction, what it reads may never be committed: then a view of its own is
        read, unless the shared one is of this very version.
        """
        shared = self._view
        told = self._store.versions(shared.version if shared else 0)
        if shared and len(told) == 1 and told[0][0] == shared.version:
            return shared
        known = bool(shared and told and told[0][0] == shared.version)
        fresh = shared.after(told[1:]) if shared and known else None
        fresh = fresh or View(self._store, told[-1][0] if told else 0)
        if not connection.in_atomic_block:
            with self._lock:
                if self._view is shared:
                    self._view = fresh
        return fresh


def _size(bits: BitMap) -> int:
    """The bytes that a set takes."""
    told = bits.get_statistics()
    return (
        told["n_bytes_array_containers"]
        + told["n_bytes_run_containers"]
        + told["n_bytes_bitset_containers"]
    )
