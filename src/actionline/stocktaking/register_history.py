"""How a project stood before, change by change, word by word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist

from actionline.reading.compare import word_spans
from actionline.reading.model import Span

from .actions.deciding import as_told
from .indexing import label
from .models import Project, ProjectEdition
from .register_names import Names

_FACET = {
    "lines": "line",
    "goals": "goal",
    "targets": "target",
    "objectives": "objective",
    "economies": "economy",
    "beneficiaries": "beneficiary",
    "entity_type": "type",
    "entity_economy": "economy",
    "coverage": "coverage",
    "status": "status",
    "language": "language",
}
#: Told elsewhere, or not at all: pictures have no words, answers may not be public.
_LEFT_OUT = frozenset({"pictures", "answers", "organisation_id"})


@dataclass(frozen=True, slots=True)
class Change:
    """A field that changed, as words that go and come."""

    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a project: when it ended the state before, and what changed."""

    version: int
    at: datetime
    changes: list[Change]


def steps(project: Project, names: Names) -> list[Step]:
    """All changes, the newest first."""
    later: dict[str, Any] = {}
    found = []
    for edition in project.editions.all():  # the newest first
        found.append(
            Step(edition.version, edition.until, list(_changes(edition, later, project, names)))
        )
        later |= edition.fields
    return found


def _changes(
    edition: ProjectEdition, later: dict[str, Any], project: Project, names: Names
) -> Iterator[Change]:
    for name, before in edition.fields.items():
        label = _label(name)
        if not label or name in _LEFT_OUT:
            continue
        after = later[name] if name in later else as_told({name: getattr(project, name)})[name]
        spans = word_spans(words_of(name, before, names), words_of(name, after, names))
        yield Change(label, spans)


def _label(name: str) -> str:
    try:
        return str(label(name))
    except FieldDoesNotExist:  # of an older version of this system
        return ""


def words_of(name: str, value: Any, names: Names) -> str:
    """A value as it is compared: one line for each thing in a list."""
    values = value if isinstance(value, list) else [value]
    return "\n".join(_one(name, each, names) for each in values if each not in (None, ""))


def _one(name: str, value: Any, names: Names) -> str:
    if isinstance(value, dict):  # a link, a figure
        return " ".join(str(each) for each in value.values() if each)
    facet = _FACET.get(name)
    return names.of(facet, str(value)) if facet else str(value)
