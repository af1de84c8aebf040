"""What the JSON interface tells of projects: what the files tell, found as on the page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.db.models import QuerySet
from django.http import QueryDict

from actionline.accounts.models import Organisation
from actionline.common import api
from actionline.common.api import BadParameterError, Parameter, Resource, Telling

from . import exports
from .api_records import ProjectRecord
from .models import Project
from .register import FACETS, Search

_TOLD_OF = {
    "line": "Under this action line, by its code: C7-ehealth",
    "goal": "For this Sustainable Development Goal: 4",
    "target": "For this target: 9.c",
    "objective": "For this objective of the Global Digital Compact: 1",
    "region": "Within a region of the United Nations, by its slug",
    "itu_region": "Within a region of ITU, by its slug",
    "group": "Within a group of economies, by its slug: ldc",
    "economy": "In this economy: KEN",
    "type": "Of entities of this type",
    "coverage": "How far they reach",
    "status": "How far they are",
    "year": "Of the call of this year: 2025",
    "language": "Written in this language: fr",
    "beneficiary": "For this group of people, by its slug",
    "organisation": "Of this organisation, by its id",
}
_CHOICES = {
    "type": tuple(Organisation.Type.values),
    "coverage": tuple(Project.Coverage.values),
    "status": tuple(Project.Status.values),
}
_FILTERS = (
    Parameter("q", "Words, “phrases” and -words that are not wanted, as in the search of the page"),
    *(Parameter(name, _TOLD_OF[name], _CHOICES.get(name, ())) for name in FACETS),
)


def _projects() -> QuerySet[Project]:
    return exports.public()


def _found(query: QueryDict, after: int) -> Iterator[int]:
    """As the page finds them, but with no word taken for a typing error: a program means what it
    says."""
    search = Search.from_query(query)
    for name in FACETS:
        if query.get(name) and not search.values.get(name):
            raise BadParameterError(name, "It is not understood.")
    return search.keys(after=after) if search.narrows else exports.all_keys(after)


def _project(project: Project, telling: Telling) -> ProjectRecord:
    return ProjectRecord.model_validate(exports.told(project, _words(telling)))


def _words(telling: Telling) -> exports.Words:
    """The names in the language asked for, read once for the records of an answer."""
    if "projects" not in telling.kept:
        telling.kept["projects"] = exports.Words.of(telling.site)
    return cast(exports.Words, telling.kept["projects"])


api.register(
    Resource(
        "projects",
        Project,
        ProjectRecord,
        _projects,
        _project,
        "Projects of the register of stocktaking, as they were last accepted",
        key="number",
        path="int",
        parameters=_FILTERS,
        found=_found,
    )
)
