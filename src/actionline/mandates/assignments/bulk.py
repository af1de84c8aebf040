"""What an officer is about to assign at once: the plans, and how many mandates go to whom."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import QueryDict

from actionline.framework.models import Body
from actionline.mandates.filters import NOBODY, Filter
from actionline.mandates.models import Mandate

from .actions import MOST_AT_ONCE, Plan
from .models import Assignment
from .suggesting import suggestions


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
