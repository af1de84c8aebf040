"""Pages for strangers, kept as they were made until something changes.

Every change of a record writes an entry into the audit trail, in the same transaction; so the end
of the trail says whether a page is still what it would be if it were made again. That is one short
query instead of the many of a page. What changes without an entry (due dates as the day goes on,
the state of background work) is seen after `SECONDS` at the latest.

Each process keeps pages for itself. Nothing has to be told to the others, for none is shown
without asking for the end of the trail.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from threading import Lock
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import patch_vary_headers

from .models import AuditHead

View = Callable[..., HttpResponse]

#: The longest that a page is shown without being made again.
SECONDS = 30
#: What one page may take at most, in bytes; larger ones are not kept.
_LARGEST = 512 * 1024


@dataclass(frozen=True, slots=True)
class _Kept:
    version: tuple[Any, ...]
    until: float
    content: bytes
    headers: dict[str, str]


class Pages:
    """Pages by address, those asked for last; not more than `room` bytes of them."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._pages: OrderedDict[str, _Kept] = OrderedDict()
        self._size = 0

    def get(self, address: str, version: tuple[Any, ...]) -> HttpResponse | None:
        """The page as it was made at this version, None where it has to be made."""
        with self._lock:
            kept = self._pages.get(address)
            if kept is None or kept.version != version or kept.until < time.monotonic():
                return None
            self._pages.move_to_end(address)
        return HttpResponse(kept.content, headers=kept.headers)

    def put(self, address: str, version: tuple[Any, ...], page: HttpResponse, room: int) -> None:
        """Keep a page, and forget those longest unasked for beyond `room`."""
        if len(page.content) > min(room, _LARGEST):
            return
        until = time.monotonic() + SECONDS
        kept = _Kept(version, until, page.content, dict(page.headers.items()))
        with self._lock:
            self._drop(address)
            self._pages[address] = kept
            self._size += len(kept.content)
            while self._size > room:
                self._drop(next(iter(self._pages)))

    def clear(self) -> None:
        """Forget all."""
        with self._lock:
            self._pages.clear()
            self._size = 0

    def _drop(self, address: str) -> None:
        old = self._pages.pop(address, None)
        self._size -= len(old.content) if old else 0

    def __len__(self) -> int:
        return len(self._pages)


pages = Pages()


def kept(view: View) -> View:
    """Keep what a view shows to strangers; what it shows to others is made each time."""

    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        room = settings.PAGES_KEPT * 1024 * 1024
        if not room or request.method != "GET" or not _by_stranger(request):
            return view(request, *args, **kwargs)
        address = request.build_absolute_uri()
        version = _version()
        page = pages.get(address, version)
        if page is None:
            page = view(request, *args, **kwargs)
            if _same_for_all(request, page):
                pages.put(address, version, page, room)
        patch_vary_headers(page, ["Cookie"])
        return page

    return shown


def _by_stranger(request: HttpRequest) -> bool:
    return not any(name in request.COOKIES for name in (settings.SESSION_COOKIE_NAME, "messages"))


def _version() -> tuple[Any, ...]:
    """What a page depends on: the end of the trail and the day."""
    head = AuditHead.objects.values_list("number", "hash").first()
    return (head, timezone.localdate())


def _same_for_all(request: HttpRequest, page: HttpResponse) -> bool:
    """Whether nothing in a page is meant for one reader: no cookie, no token of a form."""
    token = request.META.get("CSRF_COOKIE_NEEDS_UPDATE", False)
    return page.status_code == 200 and not page.streaming and not page.cookies and not token
