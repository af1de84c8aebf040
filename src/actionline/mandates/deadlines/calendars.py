"""Due dates and their steps as iCalendar files: of a body, and of a person at a secret address."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from actionline.accounts.models import Role, User

from . import queries
from .models import CalendarKey
from .queries import Due
from .steps import load_rules

#: How far back and ahead a calendar goes.
PAST, AHEAD = timedelta(days=92), timedelta(days=2 * 366)
#: As many due dates at most, the earliest; only officers who see everything come near.
MOST = 3000
_signer = Signer(salt="actionline.mandates.deadlines.calendar")


def token(key: CalendarKey) -> str:
    """The secret part of somebody's address: nobody can make one up, and a renewed one differs."""
    return _signer.sign(f"{key.person_id}.{key.serial}").replace(":", "~")


def person_of(text: str) -> User | None:
    """Whose calendar a secret part leads to; None where it is of no use (any more)."""
    try:
        person, _dot, serial = _signer.unsign(text.replace("~", ":")).partition(".")
    except BadSignature:
        return None
    found = CalendarKey.objects.filter(person=int(person), serial=serial, person__is_active=True)
    key = found.select_related("person").first()
    return key.person if key else None


def own_bodies(person: User) -> list[str] | None:
    """The bodies whose work somebody follows as their focal point; None: all, as an officer who is
    a focal point of none."""
    scopes = (Role.Scope.BODY, Role.Scope.BUREAU)
    roles = person.holding([Role.Kind.FOCAL_POINT])
    slugs = [role.scope_code for role in roles if role.scope in scopes]
    return None if not slugs and person.is_officer else slugs


def of_person(person: User, today: date) -> list[Due]:
    """What a person is to see to."""
    slugs = own_bodies(person)
    return _dues(Q() if slugs is None else queries.working(slugs), today)


def of_body(slug: str, today: date) -> list[Due]:
    """What a body leads or is asked."""
    return _dues(queries.concerning(slug), today)


def _dues(narrow: Q, today: date) -> list[Due]:
    found = queries.open_ones().filter(narrow, due__range=(today - PAST, today + AHEAD))
    return queries.rows_of_open(found.order_by("due", "pk")[:MOST], load_rules(), today)


def as_icalendar(dues: Iterable[Due], name: str, now: datetime) -> bytes:
    """Each due date as an event, at its very moment where it is a deadline of a meeting; steps as
    whole days. A date keeps its UID when its meeting is moved. `now`: the time of the export."""
    calendar = Calendar()
    calendar.add("prodid", "-//Actionline//Due dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", name)
    for due in dues:
        calendar.add_component(_date(due, now))
        for step in due.steps:
            told = {"step": step.name, "mandate": due.mandate}
            event = _event(due, step.step, _("%(step)s: %(mandate)s") % told, now)
            event.add("dtstart", step.day)
            calendar.add_component(event)
    return bytes(calendar.to_ical())


def _date(due: Due, now: datetime) -> Event:
    told = {"kind": due.mandate.get_kind_display(), "mandate": due.mandate}
    event = _event(due, "due", _("Due: %(kind)s, %(mandate)s") % told, now)
    event.add("dtstart", due.moment.moment.astimezone(UTC) if due.moment else due.day)
    return event


def _event(due: Due, part: str, summary: str, now: datetime) -> Event:
    event = Event()
    address = settings.SITE_URL + reverse("mandates:mandate", args=[due.mandate.pk])
    words: Any = due.mandate.current.words if due.mandate.current else ""
    event.add("uid", f"due-{due.mandate.pk}-{due.anchor}-{part}@actionline")
    event.add("dtstamp", now)
    event.add("summary", summary)
    event.add("description", f"{words}\n\n{due.explanation}\n{address}")
    event.add("url", address)
    event.add("status", "CONFIRMED" if due.certain else "TENTATIVE")
    event.add("transp", "TRANSPARENT")
    return event
