"""Lists in pages that end at a record: none is skipped or told twice, whatever is added."""

from __future__ import annotations

import binascii
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable
from itertools import islice
from typing import Any

from django.http import HttpRequest
from django.utils.http import urlencode

from actionline.common.api import BadParameterError, Record, Resource, Telling

MOST = 100  # records of a page
USUAL = 50
_LARGEST = 2**63 - 1


def page(resource: Resource[Any], request: HttpRequest, limit: int) -> tuple[list[Record], str]:
    """The records of the page that an address asks for, and the address of the next or ''.

    Keys first: what records need is then fetched for those of the page only.
    """
    keys = list(islice(_keys(resource, request), limit + 1))
    rows = resource.rows().order_by("pk").filter(pk__in=keys[:limit])
    telling = Telling(site_of(request))
    records = [resource.tell(row, telling) for row in rows]
    return records, _next(resource, request, keys[limit - 1]) if len(keys) > limit else ""


def _keys(resource: Resource[Any], request: HttpRequest) -> Iterable[int]:
    """The keys of the records beyond the cursor that the address lets through, in order."""
    after = _after(resource, request.GET.get("cursor", ""))
    if resource.found:
        return resource.found(request.GET, after)
    narrow = resource.narrow
    rows = narrow(request.GET) if narrow else resource.rows()
    keys = rows.order_by("pk").filter(pk__gt=after).values_list("pk", flat=True)
    return keys[: MOST + 1]


def site_of(request: HttpRequest) -> str:
    """The site as it was asked: `https://actionline.example`."""
    return f"{request.scheme}://{request.get_host()}"


def _next(resource: Resource[Any], request: HttpRequest, last: int) -> str:
    query = {**request.GET.dict(), "cursor": _cursor(resource, last)}
    return f"{site_of(request)}{request.path}?{urlencode(query)}"


def _cursor(resource: Resource[Any], key: int) -> str:
    return urlsafe_b64encode(f"{resource.name} {key}".encode()).decode().rstrip("=")


def _after(resource: Resource[Any], cursor: str) -> int:
    """The key of the last record of the page before; 0 without a cursor."""
    if not cursor:
        return 0
    try:
        told = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode()
    except (ValueError, binascii.Error):
        told = ""
    name, _blank, key = told.partition(" ")
    whole = key.isascii() and key.isdigit() and len(key) < 20
    if name != resource.name or not whole or int(key) > _LARGEST:
        raise BadParameterError("cursor", "It is not one of this list; follow `next`.")
    return int(key)
