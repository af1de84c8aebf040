"""Words that were meant, for words that are nowhere."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass

from django.db import connection
from rapidfuzz import process
from rapidfuzz.distance import OSA

from .analysis import fold, is_unspaced
from .store import Store

#: Words that a process keeps, the most frequent ones; about 10 MB for each index.
MOST_KEPT = 100_000
#: Seconds after which they are read again.
_FRESH = 600
_SHORTEST, _LONGEST = 4, 24
_LONG = 8  # two errors from here on, one below
_MOST_NEAR = 5


@dataclass(frozen=True)
class _Kept:
    read: float
    entries: dict[str, int]
    alike: dict[tuple[int, int], list[str]]  # by script and length


class Spelling:
    """The words of an index, for typing errors."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._kept: _Kept | None = None
        self._lock = threading.Lock()

    def near(self, word: str) -> list[str]:
        """Words that differ from this one by a typing error or two, the likeliest first.

        Letters changed, left out, put in, or two of them swapped. Words of signs and digits, and
        of scripts without spaces, have none.
        """
        word = fold(word)
        if not _SHORTEST <= len(word) <= _LONGEST or not word.isalpha() or is_unspaced(word):
            return []
        kept = self._words()
        errors = 2 if len(word) >= _LONG else 1
        lengths = range(len(word) - errors, len(word) + errors + 1)
        ordered = sorted(
            (distance, other[0] != word[0], -kept.entries[other], other)
            for length in lengths
            for other, distance, _index in process.extract_iter(
                word,
                kept.alike.get((_script(word), length), ()),
                scorer=OSA.distance,
                score_cutoff=errors,
            )
            if distance
        )
        return [other for *_rest, other in ordered[:_MOST_NEAR]]

    def _words(self) -> _Kept:
        kept = self._kept
        if kept and time.monotonic() - kept.read < _FRESH and not connection.in_atomic_block:
            return kept
        entries = dict(self._store.words(MOST_KEPT))
        alike: dict[tuple[int, int], list[str]] = {}
        for word in entries:
            alike.setdefault((_script(word), len(word)), []).append(word)
        kept = _Kept(time.monotonic(), entries, alike)
        if not connection.in_atomic_block:
            with self._lock:
                self._kept = kept
        return kept


def _script(word: str) -> int:
    """Latin, Cyrillic and Arabic words are told apart by where their letters stand in Unicode."""
    return ord(word[0]) // 256
