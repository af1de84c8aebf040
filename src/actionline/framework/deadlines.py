"""Deadlines for documents: what a meeting's are, and how they move with it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from .hooks import Movement
from .models import Body, DocumentDeadline, Meeting

Kind = DocumentDeadline.Kind
#: The fields of a deadline that people set.
FIELDS = ("kind", "days", "day", "at", "zone", "source")


def documents_due(deadlines: Iterable[DocumentDeadline], opening: date) -> date | None:
    """The day of the secretariat's documents, None where there is no such deadline."""
    days = (each.falls_on(opening) for each in deadlines if each.kind == Kind.SECRETARIAT)
    return next(days, None)


def usual(body: Body | None) -> list[DocumentDeadline]:
    """New deadlines as the latest meeting of a body had them, those in days before it opens."""
    last = (
        DocumentDeadline.objects.filter(meeting__body=body, day=None)
        .order_by("-meeting__starts")
        .values_list("meeting", flat=True)
        .first()
    )
    found = DocumentDeadline.objects.filter(meeting=last, day=None) if last else []
    return [made(values_of(each)) for each in found]


def made(values: Mapping[str, Any]) -> DocumentDeadline:
    """A deadline that belongs to no meeting yet."""
    return DocumentDeadline(**{name: values[name] for name in FIELDS if name in values})


def values_of(deadline: DocumentDeadline) -> dict[str, Any]:
    return {name: getattr(deadline, name) for name in FIELDS}


def told(deadlines: Iterable[DocumentDeadline]) -> dict[str, Any]:
    """Deadlines for the audit trail, by their kinds."""
    return {each.kind: {name: _plain(getattr(each, name)) for name in FIELDS} for each in deadlines}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date | time) else value


def movements(
    meeting: Meeting,
    opening: date,
    before: Sequence[DocumentDeadline],
    after: Sequence[DocumentDeadline],
) -> list[Movement]:
    """The deadlines whose days change when a meeting opens on `opening` and has those `after`."""
    if not meeting.pk:
        return []
    now = {each.kind: each.falls_on(meeting.starts) for each in before}
    then = {each.kind: each.falls_on(opening) for each in after}
    url = reverse("framework:meeting", args=[meeting.slug])
    return [
        Movement(_title(kind), url, now.get(kind), then.get(kind))
        for kind in Kind.values
        if now.get(kind) != then.get(kind)
    ]


def _title(kind: str) -> str:
    return _("Deadline: %(documents)s") % {"documents": Kind(kind).label}
