"""Writing the audit trail."""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from . import chain
from .models import AuditEntry, AuditHead


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
    entry = AuditEntry(
        verb=verb,
        record_type=target._meta.label_lower,
        record_id=str(target.pk),
        title=str(target)[:400],
        by=by if getattr(by, "pk", None) else None,
        before=dict(before) if before is not None else None,
        after=dict(after) if after is not None else None,
        batch=batch,
        salt=secrets.token_hex(16),
    )
    with transaction.atomic():
        head = hold()
        chain.seal(entry, number=head.number + 1, previous=head.hash)
        entry.save(force_insert=True)
        head.number, head.hash = entry.number, entry.hash
        head.save(update_fields=["number", "hash"])
    return entry


def record_many(
    *,
    verb: str,
    changes: Sequence[tuple[models.Model, Mapping[str, Any] | None, Mapping[str, Any] | None]],
    by: Any = None,
    batch: str = "",
) -> int:
    """Write an entry about each target with its values before and after, by one statement.

    As `record`, inside the transaction of the changes and after all of them.
    """
    if not changes:
        return 0
    now, person = timezone.now(), getattr(by, "pk", None)
    entries = [
        AuditEntry(
            at=now,
            verb=verb,
            record_type=target._meta.label_lower,
            record_id=str(target.pk),
            title=str(target)[:400],
            by_id=person,
            before=dict(before) if before is not None else None,
            after=dict(after) if after is not None else None,
            batch=batch,
            salt=secrets.token_hex(16),
        )
        for target, before, after in changes
    ]
    with transaction.atomic():
        head = hold()
        for entry in entries:
            chain.seal(entry, number=head.number + 1, previous=head.hash)
            head.number, head.hash = entry.number, entry.hash
        _insert(entries)
        head.save(update_fields=["number", "hash"])
    return len(entries)


def _insert(entries: Sequence[AuditEntry]) -> None:
    """Insert entries by one prepared statement: half the work of `bulk_create`, which builds one
    for each hundred rows and asks for keys that nobody needs."""
    fields = [field for field in AuditEntry._meta.concrete_fields if not field.primary_key]
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    table = quote(AuditEntry._meta.db_table)
    rows = [
        [field.get_db_prep_save(getattr(entry, field.attname), connection) for field in fields]
        for entry in entries
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({values})", rows)  # noqa: S608


def hold() -> AuditHead:
    """Take the end of the trail until the transaction ends; others who write wait.

    An act takes it before it locks or changes any row, so that acts come one after the other:
    two that took their rows and the trail in different orders could wait for one another for
    ever. SQLite lets one write at a time by itself. Where others refer to a row, lock it with
    `select_for_update(no_key=True)`, so that who only refers to it need not wait.
    """
    head = AuditHead.objects.select_for_update().first()
    if head is None:
        AuditHead.objects.get_or_create(pk=1)
        head = AuditHead.objects.select_for_update().get(pk=1)
    return head


@transaction.atomic
def forget(*, person: models.Model) -> int:
    """Erase a person from the trail; gives the number of entries that were about them.

    Their acts stay without their name. Entries about the person lose title and values. The
    chain still holds, for it covers digests only (`chain`).
    """
    hold()
    about = Q(record_type=person._meta.label_lower, record_id=str(person.pk))
    AuditEntry.objects.filter(Q(by=person.pk)).exclude(about).update(by=None)
    return AuditEntry.objects.filter(about).update(
        by=None, title="", before=None, after=None, salt=""
    )
