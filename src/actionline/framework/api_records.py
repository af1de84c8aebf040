"""The fields of the shared vocabulary, the matrix and the calendar in the JSON interface."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from actionline.common.api import WRITTEN, Names, Record

from .models import DocumentDeadline, EconomyGroup, MatrixLink

_NAME = "Its name in the language asked for, in English where it has none"
_PAGE = "Its lasting page"
_NO_PAGE = "null: it has no page of its own"
_SOURCE = "Where it is known from"


class _Named(Record):
    name: str = Field(description=_NAME)
    names: Names


class _Term(_Named):
    source: str = Field(description=_SOURCE)


class BodyRecord(_Named):
    slug: str
    url: str = Field(description=_PAGE)
    acronym: str
    kind: str = Field(description="organ, bureau, sector, group, members …")
    parent: str | None = Field(description="The body it is part of, by its slug")


class DeadlineRecord(Record):
    """Until when documents of a kind have to be in for a meeting."""

    kind: Annotated[DocumentDeadline.Kind, WRITTEN]
    due: datetime = Field(description="When it ends")
    days: int | None = Field(description="So many days before the meeting opens; null: a set day")
    source: str = Field(description=_SOURCE)


class MeetingRecord(_Named):
    slug: str
    url: str = Field(description=_PAGE)
    body: str = Field(description="Whose meeting it is, by the body's slug")
    number: int | None = Field(description="Which session it is, where they are counted")
    starts: date
    ends: date | None
    place: str
    documents_due: date | None = Field(description="The last day for the secretariat's documents")
    certain: bool = Field(description="false: the date is expected, not announced")
    source: str = Field(description="Where the date is known from")
    deadlines: list[DeadlineRecord] = Field(description="Until when documents have to be in")


class ActionLineRecord(_Term):
    code: str
    url: str = Field(description=_PAGE)
    number: str = Field(description="What people call it: C7 for C7-ehealth")


class GoalRecord(_Term):
    number: int
    url: str = Field(description=_PAGE)


class TargetRecord(_Term):
    code: str
    url: str = Field(description="The page of its goal")
    goal: int = Field(description="The number of its goal")
    official: str | None = Field(
        description="The wording of the United Nations in the language asked for, where it was "
        "imported; the name is ours"
    )


class ObjectiveRecord(_Term):
    number: int
    url: str = Field(description=_PAGE)


class StakeholderRecord(_Term):
    slug: str
    url: None = Field(default=None, description=_NO_PAGE)


class MembershipRecord(_Term):
    slug: str
    url: None = Field(default=None, description=_NO_PAGE)


class GroupRecord(_Term):
    slug: str
    url: None = Field(default=None, description=_NO_PAGE)
    kind: Annotated[EconomyGroup.Kind, WRITTEN]
    as_of: date = Field(description="The day on which the source said so")
    checked: bool = Field(description="false: the list was not compared with its source")
    economies: list[str] = Field(description="Its members, by their ISO 3166-1 alpha-3 codes")


class EconomyRecord(_Term):
    iso3: str = Field(description="ISO 3166-1 alpha-3")
    iso2: str = Field(description="ISO 3166-1 alpha-2")
    m49: str = Field(description="The code of the United Nations' M49 standard")
    url: None = Field(default=None, description=_NO_PAGE)
    groups: list[str] = Field(description="The groups it is in, by their slugs")


class LinkRecord(Record):
    id: int
    url: str = Field(description=_PAGE)
    action_line: str = Field(description="The code of the action line")
    goal: int | None = Field(description="The goal that it serves: of goal, target and objective")
    target: str | None = Field(description="… or the target")
    objective: int | None = Field(description="… or the objective of the Global Digital Compact")
    reason: str
    language: str = Field(description="The language of the reason")
    strength: Annotated[MatrixLink.Strength, WRITTEN] | None
    state: Annotated[MatrixLink.State, WRITTEN]
    decision: str = Field(description="Why it was confirmed, doubted or rejected")
    author: str
    proposed_on: date | None
    source: str = Field(description=_SOURCE)
