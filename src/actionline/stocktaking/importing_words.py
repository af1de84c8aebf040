"""What people call the terms of a list, in any of the six languages -> their codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import translation
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from actionline.common.tables.columns import Parser, WrongError
from actionline.framework.economies import Economies, plain
from actionline.framework.models import ActionLine, GdcObjective, Goal, Named, Target
from actionline.framework.vocabulary import LANGUAGES

from .models import Beneficiary

#: Names like the one that is not known, in a fault; so many faults get them, for each takes time.
_LIKE, _MOST_LIKE = 3, 500
_ALIKE = 65  # of 100
_SHORT = 6  # letters of a code, which is like others from its beginning to its end


class Words:
    """The terms of one list by all that they are called."""

    def __init__(self, terms: Iterable[tuple[str, Iterable[str]]]) -> None:
        self._by_word: dict[str, str] = {}
        self._kept: dict[str, str | None] = {}
        self._advised = 0
        for code, names in terms:
            for word in (code, *names):
                self._by_word.setdefault(plain(word), code)
        #: Codes in their order, by which lists are sorted.
        self.order = {code: place for place, code in enumerate(dict.fromkeys(self._codes()))}

    def _codes(self) -> Iterable[str]:
        return self._by_word.values()

    def find(self, word: str) -> str | None:
        """The code of a term by its code or one of its names."""
        if word not in self._kept:
            self._kept[word] = self._by_word.get(plain(word))
        return self._kept[word]

    def advice(self, word: str) -> str:
        """Names that were perhaps meant; empty where none is like it."""
        self._advised += 1
        if self._advised > _MOST_LIKE:
            return ""
        wanted = plain(word)
        scorer = fuzz.ratio if len(wanted) < _SHORT else fuzz.WRatio
        near = process.extract(
            wanted, list(self._by_word), scorer=scorer, limit=_LIKE, score_cutoff=_ALIKE
        )
        codes = dict.fromkeys(self._by_word[name] for name, _score, _place in near)
        return _("Perhaps: %(names)s.") % {"names": ", ".join(codes)} if codes else ""


class Vocabulary:
    """The lists that projects refer to, each looked up when it is needed first."""

    def __init__(self) -> None:
        self._lists: dict[str, Words] = {}
        self.goal_of: dict[str, str] = {}

    def of(self, column: str) -> Words:
        """The words of the list that a column refers to."""
        if column not in self._lists:
            self._lists[column] = _SOURCES[column]()
        if column == "targets" and not self.goal_of:
            pairs = Target.objects.values_list("code", "goal__number")
            self.goal_of = {code: str(goal) for code, goal in pairs}
        return self._lists[column]


def _names(term: Named) -> list[str]:
    return [name for code in LANGUAGES if (name := getattr(term, f"name_{code}"))]


def _lines() -> Words:
    """By code, by name, and by their number where it is one line's alone (C7 counts as eight)."""
    lines = list(ActionLine.objects.all())
    numbers = [line.number for line in lines]
    return Words(
        (line.code, [*_names(line), f"{line.number} {line.name_en}", *_alone(line.number, numbers)])
        for line in lines
    )


def _alone(word: str, words: Sequence[str]) -> list[str]:
    return [word] if words.count(word) == 1 else []


def _goals() -> Words:
    return Words(
        (goal.code, [f"SDG {goal.number}", f"Goal {goal.number}", *_names(goal)])
        for goal in Goal.objects.all()
    )


def _targets() -> Words:
    return Words(
        (target.code, [f"SDG {target.code}", f"Target {target.code}", *_names(target)])
        for target in Target.objects.all()
    )


def _objectives() -> Words:
    return Words(
        (each.code, [f"GDC {each.number}", f"Objective {each.number}", *_names(each)])
        for each in GdcObjective.objects.all()
    )


class _EconomyWords(Words):
    """Also by the beginnings of the words of a name, as the forms take it."""

    def __init__(self) -> None:
        self._economies = Economies()
        super().__init__(
            (each.iso3, [each.iso2, each.m49, *_names(each)]) for each in self._economies.every
        )

    def find(self, word: str) -> str | None:
        if word not in self._kept:
            found = self._economies.find(word)
            self._kept[word] = found.iso3 if found else None
        return self._kept[word]


_SOURCES: dict[str, Callable[[], Words]] = {
    "lines": _lines,
    "goals": _goals,
    "targets": _targets,
    "objectives": _objectives,
    "economies": _EconomyWords,
    "beneficiaries": lambda: Words((each.slug, _names(each)) for each in Beneficiary.objects.all()),
}


def one_of(choices: type[models.TextChoices]) -> Parser:
    """One of fixed choices, by its value or by what it is called in one of the six languages."""

    def parse(cell: str) -> str:
        known = _spellings(choices)
        found = known.get(plain(cell))
        if found is None:
            allowed = ", ".join(choices.values)
            raise WrongError(
                _("This value is not known here."),
                _("Write one of: %(allowed)s.") % {"allowed": allowed},
            )
        return found

    return parse


@cache
def _spellings(choices: type[models.TextChoices]) -> dict[str, str]:
    found = {plain(value): value for value in choices.values}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            for value, label in choices.choices:
                found.setdefault(plain(str(label)), value)
    return found


def language(cell: str) -> str:
    """A language of what people write here, by its code or its name."""
    found = _languages().get(plain(cell))
    if found is None:
        told: dict[str, Any] = {"allowed": ", ".join(code for code, _name in settings.LANGUAGES)}
        raise WrongError(_("This value is not known here."), _("Write one of: %(allowed)s.") % told)
    return found


@cache
def _languages() -> dict[str, str]:
    found: dict[str, str] = {"zh": "zh-hans"}
    for code, name in settings.LANGUAGES:
        found[plain(code)] = code
        for other, _other_name in settings.LANGUAGES:
            with translation.override(other):
                found.setdefault(plain(str(name)), code)
    return found
