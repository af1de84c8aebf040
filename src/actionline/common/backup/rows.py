"""Rows as JSON values and back, the same from and to every database."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import Any
from uuid import UUID

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models
from django.utils.duration import duration_iso_string

AT_A_TIME = 500
Row = list[Any]


def tables() -> list[type[models.Model]]:
    """Every model with a table of its own, those between two others included, by name."""
    every = apps.get_models(include_auto_created=True)
    own = [model for model in every if model._meta.managed and not model._meta.proxy]
    return sorted(own, key=lambda model: model._meta.label_lower)


def columns(model: type[models.Model]) -> list[models.Field[Any, Any]]:
    """The fields that are stored; what the database computes itself is not."""
    return [field for field in model._meta.local_concrete_fields if not field.generated]


def read(model: type[models.Model]) -> Iterator[Row]:
    """The rows of a table by key, each a list of JSON values in the order of `columns`."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=AT_A_TIME):
        yield [_plain(value) for value in row]


def write(model: type[models.Model], rows: Iterable[Row]) -> int:
    """Insert rows as `read` gives them, as they are; gives how many."""
    fields = columns(model)
    count = 0
    rows = iter(rows)
    most = connection.ops.bulk_batch_size(fields, [None] * AT_A_TIME)
    while some := list(islice(rows, max(1, min(AT_A_TIME, most)))):
        records = [model(**_values(fields, row)) for row in some]
        query = models.sql.InsertQuery(model)
        query.insert_values(fields, records, raw=True)  # raw: no field sets today's date
        query.get_compiler(connection=connection).execute_sql()
        count += len(some)
    return count


def empty() -> None:
    """Delete all rows of all tables, inside the transaction that is open."""
    names = [model._meta.db_table for model in tables()]
    for statement in connection.ops.sql_flush(no_style(), names, reset_sequences=False):
        with connection.cursor() as cursor:
            cursor.execute(statement)


def reset_counters() -> None:
    """Have the next row of each table get a key of its own."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), tables()):
            cursor.execute(statement)


def line(row: Row) -> bytes:
    """A row as a line of JSON."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, Decimal | UUID):
        return str(value)
    if isinstance(value, timedelta):
        return duration_iso_string(value)
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    return value


def _values(fields: list[models.Field[Any, Any]], row: Row) -> dict[str, Any]:
    named = zip(fields, row, strict=True)
    return {field.attname: _value(field, value) for field, value in named}


def _value(field: models.Field[Any, Any], value: Any) -> Any:
    if value is None or isinstance(field, models.JSONField):
        return value
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value)
    return field.to_python(value)
