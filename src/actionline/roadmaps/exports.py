"""Editions as files: their tables, their timeline, what was frozen, and as Word and PDF."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .models import Edition
from .queries import scheduled
from .tables import ActivityTable, PlannedTable, TargetTable

#: Tables of an edition, by their names in addresses.
TABLES: dict[str, type[PlannedTable[Any]]] = {"activities": ActivityTable, "targets": TargetTable}
FORMS = ("csv", "xlsx", "json")
TIMELINE = ("number", "title", "starts", "ends", "url")


def timeline_rows(edition: Edition, site: str) -> Iterator[dict[str, Any]]:
    """The activities by their beginning, as the timeline has them."""
    for version in scheduled(edition):
        yield {
            "number": version.activity_id,
            "title": version.title,
            "starts": version.starts,
            "ends": version.ends,
            "url": site + version.activity.get_absolute_url(),
        }
