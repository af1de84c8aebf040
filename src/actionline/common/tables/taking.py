"""Checked rows -> records, a batch at a time, each with its audit entry; and back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import DataError, IntegrityError, models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from actionline.common import audit
from actionline.common.models import AuditEntry

from .checking import Checker
from .reading import Line
from .table import Row, Table

#: Entries that are taken back at a time.
_BACK = 500


def take(table: Table[Any], rows: Sequence[Row[Any]], *, by: Any, batch: str) -> int:
    """Save the new and the changed of a batch; how many. Call it in a transaction.

    A row that the database refuses gets a fault and the others are saved.
    """
    wanted = [row for row in rows if row.is_new or row.is_changed]
    if not wanted:
        return 0
    try:
        with transaction.atomic():
            return _take(table, wanted, by, batch)
    except (IntegrityError, DataError):
        return sum(_take_alone(table, row, by, batch) for row in wanted)


def _take_alone(table: Table[Any], row: Row[Any], by: Any, batch: str) -> int:
    try:
        with transaction.atomic():
            return _take(table, [row], by, batch)
    except (IntegrityError, DataError):
        wrong = _("The database refuses this row: something in it is there already or too long.")
        row.fault("", wrong, _("Compare it with what is stored."))
        return 0


def _take(table: Table[Any], rows: Sequence[Row[Any]], by: Any, batch: str) -> int:
    told: list[tuple[models.Model, dict[str, str] | None, dict[str, str]]] = []
    new = [table.make(row) for row in rows if row.stored is None]
    changed = []
    for row in rows:
        if row.stored is not None:
            before = _only(table.cells(row.stored), row.changes)
            table.change(row.stored, row, row.changes)
            changed.append(row.stored)
            told.append((row.stored, before, _only(table.cells(row.stored), row.changes)))
    table.model._default_manager.bulk_create(new)
    _save(table.model, changed)
    told += [(record, None, table.cells(record)) for record in new]
    table.taken([*new, *changed])
    audit.record_many(verb=table.verb, changes=told, by=by, batch=batch)  # after all: see there
    return len(rows)


def _save(model: type[models.Model], records: Sequence[models.Model]) -> None:
    """Update many records by one statement, whatever fields differ."""
    if records:
        key = model._meta.pk.name
        others = [f.name for f in model._meta.concrete_fields if not f.primary_key]
        model._default_manager.bulk_create(
            records, update_conflicts=True, unique_fields=[key], update_fields=others
        )


def _only(cells: Mapping[str, str], names: Sequence[str]) -> dict[str, str]:
    return {name: cells[name] for name in names}


def take_back(table: Table[Any], *, by: Any, batch: str) -> Iterator[tuple[int, list[str]]]:
    """Undo what was taken under `batch`, the last first: how many at a time, and the titles of
    what was left because somebody changed it since, or something hangs on it."""
    entries = AuditEntry.objects.filter(batch=batch, verb=table.verb)
    last = None
    while True:
        some = entries if last is None else entries.filter(number__lt=last)
        found = list(some.order_by("-number")[:_BACK])
        if not found:
            return
        last = found[-1].number
        with transaction.atomic():
            audit.hold()
            yield _take_back(table, found, by, batch)


def _take_back(
    table: Table[Any], entries: Sequence[AuditEntry], by: Any, batch: str
) -> tuple[int, list[str]]:
    keys = [entry.record_id for entry in entries]
    stored = {str(record.pk): record for record in table.records().filter(pk__in=keys)}
    told: list[tuple[models.Model, dict[str, str] | None, dict[str, str] | None]] = []
    left: list[str] = []
    restored, new = [], []
    for entry in entries:
        record = stored.get(entry.record_id)
        after = entry.after or {}
        if record is None:
            continue
        if _only(table.cells(record), list(after)) != after:
            left.append(entry.title)
        elif entry.before is None:
            new.append(record)
        elif _restore(table, record, entry.before):
            restored.append(record)
            told.append((record, after, entry.before))
        else:
            left.append(entry.title)
    gone = _delete(table.model, new)
    table.gone([record.pk for record in gone])
    left += [str(record) for record in new if record not in gone]
    told += [(record, table.cells(record), None) for record in gone]
    _save(table.model, restored)
    table.taken(restored)
    audit.record_many(verb=f"{table.verb}_back", changes=told, by=by, batch=f"{batch}-back")
    return len(told), left


def _delete(model: type[models.Model], records: Sequence[models.Model]) -> Sequence[models.Model]:
    """Delete records at once, or one by one where something hangs on any; those that are gone."""
    try:
        with transaction.atomic():
            model._default_manager.filter(pk__in=[record.pk for record in records]).delete()
    except ProtectedError:
        half = len(records) // 2
        if not half:
            return []
        return [*_delete(model, records[:half]), *_delete(model, records[half:])]
    return records


def _restore(table: Table[Any], record: models.Model, before: Mapping[str, str]) -> bool:
    """Set the cells as they were; False where they no longer make sense."""
    whole = table.cells(record) | dict(before)
    checker = Checker(table, {column.name: column.name for column in table.columns})
    row = checker.read(Line(0, whole))
    table.resolve([row] if not row.faults else [])
    if row.faults:
        return False
    table.change(record, row, list(before))
    return True
