"""The verbs of the calendar and of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import rules
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionline.common import audit

from . import deadlines, hooks
from .calendar import load_calendar, session_of
from .hooks import Movement
from .models import Body, DocumentDeadline, Meeting, Target


def save_meeting(*, meeting: Meeting, values: Mapping[str, Any], by: AbstractBaseUser) -> Meeting:
    """Add or change a meeting; its deadlines and what hangs on it move with it.

    `values` are its fields. A new meeting has the deadlines that are usual for its body. Loading
    the process folder leaves it alone from now on. Raises PermissionDenied without the right
    `framework.edit`.
    """
    _must_edit(by)
    with transaction.atomic():
        audit.hold()
        known = meeting.pk is not None
        before = _told(meeting, values) if known else None
        for name, value in values.items():
            setattr(meeting, name, value)
        held = list(meeting.deadlines.all()) if known else deadlines.usual(meeting.body)
        meeting.documents_due = deadlines.documents_due(held, meeting.starts)
        meeting.by_hand = True
        meeting.save()
        if not known:
            _keep(meeting, held)
        verb = "framework.change_meeting" if known else "framework.add_meeting"
        audit.record(verb=verb, target=meeting, by=by, before=before, after=_told(meeting, values))
        _tell(meeting)
    return meeting


def save_deadlines(
    *, meeting: Meeting, wanted: Sequence[DocumentDeadline], by: AbstractBaseUser
) -> None:
    """Give a meeting these deadlines for documents, in place of those it had.

    Raises PermissionDenied without the right `framework.edit`.
    """
    _must_edit(by)
    with transaction.atomic():
        audit.hold()
        fresh = Meeting.objects.select_for_update(of=("self",)).get(pk=meeting.pk)
        before = deadlines.told(fresh.deadlines.all())
        fresh.deadlines.all().delete()
        _keep(fresh, wanted)
        fresh.documents_due = deadlines.documents_due(wanted, fresh.starts)
        fresh.by_hand = True
        fresh.save(update_fields=["documents_due", "by_hand"])
        after = deadlines.told(wanted)
        verb = "framework.change_deadlines"
        audit.record(verb=verb, target=fresh, by=by, before=before, after=after)
        _tell(fresh)


def _must_edit(by: AbstractBaseUser) -> None:
    if not rules.has_perm("framework.edit", by):
        raise PermissionDenied


def _keep(meeting: Meeting, held: Sequence[DocumentDeadline]) -> None:
    for each in held:
        each.pk, each.meeting = None, meeting
    DocumentDeadline.objects.bulk_create(held)


def _tell(meeting: Meeting) -> None:
    for hook in hooks.meeting_changed:
        hook(meeting)


def movements(meeting: Meeting, values: Mapping[str, Any]) -> list[Movement]:
    """What would move were the meeting saved with `values`: its deadlines, then due dates.

    Nothing is saved.
    """
    held = list(meeting.deadlines.all()) if meeting.pk else deadlines.usual(values["body"])
    return _movements(meeting, values, held, held)


def deadline_movements(meeting: Meeting, wanted: Sequence[DocumentDeadline]) -> list[Movement]:
    """What would move were these its deadlines. Nothing is saved."""
    values = {name: getattr(meeting, name) for name in ("body", "starts", "certain", "slug")}
    return _movements(meeting, values, list(meeting.deadlines.all()), wanted)


def _movements(
    meeting: Meeting,
    values: Mapping[str, Any],
    before: Sequence[DocumentDeadline],
    after: Sequence[DocumentDeadline],
) -> list[Movement]:
    changed = Meeting(pk=meeting.pk, slug=values.get("slug") or meeting.slug)
    for name in ("body", "starts", "certain"):
        setattr(changed, name, values[name])
    changed.documents_due = deadlines.documents_due(after, changed.starts)
    calendar = load_calendar().with_session(session_of(changed))
    moved = deadlines.movements(meeting, changed.starts, before, after)
    return moved + [each for hook in hooks.meeting_preview for each in hook(changed, calendar)]


@dataclass(frozen=True, slots=True)
class Kept:
    """What became of the wordings of a file: codes of targets that it lacks are `missing`."""

    changed: int
    known: int
    missing: tuple[str, ...]


def keep_official_wordings(*, wordings: Mapping[str, str], language: str, source: str) -> Kept:
    """Keep the UN's wording of targets, by code, in one of its languages (`en`).

    For the operator's command: no right is asked for. `source` names the file.
    """
    column = f"official_{language}"
    targets = list(Target.objects.all())
    changed = []
    for target in targets:
        words = wordings.get(target.code)
        if words and getattr(target, column) != words:
            setattr(target, column, words)
            changed.append(target)
    with transaction.atomic():
        audit.hold()
        Target.objects.bulk_update(changed, [column])
        for target in changed:
            after = {column: getattr(target, column), "source": source}
            audit.record(verb="framework.keep_wording", target=target, after=after)
    missing = tuple(target.code for target in targets if target.code not in wordings)
    return Kept(len(changed), len(targets), missing)


def _told(meeting: Meeting, values: Mapping[str, Any]) -> dict[str, Any]:
    """The fields that are being set, as JSON values."""
    return {name: _plain(getattr(meeting, name)) for name in values}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value.slug if isinstance(value, Body) else value
