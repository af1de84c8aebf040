"""What the page of the register shows: hits and why, facets with counts, what is on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import filterfalse
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from actionline.common.search import Answer, Sort, Why

from . import confirming, indexing
from .indexing import PROJECTS, TEXTS, label
from .models import Project
from .register import FACETS, PAGE, Search
from .register_names import IN_ORDER, Names

#: So many values of a facet are seen at once; the others are folded.
FIRST = 8
#: The facets that are open from the beginning, on a page that narrows nothing down.
OPEN = ("line", "region")
#: What a hit shows, and what tells why it is one.
_OF_A_HIT = (
    *("number", "entity_type", "year", "status", "state", "language", "confirmed_on"),
    *("submitted_at", "answers", *TEXTS),
)
#: Chosen by links only: too many to tick.
_HIDDEN = frozenset({"organisation"})
ORDERS = {
    Sort.RELEVANCE: _("Best answer first"),
    Sort.NEWEST: _("Newest first"),
    Sort.TITLE: _("Title"),
}
#: What the fields of an entry are called where it is said why it was found.
FIELDS: Mapping[str, Any] = {name: label(name) for name in TEXTS} | {
    "answers": _("further answers")
}


class Value(NamedTuple):
    """A value of a facet, how many there would be with it, and whether it is on."""

    value: str
    label: str
    number: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet: the first of its values, and those that are folded."""

    name: str
    label: str
    first: tuple[Value, ...]
    more: tuple[Value, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """One thing that is on, and the address without it."""

    label: str
    value: str
    query: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A project of the page, with what its type and status are called. `fields` and the words of
    `why` say why it is one; a `stale` one was not confirmed for over a year."""

    project: Project
    type: str
    status: str
    why: Why
    fields: tuple[str, ...]
    stale: bool


@dataclass(frozen=True, slots=True)
class Offer:
    """Another search worth trying: its words, its address, how many it finds if that is known."""

    words: str
    query: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """Everything on the page."""

    search: Search
    answer: Answer
    page: Page[int]
    hits: list[Hit]
    facets: list[Facet]
    chips: list[Chip]
    meant: list[Offer]
    without: list[Offer]
    as_typed: str

    @property
    def orders(self) -> list[tuple[str, Any, bool]]:
        """The orders that can be chosen: without words nothing answers better."""
        return [
            (order.value, label, order is self.search.order)
            for order, label in ORDERS.items()
            if self.search.q or order is not Sort.RELEVANCE
        ]


def show(search: Search, page: int, request: HttpRequest | None = None) -> Shown:
    """The page of a search, in a number of queries that does not grow with what is found; `request`
    as `Names` takes it."""
    answer = search.answer(page=page)
    if answer.total and not answer.hits:  # beyond the last page
        answer = search.answer(page=-(-answer.total // PAGE))
    names = Names(search.values.get("organisation", ()), request)
    return Shown(
        search=search,
        answer=answer,
        page=Paginator(range(answer.total), PAGE).get_page(answer.start // PAGE + 1),
        hits=list(_hits(answer, names)),
        facets=facets(search, answer.counts, names),
        chips=chips(search, names),
        meant=[Offer(each.text, search.with_words(each).as_query()) for each in answer.meant],
        without=[
            Offer(clause.text, search.with_words(answer.query.without(clause)).as_query(), many)
            for clause, many in answer.without
        ],
        as_typed=search.as_query(as_typed="1") if answer.asked else "",
    )


def _hits(answer: Answer, names: Names) -> Iterator[Hit]:
    found = Project.objects.filter(pk__in=answer.hits, state=Project.State.PUBLISHED).order_by()
    rows: Any = found.values_list("pk", *_OF_A_HIT, named=True)  # in half the time of records
    projects: dict[int, Project] = {row.pk: row for row in rows}
    entries = indexing.told(list(projects.values()))
    why = PROJECTS.why(answer, language=get_language() or "en", entries=entries)
    today = timezone.localdate()
    for key in answer.hits:
        if key in projects and key in why:
            yield _hit(projects[key], why[key], names, today)


def _hit(project: Project, why: Why, names: Names, today: date) -> Hit:
    fields = tuple(str(FIELDS.get(name, name)) for name in why.fields)
    kind = names.of("type", project.entity_type)
    status = names.of("status", project.status) if project.status else ""
    return Hit(project, kind, status, why, fields, confirming.is_stale(project, today))


def facets(search: Search, counts: Mapping[str, Mapping[str, int]], names: Names) -> list[Facet]:
    """The facets with something to choose, in the order of the page."""
    found = []
    for name, heading in FACETS.items():
        if name in _HIDDEN or not counts.get(name):
            continue
        values = _values(name, counts[name], search.values.get(name, ()), names)
        seen = max(FIRST, sum(value.chosen for value in values))
        opened = any(value.chosen for value in values) or (not search.values and name in OPEN)
        found.append(Facet(name, str(heading), values[:seen], values[seen:], opened))
    return found


def _values(
    name: str, counts: Mapping[str, int], chosen: Sequence[str], names: Names
) -> tuple[Value, ...]:
    """Those that are on, then the others: in the order of their list, years backwards, or the
    most frequent first."""
    called = names.all(name)
    order: Iterable[str] = counts
    if name == "year":
        order = sorted(counts, reverse=True)
    elif name in IN_ORDER:
        order = [*filter(counts.__contains__, called), *filterfalse(called.__contains__, counts)]
    values = [
        Value(value, called.get(value) or names.of(name, value), counts[value], value in chosen)
        for value in order
    ]
    if name != "year" and name not in IN_ORDER:
        values.sort(key=lambda each: (-each.number, each.label))
    if chosen:
        values.sort(key=lambda each: not each.chosen)
    return tuple(values)


def chips(search: Search, names: Names) -> list[Chip]:
    """What is on, each with the address without it."""
    found = [
        Chip(str(FACETS[name]), names.of(name, value), search.without(name, value).as_query())
        for name, value in search.pairs()
    ]
    if search.q:
        found.insert(0, Chip(str(_("Words")), search.q, search.without("q").as_query()))
    return found
