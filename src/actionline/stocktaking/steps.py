"""The steps of an entry: which questions stand in which, and how far each is."""

from __future__ import annotations

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from actionline.common.ui import Task

from . import answers as checking
from .models import Question, Submission
from .rules import DRAFTING

__all__ = ["DRAFTING", "faults", "following", "of_step", "present", "tasks"]


def present(questions: Sequence[Question]) -> list[Question.Step]:
    """The steps that have questions, in their order."""
    used = {question.step for question in questions}
    return [step for step in Question.Step if step in used]


def of_step(questions: Sequence[Question], step: str) -> list[Question]:
    return [question for question in questions if question.step == step]


def following(questions: Sequence[Question], step: str) -> Question.Step | None:
    """The step after this one; None after the last."""
    order = present(questions)
    number = order.index(Question.Step(step)) + 1
    return order[number] if number < len(order) else None


def faults(entry: Submission, questions: Sequence[Question]) -> list[checking.Fault]:
    """Everything that stands in the way of submitting."""
    return checking.faults(questions, entry.answers)


def tasks(entry: Submission, questions: Sequence[Question], *, writes: bool) -> list[Task]:
    """A task for each step: complete, begun, or not begun."""
    wrong = {fault.key for fault in faults(entry, questions)}
    found = []
    for step in present(questions):
        keys = {question.key for question in of_step(questions, step)}
        begun = any(entry.answers.get(key) for key in keys)
        done = not wrong & keys and begun
        optional = not any(question.required for question in of_step(questions, step))
        state = _("complete") if done else _("begun") if begun else _("not begun")
        open_to_write = writes and entry.state in DRAFTING
        found.append(
            Task(
                title=str(step.label),
                url=reverse("stocktaking:step", args=[entry.pk, step]) if open_to_write else "",
                state=state,
                hint=_("Nothing here has to be answered.") if optional else "",
                done=done,
            )
        )
    return found
