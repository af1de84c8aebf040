"""Pages for strangers, and parts of pages that are the same for many, kept until something changes.

Every change of a record writes an entry into the audit trail, in the same transaction; so the end
of the trail says whether a page is still what it would be if it were made again. That is one short
query instead of the many of a page. What changes without an entry (due dates as the day goes on,
the state of background work) is seen after `SECONDS` at the latest.

`kept` keeps whole pages that strangers see. People who are signed in get a page of their own, with
their name and their rights on it; what it shares with the pages of others is kept by `made` and by
`{% load keeping %}{% keep %}` in a template.

Each process keeps them for itself. Nothing has to be told to the others, for nothing is shown
without asking for the end of the trail.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any, TypeVar

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language

_END = "SELECT number, hash FROM common_audithead ORDER BY id LIMIT 1"

View = Callable[..., HttpResponse]
Made = TypeVar("Made")

#: The longest that anything is shown without being made again.
SECONDS = 30
#: What one page or part may take at most, in bytes; larger ones are not kept.
_LARGEST = 512 * 1024
#: What something is taken to need whose length in bytes is not known.
_SOME = 32 * 1024


@dataclass(frozen=True, slots=True)
class _Kept:
    version: tuple[Any, ...]
    until: float
    value: Any
    size: int


class Store:
    """What was made, by key, that asked for last; not more than `room` bytes of it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: OrderedDict[Hashable, _Kept] = OrderedDict()
        self._size = 0

    def get(self, key: Hashable, version: tuple[Any, ...]) -> Any:
        """What was made at this version, None where it has to be made."""
        with self._lock:
            kept = self._kept.get(key)
            if kept is None or kept.version != version or kept.until < time.monotonic():
                return None
            self._kept.move_to_end(key)
        return kept.value

    def put(
        self, key: Hashable, version: tuple[Any, ...], value: Any, size: int, room: int
    ) -> None:
        """Keep what takes `size` bytes, and forget what was longest unasked for beyond `room`."""
        if size > min(room, _LARGEST):
            return
        kept = _Kept(version, time.monotonic() + SECONDS, value, size)
        with self._lock:
            self._drop(key)
            self._kept[key] = kept
            self._size += size
            while self._size > room:
                self._drop(next(iter(self._kept)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._kept.clear()
            self._size = 0

    def _drop(self, key: Hashable) -> None:
        old = self._kept.pop(key, None)
        self._size -= old.size if old else 0

    def __len__(self) -> int:
        return len(self._kept)


#: Pages for strangers and parts of pages each have half of the room.
pages = Store()
parts = Store()


def kept(view: View) -> View:
    """Keep what a view shows to strangers; what it shows to others is made each time."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        room = _room()
        if not room or request.method != "GET" or not _by_stranger(request):
            return view(request, *args, **kwargs)
        address = request.build_absolute_uri()
        now = version(request)
        found = pages.get(address, now)
        if found is not None:
            page = HttpResponse(found.content, headers=found.headers)
        else:
            page = view(request, *args, **kwargs)
            if _same_for_all(request, page):
                copy = _Page(page.content, dict(page.headers.items()))
                pages.put(address, now, copy, len(page.content), room)
        patch_vary_headers(page, ["Cookie"])
        return page

    return shown


def made(request: HttpRequest, make: Callable[[], Made], *key: Hashable) -> Made:
    """What `make` gives, as it was made for the last reader of the same language with this key.

    The key has to name everything that it depends on besides records and the day: a filter, what
    the reader may do. It must hold nothing that is meant for one person, and nobody may change it.
    """
    room = _room()
    if not room:
        return make()
    whole = (*key, get_language())
    now = version(request)
    found: Made | None = parts.get(whole, now)
    if found is not None:
        return found
    value = make()
    size = len(value.encode()) if isinstance(value, str) else _SOME
    parts.put(whole, now, value, size, room)
    return value


@dataclass(frozen=True, slots=True)
class _Page:
    content: bytes
    headers: dict[str, str]


def _room() -> int:
    return settings.PAGES_KEPT * 1024 * 1024 // 2


def _by_stranger(request: HttpRequest) -> bool:
    return not any(name in request.COOKIES for name in (settings.SESSION_COOKIE_NAME, "messages"))


def end() -> tuple[int, str] | None:
    """The end of the audit trail: while it is the same, nothing that people see has changed.

    Asked for at every page; put together anew, the question took four times as long as the answer.
    """
    with connection.cursor() as cursor:
        cursor.execute(_END)
        found: tuple[int, str] | None = cursor.fetchone()
    return found


def version(request: HttpRequest) -> tuple[Any, ...]:
    """What everything depends on: the end of the trail and the day; asked for once in a request."""
    known: tuple[Any, ...] | None = getattr(request, "kept_version", None)
    if known is None:
        known = (end(), timezone.localdate())
        request.__dict__["kept_version"] = known
    return known


def _same_for_all(request: HttpRequest, page: HttpResponse) -> bool:
    """Whether nothing in a page is meant for one reader: no cookie, no token of a form."""
    token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return page.status_code == 200 and not page.streaming and not page.cookies and not token
