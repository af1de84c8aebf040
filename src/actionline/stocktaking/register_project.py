"""What the page of a project shows: facts that lead on, answers in words, how to cite it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from actionline.common import attachments

from .indexing import label
from .models import Project, Question
from .register import FACETS, Search
from .register_names import Names
from .showing import Picture, Row, in_words

#: The facets among the facts, with the field of the project that they come from.
_FACTS = {
    "type": "entity_type",
    "line": "lines",
    "goal": "goals",
    "target": "targets",
    "objective": "objectives",
    "coverage": "coverage",
    "economy": "economies",
    "status": "status",
    "beneficiary": "beneficiaries",
    "year": "year",
    "language": "language",
}
#: The texts below the facts, in the order in which they are read.
TEXTS = (
    "description",
    "results",
    "gender",
    "partnerships",
    "challenges",
    "perspectives",
    "replicability",
    "sustainability",
)
_UNSAFE = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


@dataclass(frozen=True, slots=True)
class Fact:
    """A label, and values that lead to whatever shares them."""

    label: str
    values: tuple[tuple[str, str], ...]  # words and query


@dataclass(frozen=True, slots=True)
class Citation:
    """How to cite an entry: as a sentence, and for a program."""

    text: str
    bibtex: str


def facts(project: Project, names: Names) -> list[Fact]:
    """The facts that are facets, those that are there."""
    return [
        Fact(str(FACETS[facet]), tuple(_leading(facet, values, names)))
        for facet, field in _FACTS.items()
        if (values := _listed(getattr(project, field)))
    ]


def _leading(facet: str, values: Iterable[str], names: Names) -> Iterator[tuple[str, str]]:
    for value in values:
        yield names.of(facet, value), Search(values={facet: (value,)}).as_query()


def _listed(value: Any) -> list[str]:
    found = value if isinstance(value, list) else [value]
    return [str(each) for each in found if each not in ("", None)]


def texts(project: Project) -> list[tuple[str, str]]:
    """The names of the long texts that are there, with the field of each."""
    return [(str(label(name)), name) for name in TEXTS if getattr(project, name)]


def own_answers(project: Project) -> list[Row]:
    """The public answers to what a template asked beyond the fields."""
    public = {key: each["answer"] for key, each in project.answers.items() if each.get("public")}
    if not public:
        return []
    asked = Question.objects.filter(key__in=public, public=True).order_by("template_id")
    newest = {question.key: question for question in asked}
    return [Row(newest[key], in_words(newest[key], public[key])) for key in public if key in newest]


def pictures(project: Project) -> list[Picture]:
    """Its pictures, with the words for those who do not see them."""
    if not project.pictures:
        return []
    files = {file.pk: file for file in attachments.of(project)}
    return [
        Picture(each["attachment"], files[each["attachment"]].get_absolute_url(), each["alt"])
        for each in project.pictures
        if each.get("attachment") in files
    ]


def address(project: Project) -> str:
    return f"{settings.SITE_URL}{project.get_absolute_url()}"


def citation(project: Project) -> Citation:
    """How to cite it today."""
    url, today = address(project), timezone.localdate()
    words = {
        "entity": project.entity_name,
        "title": project.title,
        "number": project.number,
        "year": project.year,
        "url": url,
        "day": today.isoformat(),
    }
    text = _(
        "%(entity)s (%(year)s): %(title)s. Register of projects, entry %(number)s. %(url)s, "
        "read on %(day)s."
    )
    lines = {
        "author": f"{{{_braced(project.entity_name)}}}",
        "title": f"{{{_braced(project.title)}}}",
        "year": str(project.year),
        "url": url,
        "urldate": today.isoformat(),
    }
    body = ",\n".join(f"  {name} = {{{value}}}" for name, value in lines.items())
    return Citation(text % words, f"@misc{{project-{project.number},\n{body}\n}}")


def _braced(text: str) -> str:
    """A text that cannot close the braces it stands in."""
    kept = text.replace("\\", "").replace("{", "(").replace("}", ")")
    return " ".join(kept.split())


def linked_data(project: Project, names: Names) -> SafeString:
    """The project for programs, safe within a script element."""
    told = {"@context": "https://schema.org"} | described(project, names, address(project))
    text = json.dumps(told, ensure_ascii=False).translate(_UNSAFE)
    return mark_safe(text)  # noqa: S308 - the signs that end a script are escaped


def described(project: Project, names: Names, url: str) -> dict[str, Any]:
    """The project in the words of schema.org."""
    told: dict[str, Any] = {
        "@type": "Project",
        "@id": url,
        "identifier": str(project.number),
        "url": url,
        "name": project.title,
        "description": project.summary,
        "foundingDate": project.starts.isoformat() if project.starts else None,
        "dissolutionDate": project.ends.isoformat() if project.ends else None,
        "parentOrganization": {"@type": "Organization", "name": project.entity_name},
        "areaServed": [
            {"@type": "Country", "identifier": code, "name": names.of("economy", code)}
            for code in project.economies
        ],
        "keywords": [names.of("line", code) for code in project.lines],
        "sameAs": [each["url"] for each in project.links if each.get("url")],
    }
    return {name: value for name, value in told.items() if value}
