"""The verbs of due dates: done, dropped, and taken back; the address of one's own calendar."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common import audit, records
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates import due
from actionline.mandates.history import new_batch
from actionline.mandates.hooks import tell_work_changed
from actionline.mandates.models import Mandate, Occurrence

from . import queries
from .models import CalendarKey, Mark

State = Mark.State
#: As many due dates as are done with at once.
MOST = 500


@dataclass(frozen=True, slots=True)
class Shown:
    """What shows that something was done: a record of any room, or an address; or nothing."""

    record_type: str = ""
    record_id: str = ""
    address: str = ""


@transaction.atomic
def mark(
    *,
    mandate: Mandate,
    anchor: str,
    by: User,
    on: date,
    state: str = State.DONE,
    note: str = "",
    language: str = "en",
    shown: Shown | None = None,
) -> Mark:
    """Say that what was due is done (on a day), or with a reason that it need not be.

    `anchor` is the slug of the meeting that the date hangs on, or the day. What was said of it
    before is replaced. PermissionDenied; RefusedError where there is no such date, the day is
    still to come, the reason is missing or the record is not public.
    """
    shown = shown or Shown()
    _check(mandate, by, state, note, on, shown)
    audit.hold()
    held = _held(mandate, anchor)
    occurrence = queries.find(mandate, anchor)
    if occurrence is None and held is None:
        raise RefusedError(_("There is no such due date (any more)."))
    before = told(held) if held else None
    found = held or _new(mandate, occurrence)
    found.state, found.on, found.note, found.language = state, on, note.strip(), language
    found.record_type, found.record_id, found.address = (
        shown.record_type,
        shown.record_id,
        shown.address,
    )
    found.by, found.at = by, timezone.now()
    found.save()
    audit.record(
        verb=f"deadlines.{'drop' if state == State.DROPPED else 'done'}",
        target=found,
        by=by,
        before=before,
        after=told(found),
    )
    _follow([mandate])
    return found


@transaction.atomic
def mark_many(
    *, dates: Sequence[tuple[int, str]], by: User, on: date, note: str, language: str
) -> int:
    """Say of many due dates (a mandate's key and what the date hangs on) that they are done; how
    many. Passed over are those done with, and those of mandates that the person may not report on.
    RefusedError where the day is still to come or there are too many."""
    if len(dates) > MOST:
        raise RefusedError(_("Too many at once: choose fewer."))
    if on > timezone.localdate():
        raise RefusedError(_("This day is still to come."))
    audit.hold()
    mandates = Mandate.objects.select_related("instrument", "current", "holder")
    known = {each.pk: each for each in mandates.filter(pk__in={key for key, _anchor in dates})}
    allowed = {key: by.has_perm("mandates.report", each) for key, each in known.items()}
    wanted = {date for date in dates if allowed.get(date[0])}
    made = []
    found = queries.open_ones().filter(mandate__in=[key for key, _anchor in wanted])
    for occurrence in found:
        anchor = occurrence.meeting.slug if occurrence.meeting else occurrence.due.isoformat()
        if (occurrence.mandate_id, anchor) in wanted:
            new = _new(known[occurrence.mandate_id], occurrence)
            new.on, new.note, new.language, new.by = on, note.strip(), language, by
            made.append(new)
    made = Mark.objects.bulk_create(made)
    audit.record_many(
        verb="deadlines.done",
        changes=[(each, None, told(each)) for each in made],
        by=by,
        batch=new_batch(),
    )
    _follow({each.mandate_id: each.mandate for each in made}.values())
    return len(made)


@transaction.atomic
def undo(*, mandate: Mandate, anchor: str, by: User) -> None:
    """Take back that a due date is done with. PermissionDenied; RefusedError where it is not."""
    audit.hold()
    found = _held(mandate, anchor)
    if found is None:
        raise RefusedError(_("It is open already."))
    right = "deadlines.drop" if found.state == State.DROPPED else "mandates.report"
    if not by.has_perm(right, mandate):
        raise PermissionDenied
    audit.record(verb="deadlines.undo", target=found, by=by, before=told(found))
    found.delete()
    _follow([mandate])


@transaction.atomic
def renew_address(*, person: User) -> CalendarKey:
    """Give somebody a new address of their own calendar; the one before is of no use any more."""
    values = {"serial": secrets.token_urlsafe(24), "renewed_at": timezone.now()}
    audit.hold()
    found, _made = CalendarKey.objects.update_or_create(person=person, defaults=values)
    audit.record(verb="deadlines.renew_address", target=found, by=person)
    return found


def hand_over(new: Mandate, old: Mandate, _by: Any) -> None:
    """Give what was said of a mandate's dates to the one that it turned out to be (a hook)."""
    held = set(Mark.objects.filter(mandate=old).values_list("meeting", "day"))
    for each in Mark.objects.filter(mandate=new):
        if (each.meeting_id, each.day) not in held:
            each.mandate = old
            each.save(update_fields=["mandate"])


def _follow(mandates: Collection[Mandate]) -> None:
    """What is due next, and the status, hang on what is done."""
    due.refresh(mandates)
    tell_work_changed(each.pk for each in mandates)


def told(found: Mark) -> Mapping[str, Any]:
    """A mark for the audit trail."""
    return {
        "mandate": found.mandate_id,
        "meeting": found.meeting_id,
        "due": found.due.isoformat(),
        "state": found.state,
        "on": found.on.isoformat(),
        "note": found.note,
        "shown": found.address or f"{found.record_type} {found.record_id}".strip(),
    }


def _check(mandate: Mandate, by: User, state: str, note: str, on: date, shown: Shown) -> None:
    right = "deadlines.drop" if state == State.DROPPED else "mandates.report"
    if not by.has_perm(right, mandate):
        raise PermissionDenied
    if state == State.DROPPED and not note.strip():
        raise RefusedError(_("Say why it need not be done."))
    if on > timezone.localdate():
        raise RefusedError(_("This day is still to come."))
    if shown.record_type:
        kind = records.find(shown.record_type)
        if kind is None or shown.record_id not in kind.told([shown.record_id]):
            raise RefusedError(_("There is no such record."))


def _held(mandate: Mandate, anchor: str) -> Mark | None:
    own = Mark.objects.select_for_update(of=("self",)).filter(mandate=mandate)
    if queries.is_day(anchor):
        return own.filter(meeting=None, day=date.fromisoformat(anchor)).first()
    return own.filter(meeting__slug=anchor).first()


def _new(mandate: Mandate, occurrence: Occurrence | None) -> Mark:
    assert occurrence is not None
    day = None if occurrence.meeting_id else occurrence.due
    return Mark(mandate=mandate, meeting_id=occurrence.meeting_id, day=day, due=occurrence.due)
