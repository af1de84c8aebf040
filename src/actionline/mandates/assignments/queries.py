"""Who works on what, as the pages ask for it; each in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone

from actionline.accounts.models import Role, User
from actionline.common.models import AuditEntry
from actionline.framework.models import Body
from actionline.mandates.models import Mandate

from . import people
from .models import Assignment, HandOver
from .rules import roles_for


@dataclass(frozen=True, slots=True)
class Work:
    """Who works on a mandate now, who did before, and to whom it is offered."""

    lead: Assignment | None
    supporting: tuple[Assignment, ...]
    past: tuple[Assignment, ...]
    offer: HandOver | None
    answered: tuple[HandOver, ...]


def work_on(mandate: Mandate) -> Work:
    """Three queries, one where nobody ever worked on it."""
    rows = list(_with_people(mandate.assignments.all()))
    current = [each for each in rows if each.until is None]
    offers = list(_offers(HandOver.objects.filter(assignment__mandate=mandate))) if rows else []
    return Work(
        lead=next((each for each in current if each.is_lead), None),
        supporting=tuple(each for each in current if not each.is_lead),
        past=tuple(
            sorted((each for each in rows if each.until), key=lambda each: each.since, reverse=True)
        ),
        offer=next((each for each in offers if each.state == HandOver.State.OFFERED), None),
        answered=tuple(each for each in offers if each.state != HandOver.State.OFFERED),
    )


def last_act(work: Work) -> AuditEntry | None:
    """The last entry of the trail about any part in the work; one query, none without parts."""
    current = (work.lead, *work.supporting) if work.lead else work.supporting
    keys = [str(part.pk) for part in (*current, *work.past)]
    label = Assignment._meta.label_lower
    entries = AuditEntry.objects.filter(record_type=label, record_id__in=keys)
    return entries.order_by("-pk").first() if keys else None


def _with_people(rows: QuerySet[Assignment]) -> QuerySet[Assignment]:
    return rows.select_related("body", "by").prefetch_related("persons__person")


def _offers(rows: QuerySet[HandOver]) -> QuerySet[HandOver]:
    return rows.select_related(
        "to",
        "person",
        "by",
        "answered_by",
        "assignment__body",
        "assignment__mandate__instrument",
        "assignment__mandate__current",
    )


def offer(key: int) -> QuerySet[HandOver]:
    return _offers(HandOver.objects.filter(pk=key))


def parts(mandates: Collection[int]) -> dict[int, list[Assignment]]:
    """The assignments in force of these mandates, by mandate; two queries."""
    found: dict[int, list[Assignment]] = {}
    rows = Assignment.objects.filter(mandate__in=mandates, until=None)
    for each in _with_people(rows).order_by("mandate", "role", "pk"):
        found.setdefault(each.mandate_id, []).append(each)
    return found


@dataclass(frozen=True, slots=True)
class Mine:
    """Whose work somebody sees as their own: that of `bodies`, and what they are named for;
    with `everything` that of all bodies."""

    person: User
    bodies: tuple[Body, ...]
    everything: bool

    def assignments(self, *, role: str = "", named: bool = False) -> QuerySet[Assignment]:
        """What is assigned to them now; of one part, or only where they are named."""
        found = Assignment.objects.filter(until=None)
        own = Q(persons__person=self.person.pk)
        if named:
            found = found.filter(own)
        elif not self.everything:
            found = found.filter(Q(body__in=self.bodies) | own)
        return found.filter(role=role) if role else found

    def waiting(self) -> list[HandOver]:
        """What is offered to them and not answered."""
        to = Q(person=self.person.pk)
        to |= Q(person=None) if self.everything else Q(to__in=self.bodies)
        return list(_offers(HandOver.objects.filter(to, state=HandOver.State.OFFERED))[:100])

    def offered(self) -> list[HandOver]:
        """What they offer to others and nobody has answered."""
        from_them = Q(by=self.person.pk) | Q(assignment__body__in=self.bodies)
        rows = HandOver.objects.filter(from_them, state=HandOver.State.OFFERED)
        return list(_offers(rows)[:100])


def mine(person: User) -> Mine:
    """Two queries at most."""
    return Mine(person, tuple(people.bodies_of(person)), people.everywhere(person))


def may_see_names(person: Any) -> bool:
    """Whether somebody reads the names of focal points who do not let everybody read them: those
    who work here."""
    return bool(getattr(person, "is_officer", False) or roles_for(person, None))


def candidates(body: Body, also: Sequence[User] = ()) -> QuerySet[User]:
    """Whom a body can name for a mandate: its focal points, and those who are named already."""
    keys = {person.pk for person in people.of_bodies([body.slug])[body.slug]}
    keys |= {person.pk for person in also}
    return User.objects.filter(pk__in=keys, is_active=True).order_by("name", "pk")


def working_bodies() -> QuerySet[Body]:
    """The bodies that can be assigned something: all but what is many, such as Member States."""
    return Body.objects.exclude(kind="members")


def office_holders() -> QuerySet[User]:
    """Focal points and officers: whom a topic or a group can name."""
    kinds = (Role.Kind.FOCAL_POINT, Role.Kind.OFFICER, Role.Kind.ADMINISTRATOR)
    held = Role.objects.filter(Q(ends=None) | Q(ends__gt=timezone.now()), kind__in=kinds)
    found = User.objects.filter(pk__in=held.values("person"), is_active=True)
    return found.order_by("name", "pk")
