"""Versions of the template: what may be published, and what differs between two."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from actionline.common import languages
from actionline.framework.vocabulary import LANGUAGES

from .models import Question
from .questions import CORE

#: Without these a project has no name, and nobody whose it is.
INDISPENSABLE = ("entity_name", "entity_type", "title")
#: What the pages of an entry call their own fields, and the form as a Word file its own row.
RESERVED = frozenset(("form", "version", "then", "answers", "key", "csrfmiddlewaretoken"))
_LISTS = (Question.Kind.ONE, Question.Kind.SOME)
_TOLD = ("step", "position", "kind", "required", "public", "least", "most", "choices")


@dataclass(frozen=True, slots=True)
class Changed:
    """Something of a question that differs: what, how it was, how it is."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Difference:
    """A question that one of two versions has and the other not, or that both word or limit
    differently. `state` is `new`, `gone` or `changed`."""

    question: Question
    state: str
    changes: tuple[Changed, ...] = ()


def as_told(question: Question) -> dict[str, Any]:
    """A question as JSON values, for the audit trail."""
    found = {name: getattr(question, name) for name in ("key", *_TOLD)}
    for code in LANGUAGES:
        found[f"name_{code}"] = getattr(question, f"name_{code}")
        found[f"help_{code}"] = getattr(question, f"help_{code}")
    return found


def faults(questions: Iterable[Question]) -> list[str]:
    """What stands in the way of publishing, each a sentence."""
    asked = {question.key: question for question in questions}
    found = [
        _("“%(key)s” has to be asked and answered: a project cannot be without.") % {"key": key}
        for key in INDISPENSABLE
        if key not in asked or not asked[key].required
    ]
    found += [
        _("“%(name)s” is answered from a list: give at least two choices.") % {"name": each.name}
        for each in asked.values()
        if each.key not in CORE and each.kind in _LISTS and len(each.choices) < 2
    ]
    return found


def untranslated(questions: Iterable[Question]) -> list[tuple[Question, list[str]]]:
    """The questions whose name is missing in some language, with the names of those."""
    found = []
    for question in questions:
        missing = [
            languages.name("zh-hans" if code == "zh" else code)
            for code in LANGUAGES
            if not getattr(question, f"name_{code}")
        ]
        if missing:
            found.append((question, missing))
    return found


def differences(old: Iterable[Question], new: Iterable[Question]) -> list[Difference]:
    """What differs between two versions, in the order of the new one; then what is gone."""
    before = {question.key: question for question in old}
    after = {question.key: question for question in new}
    found = []
    for key, question in after.items():
        if key not in before:
            found.append(Difference(question, "new"))
        elif changes := _changes(before[key], question):
            found.append(Difference(question, "changed", changes))
    gone = [question for key, question in before.items() if key not in after]
    return found + [Difference(question, "gone") for question in gone]


def _changes(old: Question, new: Question) -> tuple[Changed, ...]:
    was, now = _in_words(old), _in_words(new)
    return tuple(Changed(name, was[name], now[name]) for name in now if was[name] != now[name])


def _in_words(question: Question) -> dict[str, str]:
    """A question as the reader of a comparison sees it, by the name of each part."""
    yes_no = {True: str(_("yes")), False: str(_("no"))}
    found = {
        str(_("step")): str(question.get_step_display()),
        str(_("kind of answer")): str(question.get_kind_display()),
        str(_("has to be answered")): yes_no[question.required],
        str(_("the answer is public")): yes_no[question.public],
        str(_("at least")): str(question.least or "—"),
        str(_("at most")): str(question.most or "—"),
        str(_("choices")): ", ".join(
            f"{each['value']} ({each.get('en', '')})" for each in question.choices
        )
        or "—",
    }
    for code in LANGUAGES:
        language = languages.name("zh-hans" if code == "zh" else code)
        found[_("Name, %(language)s") % {"language": language}] = (
            getattr(question, f"name_{code}") or "—"
        )
        found[_("Help, %(language)s") % {"language": language}] = (
            getattr(question, f"help_{code}") or "—"
        )
    return found
