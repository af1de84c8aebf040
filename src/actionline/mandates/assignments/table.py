"""Assignments as a table that officers bring and take away."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from actionline.common.tables.columns import Column, choice, day, text, whole
from actionline.common.tables.table import Row, Table
from actionline.framework.models import Body
from actionline.framework.queries import body_keys
from actionline.mandates.models import Mandate

from . import notices
from .actions import settle
from .models import Assignment


class AssignmentTable(Table[Assignment]):
    """The assignments in force, a row each, known again by mandate and body.

    A mandate that has a lead keeps it: handing over is asked of both sides.
    """

    name = "assignments"
    title = gettext_lazy("Assignments of mandates")
    permission = "assignments.assign"
    verb = "assignments.import"
    columns = (
        Column(
            "mandate",
            gettext_lazy("Mandate"),
            gettext_lazy("Its number, as in the address of its page."),
            required=True,
            parse=whole(1),
            aliases=("id",),
        ),
        Column(
            "body",
            gettext_lazy("Body"),
            gettext_lazy("Its short name, as in the address of its page: council."),
            required=True,
        ),
        Column(
            "role",
            gettext_lazy("Part"),
            gettext_lazy("lead or supporting."),
            required=True,
            parse=choice({role: role for role in Assignment.Role.values}),
        ),
        Column(
            "since",
            gettext_lazy("Since"),
            gettext_lazy("As in 2026-04-28."),
            parse=day,
            empty=None,
        ),
        Column("instructions", gettext_lazy("Instructions"), parse=text(2000)),
    )
    most_rows = 20_000

    def __init__(self) -> None:
        self._bodies: dict[str, int] | None = None
        self._leads: dict[int, int] = {}  # mandate -> body that leads it by this file
        self._new: list[Assignment] = []

    def records(self) -> QuerySet[Assignment]:
        found = Assignment.objects.filter(until=None).select_related("body", "mandate__instrument")
        return found.select_related("mandate__current").order_by("mandate", "role", "pk")

    def resolve(self, rows: Sequence[Row[Assignment]]) -> None:
        if self._bodies is None:
            self._bodies = body_keys()
        keys = {row.values["mandate"] for row in rows}
        mandates = Mandate.objects.filter(current__isnull=False).select_related(
            "instrument", "current"
        )
        found = mandates.defer("search_text").in_bulk(keys)
        bodies = Body.objects.in_bulk(
            {self._bodies.get(row.values["body"]) for row in rows} - {None}
        )
        led = Assignment.objects.filter(mandate__in=keys, role=Assignment.Role.LEAD, until=None)
        leads = {each.mandate_id: each.body for each in led.select_related("body")}
        for row in rows:
            mandate = found.get(row.values["mandate"])
            body = bodies.get(self._bodies.get(row.values["body"], 0))
            if mandate is None:
                row.fault("mandate", _("There is no such mandate."))
            if body is None:
                row.fault("body", _("There is no such body."))
            row.values["mandate"], row.values["body"] = mandate, body
            if row.values["since"] and row.values["since"] > timezone.localdate():
                row.fault("since", _("This day is still to come."))
            if mandate and body and row.values["role"] == Assignment.Role.LEAD:
                self._one_lead(row, mandate, body, leads.get(mandate.pk))

    def _one_lead(
        self, row: Row[Assignment], mandate: Mandate, body: Body, lead: Body | None
    ) -> None:
        told = self._leads.setdefault(mandate.pk, body.pk)
        if lead is not None and lead.pk != body.pk:
            wrong = _("%(body)s leads the work on it already.") % {"body": lead}
            row.fault("role", wrong, _("Hand it over, or end that part first, on its page."))
        elif told != body.pk:
            row.fault("role", _("Another row has another lead for this mandate."))

    def key(self, row: Row[Assignment]) -> tuple[int, int]:
        mandate, body = row.values["mandate"], row.values["body"]
        return (mandate.pk if mandate else 0, body.pk if body else 0)

    def key_of(self, record: Assignment) -> tuple[int, int]:
        return (record.mandate_id, record.body_id)

    def where(self, keys: Collection[Any]) -> Q:
        return Q(mandate__in={mandate for mandate, _body in keys})

    def cells(self, record: Assignment) -> dict[str, str]:
        return {
            "mandate": str(record.mandate_id),
            "body": record.body.slug,
            "role": record.role,
            "since": record.since.isoformat(),
            "instructions": record.instructions,
        }

    def make(self, row: Row[Assignment]) -> Assignment:
        words = row.values["instructions"]
        row.values["since"] = row.values["since"] or timezone.localdate()
        made = Assignment(
            **{name: row.values[name] for name in ("mandate", "body", "role", "since")},
            instructions=words,
            language=(get_language() or "en") if words else "",
            by=self.by,
        )
        self._new.append(made)
        return made

    def change(self, record: Assignment, row: Row[Assignment], columns: Collection[str]) -> None:
        for name in set(columns) & {"role", "since", "instructions"}:
            if name != "since" or row.values["since"]:
                setattr(record, name, row.values[name])
        record.language = (get_language() or "en") if record.instructions else ""

    def taken(self, records: Sequence[Assignment]) -> None:
        settle({record.mandate_id for record in records})
        notices.assigned([each for each in self._new if each in records], by=self.by)
        self._new = []

    def gone(self, keys: Sequence[Any]) -> None:
        """Whoever led by what went leads no more."""
        leads = Assignment.objects.filter(role=Assignment.Role.LEAD, until=None)
        led = Mandate.objects.filter(holder__isnull=False)
        settle(set(led.exclude(pk__in=leads.values("mandate")).values_list("pk", flat=True)))


COLUMNS = [column.name for column in AssignmentTable.columns]
#: What tells an officer more in the file of the desk; bringing it back leaves these aside.
DESK_COLUMNS = [*COLUMNS, "place", "text", "reason"]
