"""What was changed of a meeting, told for people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from actionline.common.models import AuditEntry

from .forms import MeetingForm
from .models import DocumentDeadline, Meeting


@dataclass(frozen=True, slots=True)
class Change:
    """A field or a deadline that was changed: what it is called, how it was, how it is."""

    label: str
    before: str
    after: str


def of_meeting(meeting: Meeting) -> list[tuple[AuditEntry, list[Change]]]:
    """Each change of a meeting with what it changed, the newest first."""
    entries = AuditEntry.objects.filter(
        record_type=Meeting._meta.label_lower, record_id=str(meeting.pk)
    ).select_related("by")
    return [(entry, list(_changes(entry))) for entry in entries]


def _changes(entry: AuditEntry) -> Iterator[Change]:
    before, after = entry.before or {}, entry.after or {}
    labels = {name: str(label) for name, label in (MeetingForm.Meta.labels or {}).items()}
    labels |= {kind: str(label) for kind, label in DocumentDeadline.Kind.choices}
    for name, label in labels.items():
        was, now = before.get(name), after.get(name)
        if was != now:
            yield Change(label, _value(was), _value(now))


def _value(value: Any) -> str:
    if isinstance(value, dict):  # a deadline
        days = value.get("days")
        if days is None:
            return str(value.get("day", ""))
        told = ngettext("%(days)s day before it opens", "%(days)s days before it opens", days)
        return told % {"days": days}
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    return "" if value is None else str(value)
