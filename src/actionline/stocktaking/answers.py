"""Checking the answers of a submission against its template.

A draft keeps whatever was typed, whole or not; `faults` says what is missing or wrong before it
can be submitted. `as_stored` alone decides what a draft can hold: types, sizes, addresses.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator, validate_email
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.common.words import count_words

from . import choices
from .models import Project, Question

Answers = Mapping[str, Any]

#: Characters of one text at most, whatever a template says: no limit of words reaches it.
MOST_CHARACTERS = 50_000
MOST_ITEMS = 400
_K = Question.Kind
_ITEM_KEYS = {_K.LINKS: ("url", "text"), _K.FIGURES: ("what", "value", "unit")}
_web_address = URLValidator(schemes=["http", "https"])


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with the answer to one question, in the active language."""

    key: str
    message: str


def as_stored(question: Question, typed: Any) -> Any:
    """An answer in the form that `questions` tells, from what was typed or uploaded.

    What has another type becomes the empty answer; texts and lists are cut at their bounds.
    """
    if question.kind == _K.SOME:
        return _unique(str(value) for value in typed) if isinstance(typed, list) else []
    if question.kind == _K.PICTURES:
        return _pictures(typed)
    if question.kind in _ITEM_KEYS:
        return _items(typed, _ITEM_KEYS[Question.Kind(question.kind)])
    if not isinstance(typed, str | int | float):
        return ""
    text = str(typed).replace("\r\n", "\n").replace("\0", "").strip()[:MOST_CHARACTERS]
    return text if question.kind == _K.TEXT else " ".join(text.split())


def _unique(values: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(value for value in values if value))[:MOST_ITEMS]


def _items(typed: Any, keys: tuple[str, ...]) -> list[dict[str, str]]:
    """Rows of a small table; empty ones are left out."""
    rows = [each for each in typed if isinstance(each, dict)] if isinstance(typed, list) else []
    read = [
        {key: " ".join(str(row.get(key) or "").replace("\0", "").split())[:2000] for key in keys}
        for row in rows[:MOST_ITEMS]
    ]
    return [row for row in read if any(row.values())]


def _pictures(typed: Any) -> list[dict[str, Any]]:
    rows = [each for each in typed if isinstance(each, dict)] if isinstance(typed, list) else []
    return [
        {"attachment": row["attachment"], "alt": str(row.get("alt") or "").strip()[:1000]}
        for row in rows[:MOST_ITEMS]
        if isinstance(row.get("attachment"), int)
    ]


def faults(
    questions: Iterable[Question], answers: Answers, *, only: Collection[str] | None = None
) -> list[Fault]:
    """Everything that stands in the way of submitting, in the order of the questions.

    `only` limits it to the questions of these keys (those of one step).
    """
    asked = list(questions)
    found = [
        Fault(question.key, message)
        for question in asked
        if only is None or question.key in only
        for message in _faults_of(question, answers.get(question.key))
    ]
    known = {question.key for question in asked} & (set(only) if only is not None else CORE_KEYS)
    return found + [fault for fault in _between(answers) if fault.key in known]


CORE_KEYS = {"starts", "ends", "economies", "coverage"}


def _faults_of(question: Question, answer: Any) -> Iterator[str]:
    if not answer:
        if question.required:
            yield _("Answer this question.")
        return
    if question.kind in {_K.ONE, _K.SOME}:
        yield from _choice_faults(question, answer)
    elif question.kind == _K.DATE:
        if _day(answer) is None:
            yield _("Give a date that exists: day, month and year.")
    elif question.kind == _K.NUMBER:
        yield from _number_faults(question, answer)
    elif question.kind == _K.LINKS:
        yield from _link_faults(answer)
    elif question.kind == _K.FIGURES:
        yield from _figure_faults(answer)
    elif question.kind == _K.PICTURES:
        if any(not each["alt"] for each in answer):
            yield _("Say in words what each picture shows.")
    elif question.key == "contact_email":
        yield from _mail_faults(answer)
    yield from _size_faults(question, answer)


def _size_faults(question: Question, answer: Any) -> Iterator[str]:
    """Words of a text, characters of a line, items of a list."""
    if question.kind == _K.TEXT:
        count = count_words(answer)
        if question.least and count < question.least:
            yield ngettext(
                "Use at least %(least)s words; there is %(count)s.",
                "Use at least %(least)s words; there are %(count)s.",
                count,
            ) % {"least": number_format(question.least), "count": number_format(count)}
        if question.most and count > question.most:
            yield ngettext(
                "Use at most %(most)s word; there are %(count)s.",
                "Use at most %(most)s words; there are %(count)s.",
                question.most,
            ) % {"most": number_format(question.most), "count": number_format(count)}
    elif question.kind == _K.LINE:
        if question.most and len(answer) > question.most:
            yield ngettext(
                "Use at most %(most)s character.", "Use at most %(most)s characters.", question.most
            ) % {"most": number_format(question.most)}
    elif isinstance(answer, list):
        if question.least and len(answer) < question.least:
            yield ngettext(
                "Give at least %(least)s.", "Give at least %(least)s.", question.least
            ) % {"least": number_format(question.least)}
        if question.most and len(answer) > question.most:
            yield ngettext("Give at most %(most)s.", "Give at most %(most)s.", question.most) % {
                "most": number_format(question.most)
            }


def _choice_faults(question: Question, answer: Any) -> Iterator[str]:
    offered = {choice.value for choice in choices.of(question)}
    given = answer if isinstance(answer, list) else [answer]
    for value in given:
        if value not in offered:
            yield _("“%(value)s” is not in the list.") % {"value": str(value)[:60]}


def _number_faults(question: Question, answer: str) -> Iterator[str]:
    value = as_number(answer)
    if value is None:
        yield _("Give a number, with digits only: 1200 or 12.5.")
        return
    if question.least is not None and value < question.least:
        yield _("Give a number of at least %(least)s.") % {"least": number_format(question.least)}
    if question.most is not None and value > question.most:
        yield _("Give a number of at most %(most)s.") % {"most": number_format(question.most)}


def _link_faults(rows: list[dict[str, str]]) -> Iterator[str]:
    for row in rows:
        try:
            _web_address(row["url"])
        except ValidationError:
            yield _("“%(url)s” is no web address; begin it with https:// or http://.") % {
                "url": row["url"][:100]
            }


def _figure_faults(rows: list[dict[str, str]]) -> Iterator[str]:
    for row in rows:
        if not row["what"] or not row["unit"]:
            yield _("Say of each figure what was counted and in which unit.")
            return
        if as_number(row["value"]) is None:
            yield _("“%(value)s” is no number; use digits only: 1200 or 12.5.") % {
                "value": row["value"][:60]
            }


def _mail_faults(answer: str) -> Iterator[str]:
    try:
        validate_email(answer)
    except ValidationError:
        yield _("Give an e-mail address such as office@example.org.")


def _between(answers: Answers) -> Iterator[Fault]:
    """What two answers have to do with one another."""
    starts, ends = _day(answers.get("starts")), _day(answers.get("ends"))
    if starts and ends and ends < starts:
        yield Fault("ends", _("It cannot end before it begins."))
    if answers.get("coverage") == Project.Coverage.NATIONAL and not answers.get("economies"):
        yield Fault("economies", _("Say in which country it works."))


def as_number(text: str) -> Decimal | None:
    """A number typed with digits of any script, None where it is none or beyond reason."""
    try:
        value = Decimal(text.replace(" ", "").replace("\u00a0", "").replace("\u202f", ""))
    except (InvalidOperation, ValueError):
        return None
    return value if value.is_finite() and abs(value) < Decimal("1e18") else None


def _day(text: Any) -> date | None:
    try:
        found = date.fromisoformat(text) if text else None
    except (TypeError, ValueError):
        return None
    return found if found and 1900 <= found.year <= 2200 else None
