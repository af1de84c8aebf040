"""Preparing rounds, asking, and taking answers again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionline.common import audit
from actionline.mandates.progress.models import Request, Round

from .errors import ChangedRoundError


@transaction.atomic
def save_round(*, found: Round, values: Mapping[str, Any], by: Any, saves: int) -> Round:
    """Keep a new round, or the changes to one. Raises PermissionDenied, ChangedRoundError."""
    _allowed(by)
    audit.hold()
    before = None
    if found.pk:
        found = Round.objects.select_for_update().get(pk=found.pk)
        if found.saves != saves:
            raise ChangedRoundError
        before = _told(found, values)
    else:
        found.created_by = by
    for name, value in values.items():
        setattr(found, name, value)
    found.saves += 1
    found.save()
    after = _told(found, values)
    if before != after:
        audit.record(verb="progress.round", target=found, by=by, before=before, after=after)
    return found


@transaction.atomic
def open_round(*, found: Round, by: Any) -> Round:
    """Let a round be asked; the requests are made in the background. PermissionDenied."""
    _allowed(by)
    audit.hold()
    found = Round.objects.select_for_update().get(pk=found.pk)
    if found.state != Round.State.ASKED:
        before = {"state": found.state}
        found.state = Round.State.ASKED
        found.save(update_fields=["state"])
        audit.record(
            verb="progress.ask", target=found, by=by, before=before, after={"state": found.state}
        )
    return found


@transaction.atomic
def reopen(*, found: Round, body: str, until: datetime, by: Any) -> int:
    """Take answers that are not handed in until a moment, from a body (slug) or from all, though
    the round has closed; they are marked as late. How many requests."""
    _allowed(by)
    audit.hold()
    missing = (Request.State.WAITING, Request.State.BEGUN, Request.State.RETURNED)
    requests = found.requests.filter(state__in=missing)
    if body == "none":
        requests = requests.filter(body=None)
    elif body:
        requests = requests.filter(body__slug=body)
    many = requests.update(reopened_until=until)
    after = {"body": body, "until": until.isoformat(), "requests": many}
    audit.record(verb="progress.reopen", target=found, by=by, after=after)
    return many


def _allowed(by: Any) -> None:
    if not by.has_perm("progress.ask"):
        raise PermissionDenied


def _told(found: Round, values: Mapping[str, Any]) -> dict[str, Any]:
    """Fields of a round as JSON values."""
    given = {name: getattr(found, name) for name in values}
    return {
        name: value.isoformat() if isinstance(value, date | datetime) else value
        for name, value in given.items()
    }
