"""Handing the lead over: offered, then accepted or declined; until then the old lead stays."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common import audit
from actionline.framework.models import Body
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.assignments import notices, people
from actionline.mandates.assignments.models import Assignment, HandOver
from actionline.mandates.assignments.states import HAND_OVER

from .assigning import current, fresh_one
from .recording import Change, recorded, told


def offer(
    *, assignment: Assignment, to: Body, person: User | None = None, note: str = "", by: User
) -> HandOver:
    """Offer the lead of a mandate to another body, or to a person.

    PermissionDenied without the right `assignments.hand_over`; RefusedError where it does not
    lead any more, is offered already, or nobody else would have it.
    """
    with recorded(verb="assignments.offer", by=by):
        fresh = fresh_one(assignment)
        if not by.has_perm("assignments.hand_over", fresh):
            raise PermissionDenied
        if fresh.until is not None or not fresh.is_lead:
            raise RefusedError(_("Only who leads the work now can hand it over."))
        if fresh.offers.filter(state=HandOver.State.OFFERED).exists():
            raise RefusedError(_("It is offered to somebody: withdraw the offer first."))
        if to.pk == fresh.body_id and person is None:
            raise RefusedError(_("This body leads the work already: choose another, or a person."))
        made = HandOver.objects.create(
            assignment=fresh,
            to=to,
            person=person,
            note=note.strip(),
            language=(get_language() or "en") if note.strip() else "",
            by=by,
        )
        audit.record(verb="assignments.offer", target=made, by=by, after=told(made))
        notices.offered(made, by=by)
    return made


def answer(*, offer: HandOver, verb: str, words: str = "", by: User) -> HandOver:
    """Accept, decline or withdraw an offer; with `accept` the lead passes on.

    PermissionDenied, WrongStateError; RefusedError where a reason is missing.
    """
    with recorded(verb=f"assignments.{verb}", by=by) as change:
        rows = HandOver.objects.select_related(
            "to", "person", "by", "assignment__body", "assignment__mandate"
        )
        fresh = rows.select_for_update(of=("self",)).get(pk=offer.pk)
        move = HAND_OVER.check(verb, fresh, by=by)
        words = words.strip()
        if move.needs_reason and not words:
            raise RefusedError(_("Say in a sentence why."))
        change.edit(
            fresh, state=move.target, answer=words, answered_by=by, answered_at=timezone.now()
        )
        if verb == "accept":
            _pass_on(change, fresh, by)
        notices.answered(fresh, by=by)
    return fresh


def _pass_on(change: Change, offer: HandOver, by: User) -> None:
    old = fresh_one(offer.assignment)
    if old.until is not None or not old.is_lead:
        raise RefusedError(_("Only who leads the work now can hand it over."))
    taker = offer.person or (by if by in people.of_bodies([offer.to.slug])[offer.to.slug] else None)
    takers = [taker] if taker is not None else []
    if old.body_id == offer.to_id:
        change.set_people(old, takers)
        return
    today = timezone.localdate()
    for each in current([old.mandate_id]).get(old.mandate_id, []):
        if each.is_lead or each.body_id == offer.to_id:
            change.edit(each, until=max(today, each.since))
    new = Assignment(
        mandate=old.mandate,
        body=offer.to,
        role=Assignment.Role.LEAD,
        since=today,
        by=offer.by,
        instructions=old.instructions,
        language=old.language,
    )
    change.add(new, takers)
