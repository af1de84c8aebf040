"""What a section of a report is written in, before it is set: blocks of sentences.

Generators make blocks, people change them, versions keep them as JSON, and `documenting` makes the
document of them that HTML, Word and PDF are set from. Text is in the tiny markup of `markup.py`.

    Section -> Block (paragraph, list, table, chart) -> Sentence -> the records it tells of
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from .markup import ends_without_blank

Kind = Literal["paragraph", "list", "table", "chart"]
Json = dict[str, Any]
#: A record as a sentence names it: its record type and its key, `mandates.mandate:12`.
Record = str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence or an item of a list. `key` stays from draft to draft; `sources` are the records
    it tells of; `language` where it is not that of the report; `by_hand`: a person wrote it."""

    key: str
    text: str
    sources: tuple[Record, ...] = ()
    language: str = ""
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table, as a sentence without a key."""

    text: str
    sources: tuple[Record, ...] = ()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings with their width (negative for figures, which stand at the end), rows."""

    caption: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """What a drawing shows: `form` is bars or columns (by year); its table is the block's grid."""

    form: str
    title: str
    numbers: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list, a table or a chart. `key` is unique in the report and stays from draft
    to draft; `out`: a person left it out; `by_hand`: a person wrote it from nothing; `follows`:
    the words of the original language that it was written for (`behind.py`)."""

    key: str
    kind: Kind
    sentences: tuple[Sentence, ...] = ()
    numbered: bool = True
    ordered: bool = False
    grid: Grid | None = None
    chart: Chart | None = None
    out: bool = False
    by_hand: bool = False
    follows: str = ""

    @property
    def text(self) -> str:
        """A paragraph or a list as a person edits it."""
        if self.kind == "list":
            sign = "1." if self.ordered else "-"
            return "\n".join(f"{sign} {sentence.text}" for sentence in self.sentences)
        return joined(sentence.text for sentence in self.sentences)

    @property
    def says(self) -> tuple[Any, ...]:
        """What a reader reads of it: two blocks with the same are not different for merging."""
        spoken = tuple((each.text, each.language) for each in self.sentences)
        grid = self.grid and (
            self.grid.caption,
            self.grid.columns,
            tuple(tuple((cell.text, cell.language) for cell in row) for row in self.grid.rows),
            self.grid.note,
        )
        return (self.kind, spoken, self.numbered, self.ordered, grid, self.chart, self.out)

    def records(self) -> Iterator[tuple[str, Record]]:
        """Each record that it tells of, with the key of the sentence, or its own for a table."""
        for sentence in self.sentences:
            for record in sentence.sources:
                yield sentence.key, record
        for row in self.grid.rows if self.grid else ():
            for cell in row:
                for record in cell.sources:
                    yield self.key, record


def joined(texts: Iterable[str]) -> str:
    """Sentences one after the other, as their script writes them."""
    whole = ""
    for text in texts:
        blank = "" if not whole or ends_without_blank(whole) else " "
        whole += blank + text
    return whole


def paragraph(key: str, *sentences: Sentence | None, numbered: bool = True) -> Block:
    """A paragraph of the sentences that are there."""
    there = tuple(sentence for sentence in sentences if sentence is not None)
    return Block(key, "paragraph", there, numbered=numbered)


def under(prefix: str, block: Block) -> Block:
    """The block with its keys, and those of its sentences, below a section's key."""
    return replace(
        block,
        key=f"{prefix}.{block.key}",
        sentences=tuple(
            replace(each, key=f"{prefix}.{block.key}.{each.key}") for each in block.sentences
        ),
    )


def to_json(block: Block) -> Json:
    """As JSON, what is as usual left out."""
    told: Json = {"key": block.key, "kind": block.kind}
    if block.sentences:
        told["sentences"] = [_sentence(each) for each in block.sentences]
    if block.grid:
        told["grid"] = _grid(block.grid)
    if block.chart:
        chart = block.chart
        told["chart"] = [chart.form, chart.title, [list(each) for each in chart.numbers]]
    flags = {"numbered": not block.numbered, "ordered": block.ordered}
    flags |= {"out": block.out, "by_hand": block.by_hand}
    if block.follows:
        told["follows"] = block.follows
    return told | {name: True for name, on in flags.items() if on}


def from_json(told: Mapping[str, Any]) -> Block:
    """The block that `to_json` told of."""
    chart = told.get("chart")
    return Block(
        key=told["key"],
        kind=told["kind"],
        sentences=tuple(
            Sentence(
                each["key"],
                each["text"],
                tuple(each.get("sources", ())),
                each.get("language", ""),
                each.get("by_hand", False),
            )
            for each in told.get("sentences", ())
        ),
        numbered=not told.get("numbered", False),
        ordered=told.get("ordered", False),
        grid=_read_grid(told["grid"]) if "grid" in told else None,
        chart=Chart(chart[0], chart[1], tuple((label, n) for label, n in chart[2]))
        if chart
        else None,
        out=told.get("out", False),
        by_hand=told.get("by_hand", False),
        follows=told.get("follows", ""),
    )


def all_to_json(found: Iterable[Block]) -> list[Json]:
    return [to_json(block) for block in found]


def all_from_json(told: Iterable[Mapping[str, Any]]) -> tuple[Block, ...]:
    return tuple(from_json(each) for each in told)


def _sentence(sentence: Sentence) -> Json:
    told: Json = {"key": sentence.key, "text": sentence.text}
    if sentence.sources:
        told["sources"] = list(sentence.sources)
    if sentence.language:
        told["language"] = sentence.language
    if sentence.by_hand:
        told["by_hand"] = True
    return told


def _grid(grid: Grid) -> Json:
    rows = [[[cell.text, list(cell.sources), cell.language] for cell in row] for row in grid.rows]
    columns = [list(column) for column in grid.columns]
    return {"caption": grid.caption, "columns": columns, "rows": rows, "note": grid.note}


def _read_grid(told: Mapping[str, Any]) -> Grid:
    rows = tuple(
        tuple(Cell(text, tuple(sources), language) for text, sources, language in row)
        for row in told["rows"]
    )
    columns = tuple((heading, width) for heading, width in told["columns"])
    return Grid(told["caption"], columns, rows, told.get("note", ""))
