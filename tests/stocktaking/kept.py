"""Projects that were confirmed some days ago, for what keeps them true."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from actionline.stocktaking.models import Project


def made(*, number: int, days: int, **fields: Any) -> Project:
    """A published project, last confirmed so many days ago."""
    day = timezone.localdate() - timedelta(days=days)
    values = {
        "title": f"Project {number}",
        "language": "en",
        "entity_name": "Office",
        "status": "ongoing",
        "confirmed_on": day,
    } | fields
    return Project.objects.create(
        number=number,
        entity_type="government",
        year=2025,
        submitted_at=timezone.now() - timedelta(days=days),
        **values,
    )
