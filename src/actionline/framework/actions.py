"""The verbs of the calendar and of the vocabulary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import rules
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionline.common import audit

from . import hooks
from .calendar import load_calendar, session_of
from .hooks import Movement
from .models import Body, Meeting, Target


def save_meeting(*, meeting: Meeting, values: Mapping[str, Any], by: AbstractBaseUser) -> Meeting:
    """Add or change a meeting; what hangs on it is computed again.

    `values` are its fields. Loading the process folder leaves it alone from now on.
    Raises PermissionDenied without the right `framework.edit`.
    """
    if not rules.has_perm("framework.edit", by):
        raise PermissionDenied
    with transaction.atomic():
        audit.hold()
        before = _told(meeting, values) if meeting.pk else None
        for name, value in values.items():
            setattr(meeting, name, value)
        meeting.by_hand = True
        meeting.save()
        verb = "framework.change_meeting" if before else "framework.add_meeting"
        audit.record(verb=verb, target=meeting, by=by, before=before, after=_told(meeting, values))
        for hook in hooks.meeting_changed:
            hook(meeting)
    return meeting


def movements(meeting: Meeting, values: Mapping[str, Any]) -> list[Movement]:
    """The due dates that would move were the meeting saved with `values`; nothing is saved."""
    changed = Meeting(pk=meeting.pk, slug=meeting.slug)
    for name in ("body", "starts", "documents_due", "certain"):
        setattr(changed, name, values[name])
    changed.slug = values.get("slug") or meeting.slug
    calendar = load_calendar().with_session(session_of(changed))
    return [moved for hook in hooks.meeting_preview for moved in hook(changed, calendar)]


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
