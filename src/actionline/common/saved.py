"""Filters that people keep: the query string of a list under a name.

A room makes a list known in `AppConfig.ready` and shows `common/keep_filter.html` on it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.urls import reverse
from django.utils.functional import Promise

from .models import SavedFilter

#: As many as a person may keep.
MOST = 200
_pages: dict[str, str | Promise] = {}
_addresses: dict[str, Callable[[], str]] = {}


class TooManyError(Exception):
    """The person keeps as many as they may."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A filter with the list that it is for and the address that shows it."""

    filter: SavedFilter
    page: str
    url: str


def register(page: str, title: str | Promise, address: Callable[[], str] | None = None) -> None:
    """Make a list known by the name of its view; by any name, where `address` says where it is."""
    _pages[page] = title
    if address is not None:
        _addresses[page] = address


def known(page: str) -> bool:
    return page in _pages


def of(person: Any) -> QuerySet[SavedFilter]:
    """The filters of a person, by list and name; nobody else sees them."""
    return SavedFilter.objects.filter(person=person.pk, page__in=_pages).order_by("page", "name")


def kept(found: SavedFilter) -> Kept:
    own = _addresses.get(found.page)
    address = own() if own else reverse(found.page)
    url = f"{address}?{found.query}" if found.query else address
    return Kept(found, str(_pages[found.page]), url)


@transaction.atomic
def keep(*, person: Any, page: str, name: str, query: str) -> SavedFilter:
    """Keep a filter; one of the same name is replaced. KeyError for an unknown list."""
    _ = _pages[page]
    own = SavedFilter.objects.select_for_update().filter(person=person.pk)
    if not own.filter(page=page, name=name).exists() and own.count() >= MOST:
        raise TooManyError
    found, _made = SavedFilter.objects.update_or_create(
        person=person, page=page, name=name, defaults={"query": _tidy(query)}
    )
    return found


def _tidy(query: str) -> str:
    """The query without what is empty and without the number of the page."""
    given = QueryDict(query, mutable=True)
    given.pop("page", None)
    for name, values in list(given.lists()):
        given.setlist(name, [value for value in values if value])
    return given.urlencode()
