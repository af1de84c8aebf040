"""Two projects side by side, and what stays of each when they become one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from . import publishing
from .indexing import TRANSLATED, label
from .models import Project
from .register_history import words_of
from .register_names import Names

LEFT, RIGHT, BOTH = "left", "right", "both"
#: What both hold can be put together.
_LISTS = frozenset(
    {"lines", "targets", "goals", "objectives", "economies", "beneficiaries"}
    | {"figures", "links", "pictures"}
)
#: These are in the language of the project, so of two languages all of one stay.
_TEXTS = frozenset({*TRANSLATED, "answers"})
FIELDS = ("language", *publishing.FIELDS, "answers", "year")


@dataclass(frozen=True, slots=True)
class Row:
    """A field in which two projects differ; `chosen` is the side that is offered. One that
    `follows` goes with the language."""

    name: str
    label: str
    left: str
    right: str
    both: bool
    chosen: str
    follows: bool


def rows(left: Project, right: Project, names: Names) -> list[Row]:
    """The fields that differ. What only one of them says is offered, lists are put together, and
    the left one goes first."""
    return [
        Row(
            name=name,
            label=label_of(name),
            left=_shown(left, name, names),
            right=_shown(right, name, names),
            both=name in _LISTS,
            chosen=_offered(name, getattr(left, name), getattr(right, name)),
            follows=name in _TEXTS and left.language != right.language,
        )
        for name in differing(left, right)
    ]


def label_of(name: str) -> str:
    """What a field is called."""
    return str(_("further answers") if name == "answers" else label(name))


def differing(left: Project, right: Project) -> list[str]:
    """The names of the fields that differ."""
    return [name for name in FIELDS if getattr(left, name) != getattr(right, name)]


def _offered(name: str, left: Any, right: Any) -> str:
    if name in _LISTS and left and right:
        return BOTH
    return LEFT if left or not right else RIGHT


def put_together(left: Project, right: Project, sides: dict[str, str]) -> dict[str, Any]:
    """The values of the fields that differ, each from the side that was chosen for it."""
    if left.language != right.language:
        sides = sides | dict.fromkeys(_TEXTS, sides.get("language", LEFT))
    return {
        name: _value(name, getattr(left, name), getattr(right, name), sides.get(name, LEFT))
        for name in differing(left, right)
    }


def _value(name: str, left: Any, right: Any, side: str) -> Any:
    if side == BOTH and name in _LISTS:
        return [*left, *(each for each in right if each not in left)]
    return right if side == RIGHT else left


def _shown(project: Project, name: str, names: Names) -> str:
    if name == "pictures":
        return "\n".join(str(each.get("alt", "")) for each in project.pictures)
    if name == "answers":
        return "\n".join(str(each.get("answer", "")) for each in project.answers.values())
    return words_of(name, getattr(project, name), names)
