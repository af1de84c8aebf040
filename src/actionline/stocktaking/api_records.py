"""The fields of projects in the JSON interface, and of the lines of the nightly file."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from pydantic import Field

from actionline.accounts.models import Organisation
from actionline.common.api import WRITTEN, Record

from .models import Project

_NAMES = "Their names, in the language asked for"
_NAME = "Its name, in the language asked for"


class FigureRecord(Record):
    """A result with its number."""

    what: str
    value: str
    unit: str


class AddressRecord(Record):
    """A web address."""

    url: str
    text: str


class ProjectRecord(Record):
    number: int = Field(
        description="Its lasting name: the second of its submission since 1970, or one near it"
    )
    url: str = Field(description="Its lasting page")
    state: Annotated[Project.State, WRITTEN]
    language: str = Field(description="The language of its texts")
    title: str
    entity_name: str
    entity_type: Annotated[Organisation.Type, WRITTEN]
    entity_economy: str = Field(description="Where the entity is: ISO 3166-1 alpha-3")
    organisation: str | None = Field(
        description="Under which name the entity is known here, if it is verified"
    )
    summary: str = Field(description="The short description")
    description: str
    lines: list[str] = Field(description="Action lines, by their codes: C7-ehealth")
    targets: list[str] = Field(description="Targets of the Sustainable Development Goals: 9.c")
    goals: list[str] = Field(description="Sustainable Development Goals, those of its targets too")
    objectives: list[str] = Field(description="Objectives of the Global Digital Compact")
    economies: list[str] = Field(description="Where it works: ISO 3166-1 alpha-3")
    beneficiaries: list[str] = Field(description="Whom it is for, by the slugs of groups")
    coverage: str = Field(description="national, regional, international; empty where not said")
    status: str = Field(description="planned, ongoing, completed; empty where not said")
    starts: date | None
    ends: date | None
    gender: str = Field(description="What it does for equality of women and men")
    results: str
    partnerships: str
    challenges: str
    perspectives: str
    replicability: str
    sustainability: str
    figures: list[FigureRecord] = Field(description="Results that were counted")
    links: list[AddressRecord]
    answers: dict[str, Any] = Field(description="Public answers to what calls asked besides")
    year: int = Field(description="Of the call, or of the submission")
    submitted_at: datetime
    updated_at: datetime
    confirmed_on: date | None = Field(description="When somebody last said that it holds")
    entity_type_name: str = Field(description=_NAME)
    entity_economy_name: str = Field(description=_NAME)
    coverage_name: str = Field(description=_NAME)
    status_name: str = Field(description=_NAME)
    line_names: list[str] = Field(description=_NAMES)
    target_names: list[str] = Field(description=_NAMES)
    goal_names: list[str] = Field(description=_NAMES)
    objective_names: list[str] = Field(description=_NAMES)
    economy_names: list[str] = Field(description=_NAMES)
    beneficiary_names: list[str] = Field(description=_NAMES)
