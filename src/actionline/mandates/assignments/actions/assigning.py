"""Saying who leads the work on mandates and who supports it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.framework.models import Body
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.assignments import notices
from actionline.mandates.assignments.models import Assignment, HandOver
from actionline.mandates.models import Mandate

from .recording import Change, Done, recorded

#: At most as many are assigned at once: one transaction that others wait for.
MOST_AT_ONCE = 5000
_Role = Assignment.Role


@dataclass(frozen=True, slots=True)
class Plan:
    """Who is to work on a mandate; bodies and the mandate by their keys, no lead leaves it as it
    is."""

    mandate: int
    lead: int | None
    supporting: tuple[int, ...] = ()


def assign(
    *,
    plans: Sequence[Plan],
    by: User | None,
    since: date | None = None,
    instructions: str = "",
    people: Sequence[User] = (),
    replace: bool = False,
    batch: str = "",
) -> Done:
    """Assign mandates. One that has a lead keeps it, unless `replace`: then the old one ends.

    `instructions` and `people` are for the new lead, or, without one, for those who support.
    `batch` marks an act that is done in parts; whoever does them tells of it at the end.
    PermissionDenied without the right `assignments.assign`; None is the operator's command.
    RefusedError for too many at once.
    """
    if by is not None and not by.has_perm("assignments.assign"):
        raise PermissionDenied
    if len(plans) > MOST_AT_ONCE:
        message = _("These are more than %(most)s mandates: narrow the filter down first.")
        raise RefusedError(message % {"most": MOST_AT_ONCE})
    keys = {plan.lead for plan in plans} | {body for plan in plans for body in plan.supporting}
    given = _Given(
        since or timezone.localdate(),
        by,
        " ".join(instructions.split()),
        tuple(people),
        Body.objects.in_bulk(keys - {None}),
    )
    with recorded(verb="assignments.assign", by=by, batch=batch) as change:
        standing = current([plan.mandate for plan in plans])
        mandates = Mandate.objects.select_related("instrument", "current")
        found = mandates.defer("search_text").in_bulk([plan.mandate for plan in plans])
        for plan in plans:
            if plan.mandate in found:
                held = standing.get(plan.mandate, [])
                _plan(change, found[plan.mandate], plan, held, given, replace)
        touched = change.mandates()
    if not batch:
        notices.assigned(change.new, by=by)
    return Done(change.batch, len(touched), len(plans) - len(touched))


@dataclass(frozen=True, slots=True)
class _Given:
    since: date
    by: User | None
    instructions: str
    people: tuple[User, ...]
    bodies: Mapping[int, Body]


def _plan(
    change: Change,
    mandate: Mandate,
    plan: Plan,
    current: list[Assignment],
    given: _Given,
    replace: bool,
) -> None:
    standing = {each.body_id: each for each in current}
    lead = next((each for each in current if each.is_lead), None)
    new_lead = plan.lead if lead is None or (replace and lead.body_id != plan.lead) else None
    if new_lead is not None:
        for old in (lead, standing.pop(new_lead, None)):
            if old is not None:
                standing.pop(old.body_id, None)
                change.edit(old, until=max(timezone.localdate(), old.since))
        standing[new_lead] = _add(change, mandate, new_lead, _Role.LEAD, given, told=True)
    if lead is not None and new_lead is None and not replace and plan.lead is not None:
        return  # somebody else was quicker: it is assigned
    for body in plan.supporting:
        if body not in standing:
            told = plan.lead is None
            standing[body] = _add(change, mandate, body, _Role.SUPPORTING, given, told=told)


def _add(
    change: Change, mandate: Mandate, body: int, role: str, given: _Given, *, told: bool
) -> Assignment:
    words = given.instructions if told else ""
    assignment = Assignment(
        mandate=mandate,
        body=given.bodies[body],
        role=role,
        since=given.since,
        by=given.by,
        instructions=words,
        language=(get_language() or "en") if words else "",
    )
    change.add(assignment, given.people if told else ())
    return assignment


def current(mandates: Sequence[int]) -> dict[int, list[Assignment]]:
    """The assignments in force of these mandates, by mandate."""
    found: dict[int, list[Assignment]] = {}
    rows = Assignment.objects.filter(mandate__in=mandates, until=None).select_related("body")
    for each in rows.prefetch_related("persons"):
        found.setdefault(each.mandate_id, []).append(each)
    return found


def end(*, assignment: Assignment, by: User) -> Done:
    """End the part of a body; a lead is ended by an officer only. PermissionDenied.

    RefusedError where it has ended, or the mandate is offered to somebody.
    """
    with recorded(verb="assignments.end", by=by) as change:
        fresh = fresh_one(assignment)
        right = "assignments.assign" if fresh.is_lead else "assignments.name_people"
        if not by.has_perm(right, fresh):
            raise PermissionDenied
        if fresh.until is not None:
            raise RefusedError(_("This part has ended already."))
        if fresh.offers.filter(state=HandOver.State.OFFERED).exists():
            raise RefusedError(_("It is offered to somebody: withdraw the offer first."))
        change.edit(fresh, until=max(timezone.localdate(), fresh.since))
    return Done(change.batch, 1)


def set_people(
    *, assignment: Assignment, people: Sequence[User], instructions: str, by: User
) -> Done:
    """Name a body's focal points for one mandate, and what they should know. PermissionDenied."""
    with recorded(verb="assignments.set_people", by=by) as change:
        fresh = fresh_one(assignment)
        if not by.has_perm("assignments.name_people", fresh):
            raise PermissionDenied
        if fresh.until is not None:
            raise RefusedError(_("This part has ended already."))
        known = {each.person_id for each in fresh.persons.all()}
        change.set_people(fresh, people)
        words = " ".join(instructions.split())
        if words != fresh.instructions:
            change.edit(
                fresh, instructions=words, language=(get_language() or "en") if words else ""
            )
    notices.named(fresh, [person for person in people if person.pk not in known], by=by)
    return Done(change.batch, 1)


def hand_on(new: Mandate, old: Mandate, by: User | None) -> None:
    """Give the assignments of a mandate to the one that it turned out to be (a hook of the room).

    Where both have a lead, the older mandate keeps its own, and the other's supports it.
    """
    with recorded(verb="assignments.hand_on", by=by) as change:
        standing = {each.body_id: each for each in current([old.pk]).get(old.pk, [])}
        led = any(each.is_lead for each in standing.values())
        for each in new.assignments.select_related("body").prefetch_related("persons"):
            values: dict[str, object] = {"mandate_id": old.pk}
            if each.until is None and each.body_id in standing:
                own = standing[each.body_id]
                if each.is_lead and not led:
                    change.edit(own, until=max(timezone.localdate(), own.since))
                    led = True
                else:
                    values["until"] = max(timezone.localdate(), each.since)
            elif each.until is None and each.is_lead and led:
                values["role"] = _Role.SUPPORTING
            elif each.until is None and each.is_lead:
                led = True
            change.edit(each, **values)


def fresh_one(assignment: Assignment) -> Assignment:
    rows = Assignment.objects.select_related("body", "mandate__instrument", "mandate__current")
    return rows.prefetch_related("persons").get(pk=assignment.pk)
