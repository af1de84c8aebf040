"""The lists that questions offer, in the active language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils import translation
from django.utils.functional import Promise

from actionline.accounts.models import Organisation
from actionline.framework.models import (
    ActionLine,
    Economy,
    EconomyGroup,
    GdcObjective,
    Goal,
    Target,
)

from .models import Beneficiary, Project, Question
from .questions import CORE


@dataclass(frozen=True, slots=True)
class Choice:
    """One value of a list, its name, and the heading it stands under, if any."""

    value: str
    label: str
    group: str = ""


def _pairs(pairs: Iterable[tuple[str, str | Promise]]) -> list[Choice]:
    return [Choice(value, str(label)) for value, label in pairs]


def _coded(code: str, name: str) -> str:
    """A code before a name, kept in one piece where the name runs from right to left."""
    return f"\u2066{code}\u2069 {name}"


def _lines() -> list[Choice]:
    return [Choice(line.code, _coded(line.number, line.name)) for line in ActionLine.objects.all()]


def _goals() -> list[Choice]:
    return [Choice(goal.code, f"{goal.label} {goal.name}") for goal in Goal.objects.all()]


def _targets() -> list[Choice]:
    return [
        Choice(target.code, _coded(target.code, target.name), f"{target.goal.label} {target.goal}")
        for target in Target.objects.select_related("goal")
    ]


def _objectives() -> list[Choice]:
    return [
        Choice(objective.code, f"{objective.label} {objective.name}")
        for objective in GdcObjective.objects.all()
    ]


def _economies() -> list[Choice]:
    """By name, each with its region for lists that fold."""
    regions = EconomyGroup.objects.filter(kind=EconomyGroup.Kind.M49_REGION)
    region_of = {
        key: region.name
        for region in regions.prefetch_related("economies")
        for key in (economy.pk for economy in region.economies.all())
    }
    found = [
        Choice(economy.iso3, economy.name, region_of.get(economy.pk, ""))
        for economy in Economy.objects.all()
    ]
    return sorted(found, key=lambda choice: choice.label)


SOURCES: Mapping[str, Callable[[], list[Choice]]] = MappingProxyType(
    {
        "entity_types": lambda: _pairs(Organisation.Type.choices),
        "economies": _economies,
        "lines": _lines,
        "goals": _goals,
        "targets": _targets,
        "objectives": _objectives,
        "coverage": lambda: _pairs(Project.Coverage.choices),
        "status": lambda: _pairs(Project.Status.choices),
        "beneficiaries": lambda: [
            Choice(each.slug, each.name) for each in Beneficiary.objects.all()
        ],
    }
)


def of(question: Question) -> list[Choice]:
    """What a question offers; nothing where it is answered freely."""
    core = CORE.get(question.key)
    if core and core.source:
        found = SOURCES[core.source]()
        in_groups = question.kind == Question.Kind.SOME and core.source == "economies"
        return sorted(found, key=lambda each: (not each.group, each.group)) if in_groups else found
    code = (translation.get_language() or "en").split("-")[0]
    return [
        Choice(each["value"], each.get(code) or each.get("en") or each["value"])
        for each in question.choices
    ]
