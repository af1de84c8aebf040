"""A report as it is set: what drafting makes and what HTML, Word and PDF are made of.

    Document -> Section -> Block (Paragraph, ListOf, Table, Picture) -> Run -> Source

Everything is text in one language already; a run in another language says so. Frozen, without
Django: a setter needs nothing but a document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Align = Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Source:
    """The record that a sentence or a figure comes from, and its address without the site.

    `record_type` and `record_id` are those of `common.records`.
    """

    record_type: str
    record_id: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text. `language` where it differs from the document's; `sources` are the
    records it tells of; `note` a footnote to it; `code` marks a symbol such as a document number;
    `by_hand` says that a person wrote or changed it, `key` names the sentence it belongs to."""

    text: str
    language: str = ""
    strong: bool = False
    emphasis: bool = False
    code: bool = False
    url: str = ""
    note: str = ""
    sources: tuple[Source, ...] = ()
    by_hand: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `number` as the document counts it through (`12.`), empty where it does not."""

    runs: tuple[Run, ...]
    number: str = ""
    key: str = ""  # stays the same from draft to draft


@dataclass(frozen=True, slots=True)
class ListOf:
    """Items, each a line of runs; `ordered` ones are numbered with `a)`, `b)` …"""

    items: tuple[tuple[Run, ...], ...]
    ordered: bool = False
    key: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    heading: str
    align: Align = "start"  # "end" for figures
    width: int = 1  # its share of the line


@dataclass(frozen=True, slots=True)
class Table:
    """A table with caption and one row of headings; the first cell of a row is its heading."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[tuple[Run, ...], ...], ...]
    number: str = ""  # "Table 2"
    note: str = ""  # source and date, below
    key: str = ""

    @property
    def title(self) -> str:
        """Number and caption: “Table 2. Tasks by body”."""
        return ". ".join(filter(None, [self.number, self.caption]))


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as SVG with the table that says the same; `alternative` tells what it shows."""

    svg: str
    alternative: str
    table: Table
    key: str = ""


Block = Paragraph | ListOf | Table | Picture


@dataclass(frozen=True, slots=True)
class Section:
    """A section: `number` as printed (`II`, `A.1`), `level` from 1 on; `language` is that of the
    heading where it differs from the document's."""

    key: str
    heading: str
    blocks: tuple[Block, ...]
    number: str = ""
    level: int = 1
    annex: bool = False  # starts on a new page, its paragraphs counted anew
    language: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """A line of the head of the document: “Agenda item”, “PL 1.4”."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above a document of a governing body.

    `symbol` is the document's number (`C26/59-E`); `labels` are further lines in their order
    (agenda item, date, original language, source, action required, references).
    """

    organisation: str = ""
    meeting: str = ""
    symbol: str = ""
    day: date | None = None
    labels: tuple[Label, ...] = ()
    summary: str = ""
    action_required: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """The words that stand in every document, in its language (`common.documents` translates them).

    `{title}`, `{number}` are put in where they stand.
    """

    document: str = "Document"
    date: str = "Date"
    summary: str = "Summary"
    action_required: str = "Action required"
    notes: str = "Notes"
    back: str = "Back to the text"
    note: str = "Note {number}"
    sources: str = "Sources"
    source: str = "Source: {title}"
    sources_of: str = "Sources of this sentence: {number}"
    online: str = "This document online, with the sources of each sentence"
    digest: str = "Digest of this edition (SHA-256)"


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report in one language (`en`, `ar`, `zh-hans` …)."""

    title: str
    language: str
    head: Head = field(default_factory=Head)
    sections: tuple[Section, ...] = ()
    subtitle: str = ""
    #: “Draft of 3 May 2027”, shown on every page; empty for a frozen edition.
    draft: str = ""
    #: SHA-256 of a frozen edition, printed at its end; empty for a draft.
    digest: str = ""
    #: The address of the report on this site, for links back and the last line.
    address: str = ""
    #: What stands before addresses of this site where the reader is not on it: `https://…`.
    site: str = ""
    words: Words = field(default_factory=Words)
