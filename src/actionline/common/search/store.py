"""Rows of an index in the database. The only place that knows its tables.

Every statement is one that SQLite and PostgreSQL understand alike.
"""

# ruff: noqa: S608 - what is put into statements are names of our tables; values go beside them

from __future__ import annotations

import json
import time
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, TypeVar
from zlib import crc32

from django.db import connection
from django.db.models import Model
from pyroaring import BitMap

from actionline.common.models import SearchBlock, SearchChange, SearchEntry, SearchHead, SearchWord

from .entries import Row
from .sets import ANALYSIS, BLOCK, Kind

#: Keys of a question, rows of a writing: one statement for so many.
_AT_A_TIME = 500
#: Versions told; who missed more reads everything anew.
_TOLD = 200
#: Words that typing errors are mended to.
MOST_WORDS = 200_000

_BLOCKS, _ENTRIES = SearchBlock._meta.db_table, SearchEntry._meta.db_table
_CHANGES, _WORDS = SearchChange._meta.db_table, SearchWord._meta.db_table
#: By number of an entry, what it joined and left, each as `kind:key`.
Changes = list[tuple[int, list[str], list[str]]]
#: Entry numbers by kind and key of a set.
Gathered = Mapping[Kind, dict[str, list[int]]]
_T = TypeVar("_T")


class Store:
    """One index in the database."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.head = crc32(name.encode()) >> 1  # a key that nobody has to look up

    # Reading

    def versions(self, since: int) -> list[tuple[int, Changes | None]]:
        """The versions from `since` on with what each changed; the last is the present one."""
        rows = self._rows(
            f"SELECT version, changes FROM {_CHANGES} WHERE head_id = %s AND version >= %s "
            "ORDER BY version",
            [self.head, since],
        )
        return [(version, json.loads(told) if told else None) for version, told in rows]

    def version(self) -> int:
        """The present version; 0 where nothing was ever written."""
        rows = self._rows(f"SELECT MAX(version) FROM {_CHANGES} WHERE head_id = %s", [self.head])
        return next(rows)[0] or 0

    def analysis(self) -> int | None:
        """Which analysis the entries went through; None where nothing was ever written."""
        found = SearchHead.objects.filter(pk=self.head).values_list("analysis", flat=True)
        return found.first()

    def whole(self, kind: Kind) -> dict[str, BitMap]:
        """All sets of a kind."""
        rows = self._rows(
            f"SELECT key, bits FROM {_BLOCKS} WHERE head_id = %s AND kind = %s", [self.head, kind]
        )
        return _united(rows)

    def some(self, kind: Kind, keys: Collection[str], blocks: Collection[int]) -> dict[str, BitMap]:
        """The sets of a kind that are named; those with nobody in them are missing."""
        found: dict[str, BitMap] = {}
        for here in _chunks(blocks):
            for some in _chunks(keys):
                rows = self._rows(
                    f"SELECT key, bits FROM {_BLOCKS} WHERE head_id = %s AND kind = %s "
                    f"AND block IN ({_marks(here)}) AND key IN ({_marks(some)})",
                    [self.head, kind, *here, *some],
                )
                for key, bits in _united(rows).items():
                    found[key] = found[key] | bits if key in found else bits
        return found

    def block(self, kind: Kind, block: int) -> dict[str, BitMap]:
        """The sets of a kind as far as they are in one block."""
        rows = self._rows(
            f"SELECT key, bits FROM {_BLOCKS} WHERE head_id = %s AND kind = %s AND block = %s",
            [self.head, kind, block],
        )
        return _united(rows)

    def blocks(self) -> list[int]:
        """The blocks that anything stands in."""
        rows = self._rows(
            f"SELECT block FROM {_BLOCKS} WHERE head_id = %s AND kind = %s", [self.head, Kind.ALL]
        )
        return sorted(block for (block,) in rows)

    def entries(self, numbers: Iterable[int]) -> dict[int, Row]:
        """The entries of these numbers that there are."""
        found = {}
        for some in _chunks(numbers):
            rows = self._rows(
                f"SELECT {', '.join(Row._fields)} FROM {_ENTRIES} "
                f"WHERE head_id = %s AND number IN ({_listed(some)})",
                [self.head],
            )
            for row in rows:
                found[row[0]] = Row._make((*row[:5], bytes(row[5])))
        return found

    def texts(self, numbers: Iterable[int]) -> dict[int, tuple[str, str]]:
        """The lines of tokens of some entries: of titles, of the rest."""
        found: dict[int, tuple[str, str]] = {}
        for some in _chunks(numbers):
            rows = self._rows(
                f"SELECT number, titles, texts FROM {_ENTRIES} "
                f"WHERE head_id = %s AND number IN ({_listed(some)})",
                [self.head],
            )
            found |= {number: (titles, texts) for number, titles, texts in rows}
        return found

    def keys(self, column: str, numbers: Iterable[int]) -> dict[int, Any]:
        """`newest` or `title_key` of some entries."""
        found: dict[int, Any] = {}
        for some in _chunks(numbers):
            rows = self._rows(
                f"SELECT number, {column} FROM {_ENTRIES} "
                f"WHERE head_id = %s AND number IN ({_listed(some)})",
                [self.head],
            )
            found |= {number: key if isinstance(key, int) else bytes(key) for number, key in rows}
        return found

    def by_title(self, least: bytes, most: bytes) -> Iterator[int]:
        """Numbers of the entries whose `title_key` is at least and at most this, in order."""
        after: tuple[bytes, int] = (least, -1)
        while True:
            rows = list(
                self._rows(
                    f"SELECT title_key, number FROM {_ENTRIES} WHERE head_id = %s "
                    "AND (title_key > %s OR (title_key = %s AND number > %s)) "
                    "AND title_key >= %s AND title_key <= %s "
                    f"ORDER BY title_key, number LIMIT {2 * _AT_A_TIME}",
                    [self.head, after[0], after[0], after[1], after[0], most],
                )
            )
            if not rows:
                return
            yield from (number for _key, number in rows)
            after = (bytes(rows[-1][0]), rows[-1][1])

    def numbers(self, block: int) -> list[int]:
        """The numbers of the entries of a block."""
        rows = self._rows(
            f"SELECT number FROM {_ENTRIES} WHERE head_id = %s AND number >= %s AND number < %s "
            "ORDER BY number",
            [self.head, block * BLOCK, (block + 1) * BLOCK],
        )
        return [number for (number,) in rows]

    def words(self, most: int) -> list[tuple[str, int]]:
        """The words that come in most entries, with in how many."""
        rows = self._rows(
            f"SELECT word, entries FROM {_WORDS} WHERE head_id = %s "
            f"ORDER BY entries DESC, word LIMIT {most}",
            [self.head],
        )
        return list(rows)

    # Writing, inside a transaction that holds the index

    def hold(self) -> None:
        """Take the index until the transaction ends; others who write to it wait."""
        locked = SearchHead.objects.select_for_update()
        if locked.filter(pk=self.head).first() is None:
            fresh = {"name": self.name, "analysis": ANALYSIS}
            SearchHead.objects.get_or_create(pk=self.head, defaults=fresh)
            locked.get(pk=self.head)

    def analysed(self) -> None:
        """Note that all entries were analysed as they are now."""
        SearchHead.objects.filter(pk=self.head).update(analysis=ANALYSIS)

    def write(self, added: Gathered, removed: Gathered) -> None:
        """Put numbers into sets and take them out of others."""
        parts: dict[tuple[Kind, int], dict[str, tuple[BitMap, BitMap]]] = {}
        for position, gathered in enumerate((added, removed)):
            for kind, named in gathered.items():
                for key, numbers in named.items():
                    for block, own in _by_block(numbers):
                        changed = parts.setdefault((kind, block), {})
                        changed.setdefault(key, (BitMap(), BitMap()))[position].update(own)
        for (kind, block), changed in sorted(parts.items()):
            for some in _chunks(changed):
                before = self.some(kind, some, [block])
                after = {
                    key: (before.get(key, BitMap()) | changed[key][0]) - changed[key][1]
                    for key in some
                }
                self._put(kind, block, {key: bits for key, bits in after.items() if bits})
                self._drop(kind, block, [key for key in some if not after[key] and key in before])

    def fill(self, block: int, gathered: Gathered) -> None:
        """Have a block hold these sets and no others."""
        for kind, named in gathered.items():
            self._run(
                f"DELETE FROM {_BLOCKS} WHERE head_id = %s AND kind = %s AND block = %s",
                [self.head, kind, block],
            )
            for some in _chunks(sorted(named)):
                self._put(kind, block, {key: BitMap(named[key]) for key in some})

    def keep(self, rows: Iterable[Row]) -> None:
        """Write entries, in the place of those of their numbers."""
        self._upsert(SearchEntry, Row._fields, ("number",), ([self.head, *row] for row in rows))

    def drop(self, numbers: Iterable[int]) -> None:
        """Delete entries."""
        for some in _chunks(numbers):
            self._run(
                f"DELETE FROM {_ENTRIES} WHERE head_id = %s AND number IN ({_listed(some)})",
                [self.head],
            )

    def count(self, words: Mapping[str, int]) -> None:
        """Add to the number of entries of words."""
        rows = ([self.head, word, number] for word, number in sorted(words.items()))
        added = f"entries = {_WORDS}.entries + excluded.entries"
        self._upsert(SearchWord, ("word", "entries"), ("word",), rows, update=added)

    def prune_words(self) -> None:
        """Forget the rarest words where there are too many."""
        rows = self._rows(
            f"SELECT entries FROM {_WORDS} WHERE head_id = %s ORDER BY entries DESC "
            f"LIMIT 1 OFFSET {MOST_WORDS}",
            [self.head],
        )
        for (least,) in list(rows):
            self._run(
                f"DELETE FROM {_WORDS} WHERE head_id = %s AND entries <= %s", [self.head, least]
            )

    def forget_words(self) -> None:
        """Forget all words: they are about to be counted anew."""
        self._run(f"DELETE FROM {_WORDS} WHERE head_id = %s", [self.head])

    def tell(self, changes: Changes | None) -> int:
        """Begin a new version; gives it. What was told long ago is forgotten."""
        version = max(self.version() + 1, time.time_ns())
        told = None if changes is None else json.dumps(changes, ensure_ascii=False)
        cast = "%s::jsonb" if connection.vendor == "postgresql" else "%s"
        self._run(
            f"INSERT INTO {_CHANGES} (head_id, version, changes) VALUES (%s, %s, {cast})",
            [self.head, version, told],
        )
        self._run(
            f"DELETE FROM {_CHANGES} WHERE head_id = %s AND version < (SELECT version FROM "
            f"(SELECT version FROM {_CHANGES} WHERE head_id = %s ORDER BY version DESC "
            f"LIMIT 1 OFFSET {_TOLD}) AS oldest)",
            [self.head, self.head],
        )
        return version

    # Statements

    def _put(self, kind: Kind, block: int, sets: Mapping[str, BitMap]) -> None:
        rows = (
            [self.head, kind, block, key, bits.serialize()] for key, bits in sorted(sets.items())
        )
        columns, keys = ("kind", "block", "key", "bits"), ("kind", "block", "key")
        self._upsert(SearchBlock, columns, keys, rows)

    def _drop(self, kind: Kind, block: int, keys: Collection[str]) -> None:
        if keys:
            self._run(
                f"DELETE FROM {_BLOCKS} WHERE head_id = %s AND kind = %s AND block = %s "
                f"AND key IN ({_marks(keys)})",
                [self.head, kind, block, *keys],
            )

    def _upsert(
        self,
        model: type[Model],
        columns: Sequence[str],
        keys: Sequence[str],
        rows: Iterable[list[Any]],
        update: str = "",
    ) -> None:
        """Insert rows, each with the head in front; where there is one of these keys, `update`."""
        others = [name for name in columns if name not in keys]
        update = update or ", ".join(f"{name} = excluded.{name}" for name in others)
        into = f"INSERT INTO {model._meta.db_table} (head_id, {', '.join(columns)})"
        then = f"ON CONFLICT (head_id, {', '.join(keys)}) DO UPDATE SET {update}"
        if connection.vendor == "postgresql":  # a parameter a column: thousands take long to parse
            fields = [model._meta.get_field(name) for name in ("head_id", *columns)]
            arrays = ", ".join(f"%s::{field.db_type(connection)}[]" for field in fields)
            for some in _chunks(rows):
                values = [list(column) for column in zip(*some, strict=True)]
                self._run(f"{into} SELECT * FROM unnest({arrays}) {then}", values)
        else:
            one = _marks(["", *columns])
            for some in _chunks(rows):
                with connection.cursor() as cursor:
                    cursor.executemany(f"{into} VALUES ({one}) {then}", some)

    def _rows(self, statement: str, values: Sequence[Any]) -> Iterator[Any]:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
            return iter(cursor.fetchall())

    def _run(self, statement: str, values: Sequence[Any]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(statement, values)


def _united(rows: Iterable[tuple[str, Any]]) -> dict[str, BitMap]:
    """The sets of which these are the blocks."""
    parts: dict[str, list[BitMap]] = {}
    for key, bits in rows:
        parts.setdefault(key, []).append(BitMap.deserialize(bytes(bits)))
    return {key: own[0] if len(own) == 1 else BitMap.union(*own) for key, own in parts.items()}


def _by_block(numbers: Iterable[int]) -> Iterator[tuple[int, list[int]]]:
    found: dict[int, list[int]] = {}
    for number in numbers:
        found.setdefault(number // BLOCK, []).append(number)
    yield from found.items()


def _chunks(things: Iterable[_T]) -> Iterator[list[_T]]:
    things = iter(things)
    while some := list(islice(things, _AT_A_TIME)):
        yield some


def _listed(numbers: Iterable[int]) -> str:
    return ", ".join(str(int(number)) for number in numbers)


def _marks(values: Collection[Any]) -> str:
    return ", ".join(["%s"] * len(values))
