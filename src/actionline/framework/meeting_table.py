"""Meetings of the calendar as a table that officers bring and everybody takes away."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from actionline.common.tables.columns import Column, WrongError, day, text, whole, yes_no
from actionline.common.tables.table import Row, Table

from . import deadlines, hooks
from .models import Body, DocumentDeadline, Meeting
from .queries import body_keys
from .vocabulary import LANGUAGES

SLUG = re.compile(r"[a-z][a-z0-9-]*-[0-9]{4}(-[a-z0-9]+)?")
_NAMES = {
    "en": gettext_lazy("Name in English"),
    "ar": gettext_lazy("Name in Arabic"),
    "zh": gettext_lazy("Name in Chinese"),
    "fr": gettext_lazy("Name in French"),
    "ru": gettext_lazy("Name in Russian"),
    "es": gettext_lazy("Name in Spanish"),
}


def _slug(cell: str) -> str:
    if not SLUG.fullmatch(cell) or len(cell) > 80:
        raise WrongError(
            _("This is no short name."),
            _("Use small letters and hyphens, then the year, as in council-2027."),
        )
    return cell


class MeetingTable(Table[Meeting]):
    """Meetings, a row each, known again by their short names.

    A new meeting has the deadlines that are usual for its body; those of a meeting that moves
    move with it.
    """

    name = "meetings"
    title = gettext_lazy("Meetings")
    permission = "framework.edit"
    verb = "framework.import_meeting"
    columns = (
        Column(
            "slug",
            gettext_lazy("Short name"),
            gettext_lazy("The body and the year, as in council-2027."),
            required=True,
            parse=_slug,
        ),
        Column(
            "body",
            gettext_lazy("Body"),
            gettext_lazy("Its short name, as in the address of its page: council."),
            required=True,
        ),
        *(
            Column(f"name_{code}", _NAMES[code], required=code == "en", parse=text(300))
            for code in LANGUAGES
        ),
        Column("number", gettext_lazy("Number of the session"), parse=whole(1, 10_000), empty=None),
        Column(
            "starts",
            pgettext_lazy("a meeting", "Opens"),
            gettext_lazy("As in 2026-04-28."),
            required=True,
            parse=day,
        ),
        Column("ends", pgettext_lazy("a meeting", "Closes"), parse=day, empty=None),
        Column("place", gettext_lazy("Place"), parse=text(120)),
        Column(
            "certain",
            gettext_lazy("The date is announced"),
            gettext_lazy("yes or no."),
            parse=yes_no,
            default="yes",
        ),
        Column(
            "source",
            gettext_lazy("Source"),
            gettext_lazy("Where the date is known from: an address or a document number."),
            required=True,
        ),
    )
    most_rows = 5000
    allows_undo = False  # due dates of mandates hang on them

    def __init__(self) -> None:
        self._bodies: dict[str, int] | None = None

    @property
    def bodies(self) -> dict[str, int]:
        if self._bodies is None:
            self._bodies = body_keys()
        return self._bodies

    def records(self) -> QuerySet[Meeting]:
        return Meeting.objects.select_related("body")

    def resolve(self, rows: Sequence[Row[Meeting]]) -> None:
        found = Body.objects.in_bulk({self.bodies.get(row.values["body"]) for row in rows} - {None})
        for row in rows:
            body = found.get(self.bodies.get(row.values["body"], 0))
            if body is None:
                row.fault("body", _("There is no such body."))
            row.values["body"] = body
            if row.values["ends"] and row.values["ends"] < row.values["starts"]:
                row.fault("ends", _("It closes before it opens."))

    def key(self, row: Row[Meeting]) -> str:
        return str(row.values["slug"])

    def key_of(self, record: Meeting) -> str:
        return record.slug

    def where(self, keys: Collection[Any]) -> Q:
        return Q(slug__in=keys)

    def cells(self, record: Meeting) -> dict[str, str]:
        told = {column.name: getattr(record, column.name) for column in self.columns}
        told["body"] = record.body.slug
        told["certain"] = "yes" if record.certain else "no"
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else str(value or "")
            for name, value in told.items()
        }

    def row_title(self, row: Row[Meeting]) -> str:
        return row.cells.get("name_en", "")

    def make(self, row: Row[Meeting]) -> Meeting:
        return Meeting(
            by_hand=True, **{column.name: row.values[column.name] for column in self.columns}
        )

    def change(self, record: Meeting, row: Row[Meeting], columns: Collection[str]) -> None:
        for name in columns:
            setattr(record, name, row.values[name])
        record.by_hand = True

    def taken(self, records: Sequence[Meeting]) -> None:
        """Give new meetings their deadlines, and tell the rooms above of each that changed."""
        for meeting in records:
            held = list(meeting.deadlines.all())
            if not held:
                held = deadlines.usual(meeting.body)
                for each in held:
                    each.meeting = meeting
                DocumentDeadline.objects.bulk_create(held)
            due = deadlines.documents_due(held, meeting.starts)
            if due != meeting.documents_due:
                meeting.documents_due = due
                meeting.save(update_fields=["documents_due"])
            for hook in hooks.meeting_changed:
                hook(meeting)


COLUMNS = [column.name for column in MeetingTable.columns]
