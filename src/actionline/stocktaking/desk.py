"""The desk's list: which submissions, read from the address, and what can be done with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q, QuerySet
from django.http import QueryDict

from actionline.accounts.models import Role
from actionline.accounts.rules import roles
from actionline.framework.models import Economy

from .models import Submission

_S = Submission.State
#: What waits for the desk; shown where the address names no state.
WAITING = (_S.SUBMITTED, _S.IN_REVIEW)
ALL = "all"
ORDERS = {
    "oldest": ("submitted_at", "pk"),
    "newest": ("-submitted_at", "-pk"),
    "title": ("title", "pk"),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Every field as in the address; empty where it does not narrow anything down. `mine` is
    `me` or `nobody`; `region` a group of economies."""

    q: str = ""
    state: str = ""
    call: str = ""
    type: str = ""
    region: str = ""
    language: str = ""
    mine: str = ""
    sort: str = ""

    @classmethod
    def from_query(cls, query: QueryDict) -> Filter:
        given = {
            field.name: query.get(field.name, "").strip().replace("\0", "")[:200]
            for field in fields(cls)
        }
        if given["call"] and not given["call"].isdecimal():
            given["call"] = ""
        return cls(**given)

    def as_query(self) -> str:
        return urlencode({name: value for name, value in self.as_dict().items() if value})

    def as_dict(self) -> dict[str, str]:
        return {field.name: getattr(self, field.name) for field in fields(self)}

    def chosen(self, person: Any) -> QuerySet[Submission]:
        """The submissions it lets through; drafts are their authors' own and never among them."""
        found = Submission.objects.exclude(state=_S.DRAFT)
        if self.state in _S.values:
            found = found.filter(state=self.state)
        elif self.state != ALL:
            found = found.filter(state__in=WAITING)
        order = ORDERS.get(self.sort, ORDERS["oldest"])
        return found.filter(reviewed_by(person), self._narrowed(person)).order_by(*order)

    def _narrowed(self, person: Any) -> Q:
        wanted = Q()
        for word in self.q.split()[:8]:
            wanted &= Q(title__icontains=word) | Q(receipt__iexact=word)
        if self.call:
            wanted &= Q(call=int(self.call[:9]))
        if self.type:
            wanted &= Q(entity_type=self.type)
        if self.language:
            wanted &= Q(language=self.language)
        if self.region:
            inside = Economy.objects.filter(groups__slug=self.region)
            wanted &= Q(economy__in=inside.values("iso3"))
        if self.mine:
            wanted &= Q(assigned_to=person.pk) if self.mine == "me" else Q(assigned_to=None)
        return wanted


def reviewed_by(person: Any) -> Q:
    """The submissions that somebody may review, as `rules.is_focal_point` says it of one."""
    if person.is_officer:
        return Q()
    own = Q(pk=None)
    for role in roles(person, Role.Kind.FOCAL_POINT):
        if not role.scope:
            return Q()
        if role.scope == Role.Scope.COUNTRY:
            own |= Q(economy=role.scope_code)
        elif role.scope == Role.Scope.ACTION_LINE:
            own |= Q(answers__lines__icontains=f'"{role.scope_code}"')
    return own


def counts(person: Any) -> Mapping[str, int]:
    """How many submissions that somebody may review are in each state."""
    found = Submission.objects.filter(reviewed_by(person)).exclude(state=_S.DRAFT)
    rows = found.order_by().values_list("state").annotate(many=Count("pk"))
    return dict(rows)
