"""Writing an edition: its passages, lists, activities and targets, one way for all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Max

from actionline.common import audit
from actionline.common.models import AuditEntry
from actionline.roadmaps import trees
from actionline.roadmaps.models import (
    Activity,
    ActivityVersion,
    Edition,
    Item,
    Passage,
    Planned,
    Target,
    TargetVersion,
)
from actionline.roadmaps.trees import Values

Row = TypeVar("Row", Item, ActivityVersion, TargetVersion)
#: More rows than this at once are a mistake.
MOST_AT_ONCE = 500


class ClosedError(Exception):
    """The edition is published, or in review by others: it does not change now."""


class ChangedError(Exception):
    """Somebody changed the same row meanwhile; `now` is as they left it, None where it is gone."""

    def __init__(self, now: Planned | None) -> None:
        super().__init__("changed meanwhile")
        self.now = now


def hold_open(edition: Edition, by: Any) -> Edition:
    """The edition, held until the end of the transaction, if somebody may change it now: a draft
    who writes, one in review who publishes. PermissionDenied, ClosedError."""
    if not by.has_perm("roadmaps.write", edition):
        raise PermissionDenied
    audit.hold()
    held = (
        Edition.objects.select_for_update(of=("self",), no_key=True)
        .select_related("plan__body", "plan__line", "plan__shape")
        .filter(pk=edition.pk)
        .first()
    )
    if held is None or not held.is_open:
        raise ClosedError
    if held.state == Edition.State.IN_REVIEW and not by.has_perm("roadmaps.publish", held):
        raise ClosedError
    return held


@transaction.atomic
def write_passage(*, edition: Edition, key: str, text: str, revision: int, by: Any) -> Passage:
    """Write the text of one part; `revision` is the one that was read (0: there was none).

    PermissionDenied, ClosedError, ChangedError.
    """
    held = hold_open(edition, by)
    found = held.passages.filter(key=key).first() or Passage(edition=held, key=key, revision=0)
    if found.revision != revision:
        raise ChangedError(found)
    if found.text == text:
        return found
    before = trees.values_of(found) if found.pk else None
    found.text, found.revision = text, found.revision + 1
    found.save()
    _told("roadmaps.write_passage", found, by, before, trees.values_of(found))
    return found


@transaction.atomic
def add(
    *, edition: Edition, kind: type[Row], rows: Sequence[Mapping[str, Any]], by: Any
) -> list[Row]:
    """Add rows at the end, each told by the values of its columns. PermissionDenied, ClosedError;
    ValueError for more than MOST_AT_ONCE."""
    if len(rows) > MOST_AT_ONCE:
        raise ValueError("too many rows at once")
    held = hold_open(edition, by)
    same = kind._default_manager.filter(edition=held)
    last = same.aggregate(last=Max("position"))["last"]
    position = 0 if last is None else last + 1
    made = [kind(edition=held, position=position + place) for place, _row in enumerate(rows)]
    _give_lasting(held, made)
    for record, row in zip(made, rows, strict=True):
        trees.set_values(record, row)
    kind._default_manager.bulk_create(made)
    for record, row in zip(made, rows, strict=True):
        trees.set_many(record, row)
    changes = [(record, None, trees.values_of(record)) for record in made]
    audit.record_many(verb="roadmaps.add", changes=changes, by=by, batch=trees.batch_of(held))
    return made


def _give_lasting(edition: Edition, made: Sequence[Planned]) -> None:
    """New rows get the activity or target that lasts."""
    if made and isinstance(made[0], ActivityVersion):
        lasting = Activity.objects.bulk_create(Activity(plan=edition.plan) for _each in made)
        for record, activity in zip(made, lasting, strict=True):
            record.activity = activity  # type: ignore[attr-defined]  # all are of one kind
    elif made and isinstance(made[0], TargetVersion):
        targets = Target.objects.bulk_create(Target(plan=edition.plan) for _each in made)
        for record, target in zip(made, targets, strict=True):
            record.target = target  # type: ignore[attr-defined]  # all are of one kind


@transaction.atomic
def change(*, record: Row, values: Mapping[str, Any], revision: int, by: Any) -> Row:
    """Set columns of a row, and its relations by keys; `revision` is the one that was read.

    PermissionDenied, ClosedError, ChangedError.
    """
    hold_open(record.edition, by)
    found = type(record)._default_manager.select_related("edition").filter(pk=record.pk).first()
    if found is None or found.revision != revision:
        raise ChangedError(found)
    before = trees.values_of(found)
    trees.set_values(found, values)
    trees.set_many(found, values)
    after = trees.values_of(found)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        found.revision += 1
        found.save()
        was, now = ({name: tree[name] for name in changed} for tree in (before, after))
        _told("roadmaps.change", found, by, was, now)
    return found


@transaction.atomic
def arrange(*, record: Row, up: bool, by: Any) -> None:
    """Put a row before or after its neighbour in the same list. PermissionDenied, ClosedError."""
    held = hold_open(record.edition, by)
    order = list(type(record)._default_manager.filter(edition=held).order_by("position", "pk"))
    same = [place for place, each in enumerate(order) if _list_of(each) == _list_of(record)]
    here = next((at for at, place in enumerate(same) if order[place].pk == record.pk), None)
    if here is None or not 0 <= (other := here - 1 if up else here + 1) < len(same):
        return
    first, second = same[here], same[other]
    order[first], order[second] = order[second], order[first]
    for position, each in enumerate(order):
        each.position = position
    type(record)._default_manager.bulk_update(order, ["position"])
    before, after = ({"position": place} for place in (first, second))
    _told("roadmaps.arrange", record, by, before, after)


def _list_of(record: Planned) -> Any:
    if isinstance(record, Item):
        return record.key
    return record.item_id if isinstance(record, ActivityVersion) else None


@transaction.atomic
def remove(*, record: Row, by: Any) -> None:
    """Take a row out of its edition. PermissionDenied, ClosedError."""
    hold_open(record.edition, by)
    before = trees.values_of(record)
    _told("roadmaps.remove", record, by, before, None)
    type(record)._default_manager.filter(pk=record.pk).delete()


def undoable(entry: AuditEntry) -> Planned | None:
    """The row that an entry changed, if it still is as the entry left it; of a row that was
    removed the row as it would come back. None where it cannot be taken back."""
    model = trees.MODELS.get(entry.record_type)
    if model is None or entry.verb == "roadmaps.arrange":
        return None
    found = model._default_manager.select_related("edition").filter(pk=entry.record_id).first()
    if entry.after is None:
        return _gone(model, entry) if found is None else None
    if found is None:
        return None
    now = trees.values_of(found)
    same = all(now.get(name) == value for name, value in entry.after.items() if name != "position")
    return found if same else None


def _gone(model: type[Planned], entry: AuditEntry) -> Planned:
    """A row that was removed, not stored, by the key that it had."""
    record: Any = model()
    record.pk = int(entry.record_id)
    return record  # type: ignore[no-any-return]  # of the model


@transaction.atomic
def undo(*, edition: Edition, entry: AuditEntry, by: Any) -> bool:
    """Take back what an entry of this edition says was done; False where somebody changed the same
    since. PermissionDenied, ClosedError."""
    held = hold_open(edition, by)
    found = undoable(entry) if entry.batch == trees.batch_of(held) else None
    if found is None:
        return False
    before = trees.values_of(found) if entry.after is not None else None
    if entry.before is None:
        type(found)._default_manager.filter(pk=found.pk).delete()
        _told("roadmaps.undo", found, by, before, None)
        return True
    if entry.after is None:
        found.edition = held
    trees.set_values(found, _still_there(found, entry.before))
    found.revision += 1
    found.save()
    trees.set_many(found, entry.before)
    _told("roadmaps.undo", found, by, before, trees.values_of(found))
    return True


def _still_there(record: Planned, values: Values) -> Values:
    """The values without keys of rows that are gone meanwhile."""
    item = values.get("item_id")
    if item and not Item.objects.filter(pk=item).exists():
        return {**values, "item_id": None}
    return values


def _told(verb: str, record: Planned, by: Any, before: Values | None, after: Values | None) -> None:
    audit.record(
        verb=verb,
        target=record,
        by=by,
        before=before,
        after=after,
        batch=trees.batch_of(record.edition),
    )
