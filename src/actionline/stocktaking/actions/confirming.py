"""Asking whether entries still hold, and keeping the answers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.stocktaking import confirming, contacting, telling
from actionline.stocktaking.models import Confirmation, Contact, Project

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
    """Ask the owners of these entries now, or their contacts, whenever they were asked last; gives
    those of which somebody was. Part of what the desk does for many. PermissionDenied."""
    if not by.has_perm("stocktaking.publish"):
        raise PermissionDenied
    audit.hold()
    now = timezone.now()
    owned = {each.pk for group in confirming.by_owner(projects).values() for each in group}
    known = contacting.by_address(projects).values()
    owned |= {contact.project_id for group in known for contact in group}
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
    for email, contacts in contacting.by_address(projects).items():
        telling.ask_contact_to_confirm(email, contacts, again=again)


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
    _keep_answer(found, by, over=over)
    return found


@transaction.atomic
def answer_as_contact(*, project: Project, email: str, over: bool) -> Project:
    """What the contact of an entry says that nobody owns: that it still holds, or is over. The
    caller knows from the link of a mail that they have this address. PermissionDenied."""
    audit.hold()
    found = Project.objects.select_for_update().get(pk=project.pk)
    own = contacting.without_owner().filter(project=found, email__iexact=email)
    if not own.exists() or not _is_open(found):
        raise PermissionDenied
    _keep_answer(found, None, over=over)
    return found


@transaction.atomic
def forget_contact(*, email: str) -> int:
    """Write to this address no more: it is taken out of all entries that nobody owns; gives how
    many. The caller knows from the link of a mail that they have it."""
    audit.hold()
    found = contacting.without_owner().filter(email__iexact=email).select_for_update(of=("self",))
    contacts = list(found.select_related("project"))
    Contact.objects.filter(pk__in=[contact.pk for contact in contacts]).update(
        name="", email="", phone=""
    )
    audit.record_many(
        verb="stocktaking.forget_contact",
        changes=[(contact.project, None, None) for contact in contacts],
        by=None,
    )
    return len(contacts)


def _keep_answer(found: Project, by: Any, *, over: bool) -> None:
    """The answer to an entry that is held. Without `by` it is its contact's."""
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
    after = {"confirmed_on": _day(found), "status": found.status}
    audit.record(
        verb="stocktaking.end" if over else "stocktaking.confirm",
        target=found,
        by=by,
        before=before,
        after=after if by else after | {"by_contact": True},
    )


def _day(project: Project) -> str | None:
    return project.confirmed_on.isoformat() if project.confirmed_on else None
