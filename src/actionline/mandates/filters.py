"""What the register shows: read from the address, written back to it.

    ?actor=secretary-general&kind=report&due=year&sort=due

A `Filter` is the whole of it: the list, the exports, the counts and the links all come from
one, so that they cannot disagree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from urllib.parse import urlencode

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import Combinable
from django.http import QueryDict
from django.utils import timezone

from actionline.framework.tagging import keys_with

from . import stations
from .models import Mandate, Occurrence, Party
from .settling import folded, party_keys

#: More words than this narrow nothing down.
MOST_WORDS = 12
#: Fields of a filter that are columns of a mandate.
COLUMNS = {
    "instrument": "instrument__slug",
    "body": "instrument__body__slug",
    "kind": "kind",
    "state": "state",
    "standing": "standing",
    "status": "status",
    "holder": "holder__slug",
    "certainty": "certain",
    "year": "version",
}
PARTIES = {
    "actor": Party.Role.ACTOR,
    "recipient": Party.Role.RECIPIENT,
    "via": Party.Role.VIA,
}
#: The fields that offer their values to choose from, with a count beside each.
FACETS = (*PARTIES, *COLUMNS)
#: The fields that are tags of a mandate.
TAGS = ("line", "goal", "objective")
#: Periods that count from today, in months.
AHEAD = {"month": 1, "quarter": 3, "year": 12}
DUE = ("overdue", *AHEAD, "none")
CERTAINTY = {"sure": True, "unsure": False}
ALL = "all"  # every state, the ended included
NOBODY = "none"  # of `holder`: no body leads the work

_DUE_FIRST: tuple[str | Combinable, ...] = (F("next_due").asc(nulls_last=True),)
_PLACE = ("instrument__slug", "position", "pk")
ORDERS: dict[str, tuple[str | Combinable, ...]] = {
    "due": (*_DUE_FIRST, *_PLACE),
    "instrument": _PLACE,
    "actor": (F("lead__position").asc(nulls_last=True), "lead__slug", *_DUE_FIRST, *_PLACE),
    "kind": ("kind", *_DUE_FIRST, *_PLACE),
}


@dataclass(frozen=True, slots=True)
class Filter:
    """Every field is as in the address; empty where it does not narrow anything down.

    `line`, `goal` and `objective` are codes of tags; `missing` is a station of `stations.py`;
    `due` is one of DUE or a year; `after` and `before` are days, both included.
    """

    q: str = ""
    actor: str = ""
    recipient: str = ""
    via: str = ""
    instrument: str = ""
    body: str = ""
    kind: str = ""
    state: str = ""
    standing: str = ""
    status: str = ""
    holder: str = ""
    certainty: str = ""
    year: str = ""
    line: str = ""
    goal: str = ""
    objective: str = ""
    missing: str = ""
    due: str = ""
    after: str = ""
    before: str = ""
    sort: str = "due"

    @classmethod
    def from_query(cls, query: QueryDict) -> Filter:
        """The filter of an address. What is not understood is left out."""
        given = {
            name: query.get(name, "").strip().replace("\x00", "")[:200]
            for name in cls.__dataclass_fields__
        }
        if given["due"] not in DUE and not _is_year(given["due"]):
            given["due"] = ""
        for name in ("after", "before"):
            given[name] = given[name] if _day(given[name]) else ""
        if given["certainty"] not in CERTAINTY:
            given["certainty"] = ""
        for name in ("goal", "objective"):
            if not (given[name].isascii() and given[name].isdigit() and len(given[name]) < 4):
                given[name] = ""
        if given["sort"] not in ORDERS:
            given["sort"] = "due"
        return cls(**given)

    def __bool__(self) -> bool:
        """Whether it narrows anything down."""
        return bool(self.active)

    @property
    def active(self) -> dict[str, str]:
        """The fields that narrow down, by name, in their order."""
        return {
            name: getattr(self, name)
            for name in self.__dataclass_fields__
            if name != "sort" and getattr(self, name)
        }

    def query(self, **changes: str) -> str:
        """The query string of the address of this filter with these fields changed."""
        changed = replace(self, **changes)
        fields = changed.active | ({"sort": changed.sort} if changed.sort != "due" else {})
        return urlencode(fields)

    def mandates(self, *, without: Iterable[str] = ()) -> QuerySet[Mandate]:
        """What it lets through, in no order; `without` names fields to leave aside."""
        aside = set(without)
        found = Mandate.objects.filter(current__isnull=False).order_by()
        for name, narrow in _NARROW.items():
            if name not in aside:
                found = found.filter(narrow(self))
        return found

    def sorted(self) -> QuerySet[Mandate]:
        """What it lets through, in the order asked for."""
        return self.mandates().order_by(*ORDERS[self.sort])


def _is_year(text: str) -> bool:
    return len(text) == 4 and text.isascii() and text.isdigit() and text > "1900"


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def months_after(day: date, months: int) -> date:
    """The same day so many months later, the last of that month where it has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    first = date(day.year + year, month + 1, 1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))


def _words(chosen: Filter) -> Q:
    narrow = Q()
    for word in folded(chosen.q).split()[:MOST_WORDS]:
        narrow &= Q(search_text__contains=word)
    return narrow


def _state(chosen: Filter) -> Q:
    """What has ended is shown when asked for only."""
    if chosen.state == ALL:
        return Q()
    if chosen.state in Mandate.State.values:
        return Q(state=chosen.state)
    return ~Q(state=Mandate.State.ENDED)


def _column(name: str) -> Callable[[Filter], Q]:
    def narrow(chosen: Filter) -> Q:
        value = getattr(chosen, name)
        return Q(**{COLUMNS[name]: value}) if value else Q()

    return narrow


def _holder(chosen: Filter) -> Q:
    if chosen.holder == NOBODY:
        return Q(holder=None)
    return Q(holder__slug=chosen.holder) if chosen.holder else Q()


def _party(name: str) -> Callable[[Filter], Q]:
    def narrow(chosen: Filter) -> Q:
        slug = getattr(chosen, name)
        return Q(party_keys__contains=party_keys([(PARTIES[name], slug)])) if slug else Q()

    return narrow


def _certainty(chosen: Filter) -> Q:
    return Q(certain=CERTAINTY[chosen.certainty]) if chosen.certainty else Q()


def _tags(chosen: Filter) -> Q:
    wanted = {name: getattr(chosen, name) for name in TAGS}
    return Q(pk__in=keys_with("mandates.mandate", **wanted)) if any(wanted.values()) else Q()


def _due(chosen: Filter) -> Q:
    today = timezone.localdate()
    if not chosen.due:
        return Q()
    if chosen.due == "none":
        return Q(next_due=None)
    if chosen.due == "overdue":
        return Q(next_due__lt=today)
    if chosen.due in AHEAD:
        return _falls_due(today, months_after(today, AHEAD[chosen.due]))
    year = int(chosen.due)
    return _falls_due(date(year, 1, 1), date(year, 12, 31))


def _period(chosen: Filter) -> Q:
    if not chosen.after and not chosen.before:
        return Q()
    return _falls_due(_day(chosen.after), _day(chosen.before))


def _falls_due(first: date | None, last: date | None) -> Q:
    dates = Occurrence.objects.all()
    if first:
        dates = dates.filter(due__gte=first)
    if last:
        dates = dates.filter(due__lte=last)
    return Q(pk__in=dates.values("mandate"))


_NARROW: dict[str, Callable[[Filter], Q]] = {
    "q": _words,
    **{name: _party(name) for name in PARTIES},
    **{
        name: _column(name) for name in ("instrument", "body", "kind", "standing", "status", "year")
    },
    "state": _state,
    "holder": _holder,
    "certainty": _certainty,
    "tags": _tags,
    "missing": lambda chosen: stations.missing(chosen.missing),
    "due": _due,
    "period": _period,
}
