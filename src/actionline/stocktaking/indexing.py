"""The register as an index: what a project is found by.

Only what is published is in it. An act refreshes the index in its transaction, before it writes
the audit trail; so do those that approve a translation (`refresh_translated`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from actionline.common.search import Entry, SearchIndex, Text
from actionline.common.search.analysis import title_key
from actionline.common.search.entries import LARGEST
from actionline.common.translations.models import Translation
from actionline.framework.hooks import RecordCounts
from actionline.framework.models import Economy, EconomyGroup

from .models import Project
from .twin_signs import FIELD, signs

CONTENT = Project._meta.label_lower
#: The texts of a project that people search in, those that tell most first.
TEXTS = (
    "title",
    "summary",
    "description",
    "entity_name",
    "results",
    "gender",
    "partnerships",
    "challenges",
    "perspectives",
    "replicability",
    "sustainability",
)
#: Those of them that can be translated: a name is a name.
TRANSLATED = tuple(name for name in TEXTS if name != "entity_name")
_K = EconomyGroup.Kind
#: The facet that a kind of group belongs to. Subregions are left to the list of economies.
_GROUPS = {_K.DEVELOPMENT: "group", _K.M49_REGION: "region", _K.ITU_REGION: "itu_region"}
_LONGEST_VALUE = 100


class Projects:
    """The published projects, as the index asks for them."""

    def ids(self, after: int, most: int) -> Sequence[int]:
        """The first `most` keys beyond `after`, in order."""
        found = Project.objects.filter(state=Project.State.PUBLISHED, pk__gt=after).order_by("pk")
        return list(found.values_list("pk", flat=True)[:most])

    def entries(self, ids: Sequence[int]) -> Iterable[Entry]:
        """Those of these keys that are published."""
        found = list(Project.objects.filter(state=Project.State.PUBLISHED, pk__in=ids).order_by())
        return _entries(found)


PROJECTS = SearchIndex(CONTENT, source=Projects(), titles={"title"})


def label(field: str) -> Any:
    """What a field of a project is called, in whatever language is active when it is shown."""
    found: Any = Project._meta.get_field(field)
    return found.verbose_name


def matrix_counts() -> RecordCounts:
    """How many projects stand behind each cell of the matrix."""
    crossed = PROJECTS.cross("line", "goal", "objective")
    objectives = crossed["objective"].items()
    return crossed["goal"] | {(line, f"gdc-{code}"): many for (line, code), many in objectives}


def refresh_translated(keys: Collection[str]) -> None:
    """Have the index know translations of these projects that were approved or taken back."""
    PROJECTS.refresh(sorted(int(key) for key in keys if key.isdecimal()))


def told(projects: Sequence[Project]) -> Iterator[Entry]:
    """Projects with the words they are found by and nothing else: to tell why they were."""
    translations = _translations([project.pk for project in projects])
    for project in projects:
        own = [(name, getattr(project, name)) for name in TEXTS]
        texts = [Text(name, project.language, text) for name, text in own if text]
        texts += [text for text in _own_answers(project) if text.text]
        yield Entry(id=project.pk, texts=[*texts, *translations.get(project.pk, ())])


def _entries(projects: Sequence[Project]) -> Iterator[Entry]:
    places = _places({code for project in projects for code in _economies(project)})
    for project, entry in zip(projects, told(projects), strict=True):
        yield replace(
            entry,
            texts=[*entry.texts, *_signs(project)],
            facets=_facets(project, places),
            newest=max(0, min(int(project.submitted_at.timestamp()), LARGEST)),
            title_key=title_key(project.title),
        )


def _signs(project: Project) -> list[Text]:
    """By what twins are found; a text for each, so that none are side by side."""
    return [Text(FIELD, "", sign) for sign in signs(project)]


def _facets(project: Project, places: Mapping[str, Mapping[str, set[str]]]) -> dict[str, set[str]]:
    economies = _economies(project)
    values: dict[str, Iterable[Any]] = {
        "line": project.lines,
        "goal": project.goals,
        "target": project.targets,
        "objective": project.objectives,
        "economy": economies,
        "type": [project.entity_type],
        "coverage": [project.coverage],
        "status": [project.status],
        "year": [project.year],
        "language": [project.language],
        "beneficiary": project.beneficiaries,
        "organisation": [project.organisation_id or ""],
    }
    for facet in _GROUPS.values():
        values[facet] = {each for code in economies for each in places.get(code, {}).get(facet, ())}
    return {name: _short(found) for name, found in values.items()}


def _short(values: Iterable[Any]) -> set[str]:
    """Values that fit the index: codes are short, whatever an import brought is left out."""
    told = {str(value) for value in values if value not in ("", None)}
    return {value for value in told if len(value) <= _LONGEST_VALUE and value.isprintable()}


def _economies(project: Project) -> set[str]:
    """Where a project works; where it says nothing of it, where its entity is."""
    return {str(code) for code in project.economies} or {project.entity_economy} - {""}


def _places(codes: set[str]) -> dict[str, dict[str, set[str]]]:
    """The groups and regions of economies, by their facet."""
    rows = Economy.objects.filter(iso3__in=codes, groups__kind__in=_GROUPS).order_by()
    found: dict[str, dict[str, set[str]]] = {}
    for code, slug, kind in rows.values_list("iso3", "groups__slug", "groups__kind"):
        found.setdefault(code, {}).setdefault(_GROUPS[_K(kind)], set()).add(slug)
    return found


def _translations(keys: Sequence[int]) -> dict[int, list[Text]]:
    """What was approved of these projects in other languages."""
    rows = Translation.objects.filter(
        content=CONTENT,
        key__in=list(map(str, keys)),
        field__in=TRANSLATED,
        engine="",
    )
    rows = rows.exclude(text="").order_by("pk")
    found: dict[int, list[Text]] = {}
    for key, field, language, text in rows.values_list("key", "field", "language", "text"):
        found.setdefault(int(key), []).append(Text(field, language, text))
    return found


def _own_answers(project: Project) -> Iterator[Text]:
    """What a template asked beyond the fields, where it is public and in words."""
    for each in project.answers.values():
        answer = each.get("answer")
        if each.get("public") and isinstance(answer, str):
            yield Text("answers", project.language, answer)
