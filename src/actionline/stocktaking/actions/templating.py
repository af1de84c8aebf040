"""Templates: a new version from an earlier one, its questions, publishing. Published, it stays."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from actionline.common import audit
from actionline.stocktaking import versions
from actionline.stocktaking.models import Question, Template


class PublishedError(Exception):
    """The template is published (or gone): entries hold to it, so it does not change any more."""


@transaction.atomic
def begin(*, based_on: Template, by: Any) -> Template:
    """A new draft with the questions of another version. PermissionDenied."""
    if not by.has_perm("stocktaking.manage"):
        raise PermissionDenied
    audit.hold()
    highest = Template.objects.aggregate(last=Max("version"))["last"] or 0
    made = Template.objects.create(version=highest + 1, based_on=based_on)
    copies = list(based_on.questions.all())
    for question in copies:
        question.pk, question.template = None, made
        question._state.adding = True
    Question.objects.bulk_create(copies)
    audit.record(
        verb="stocktaking.begin_template",
        target=made,
        by=by,
        after={"based_on": based_on.version},
    )
    return made


@transaction.atomic
def note(*, template: Template, text: str, by: Any) -> None:
    """Say what is new in a draft. PermissionDenied, PublishedError."""
    found = _draft(template, by)
    before, found.note = found.note, text.strip()[:400]
    if before != found.note:
        found.save(update_fields=["note"])
        _told(found, by, {"note": before}, {"note": found.note})


@transaction.atomic
def add(*, template: Template, key: str, kind: str, name: str, by: Any) -> Question:
    """Ask one more question: a known one in the words it had last, or one of its own, at the end.

    Raises PermissionDenied, PublishedError, and ValidationError where it is asked already.
    """
    found = _draft(template, by)
    if found.questions.filter(key=key).exists():
        raise ValidationError(_("This question is asked already."))
    earlier = Question.objects.filter(key=key, kind=kind).order_by("-template__version").first()
    question = earlier or Question(key=key, kind=kind, step=Question.Step.MORE, name_en=name)
    question.pk, question.template = None, found
    question._state.adding = True
    last = found.questions.aggregate(last=Max("position"))["last"] or 0
    question.position = last + 1
    question.save()
    _told(found, by, None, {"question": versions.as_told(question)})
    return question


@transaction.atomic
def change(*, question: Question, values: Mapping[str, Any], by: Any) -> Question:
    """Word, limit or place a question anew. PermissionDenied, PublishedError."""
    template = _draft(question.template, by)
    found = template.questions.select_for_update().get(pk=question.pk)
    before = versions.as_told(found)
    for name, value in values.items():
        setattr(found, name, value)
    found.save()
    after = versions.as_told(found)
    changed = {name for name in after if after[name] != before[name]}
    if changed:
        _told(
            template,
            by,
            {"question": found.key, **{name: before[name] for name in sorted(changed)}},
            {"question": found.key, **{name: after[name] for name in sorted(changed)}},
        )
    return found


@transaction.atomic
def move(*, question: Question, up: bool, by: Any) -> None:
    """Put a question before or after its neighbour of the same step."""
    template = _draft(question.template, by)
    order: list[Question] = list(template.questions.order_by("position", "pk"))
    same = [number for number, each in enumerate(order) if each.step == question.step]
    place = next(at for at, number in enumerate(same) if order[number].pk == question.pk)
    other = place - 1 if up else place + 1
    if not 0 <= other < len(same):
        return
    here, there = same[place], same[other]
    order[here], order[there] = order[there], order[here]
    for position, each in enumerate(order):
        each.position = position
    Question.objects.bulk_update(order, ["position"])
    _told(template, by, None, {"question": question.key, "moved": "up" if up else "down"})


@transaction.atomic
def remove(*, question: Question, by: Any) -> None:
    """Ask a question no longer. PermissionDenied, PublishedError."""
    template = _draft(question.template, by)
    before = {"question": versions.as_told(question)}
    template.questions.filter(pk=question.pk).delete()
    _told(template, by, before, None)


@transaction.atomic
def publish(*, template: Template, by: Any) -> Template:
    """Make a draft the form of what is begun from now on. Raises PermissionDenied,
    PublishedError, and ValidationError with all that is missing."""
    found = _draft(template, by)
    if wrong := versions.faults(found.questions.all()):
        raise ValidationError(wrong)
    found.state = Template.State.PUBLISHED
    found.save(update_fields=["state"])
    audit.record(verb="stocktaking.publish_template", target=found, by=by)
    return found


@transaction.atomic
def discard(*, template: Template, by: Any) -> None:
    """Throw a draft away; what was made from it counts as made from what it was made from.
    PermissionDenied, PublishedError."""
    found = _draft(template, by)
    Template.objects.filter(based_on=found).update(based_on=found.based_on)
    questions = [versions.as_told(question) for question in found.questions.all()]
    audit.record(
        verb="stocktaking.discard_template", target=found, by=by, before={"questions": questions}
    )
    found.delete()


def _draft(template: Template, by: Any) -> Template:
    """The template, held until the end of the transaction, if it may still change."""
    if not by.has_perm("stocktaking.manage"):
        raise PermissionDenied
    audit.hold()
    found = (
        Template.objects.select_for_update()
        .filter(pk=template.pk, state=Template.State.DRAFT)
        .first()
    )
    if found is None:
        raise PublishedError
    return found


def _told(
    template: Template, by: Any, before: Mapping[str, Any] | None, after: Mapping[str, Any] | None
) -> None:
    audit.record(
        verb="stocktaking.change_template", target=template, by=by, before=before, after=after
    )
