"""What an officer is about to assign at once: the plans, and how many mandates go to whom. Many are
assigned, and taken back, by the worker."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from actionline.accounts.models import User
from actionline.common import work
from actionline.common.models import AuditEntry
from actionline.framework.models import Body
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.filters import NOBODY, Filter
from actionline.mandates.models import Mandate

from . import actions, notices
from .actions import MOST_AT_ONCE, Plan
from .models import Assignment
from .suggesting import suggestions

ASSIGN, ASSIGN_TITLE = "assignments.assign", gettext_lazy("Assigning mandates")
UNDO, UNDO_TITLE = "assignments.undo", gettext_lazy("Taking assignments back")
#: More than that are left to the worker.
AT_ONCE = 500
#: As many are assigned in one transaction, for which others wait.
_PART = 200


@dataclass(frozen=True, slots=True)
class Preview:
    """What would be done: `leads` and `supports` say how many mandates each body would get,
    `without` how many have no suggestion and stay as they are."""

    plans: tuple[Plan, ...]
    leads: tuple[tuple[Body, int], ...]
    supports: tuple[tuple[Body, int], ...]
    without: int = 0

    @property
    def too_many(self) -> bool:
        return len(self.plans) + self.without > MOST_AT_ONCE


def desk_filter(query: QueryDict) -> Filter:
    """The filter of the desk: of the address, and only what nobody leads."""
    return replace(Filter.from_query(query), holder=NOBODY)


def chosen(posted: QueryDict) -> list[tuple[int, str]]:
    """Key and party keys of the mandates that a form of the desk means: one, those that are
    chosen, or all that its filter finds. At most one more than can be assigned at once."""
    if posted.get("scope") == "all" and not posted.get("one"):
        found = desk_filter(QueryDict(posted.get("query", "")[:2000])).mandates()
    else:
        one = posted.get("one", "")
        given = [one] if one else posted.getlist("select")
        keys = [int(key) for key in given if key.isascii() and key.isdigit() and len(key) < 18]
        found = Mandate.objects.filter(pk__in=keys, holder=None, current__isnull=False)
    rows = found.order_by("pk").values_list("pk", "party_keys")
    return list(rows[: MOST_AT_ONCE + 1])


def as_suggested(mandates: Sequence[tuple[int, str]]) -> Preview:
    """Accept what is suggested for each."""
    found = suggestions(mandates)
    leads: Counter[Body] = Counter()
    supports: Counter[Body] = Counter()
    plans = []
    for key, one in found.items():
        leads[one.lead] += 1
        supports.update(one.supporting)
        plans.append(Plan(key, one.lead.pk, tuple(body.pk for body in one.supporting)))
    without = len(mandates) - len(plans)
    return Preview(tuple(plans), tuple(leads.most_common()), tuple(supports.most_common()), without)


def to_body(mandates: Sequence[tuple[int, str]], body: Body, role: str) -> Preview:
    """Assign all of them to one body."""
    number = ((body, len(mandates)),) if mandates else ()
    if role == Assignment.Role.LEAD:
        return Preview(tuple(Plan(key, body.pk) for key, _ in mandates), number, ())
    return Preview(tuple(Plan(key, None, (body.pk,)) for key, _ in mandates), (), number)


def as_rows(plans: Sequence[Plan]) -> list[tuple[int, int | None, tuple[int, ...]]]:
    """Plans as JSON values, for the worker."""
    return [(plan.mandate, plan.lead, plan.supporting) for plan in plans]


def assign(
    progress: work.Progress, *, plans: Sequence[Any], batch: str, instructions: str, by: int
) -> None:
    """Assign part by part; what has a lead already is left alone, so that it may be done again."""
    person = User.objects.get(pk=by)
    rows = [Plan(mandate, lead, tuple(others)) for mandate, lead, others in plans]
    part: list[Plan] = []
    try:
        for plan in progress.of(rows, len(rows)):
            part.append(plan)
            if len(part) == _PART or plan is rows[-1]:
                actions.assign(plans=part, by=person, instructions=instructions, batch=batch)
                part = []
    finally:
        made = AuditEntry.objects.filter(batch=batch, before=None)
        keys = [int(key) for key in made.values_list("record_id", flat=True)]
        found = Assignment.objects.filter(pk__in=keys).select_related("mandate__instrument")
        notices.assigned(list(found.select_related("mandate__current")), by=person)


def undo(progress: work.Progress, *, batch: str, by: int) -> None:
    """Take one act back, all of it or nothing."""
    try:
        actions.undo(batch=batch, by=User.objects.get(pk=by))
    except RefusedError as refusal:
        raise work.WorkError(str(refusal)) from None
