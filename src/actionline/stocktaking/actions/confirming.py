"""Asking whether entries still hold, and keeping the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.stocktaking import confirming, telling
from actionline.stocktaking.models import Confirmation, Project

from .deciding import rewrite

#: Entries asked about in one transaction: whoever writes meanwhile waits no longer than that takes.
AT_ONCE = 100
#: Entries asked about in a day, so that a large import does not send its mails at one blow.
A_DAY = 500


def daily(*, now: datetime | None = None) -> int:
    """Ask about what is due, remind once of what was not answered; how many entries.

    Safe to run again: what was asked is noted in the transaction of its mails.
    """
    now = now or timezone.now()
    return _ask_due(now) + _remind(now)


def _ask_due(now: datetime) -> int:
    done = 0
    while done < A_DAY:
        with transaction.atomic():
            audit.hold()
            found = list(confirming.due(now).order_by("confirmed_on", "pk")[:AT_ONCE])
            _note(found, now)
            _mail(found, again=False)
        if not found:
            break
        done += len(found)
    return done


def _remind(now: datetime) -> int:
    done = 0
    while done < A_DAY:
        with transaction.atomic():
            audit.hold()
            found = list(
                confirming.to_remind(now).select_related("project").order_by("pk")[:AT_ONCE]
            )
            keys = [each.pk for each in found]
            Confirmation.objects.filter(pk__in=keys).update(reminded_at=now)
            _mail([each.project for each in found], again=True)
        if not found:
            break
        done += len(found)
    return done


@transaction.atomic
def ask(*, projects: Sequence[Project], by: Any) -> list[Project]:
    """Ask the owners of these entries now, whenever they were asked last; gives those of which
    somebody was. Part of what the desk does for many. PermissionDenied."""
    if not by.has_perm("stocktaking.publish"):
        raise PermissionDenied
    audit.hold()
    now = timezone.now()
    owned = {each.pk for group in confirming.by_owner(projects).values() for each in group}
    asked = [each for each in projects if each.pk in owned and _is_open(each)]
    _note(asked, now)
    _mail(asked, again=False)
    audit.record_many(
        verb="stocktaking.ask_owners", changes=[(project, None, None) for project in asked], by=by
    )
    return asked


def _is_open(project: Project) -> bool:
    return project.state == Project.State.PUBLISHED


def _note(projects: Iterable[Project], now: datetime) -> None:
    """Open the question of this year for each, again where it was answered or asked before."""
    Confirmation.objects.bulk_create(
        [
            Confirmation(project=project, year=timezone.localtime(now).year, asked_at=now)
            for project in projects
        ],
        update_conflicts=True,
        unique_fields=["project", "year"],
        update_fields=["asked_at", "reminded_at", "answered_at", "holds", "by"],
    )


def _mail(projects: Sequence[Project], *, again: bool) -> None:
    for person, own in confirming.by_owner(projects).items():
        telling.ask_to_confirm(person, own, again=again)


@transaction.atomic
def confirm(*, project: Project, by: Any) -> Project:
    """Say that an entry still holds. PermissionDenied."""
    return _answered(project, by, over=False)


@transaction.atomic
def end(*, project: Project, by: Any) -> Project:
    """Say that what an entry is about is over: it stays in the register, as completed, and is
    asked about no more. PermissionDenied."""
    return _answered(project, by, over=True)


def _answered(project: Project, by: Any, *, over: bool) -> Project:
    audit.hold()
    found = Project.objects.select_for_update().get(pk=project.pk)
    if not by.has_perm("stocktaking.keep", found) or not _is_open(found):
        raise PermissionDenied
    before = {"confirmed_on": _day(found), "status": found.status}
    fields = {"status": Project.Status.COMPLETED.value} if over else {}
    if over and found.status != Project.Status.COMPLETED:
        rewrite(project=found, fields=fields)
    else:
        found.confirmed_on = timezone.localdate()
        found.save(update_fields=["confirmed_on"])
    Confirmation.objects.filter(project=found, answered_at=None).update(
        answered_at=timezone.now(), holds=not over, by=by
    )
    audit.record(
        verb="stocktaking.end" if over else "stocktaking.confirm",
        target=found,
        by=by,
        before=before,
        after={"confirmed_on": _day(found), "status": found.status},
    )
    return found


def _day(project: Project) -> str | None:
    return project.confirmed_on.isoformat() if project.confirmed_on else None
