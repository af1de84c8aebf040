"""Telling people of new entries that a search of theirs finds."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import timedelta
from itertools import islice
from typing import Any

from django.db import transaction
from django.db.models import Max, QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from actionline.accounts.models import User
from actionline.common import notifications, saved
from actionline.common.models import SavedFilter

from .models import Project, Watch
from .register import Search

logger = logging.getLogger(__name__)
PAGE = "stocktaking:list"
FOUND = "stocktaking.found"
#: New entries are counted up to here.
MOST = 1000
#: An entry gets its key before its act is over; those of the last minutes wait a day.
_UNDER_WAY = timedelta(minutes=10)


def _found(values: Mapping[str, Any]) -> str:
    told = ngettext(
        "%(number)s new entry is found by your search “%(name)s”.",
        "%(number)s new entries are found by your search “%(name)s”.",
        values["number"],
    )
    return told % values


KIND = notifications.Kind(
    FOUND,
    _("Your searches"),
    _("New entries of the register of projects are found by a search that you keep."),
    tell=_found,
)


@transaction.atomic
def keep(*, person: User, name: str, query: str, tell: bool) -> SavedFilter:
    """Keep a search under a name, told of from now on or not. TooManyError (`common.saved`)."""
    found = saved.keep(person=person, page=PAGE, name=name, query=query)
    Watch.objects.filter(kept=found).delete()
    if tell:
        Watch.objects.create(kept=found, seen=_last())
    return found


@transaction.atomic
def watch(*, kept: SavedFilter, person: User, tell: bool) -> None:
    """Begin or stop to tell somebody of a search of theirs. SavedFilter.DoesNotExist otherwise."""
    own = saved.of(person).select_for_update().get(pk=kept.pk, page=PAGE)
    if tell:
        Watch.objects.get_or_create(kept=own, defaults={"seen": _last()})
    else:
        Watch.objects.filter(kept=own).delete()


def kept_by(person: User) -> QuerySet[SavedFilter]:
    """The searches of the register that somebody keeps."""
    return saved.of(person).filter(page=PAGE).select_related("watch")


def tell() -> int:
    """Tell everybody of the entries that came since they were last looked for; gives how many
    searches found some. One search that fails keeps back no other."""
    last = _last(before=timezone.now() - _UNDER_WAY)
    waiting = Watch.objects.filter(seen__lt=last, kept__person__is_active=True)
    told = 0
    for key in list(waiting.values_list("pk", flat=True)):
        try:
            told += _tell(key, last)
        except Exception:
            logger.exception("The search %s could not be told of", key)
    return told


@transaction.atomic
def _tell(key: int, last: int) -> bool:
    """Look for new entries and take note of having done so, in one transaction."""
    rows = Watch.objects.select_for_update(of=("self",)).select_related("kept__person")
    own = rows.filter(pk=key, seen__lt=last).first()
    if own is None:  # another worker did, or the person stopped it
        return False
    search = Search.from_query(QueryDict(own.kept.query))
    fresh = (each for each in search.keys(after=own.seen) if each <= last)
    number = sum(1 for _each in islice(fresh, MOST))
    own.seen = last
    own.save(update_fields=["seen"])
    if number:
        notifications.notify(
            kind=FOUND,
            record=own.kept,
            to=[own.kept.person],
            values={"name": own.kept.name, "number": number},
            url=_newest_first(own.kept),
        )
    return bool(number)


def _newest_first(kept: SavedFilter) -> str:
    query = QueryDict(kept.query, mutable=True)
    query["sort"] = "newest"
    return f"{saved.kept(kept).url.partition('?')[0]}?{query.urlencode()}"


def _last(before: Any = None) -> int:
    """The key of the last project, or of the last that came before a moment."""
    found = Project.objects.filter(accepted_at__lt=before) if before else Project.objects.all()
    return found.aggregate(last=Max("pk"))["last"] or 0
