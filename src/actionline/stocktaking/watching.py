"""Telling people of what a search of theirs newly finds: entries that came, and entries that
changed and only now fit."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from pyroaring import BitMap

from actionline.accounts.models import User
from actionline.common import notifications, saved
from actionline.common.models import SavedFilter

from .models import Project, Watch
from .register import Search

logger = logging.getLogger(__name__)
PAGE = "stocktaking:list"
FOUND = "stocktaking.found"
#: So many are named, each with so many letters.
NAMED, _LONGEST = 3, 80


def _found(values: Mapping[str, Any]) -> str:
    told = ngettext(
        "%(number)s entry is newly found by your search “%(name)s”.",
        "%(number)s entries are newly found by your search “%(name)s”.",
        values["number"],
    )
    named = [f"\u2068{title}\u2069" for title in values.get("titles", [])]
    return " · ".join([told % values, *named])


KIND = notifications.Kind(
    FOUND,
    _("Your searches"),
    _("A search that you keep finds entries of the register of projects that it did not before."),
    tell=_found,
)


@transaction.atomic
def keep(*, person: User, name: str, query: str, tell: bool) -> SavedFilter:
    """Keep a search under a name, told of from now on or not. TooManyError (`common.saved`)."""
    found = saved.keep(person=person, page=PAGE, name=name, query=query)
    Watch.objects.filter(kept=found).delete()
    if tell:
        Watch.objects.create(kept=found, known=_found_by(found).serialize())
    return found


@transaction.atomic
def watch(*, kept: SavedFilter, person: User, tell: bool) -> None:
    """Begin or stop to tell somebody of a search of theirs. SavedFilter.DoesNotExist otherwise."""
    own = saved.of(person).select_for_update().get(pk=kept.pk, page=PAGE)
    if tell:
        if not Watch.objects.filter(kept=own).exists():
            Watch.objects.create(kept=own, known=_found_by(own).serialize())
    else:
        Watch.objects.filter(kept=own).delete()


def kept_by(person: User) -> QuerySet[SavedFilter]:
    """The searches of the register that somebody keeps."""
    return saved.of(person).filter(page=PAGE).select_related("watch")


def tell() -> int:
    """Tell everybody of the entries that they were not told of; gives how many searches found
    some. One search that fails keeps back no other."""
    waiting = Watch.objects.filter(kept__person__is_active=True)
    told = 0
    for key in list(waiting.values_list("pk", flat=True)):
        try:
            told += _tell(key)
        except Exception:
            logger.exception("The search %s could not be told of", key)
    return told


@transaction.atomic
def _tell(key: int) -> bool:
    """Look for what is newly found and take note of having done so, in one transaction."""
    rows = Watch.objects.select_for_update(of=("self",)).select_related("kept__person")
    own = rows.filter(pk=key).first()
    if own is None:  # the person stopped it
        return False
    found = _found_by(own.kept)
    known = BitMap.deserialize(bytes(own.known)) if own.known is not None else found
    fresh = found - known
    if fresh or own.known is None:
        own.known = (known | fresh).serialize()
        own.save(update_fields=["known"])
    if fresh:
        notifications.notify(
            kind=FOUND,
            record=own.kept,
            to=[own.kept.person],
            values={"name": own.kept.name, "number": len(fresh), "titles": _titles(fresh)},
            url=_newest_first(own.kept),
        )
    return bool(fresh)


def _found_by(kept: SavedFilter) -> BitMap:
    """The keys of all that a search finds now."""
    return BitMap(Search.from_query(QueryDict(kept.query)).keys())


def _titles(keys: BitMap) -> list[str]:
    """What some of them are called, those first that changed last; an entry that only now fits may
    stand far down in the list that the message leads to."""
    found = Project.objects.filter(pk__in=keys[-100:]).order_by("-updated_at")
    titles = found.values_list("title", flat=True)[:NAMED]
    return [f"{title[:_LONGEST]}…" if len(title) > _LONGEST else title for title in titles]


def _newest_first(kept: SavedFilter) -> str:
    query = QueryDict(kept.query, mutable=True)
    query["sort"] = "newest"
    return f"{saved.kept(kept).url.partition('?')[0]}?{query.urlencode()}"
