"""Writing a submission: begin, save, submit, withdraw."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.stocktaking import answers as checking
from actionline.stocktaking import publishing, telling
from actionline.stocktaking.models import Call, LateCode, Project, Submission, Template
from actionline.stocktaking.rules import DRAFTING
from actionline.stocktaking.states import MOVES

#: Letters and digits that nobody mistakes for one another when a receipt is read aloud.
_CLEAR = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
#: What lists show of the answers: key -> field and characters at most.
_FOR_LISTS = {
    "title": ("title", 300),
    "entity_type": ("entity_type", 20),
    "entity_economy": ("economy", 3),
}


class ChangedMeanwhileError(Exception):
    """Somebody else saved the entry since it was opened; `current` is how it stands."""

    def __init__(self, current: Submission) -> None:
        super().__init__("saved by somebody else meanwhile")
        self.current = current


class FaultyError(Exception):
    """The entry cannot be submitted yet; `faults` say why."""

    def __init__(self, faults: list[checking.Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class ClosedError(Exception):
    """The call takes no entries now, and the code given opens it for nobody."""


class BusyError(Exception):
    """The project has a change under way already; `submission` is it."""

    def __init__(self, submission: Submission) -> None:
        super().__init__("a change is under way")
        self.submission = submission


@transaction.atomic
def begin(
    *,
    by: Any,
    language: str,
    template: Template,
    call: Call | None = None,
    project: Project | None = None,
    answers: Mapping[str, Any] | None = None,
) -> Submission:
    """Begin a new entry, or a change to a project, which is filled in with what stands there.

    Raises PermissionDenied, and BusyError where a change to the project is under way.
    """
    if not by.has_perm("stocktaking.submit"):
        raise PermissionDenied
    filled = dict(answers or {})
    if project is not None:
        project = Project.objects.select_for_update().get(pk=project.pk)
        if not by.has_perm("stocktaking.keep", project):
            raise PermissionDenied
        under_way = project.submissions.exclude(state__in=MOVES.final()).exclude(
            state__in=(Submission.State.REJECTED, Submission.State.WITHDRAWN)
        )
        if found := under_way.first():
            raise BusyError(found)
        language = project.language
        filled = publishing.answers_of(project) | filled
    submission = Submission(
        template=template, call=call, project=project, language=language, created_by=by
    )
    fill(submission, filled)
    submission.save()
    submission.authors.create(person=by)
    audit.record(verb="stocktaking.begin", target=submission, by=by)
    return submission


@transaction.atomic
def save(
    *, submission: Submission, by: Any, answers: Mapping[str, Any], version: int
) -> Submission:
    """Keep these answers beside those there are. `version` is the one that the author saw.

    Raises PermissionDenied, and ChangedMeanwhileError where that is no longer the newest and an
    answer given here was changed since.
    """
    found = locked(submission)
    if not by.has_perm("stocktaking.write", found) or found.state not in DRAFTING:
        raise PermissionDenied
    asked = {question.key: question for question in found.template.questions.all()}
    new = {
        key: checking.as_stored(asked[key], value) for key, value in answers.items() if key in asked
    }
    if new == {key: found.answers.get(key) for key in new}:
        return found
    if version != found.version:
        raise ChangedMeanwhileError(found)
    fill(found, found.answers | new)
    found.version += 1
    found.updated_at = timezone.now()
    found.save()
    return found


@transaction.atomic
def submit(*, submission: Submission, by: Any, late_code: str = "") -> Submission:
    """Hand an entry in. Raises PermissionDenied, WrongStateError, FaultyError and ClosedError."""
    found = locked(submission)
    move = MOVES.check("submit", found, by=by)
    if wrong := checking.faults(found.template.questions.all(), found.answers):
        raise FaultyError(wrong)
    if found.submitted_at is None:
        _within_the_call(found, late_code)
        found.submitted_at = timezone.now()
        found.receipt = _receipt(found)
    before = found.state
    found.state, found.updated_at = move.target, timezone.now()
    found.save()
    audit.record(
        verb="stocktaking.submit",
        target=found,
        by=by,
        before={"state": before},
        after={"state": found.state, "receipt": found.receipt, "answers": found.answers},
    )
    telling.submitted(found, by)
    return found


@transaction.atomic
def withdraw(*, submission: Submission, by: Any, again: bool = False) -> Submission:
    """Take an entry back, or (`again`) take one up that was. PermissionDenied, WrongStateError."""
    found = locked(submission)
    move = MOVES.check("restore" if again else "withdraw", found, by=by)
    before = found.state
    found.state, found.updated_at = move.target, timezone.now()
    found.save()
    audit.record(
        verb=f"stocktaking.{move.verb}",
        target=found,
        by=by,
        before={"state": before},
        after={"state": found.state},
    )
    return found


def late_digest(code: str) -> str:
    """The digest under which a late code is kept; blanks and hyphens do not count."""
    plain = "".join(letter for letter in code.upper() if letter.isalnum())
    return sha256(f"late code {plain}".encode()).hexdigest()


def locked(submission: Submission) -> Submission:
    """The submission as it is now, held until the end of the transaction."""
    audit.hold()
    return Submission.objects.select_for_update(of=("self",)).get(pk=submission.pk)


def fill(submission: Submission, answers: Mapping[str, Any]) -> None:
    """Set the answers, and what lists show of them."""
    submission.answers = dict(answers)
    for key, (field, most) in _FOR_LISTS.items():
        setattr(submission, field, str(answers.get(key) or "")[:most])


def _within_the_call(submission: Submission, late_code: str) -> None:
    """Whether the entry comes in time; else its late code is used up by one."""
    if submission.call is None or submission.call.is_open:
        return
    code = (
        LateCode.objects.select_for_update()
        .filter(
            digest=late_digest(late_code),
            call=submission.call,
            withdrawn_at=None,
            until__gt=timezone.now(),
            uses_left__gt=0,
        )
        .first()
    )
    if code is None:
        raise ClosedError
    code.uses_left -= 1
    code.save(update_fields=["uses_left"])
    submission.late_code = code


def _receipt(submission: Submission) -> str:
    """A number for the receipt that cannot be guessed: `S2026-7KQ4-M2XT`."""
    year = timezone.now().year
    signs = "".join(secrets.choice(_CLEAR) for _each in range(8))
    return f"S{year}-{signs[:4]}-{signs[4:]}"
