"""From the answers of a submission to the fields of a project, and back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from actionline.framework.models import Target

from .models import Project, Question, Submission
from .questions import CORE

#: The fields of a project that answers fill, the contact's apart.
FIELDS = tuple(core.key for core in CORE.values() if not core.contact)
_CONTACT = {core.key: core.key.removeprefix("contact_") for core in CORE.values() if core.contact}
_DATES = ("starts", "ends")
_EMPTY = Project()


def fields_of(submission: Submission, questions: Iterable[Question]) -> dict[str, Any]:
    """What a project holds when this submission is accepted: a value for every field of `FIELDS`
    that the template asks, the template's own answers, language and year."""
    answers: Mapping[str, Any] = submission.answers
    asked = {question.key: question for question in questions}
    found: dict[str, Any] = {key: answers.get(key) for key in FIELDS if key in asked}
    for key, value in found.items():
        if key in _DATES:
            found[key] = date.fromisoformat(value) if value else None
        elif value is None:
            found[key] = getattr(_EMPTY, key)
    if "goals" in found or "targets" in found:
        found["goals"] = _with_goals(found.get("goals", []), found.get("targets", []))
    found["answers"] = {
        key: {"public": question.public, "answer": answers[key]}
        for key, question in asked.items()
        if key not in CORE and answers.get(key)
    }
    return found | {"language": submission.language, "year": _year(submission)}


def contact_of(submission: Submission) -> dict[str, str]:
    """Whom to write to, as the fields of `Contact`."""
    return {field: submission.answers.get(key, "") for key, field in _CONTACT.items()}


def answers_of(project: Project) -> dict[str, Any]:
    """The answers that would give this project again, to begin a change with."""
    found: dict[str, Any] = {key: getattr(project, key) for key in FIELDS}
    for key in _DATES:
        found[key] = found[key].isoformat() if found[key] else ""
    contact = getattr(project, "contact", None)
    if contact is not None:
        found |= {key: getattr(contact, field) for key, field in _CONTACT.items()}
    found |= {key: each["answer"] for key, each in project.answers.items()}
    return found


def answers_again(submission: Submission) -> dict[str, Any]:
    """The answers of an earlier entry for a new one; pictures are files of that entry's own."""
    return {key: value for key, value in submission.answers.items() if key != "pictures"}


def differences(project: Project, fields: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Of each field that would change: what it holds, and what it would hold."""
    return {
        name: (getattr(project, name), value)
        for name, value in fields.items()
        if getattr(project, name) != value
    }


def _with_goals(goals: list[str], targets: list[str]) -> list[str]:
    """The goals, those of the targets too, in their order."""
    known = Target.objects.filter(code__in=targets).values_list("goal__number", flat=True)
    return sorted({*goals, *map(str, known)}, key=lambda code: (len(code), code))


def _year(submission: Submission) -> int:
    if submission.call:
        return submission.call.year
    return (submission.submitted_at or submission.created_at).year
