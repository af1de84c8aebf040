"""Decisions as pages show them, each in a fixed number of queries."""

from __future__ import annotations

import re
from typing import Any

from django.db.models import Q, QuerySet

from actionline.mandates.filters import Filter
from actionline.mandates.models import Mandate, Party
from actionline.mandates.settling import party_keys

from .models import Decision

_RELATED = (
    "mandate__instrument",
    "mandate__current",
    "superseded_by__instrument",
    "superseded_by__current",
    "proposed_by",
    "settled_by",
    "reverses",
)
State = Decision.State
#: As many mandates are offered to choose from.
MOST_SOUGHT = 12
_ADDRESS = re.compile(r"/mandates/(\d{1,18})\b")


def with_all() -> QuerySet[Decision]:
    """Decisions with all that is told of one, in one query."""
    found = Decision.objects.select_related(*_RELATED)
    return found.defer("mandate__search_text", "superseded_by__search_text")


def public() -> QuerySet[Decision]:
    """What everybody may read: what was validated, whether it stands or stood once."""
    return with_all().filter(state=State.VALIDATED, mandate__current__isnull=False)


def visible_to(person: Any) -> QuerySet[Decision]:
    """What somebody may read besides: all for those who settle, one's own for who proposes."""
    if person.has_perm("decisions.settle"):
        return with_all()
    own = Q(proposed_by=person.pk) if person.is_authenticated else Q()
    return with_all().filter(Q(state=State.VALIDATED) | own if own else Q(state=State.VALIDATED))


def of_mandate(mandate: Mandate, person: Any) -> list[Decision]:
    """The decisions on a mandate that somebody may read, the newest first; proposals on top."""
    found = visible_to(person).filter(mandate=mandate).order_by("-proposed_at", "-pk")
    return sorted(found, key=lambda each: (each.state != State.PROPOSED, not each.stands))


def waiting() -> QuerySet[Decision]:
    """What waits to be validated, the longest first."""
    return with_all().filter(state=State.PROPOSED).order_by("proposed_at", "pk")


def sought(text: str, *, besides: Mandate) -> dict[str, Mandate]:
    """The mandates that an address, a number or words may mean, by their numbers; without one."""
    text = text.strip()
    named = _ADDRESS.search(text)
    key = named[1] if named else text if text.isascii() and text.isdecimal() else ""
    meant = Q(pk=int(key)) if key and len(key) < 19 else Q(pk=None)
    words = Filter(q="" if named else text, sort="instrument")
    found = words.sorted() if words.q else Mandate.objects.none()
    rows = [
        *Mandate.objects.filter(meant, current__isnull=False).values_list("pk", flat=True),
        *found.values_list("pk", flat=True)[: MOST_SOUGHT + 1],
    ]
    keys = [key for key in dict.fromkeys(rows) if key != besides.pk][:MOST_SOUGHT]
    shown = Mandate.objects.select_related("instrument", "current").in_bulk(keys)
    return {str(key): shown[key] for key in keys}


def asked(slug: str) -> Q:
    """Decisions on mandates of which a body is asked or leads the work."""
    keys = party_keys([(Party.Role.ACTOR, slug)])
    return Q(mandate__party_keys__contains=keys) | Q(mandate__holder__slug=slug)
