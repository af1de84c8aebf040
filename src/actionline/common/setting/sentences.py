"""Runs drawn together to sentences, each with the records it tells of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from .document import Block, ListOf, Paragraph, Picture, Run, Source, Table


@dataclass(frozen=True, slots=True)
class Sentence:
    """Runs in a row that have one key; `sources` without repetition. A run without a key is one
    by itself."""

    key: str
    runs: tuple[Run, ...]
    sources: tuple[Source, ...]


def sentences(runs: Iterable[Run]) -> Iterator[Sentence]:
    """The sentences of a paragraph, an item or a cell."""
    for _same, group in groupby(enumerate(runs), lambda each: each[1].key or str(each[0])):
        together = tuple(run for _place, run in group)
        found = dict.fromkeys(source for run in together for source in run.sources)
        yield Sentence(together[0].key, together, tuple(found))


def lines(block: Block) -> Iterator[tuple[Run, ...]]:
    """The lines of text in a block: a paragraph is one, an item, a cell."""
    match block:
        case Paragraph():
            yield block.runs
        case ListOf():
            yield from block.items
        case Table():
            for row in block.rows:
                yield from row
        case Picture():
            yield from lines(block.table)
