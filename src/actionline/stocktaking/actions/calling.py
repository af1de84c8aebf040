"""Calls: preparing, publishing, late codes, reminders."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.stocktaking import telling
from actionline.stocktaking.models import Author, Call, LateCode
from actionline.stocktaking.rules import DRAFTING

from .writing import late_digest

_CLEAR = "23456789ABCDEFGHJKMNPQRSTVWXYZ"


class ChangedCallError(Exception):
    """Somebody else saved the call since it was opened."""


@transaction.atomic
def save_call(*, call: Call, values: Mapping[str, Any], by: Any, version: int) -> Call:
    """Keep a new call, or the changes to one. Raises PermissionDenied, ChangedCallError."""
    if not by.has_perm("stocktaking.manage"):
        raise PermissionDenied
    audit.hold()
    before = None
    if call.pk:
        call = Call.objects.select_for_update().get(pk=call.pk)
        if call.version != version:
            raise ChangedCallError
        before = _told({name: getattr(call, name) for name in values})
    for name, value in values.items():
        setattr(call, name, value)
    call.version += 1
    call.save()
    after = _told({name: getattr(call, name) for name in values})
    if before != after:
        audit.record(verb="stocktaking.call", target=call, by=by, before=before, after=after)
    return call


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a call as JSON values; the template by its version."""
    return {
        name: value
        if isinstance(value, str | int | bool | list | type(None))
        else value.isoformat()
        if isinstance(value, datetime)
        else str(value)
        for name, value in values.items()
    }


@transaction.atomic
def make_late_code(*, call: Call, note: str, until: datetime, uses: int, by: Any) -> str:
    """A code that lets somebody submit after the end; told once, and kept as its digest."""
    if not by.has_perm("stocktaking.manage"):
        raise PermissionDenied
    audit.hold()
    signs = "".join(secrets.choice(_CLEAR) for _each in range(12))
    code = "-".join((signs[:4], signs[4:8], signs[8:]))
    made = LateCode.objects.create(
        call=call,
        digest=late_digest(code),
        note=note,
        until=until,
        uses_left=uses,
        created_by=by,
    )
    after = {"note": note, "until": until.isoformat(), "uses": uses, "call": call.slug}
    audit.record(verb="stocktaking.late_code", target=made, by=by, after=after)
    return code


@transaction.atomic
def withdraw_late_code(*, code: LateCode, by: Any) -> None:
    """Make a late code useless."""
    if not by.has_perm("stocktaking.manage"):
        raise PermissionDenied
    audit.hold()
    found = LateCode.objects.select_for_update().get(pk=code.pk)
    if found.withdrawn_at is None:
        found.withdrawn_at = timezone.now()
        found.save(update_fields=["withdrawn_at"])
        audit.record(verb="stocktaking.withdraw_late_code", target=found, by=by)


def remind(*, now: datetime | None = None) -> int:
    """Mail the authors of what is not submitted, on the days before the end of their call that it
    names; gives how many were told. Safe to run again: each day is noted in its transaction."""
    now = now or timezone.now()
    ahead = Call.objects.filter(published=True, opens_at__lte=now, closes_at__gt=now)
    return sum(_remind(key, now) for key in ahead.values_list("pk", flat=True))


@transaction.atomic
def _remind(key: int, now: datetime) -> int:
    call = Call.objects.select_for_update(of=("self",)).get(pk=key)
    days = days_left(call, now)
    due = [day for day in call.remind_days if day >= days and day not in call.reminded]
    if not due:
        return 0
    Call.objects.filter(pk=call.pk).update(reminded=sorted({*call.reminded, *due}))
    authors = Author.objects.filter(
        submission__call=call, submission__state__in=DRAFTING, person__is_active=True
    ).select_related("person", "submission")
    closes = call.closes_at.astimezone(ZoneInfo(call.timezone))
    reminded = list(authors)
    for author in reminded:
        telling.remind(author, call, closes)
    return len(reminded)


def days_left(call: Call, now: datetime) -> int:
    """Whole days, as the calendar of the call's time zone counts them, until its last day."""
    zone = ZoneInfo(call.timezone)
    last: date = call.closes_at.astimezone(zone).date()
    return (last - now.astimezone(zone).date()).days
