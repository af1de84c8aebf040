"""Rows of an edition as plain values: kept in the audit trail, compared, copied, put back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import models

from .models import ActivityVersion, Edition, Item, Passage, Planned, TargetVersion

Values = dict[str, Any]

#: The columns that are kept, by their names in the database.
COLUMNS: dict[type[Planned], tuple[str, ...]] = {
    Passage: ("key", "text"),
    Item: ("key", "thread", "position", "title", "text", "due", "source"),
    ActivityVersion: (
        *("activity_id", "position", "title", "text", "item_id", "lead_id", "programmes"),
        *("starts", "ends", "results", "resources", "partners", "commitments", "more"),
    ),
    TargetVersion: (
        *("target_id", "activity_id", "position", "title", "unit", "baseline", "baseline_day"),
        *("baseline_source", "value", "day", "source", "milestones"),
    ),
}
#: Relations to many.
MANY: dict[type[Planned], tuple[str, ...]] = {
    ActivityVersion: ("mandates", "sdg_targets", "objectives")
}
MODELS = {model._meta.label_lower: model for model in COLUMNS}


def batch_of(edition: Edition) -> str:
    """What marks the audit entries of an edition."""
    return f"roadmaps.edition:{edition.pk}"


def values_of(record: Planned) -> Values:
    """A row as JSON values."""
    found = {name: plain(getattr(record, name)) for name in COLUMNS[type(record)]}
    for name in MANY.get(type(record), ()):
        found[name] = sorted(getattr(record, name).values_list("pk", flat=True))
    return found


def plain(value: Any) -> Any:
    """A value of a column as JSON has it; numbers without the zeros at their end."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return value.isoformat()
    return value


def set_values(record: Planned, values: Mapping[str, Any]) -> None:
    """Give a row the values of its columns that are named here, without saving it."""
    for name in COLUMNS[type(record)]:
        if name in values:
            field = record._meta.get_field(name.removesuffix("_id"))
            assert isinstance(field, models.Field)
            value = values[name]
            if isinstance(field, models.ForeignKey | models.JSONField):
                setattr(record, name, value)
            else:
                setattr(record, name, None if value is None else field.to_python(value))


def set_many(record: Planned, values: Mapping[str, Any]) -> None:
    """Give a stored row the relations that are named here; what is gone is left out."""
    for name in MANY.get(type(record), ()):
        if name in values:
            related = record._meta.get_field(name).related_model
            assert isinstance(related, type)
            there = related._default_manager.filter(pk__in=values[name])
            getattr(record, name).set(there)
