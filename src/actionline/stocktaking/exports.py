"""The register as files: CSV, XLSX, JSON, JSON lines and JSON-LD, of whatever a search finds.

`told` is what everybody may know of a project; the files, the nightly file and the JSON interface
have it from there. Files are written piece by piece, in memory that does not grow with them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from actionline.common.tables import writing

from .importing_cells import told_figures, told_links, told_list
from .indexing import PROJECTS
from .models import Project
from .register import Search
from .register_names import Names
from .register_project import described

#: Projects that are fetched at a time.
_AT_A_TIME = 500
_KEYS = 200  # a little more than a page of the JSON interface
_TEXTS = (
    "summary",
    "description",
    "gender",
    "results",
    "partnerships",
    "challenges",
    "perspectives",
    "replicability",
    "sustainability",
)
#: Columns with names in the language of the page, of the codes in another: its field and facet.
_NAMED = {
    "entity_type_name": ("entity_type", "type"),
    "entity_economy_name": ("entity_economy", "economy"),
    "coverage_name": ("coverage", "coverage"),
    "status_name": ("status", "status"),
    "line_names": ("lines", "line"),
    "target_names": ("targets", "target"),
    "goal_names": ("goals", "goal"),
    "objective_names": ("objectives", "objective"),
    "economy_names": ("economies", "economy"),
    "beneficiary_names": ("beneficiaries", "beneficiary"),
}
_LISTS = ("lines", "targets", "goals", "objectives", "economies", "beneficiaries")
#: The columns of every file, those that can come in again by the names of the import.
COLUMNS = (
    "number",
    "url",
    "state",
    "language",
    "title",
    "entity_name",
    "entity_type",
    "entity_economy",
    "organisation",
    *_TEXTS[:2],
    *_LISTS,
    "coverage",
    "status",
    "starts",
    "ends",
    *_TEXTS[2:],
    "figures",
    "links",
    "answers",
    "year",
    "submitted_at",
    "updated_at",
    "confirmed_on",
    *_NAMED,
)


@dataclass(frozen=True, slots=True)
class Words:
    """What projects are told with: names in the active language, and how addresses begin."""

    site: str
    names: Names

    @classmethod
    def of(cls, site: str) -> Words:
        """With all names read now: a file goes on when the page's language is gone."""
        names = Names()
        for _field, facet in _NAMED.values():
            names.of(facet, "")
        return cls(f"{site}{reverse('stocktaking:project', args=[0]).removesuffix('0/')}", names)

    def url(self, project: Project) -> str:
        """The lasting page of a project."""
        return f"{self.site}{project.number}/"

    def name(self, facet: str, code: str) -> str:
        """A name without the signs that keep a page's codes in one piece."""
        return self.names.of(facet, code).replace("\u2066", "").replace("\u2069", "")


def told(project: Project, words: Words) -> dict[str, Any]:
    """What everybody may know of a project, by column; lists as lists, dates as dates."""
    organisation = project.organisation
    found: dict[str, Any] = {
        name: getattr(project, name)
        for name in COLUMNS
        if name not in _NAMED and name not in ("url", "organisation", "answers")
    }
    found["url"] = words.url(project)
    found["organisation"] = organisation.name if organisation and organisation.verified_at else None
    found["answers"] = {
        key: each["answer"] for key, each in project.answers.items() if each.get("public")
    }
    for name, (field, facet) in _NAMED.items():
        codes = getattr(project, field)
        if isinstance(codes, list):
            found[name] = [words.name(facet, code) for code in codes]
        else:
            found[name] = words.name(facet, codes) if codes else ""
    return found


def found_by(search: Search) -> Iterator[Project]:
    """What the page of a search shows, all of it, in the order of the database."""
    if not search.narrows:
        yield from published()
        return
    answer = search.answer(size=1)
    keys = PROJECTS.ids(answer.query, search.values)
    while some := list(islice(keys, _AT_A_TIME)):
        yield from public().filter(pk__in=some).order_by("pk")


def published() -> Iterator[Project]:
    """The whole register."""
    after = 0
    while some := list(public().filter(pk__gt=after).order_by("pk")[:_AT_A_TIME]):
        yield from some
        after = some[-1].pk


def all_keys(after: int) -> Iterator[int]:
    """The keys of the whole register beyond one, in order."""
    while some := public().filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:_KEYS]:
        yield from some
        after = some[len(some) - 1]


def public() -> QuerySet[Project]:
    """What everybody may know of, with what `told` needs."""
    found = Project.objects.filter(state=Project.State.PUBLISHED)
    return found.select_related("organisation").defer("pictures", "batch", "digest")


@dataclass(frozen=True, slots=True)
class Format:
    """A form of file: what people call it, its media type, and how projects are written in it."""

    title: str
    media_type: str
    write: Any  # (projects, words) -> pieces of bytes


def _table(form: str, title: str, *, flat: bool) -> Format:
    made = writing.FORMS[form]

    def write(projects: Iterable[Project], words: Words) -> Iterator[bytes]:
        rows = (told(project, words) for project in projects)
        return made.write(map(_flat, rows) if flat else rows, COLUMNS, "projects")

    return Format(title, made.media_type, write)


def _flat(row: Mapping[str, Any]) -> dict[str, Any]:
    """Lists as people write them in a cell, so that they can come in again."""
    told_as_list = (name for name in row if name in _LISTS or name.endswith("_names"))
    lists = {name: told_list(row[name]) for name in told_as_list}
    flat = {**row, **lists}
    flat["figures"], flat["links"] = told_figures(row["figures"]), told_links(row["links"])
    flat["answers"] = json.dumps(row["answers"], ensure_ascii=False) if row["answers"] else ""
    return flat


def _as_linked_data(projects: Iterable[Project], words: Words) -> Iterator[bytes]:
    """JSON-LD: one graph of projects in the words of schema.org."""
    yield b'{"@context": "https://schema.org", "@graph": ['
    between = "\n"
    for project in projects:
        found = described(project, words.names, words.url(project))
        yield f"{between}{json.dumps(found, ensure_ascii=False)}".encode("utf-8", "replace")
        between = ",\n"
    yield b"\n]}\n"


FORMATS = {
    "csv": _table("csv", "CSV", flat=True),
    "xlsx": _table("xlsx", "XLSX", flat=True),
    "json": _table("json", "JSON", flat=False),
    "jsonl": _table("jsonl", "JSON lines", flat=False),
    "jsonld": Format("JSON-LD", "application/ld+json", _as_linked_data),
}
