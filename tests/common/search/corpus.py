"""A small register that tests search, and its source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count

from actionline.common.search import Entry, SearchIndex, Text
from actionline.common.search.analysis import title_key

_names = count()


class Shelf:
    """Entries by key; a `Source`."""

    def __init__(self, entries: Iterable[Entry] = ()) -> None:
        self.kept = {entry.id: entry for entry in entries}

    def ids(self, after: int, most: int) -> Sequence[int]:
        return sorted(number for number in self.kept if number > after)[:most]

    def entries(self, ids: Sequence[int]) -> list[Entry]:
        return [self.kept[number] for number in ids if number in self.kept]


def entry(number: int, title: str, text: str = "", language: str = "en", **facets: str) -> Entry:
    """`facets` are words with spaces between them."""
    return Entry(
        id=number,
        texts=[Text("title", language, title), Text("summary", language, text)],
        facets={name: set(values.split()) for name, values in facets.items()},
        newest=1_000 + number,
        title_key=title_key(title),
    )


def index(*entries: Entry) -> SearchIndex:
    """A new index of these."""
    shelf = Shelf(entries)
    found = SearchIndex(f"tests.{next(_names)}", source=shelf)
    found.put(entries)
    return found
