"""What all verbs of assignments share: one transaction, the trail, and taking an act back.

with recorded(verb=…, by=…) as change:
    change.add(Assignment(…)); change.edit(assignment, until=today)
# stored, settled and audited; `change.batch` marks the entries
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common import audit
from actionline.common.models import AuditEntry
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.assignments.models import AssignedPerson, Assignment, HandOver
from actionline.mandates.models import Mandate

Row = Assignment | HandOver
FIELDS: dict[type[Row], tuple[str, ...]] = {
    Assignment: ("mandate_id", "body_id", "role", "since", "until", "instructions", "language"),
    HandOver: ("assignment_id", "to_id", "person_id", "note", "state", "answer"),
}
MODELS: dict[str, type[Row]] = {model._meta.label_lower: model for model in FIELDS}
#: Acts that can be taken back, all of their rows at once.
REVERSIBLE = (
    "assignments.assign",
    "assignments.end",
    "assignments.set_people",
    "assignments.accept",
    "assignments.decline",
)


@dataclass(frozen=True, slots=True)
class Done:
    """An act: how many mandates it changed, how many it left alone, what marks its entries."""

    batch: str
    number: int
    skipped: int = 0


@dataclass(slots=True)
class Change:
    """What an act is about to store. `people` of an assignment replace those that it has."""

    batch: str
    new: list[Assignment] = field(default_factory=list)
    changed: dict[tuple[str, int], Row] = field(default_factory=dict)
    before: dict[tuple[str, int], dict[str, Any]] = field(default_factory=dict)
    people: dict[int, Sequence[User]] = field(default_factory=dict)  # by id() of the assignment

    def add(self, assignment: Assignment, people: Sequence[User] = ()) -> None:
        """Store a new assignment, with its focal points."""
        self.new.append(assignment)
        self.people[id(assignment)] = people

    def edit(self, row: Row, **values: Any) -> None:
        """Change values of a row that is stored."""
        key = (row._meta.label_lower, row.pk)
        if key not in self.before:
            self.before[key] = told(row)
            self.changed[key] = row
        for name, value in values.items():
            setattr(row, name, value)

    def set_people(self, assignment: Assignment, people: Sequence[User]) -> None:
        """Replace the focal points of an assignment that is stored."""
        self.edit(assignment)
        self.people[id(assignment)] = people

    def mandates(self) -> set[int]:
        rows = [*self.new, *self.changed.values()]
        return {row.mandate_id for row in rows if isinstance(row, Assignment)}


def told(row: Row) -> dict[str, Any]:
    """A row as JSON values, as the trail keeps it; people by their numbers."""
    values = {name: _json(getattr(row, name)) for name in FIELDS[type(row)]}
    if isinstance(row, Assignment):
        values["people"] = [each.person_id for each in row.persons.all()]
    return values


def new_batch() -> str:
    """A name under which the entries of one act are kept together."""
    return f"assignments-{uuid4().hex}"


@contextmanager
def recorded(*, verb: str, by: User | None, batch: str = "") -> Iterator[Change]:
    """Change assignments inside; they are stored after it, by few statements, and audited."""
    with transaction.atomic():
        audit.hold()
        change = Change(batch or new_batch())
        yield change
        _store(change)
        settle(change.mandates())
        changes: list[tuple[Row, dict[str, Any] | None, dict[str, Any] | None]] = []
        changes += [(row, None, _with_people(row, change)) for row in change.new]
        changes += [
            (row, change.before[key], after)
            for key, row in change.changed.items()
            if (after := _after(row, change, change.before[key])) != change.before[key]
        ]
        audit.record_many(verb=verb, changes=changes, by=by, batch=change.batch)


def _store(change: Change) -> None:
    """Ends before beginnings, as the constraints want it."""
    model: Any  # each of its rows with its own
    for model, names in FIELDS.items():
        rows = [row for row in change.changed.values() if type(row) is model]
        extra = ["answered_by", "answered_at"] if model is HandOver else []
        columns = [name.removesuffix("_id") for name in names] + extra
        ended = [row for row in rows if getattr(row, "until", None)]
        for some in (ended, [row for row in rows if row not in ended]):
            model._default_manager.bulk_update(some, columns, batch_size=200)
    Assignment.objects.bulk_create(change.new, batch_size=500)
    renamed = [row for row in change.changed.values() if id(row) in change.people]
    AssignedPerson.objects.filter(assignment__in=[row.pk for row in renamed]).delete()
    AssignedPerson.objects.bulk_create(
        AssignedPerson(assignment_id=row.pk, person=person)
        for row in [*change.new, *renamed]
        for person in change.people.get(id(row), ())
    )


def _with_people(row: Assignment, change: Change) -> dict[str, Any]:
    values = {name: _json(getattr(row, name)) for name in FIELDS[Assignment]}
    return values | {"people": [person.pk for person in change.people[id(row)]]}


def _after(row: Row, change: Change, before: dict[str, Any]) -> dict[str, Any]:
    values = {name: _json(getattr(row, name)) for name in FIELDS[type(row)]}
    if isinstance(row, Assignment):
        named = change.people.get(id(row))
        values["people"] = before["people"] if named is None else [each.pk for each in named]
    return values


def _json(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | datetime) else value


def settle(mandates: Collection[int]) -> None:
    """Copy which body leads now to these mandates, for the register to filter by."""
    led = Assignment.objects.filter(mandate__in=mandates, role=Assignment.Role.LEAD, until=None)
    leads = dict(led.values_list("mandate_id", "body_id"))
    by_body: dict[int | None, list[int]] = {}
    for mandate in mandates:
        by_body.setdefault(leads.get(mandate), []).append(mandate)
    for body, keys in by_body.items():
        Mandate.objects.filter(pk__in=keys).update(holder=body)


def may_take_back(entries: Sequence[AuditEntry], by: Any) -> bool:
    """Whether an act is of a kind that somebody may take back: an officer, or who did it."""
    known = bool(entries) and all(
        entry.verb in REVERSIBLE and entry.record_type in MODELS for entry in entries
    )
    own = known and all(entry.by_id == by.pk for entry in entries)
    return known and (own or by.has_perm("assignments.assign"))


def undo(*, batch: str, by: User) -> Done:
    """Take one act back: what it made goes, what it changed is as before.

    PermissionDenied for others than an officer and who did it; RefusedError where one of the
    rows was changed since, or there is nothing to take back.
    """
    with transaction.atomic():
        audit.hold()
        entries = list(AuditEntry.objects.filter(batch=batch).order_by("pk")) if batch else []
        if not entries or any(entry.verb not in REVERSIBLE for entry in entries):
            raise RefusedError(_("There is nothing that could be taken back here."))
        if not may_take_back(entries, by):
            raise PermissionDenied
        rows = _rows(entries)
        if any(_now(rows, entry) != entry.after for entry in entries):
            raise RefusedError(
                _("It was changed again since. Take the later change back first, then this one.")
            )
        mandates = _put_back(entries, rows)
        changes = [
            (rows[entry.record_type, entry.record_id], entry.after, entry.before)
            for entry in entries
        ]
        settle(mandates)
        again = new_batch()
        audit.record_many(verb="assignments.undo", changes=changes, by=by, batch=again)
    return Done(again, len(mandates))


def _rows(entries: Sequence[AuditEntry]) -> dict[tuple[str, str], Row]:
    keys = {
        label: [entry.record_id for entry in entries if entry.record_type == label]
        for label in MODELS
    }
    assignments = Assignment.objects.filter(pk__in=keys[Assignment._meta.label_lower])
    rows: list[Row] = list(
        assignments.select_related(
            "body", "mandate__instrument", "mandate__current"
        ).prefetch_related("persons")
    )
    offers = HandOver.objects.filter(pk__in=keys[HandOver._meta.label_lower])
    rows += offers.select_related(
        "to",
        "assignment__body",
        "assignment__mandate__instrument",
        "assignment__mandate__current",
    )
    return {(row._meta.label_lower, str(row.pk)): row for row in rows}


def _now(rows: dict[tuple[str, str], Row], entry: AuditEntry) -> dict[str, Any] | None:
    row = rows.get((entry.record_type, entry.record_id))
    return told(row) if row is not None else None


def _put_back(entries: Sequence[AuditEntry], rows: dict[tuple[str, str], Row]) -> set[int]:
    """What came goes before what ended stands again, as the constraints want it."""
    mandates = set()
    for row in rows.values():
        assignment = row if isinstance(row, Assignment) else row.assignment
        mandates.add(assignment.mandate_id)
    came = [entry.record_id for entry in entries if entry.before is None]
    made = Assignment.objects.filter(pk__in=came)
    if HandOver.objects.filter(assignment__in=made).exists():
        raise RefusedError(
            _("It was changed again since. Take the later change back first, then this one.")
        )
    made.delete()
    for entry in entries:
        if entry.before is None:
            continue
        row = rows[entry.record_type, entry.record_id]
        for name in FIELDS[type(row)]:
            value = entry.before[name]
            is_day = name in ("since", "until") and value
            setattr(row, name, date.fromisoformat(value) if is_day else value)
        if isinstance(row, HandOver) and row.state == HandOver.State.OFFERED:
            row.answered_by = row.answered_at = None
        row.save()
        if isinstance(row, Assignment):
            row.persons.all().delete()
            people = User.objects.filter(pk__in=entry.before["people"], is_active=True)
            AssignedPerson.objects.bulk_create(
                AssignedPerson(assignment=row, person=person) for person in people
            )
    return mandates
