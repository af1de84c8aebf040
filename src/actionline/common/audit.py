"""Writing the audit trail."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import models

from actionline.common.models import AuditEntry


def record(
    *,
    verb: str,
    target: models.Model,
    by: Any = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    batch: str = "",
) -> AuditEntry:
    """Write one entry about `target`; call it inside the transaction of the change.

    `by` is the person who acted, None for a command run by the operator.
    """
    return AuditEntry.objects.create(
        verb=verb,
        record_type=target._meta.label_lower,
        record_id=str(target.pk),
        title=str(target)[:400],
        by=by if getattr(by, "pk", None) else None,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        batch=batch,
    )
