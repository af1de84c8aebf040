"""The fields of instruments, their texts and proposals in the JSON interface."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from actionline.common.api import WRITTEN, Record

from .models import Instrument, Proposal

_PAGE = "Its lasting page"
_INSTRUMENT = "The slug of the instrument: itu/pp/res-140"
_PATH = "Its place in the text: resolves/6/i"
_FILES = "The text as files, by form: JSON, Akoma Ntoso, Word, plain text"


class Footnote(Record):
    number: str
    text: str


class InstrumentRecord(Record):
    slug: str
    url: str = Field(description=_PAGE)
    title: str
    short_title: str
    kind: Annotated[Instrument.Kind, WRITTEN]
    status: Annotated[Instrument.Status, WRITTEN]
    number: str
    body: str | None = Field(description="The body that adopts it, by its slug")
    latest: str | None = Field(description="The version of its newest edition")
    editions: int = Field(description="How many editions are on file")
    proposals: int = Field(description="How many proposals are on file")
    cited: int = Field(description="How many times provisions cite it")
    source: str = Field(description="Where it is known from")


class EditionRecord(Record):
    id: int
    url: str = Field(description=_PAGE)
    instrument: str = Field(description=_INSTRUMENT)
    version: str = Field(description="The year of its adoption")
    title: str
    adopted: date | None
    place: str
    language: str
    is_summary: bool = Field(description="true: told in our own words until the text is filed")
    source_note: str = Field(description="Where the text is from")
    filed_at: datetime | None
    files: dict[str, str] = Field(description=_FILES)


class ProposalRecord(Record):
    id: int
    url: str = Field(description=_PAGE)
    instrument: str = Field(description=_INSTRUMENT)
    action: Annotated[Proposal.Action, WRITTEN] = Field(
        description="Modify, add, suppress, or no change"
    )
    reference: str = Field(description="The number of the document: EUR/44A15/1")
    title: str
    version: str = Field(description="The edition that it would make")
    base: str | None = Field(description="The version of the edition that it revises")
    language: str
    filed_at: datetime | None
    files: dict[str, str] = Field(description=_FILES)


class ProvisionRecord(Record):
    id: int
    url: str = Field(description="Its place on the page of the text")
    instrument: str = Field(description=_INSTRUMENT)
    edition: str | None = Field(description="The version of the edition it is in …")
    proposal: int | None = Field(description="… or the proposal it is in")
    path: str = Field(description=_PATH)
    parent: str | None = Field(description="The path of the provision that it is part of")
    position: int = Field(description="Its place in the order of the text")
    kind: str = Field(description="preambular, operative or annex")
    clause: str = Field(description="The clause it stands in: resolves")
    heading: str = Field(description="The clause as it is worded")
    label: str | None
    text: str | None = Field(description="null: the proposal takes it out")
    base_label: str | None = Field(description="Its label before, in a proposal")
    base_text: str | None = Field(description="Its text before, in a proposal")
    change: str | None = Field(description="kept, inserted, deleted or modified, in a proposal")
    certain: bool = Field(description="false: its place was guessed when it was read")
    footnotes: list[Footnote]
    language: str


class CitationRecord(Record):
    id: int
    url: str = Field(description="The place of the provision that cites")
    instrument: str = Field(description="The instrument that cites, by its slug")
    edition: str | None = Field(description="The version of the edition that cites …")
    proposal: int | None = Field(description="… or the proposal that cites")
    path: str = Field(description="The path of the provision that cites")
    text: str = Field(description="The words that cite")
    target: str = Field(description="What is cited; # and a path within the same text")
    version: str | None = Field(description="The edition that is cited, where one is named")
    fragment: str | None = Field(description="The place in what is cited, where one is named")
    on_file: bool = Field(description="Whether what is cited is on file here")
