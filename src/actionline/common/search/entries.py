"""What is given to an index, and what is kept of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from .analysis import MOST_WORDS, WORD, fold, is_unspaced, of_word

#: Numbers of entries and of the second of `newest` that fit the index.
LARGEST = 2**32 - 1
#: Bytes of a title that are sorted by, and how many of them stand in bitmaps.
TITLE_BYTES, TITLE_PREFIX = 200, 8
_SHORTEST_WORD, _LONGEST_WORD = 4, 24


class Text(NamedTuple):
    """A text of an entry: the field it stands in, its language, its words."""

    field: str
    language: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One record as it is to be found.

    `id` is the record's key, 0 to `LARGEST`; keys close to one another make the index small.
    `facets` are the values by which it can be filtered and counted: `{"economy": {"fr", "ml"}}`.
    `newest` is what "newest first" sorts by, in seconds since 1970; `title_key` what titles are
    sorted by (`analysis.title_key`).
    """

    id: int
    texts: Sequence[Text]
    facets: Mapping[str, Collection[str]] = field(default_factory=dict)
    newest: int = 0
    title_key: str = ""


class Source(Protocol):
    """Where the entries of an index come from: the records of a room that are to be found."""

    def ids(self, after: int, most: int) -> Sequence[int]:
        """The first `most` keys beyond `after`, in order."""

    def entries(self, ids: Sequence[int]) -> Iterable[Entry]:
        """The records of these keys that are to be found, in any order."""


class Row(NamedTuple):
    """An entry as it is kept (`models.SearchEntry`)."""

    number: int
    titles: str
    texts: str
    facets: str
    newest: int
    title_key: bytes


def row(entry: Entry, titles: Collection[str]) -> Row:
    """The entry analysed; `titles` are the fields whose words weigh most. ValueError where the
    number, the moment or a facet does not fit."""
    if not 0 <= entry.id <= LARGEST or not 0 <= entry.newest <= LARGEST:
        raise ValueError(f"The entry {entry.id} has a number or moment that does not fit.")
    lines: tuple[list[str], list[str]] = ([], [])
    for text in entry.texts:
        found = _tokens(text)
        if found:
            lines[text.field not in titles].append(f" {' '.join(found)} ")
    return Row(
        number=entry.id,
        titles="\n".join(lines[0]),
        texts="\n".join(lines[1]),
        facets="\n".join(sorted(_facets(entry))),
        newest=entry.newest,
        title_key=entry.title_key.encode(errors="ignore")[:TITLE_BYTES],
    )


def _tokens(text: Text) -> list[str]:
    words = WORD.findall(text.text)[:MOST_WORDS]
    return [token for word in words for token in of_word(word, text.language)]


def _facets(entry: Entry) -> Iterator[str]:
    for name, values in entry.facets.items():
        for value in values:
            key = f"{name}:{value}"
            if len(key) > 160 or "\n" in key or "\0" in key or ":" in name:
                raise ValueError(f"{key!r} cannot be the value of a facet.")
            yield key


def words(entry: Entry) -> set[str]:
    """The words of an entry as they are written."""
    return {word for text in entry.texts for word in WORD.findall(text.text)[:MOST_WORDS]}


def mendable(words: Mapping[str, int]) -> Counter[str]:
    """Words with how often they come, folded: those that a typing error may be mended to."""
    found: Counter[str] = Counter()
    for word, number in words.items():
        if _SHORTEST_WORD <= len(word) <= _LONGEST_WORD and word.isalpha():
            folded = fold(word)
            if not is_unspaced(folded):
                found[folded] += number
    return found
