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
from .queries import Loaded
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
        labels = activity_labels(after.of(Part.Within.ACTIVITY))
        return _rows(
            {each.activity_id: each for each in before.activities},
            {each.activity_id: each for each in after.activities},
            lambda each: activity_told(each, labels),
        )
    if part.kind == Part.Kind.TARGETS:
        return _rows(
            {each.target_id: each for each in before.targets},
            {each.target_id: each for each in after.targets},
            _target_told,
        )
    return _rows(
        {each.thread: each for each in before.items.get(part.key, ())},
        {each.thread: each for each in after.items.get(part.key, ())},
        _item_told,
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


def activity_labels(parts: Sequence[Part]) -> list[tuple[str, str, str]]:
    """Key, kind and name of what an activity is asked."""
    return [(part.key, part.kind, part.name) for part in parts]


def activity_told(version: ActivityVersion, labels: Sequence[tuple[str, str, str]]) -> Told:
    """An activity with all its fields in words, by what they are called."""
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
            found[name] = _joined(version.mandates.all())
        elif kind == Part.Kind.GOALS:
            found[name] = _(", ").join(target.code for target in version.sdg_targets.all())
        elif kind == Part.Kind.OBJECTIVES:
            found[name] = _joined(version.objectives.all())
    return found


def _joined(records: Sequence[Model] | Any) -> str:
    return "\n".join(str(record) for record in records)


def _target_told(version: TargetVersion) -> Told:
    names = (
        *("title", "unit", "baseline", "baseline_day", "baseline_source", "value", "day"),
        *("source", "milestones"),
    )
    return _told(version, names)


def _item_told(item: Item) -> Told:
    return _told(item, ("title", "text", "due", "source"))


def _told(record: Model, names: Sequence[str]) -> Told:
    found = {}
    for name in names:
        field: Any = record._meta.get_field(name)
        value = plain(getattr(record, name))
        if isinstance(value, list):
            value = "\n".join(f"{day} {figure}" for day, figure in value)
        found[str(field.verbose_name)] = "" if value is None else str(value)
    return found
