"""The answers to a round as a table: one row for each request, answered or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from actionline.mandates import subjects

from . import listing
from .models import Request, Round, Version
from .states import OPEN

COLUMNS = ("request", "asked", "request_late", *listing.COLUMNS)
_AT_ONCE = 1000


def rows(found: Round, site: str) -> Iterator[dict[str, Any]]:
    """The requests of a round by body, each with the version that answers it; a thousand at once,
    each thousand by the same few queries."""
    requests = found.requests.order_by("body", "pk").select_related("body")
    batch: list[Request] = []
    for request in requests.iterator(chunk_size=_AT_ONCE):
        batch.append(request)
        if len(batch) == _AT_ONCE:
            yield from _rows(batch, site)
            batch = []
    yield from _rows(batch, site)


def _rows(requests: list[Request], site: str) -> Iterator[dict[str, Any]]:
    told = subjects.told({request.subject for request in requests})
    versions = _versions([request.report_id for request in requests if request.report_id])
    for request in requests:
        about = told.get(request.subject)
        asked = {
            "request": request.pk,
            "asked": request.body.slug if request.body else "",
            "request_late": request.late,
            "subject": str(request.subject),
            "subject_name": about.title if about else "",
            "subject_url": site + about.url if about else "",
            "state": request.state,
        }
        version = versions.get(request.report_id or 0)
        answer = listing.row(version, about, site) if version else {}
        empty = dict.fromkeys(COLUMNS)
        yield empty | answer | asked


def _versions(reports: list[int]) -> dict[int, Version]:
    """Of each report the version that stands, else the one under way."""
    states = (Version.State.VALIDATED, *OPEN)
    found = listing.with_rows(Version.objects.filter(report__in=reports, state__in=states))
    made: dict[int, Version] = {}
    for version in found.order_by("number"):
        known = made.get(version.report_id)
        if known is None or known.state != Version.State.VALIDATED:
            made[version.report_id] = version
    return made
