"""Changes of an index: an entry with all its sets, in the transaction of the record's change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import islice

from django.db import transaction

from . import sets
from .entries import Entry, Row, Source, mendable, row, words
from .sets import BLOCK, Kind, Sets
from .store import MOST_WORDS, Changes, Gathered, Store

#: Entries of one step of a large writing.
_AT_A_TIME = 2_000
#: So many changed entries are told one by one; beyond these, processes read all sets anew.
_MOST_TOLD = 50


def put(store: Store, titles: Collection[str], entries: Iterable[Entry]) -> int:
    """Put entries in, in the place of those of the same numbers; gives how many changed.

    Writers take turns until the end of their transactions. An act puts its records in before it
    writes the audit trail: two acts that did so in different orders could wait for one another.
    """
    changed = 0
    with transaction.atomic():
        entries = iter(entries)
        while some := {entry.id: entry for entry in islice(entries, _AT_A_TIME)}:
            changed += _put(store, titles, some)
    return changed


def _put(store: Store, titles: Collection[str], entries: dict[int, Entry]) -> int:
    fresh = {number: row(entry, titles) for number, entry in entries.items()}
    store.hold()
    before = store.entries(fresh)
    changed = {number: own for number, own in fresh.items() if before.get(number) != own}
    if not changed:
        return 0
    _apply(store, {number: (before.get(number), own) for number, own in changed.items()})
    store.keep(changed.values())
    written = Counter(word for number in changed for word in words(entries[number]))
    store.count(mendable(written))
    if len(changed) > _MOST_TOLD:
        store.prune_words()
    return len(changed)


def remove(store: Store, numbers: Iterable[int]) -> int:
    """Take entries out; gives how many were there."""
    removed = 0
    with transaction.atomic():
        numbers = iter(numbers)
        while some := list(islice(numbers, _AT_A_TIME)):
            store.hold()
            before = store.entries(some)
            if before:
                _apply(store, {number: (own, None) for number, own in before.items()})
                store.drop(before)
            removed += len(before)
    return removed


def _apply(store: Store, changes: dict[int, tuple[Row | None, Row | None]]) -> None:
    """Put entries into the sets that they are in now, and take them out of those they were in."""
    added, removed = _nothing(), _nothing()
    told: Changes = []
    for number, (before, after) in changes.items():
        old = sets.of_row(before) if before else sets.NO_SETS
        new = sets.of_row(after) if after else sets.NO_SETS
        joined = {kind: new[kind] - old[kind] for kind in Kind}
        left = {kind: old[kind] - new[kind] for kind in Kind}
        _gather(added, number, joined)
        _gather(removed, number, left)
        if len(changes) <= _MOST_TOLD:
            told.append((number, _names(joined), _names(left)))
    store.write(added, removed)
    store.tell(told or None)


def _nothing() -> Gathered:
    return {kind: {} for kind in Kind}


def _gather(gathered: Gathered, number: int, found: Sets) -> None:
    for kind, keys in found.items():
        own = gathered[kind]
        for key in keys:
            if key in own:
                own[key].append(number)
            else:
                own[key] = [number]


def _names(found: Sets) -> list[str]:
    return [f"{kind:d}:{key}" for kind, keys in found.items() for key in keys]


def rebuild(store: Store, titles: Collection[str], source: Source) -> Iterator[int]:
    """Make the index anew, block by block; gives after each how many entries it has.

    Each block is replaced in one transaction: meanwhile searches find what was there. A writer
    waits while a block is written, and finds its record in the block or puts it in afterwards.
    """
    with transaction.atomic():
        store.hold()
        store.forget_words()
    done, after = set(), -1
    while ids := source.ids(after, 1):
        block = ids[0] // BLOCK
        done.add(block)
        yield _rebuild_block(store, titles, source, block)
        after = (block + 1) * BLOCK - 1
    for block in [block for block in store.blocks() if block not in done]:
        yield _rebuild_block(store, titles, source, block)
    store.analysed()


def _rebuild_block(store: Store, titles: Collection[str], source: Source, block: int) -> int:
    with transaction.atomic():
        store.hold()
        gone = set(store.numbers(block))
        gathered = _nothing()
        counted: Counter[str] = Counter()
        for entries in _entries(source, block):
            rows = [row(entry, titles) for entry in entries]
            for own in rows:
                _gather(gathered, own.number, sets.of_row(own))
            for entry in entries:
                counted.update(words(entry))
            store.keep(rows)
            gone.difference_update(own.number for own in rows)
        store.drop(gone)
        store.fill(block, gathered)
        store.count(dict(mendable(counted).most_common(MOST_WORDS)))
        store.prune_words()
        store.tell(None)
    return len(gathered[Kind.ALL].get("", ()))


def _entries(source: Source, block: int) -> Iterator[list[Entry]]:
    """The entries of a block, some at a time."""
    after, last = block * BLOCK - 1, (block + 1) * BLOCK
    while ids := [number for number in source.ids(after, _AT_A_TIME) if number < last]:
        yield list(source.entries(ids))
        after = ids[-1]
