"""Answers in words, as pages and files show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format

from actionline.accounts.models import Organisation
from actionline.common import attachments

from . import answers as checking
from . import choices, steps
from .models import Question, Submission

_K = Question.Kind


@dataclass(frozen=True, slots=True)
class Row:
    """One question with its answer in words; `kind` says how `values` are shown."""

    question: Question
    values: tuple[Any, ...]
    faults: tuple[str, ...] = ()

    @property
    def kind(self) -> str:
        return self.question.kind


@dataclass(frozen=True, slots=True)
class Section:
    """A step with its rows, and where they are changed."""

    title: str
    url: str
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Picture:
    key: int
    url: str
    alt: str


def rows(
    entry: Submission, questions: Iterable[Question], wrong: Mapping[str, list[str]] | None = None
) -> list[Row]:
    """The answers of an entry in words, those to pictures apart."""
    told = wrong or {}
    return [
        Row(
            question,
            in_words(question, entry.answers.get(question.key)),
            tuple(told.get(question.key, ())),
        )
        for question in questions
        if question.kind != _K.PICTURES
    ]


def in_words(question: Question, answer: Any) -> tuple[Any, ...]:
    """What a reader sees of an answer: texts, or the rows of a small table. Empty for none."""
    if not answer:
        return ()
    if question.kind in {_K.ONE, _K.SOME}:
        names = {choice.value: choice.label for choice in choices.of(question)}
        given = answer if isinstance(answer, list) else [answer]
        return tuple(names.get(value, value) for value in given)
    if question.kind == _K.DATE:
        try:
            return (date_format(date.fromisoformat(answer), "DATE_FORMAT"),)
        except ValueError:
            return (answer,)
    return tuple(answer) if isinstance(answer, list) else (answer,)


def sections(
    entry: Submission, questions: Sequence[Question], wrong: Iterable[checking.Fault]
) -> list[Section]:
    """All steps of an entry for its check page."""
    by_key: dict[str, list[str]] = {}
    for fault in wrong:
        by_key.setdefault(fault.key, []).append(fault.message)
    return [
        Section(
            title=str(step.label),
            url=reverse("stocktaking:step", args=[entry.pk, step]),
            rows=rows(entry, steps.of_step(questions, step), by_key),
        )
        for step in steps.present(questions)
    ]


def faults(
    entry: Submission, questions: Sequence[Question], wrong: Iterable[checking.Fault]
) -> list[tuple[str, str, str]]:
    """Of each fault: the question, what is wrong, and the address where it is mended."""
    asked = {question.key: question for question in questions}
    return [
        (
            asked[fault.key].name,
            fault.message,
            reverse("stocktaking:step", args=[entry.pk, asked[fault.key].step])
            + f"#id_{fault.key}",
        )
        for fault in wrong
    ]


def pictures(entry: Submission) -> list[Picture]:
    """The pictures of an entry, from its own files and, in a change, from its project's."""
    records = [entry, *([entry.project] if entry.project else [])]
    files = {file.pk: file for record in records for file in attachments.of(record)}
    return [
        Picture(each["attachment"], files[each["attachment"]].get_absolute_url(), each["alt"])
        for each in entry.answers.get("pictures") or []
        if each["attachment"] in files
    ]


def entity_types() -> list[tuple[str, str]]:
    """Types of entities, by value and name."""
    return [(value, str(label)) for value, label in Organisation.Type.choices]
