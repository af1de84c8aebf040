"""What is new, changed and gone between two editions: by item, and by words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from actionline.reading.compare import word_spans
from actionline.reading.model import Span

from . import queries
from .activity_forms import text_of
from .models import ActivityVersion, Edition, Item, Part, TargetVersion
from .queries import Links, Loaded
from .trees import plain


@dataclass(frozen=True, slots=True)
class Change:
    """What differs in one field, as words that go and come."""

    label: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """A row that one of two editions has and the other not, or that both have otherwise. `state`
    is `new`, `gone` or `changed`."""

    title: str
    state: str
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """The differences under one heading."""

    heading: str
    differences: tuple[Difference, ...]


Told = Mapping[str, str]
_OF_TARGET = (
    *("title", "unit", "baseline", "baseline_day", "baseline_source", "value", "day"),
    *("source", "milestones"),
)
_OF_ITEM = ("title", "text", "due", "source")


def compare(old: Edition, new: Edition) -> list[Section]:
    """The differences of two editions of one plan, by part in the order of its shape; headings
    under which nothing differs are left out."""
    before, after = queries.load(old, whole=True), queries.load(new, whole=True)
    found = []
    for part in after.of(Part.Within.PLAN):
        differences = _of_part(part, before, after)
        if differences:
            found.append(Section(part.name, tuple(differences)))
    return found


def _of_part(part: Part, before: Loaded, after: Loaded) -> list[Difference]:
    if part.kind == Part.Kind.TEXT:
        was, now = (
            loaded.passages[part.key].text if part.key in loaded.passages else ""
            for loaded in (before, after)
        )
        return [Difference("", "changed", (_change("", was, now),))] if was != now else []
    if part.kind == Part.Kind.ACTIVITIES:
        labels = [(part.key, part.kind, part.name) for part in after.of(Part.Within.ACTIVITY)]
        links = before.links | after.links
        return _rows(
            {each.activity_id: each for each in before.activities},
            {each.activity_id: each for each in after.activities},
            lambda each: _activity_told(each, links[each.pk], labels),
        )
    if part.kind == Part.Kind.TARGETS:
        names = _names(TargetVersion, _OF_TARGET)
        return _rows(
            {each.target_id: each for each in before.targets},
            {each.target_id: each for each in after.targets},
            lambda each: _told(each, names),
        )
    names = _names(Item, _OF_ITEM)
    return _rows(
        {each.thread: each for each in before.items.get(part.key, ())},
        {each.thread: each for each in after.items.get(part.key, ())},
        lambda each: _told(each, names),
    )


def _rows(
    before: Mapping[Any, Any], after: Mapping[Any, Any], told: Callable[[Any], Told]
) -> list[Difference]:
    found = []
    for key, row in after.items():
        if key not in before:
            found.append(Difference(row.title, "new"))
            continue
        was, now = told(before[key]), told(row)
        changes = [_change(name, was[name], now[name]) for name in now if was[name] != now[name]]
        if changes:
            found.append(Difference(row.title, "changed", tuple(changes)))
    gone = [row for key, row in before.items() if key not in after]
    return found + [Difference(row.title, "gone") for row in gone]


def _change(label: str, was: str, now: str) -> Change:
    return Change(label, tuple(word_spans(was, now)))


def _activity_told(
    version: ActivityVersion, links: Links, labels: Sequence[tuple[str, str, str]]
) -> Told:
    """An activity with all its fields in words, by what they are called. `labels`: key, kind and
    name of what it is asked."""
    found = {pgettext("of an entry", "Title"): version.title}
    for key, kind, name in labels:
        if kind == Part.Kind.TEXT:
            found[name] = text_of(version, key)
        elif kind == Part.Kind.ITEM:
            found[name] = version.item.title if version.item else ""
        elif kind == Part.Kind.BODY:
            found[name] = version.lead.name if version.lead else ""
        elif kind == Part.Kind.PERIOD:
            found[_("Begins on")] = str(plain(version.starts) or "")
            found[_("Ends on")] = str(plain(version.ends) or "")
        elif kind == Part.Kind.MANDATES:
            found[name] = _joined(links.mandates)
        elif kind == Part.Kind.GOALS:
            found[name] = _(", ").join(target.code for target in links.sdg_targets)
        elif kind == Part.Kind.OBJECTIVES:
            found[name] = _joined(links.objectives)
    return found


def _joined(records: Sequence[Model]) -> str:
    return "\n".join(str(record) for record in records)


def _names(model: type[Model], columns: Sequence[str]) -> dict[str, str]:
    """What columns are called, in the active language."""
    fields: list[Any] = [model._meta.get_field(column) for column in columns]
    return {field.name: str(field.verbose_name) for field in fields}


def _told(record: Model, names: Mapping[str, str]) -> Told:
    found = {}
    for name, label in names.items():
        value = plain(getattr(record, name))
        if isinstance(value, list):
            value = "\n".join(f"{day} {figure}" for day, figure in value)
        found[label] = "" if value is None else str(value)
    return found
