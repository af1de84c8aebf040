"""The fields of mandates in the JSON interface; slugs are those of the reading contract."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import Field

from actionline.common.api import WRITTEN, Record

from .models import Kind, Mandate, Wording

_ACTORS = "The bodies that are asked, by their slugs"
_RECIPIENTS = "The bodies that it is for, or goes to"
_VIA = "The bodies through which it goes"
_EVERY = "How often, as an ISO 8601 period; empty where it is not said"
_BY = "The year, month or day by which it is to be done"
_UNTIL = "The year, month or day until which it is to be done"
_EVENTS = "The meetings at which, or for which, it is asked for"
_PATH = "Its place in the text: instructs-the-director/2"


class Asked(Record):
    """What is asked, of whom, by when."""

    kind: Annotated[Kind, WRITTEN]
    force: str = Field(description="The verb that asks: instructs, invites")
    action: str = Field(description="The verb of what is asked: report")
    actors: list[str] = Field(description=_ACTORS)
    recipients: list[str] = Field(description=_RECIPIENTS)
    via: list[str] = Field(description=_VIA)
    every: str = Field(description=_EVERY)
    by: str = Field(description=_BY)
    until: str = Field(description=_UNTIL)
    events: list[str] = Field(description=_EVENTS)
    certain: bool = Field(description="false: what was read out of the words is a guess")


class VersionRecord(Asked):
    """A mandate as one edition has it."""

    edition: str = Field(description="The version of the edition")
    path: str = Field(description=_PATH)
    text: str = Field(description="All that is said, with the words that introduce it")
    is_summary: bool = Field(description="true: told in our own words")
    language: str
    carry: Annotated[Wording.Carry, WRITTEN] = Field(
        description="How it came from the edition before"
    )
    confirmed: bool = Field(description="Whether somebody confirmed how it came")


class DueRecord(Record):
    """A day on which it is due."""

    due: date
    certain: bool = Field(description="false: the date of the meeting is only expected")
    meeting: str | None = Field(description="The meeting that the day hangs on, by its slug")
    basis: str = Field(description="How the day came about, in the language asked for")


class MandateRecord(Record):
    id: int
    url: str = Field(description="Its lasting page")
    instrument: str = Field(description="The slug of the instrument: itu/pp/res-140")
    instrument_name: str
    edition: str = Field(description="The version of the newest edition in which it stands")
    provision_url: str = Field(description="The place of its words on the page of the edition")
    state: Annotated[Mandate.State, WRITTEN]
    standing: Annotated[Mandate.Standing, WRITTEN] = Field(
        description="What was decided of it; in-force where nothing was"
    )
    next_due: date | None = Field(description="The next day on which it is due, the last if past")
    undated: str = Field(description="Why no day could be told, though the text sets one")
    versions: list[VersionRecord] = Field(description="As editions have it, the newest first")
    due_dates: list[DueRecord] = Field(description="All days on which it is due, in order")
