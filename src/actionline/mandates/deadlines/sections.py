"""What the page of a mandate shows of due dates."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString

from actionline.common import records
from actionline.common.records import Told
from actionline.mandates.models import Mandate

from . import queries
from .models import Mark
from .steps import load_rules

#: Dates ahead that are shown.
AHEAD = 4


def section(request: HttpRequest, mandate: Mandate) -> SafeString | str:
    """The dates of a mandate with their steps and states, and what the reader may say of them."""
    today = timezone.localdate()
    dues = queries.of_mandate(mandate, load_rules(), today)
    past = [due for due in dues if due.day < today or due.mark is not None]
    ahead = [due for due in dues if due.day >= today and due.mark is None][:AHEAD]
    if not dues:
        return ""
    told = _told([due.mark for due in past if due.mark])
    context = {
        "mandate": mandate,
        "ahead": [(due, None) for due in ahead],
        "past": [(due, told.get(due.mark.pk) if due.mark else None) for due in reversed(past)],
        "overdue": sum(due.state == queries.OVERDUE for due in past),
        "moved": mandate.moved_dates.select_related("shift__meeting").order_by("-shift__at")[:5],
        "may_mark": request.user.has_perm("mandates.report", mandate),
        "may_drop": request.user.has_perm("deadlines.drop"),
    }
    return render_to_string("deadlines/section.html", context, request)


def _told(marks: list[Mark]) -> dict[int, Told]:
    """The records that show that something was done, by the mark; one query for each kind."""
    found: dict[int, Told] = {}
    for record_type in {mark.record_type for mark in marks if mark.record_type}:
        kind = records.find(record_type)
        own = [mark for mark in marks if mark.record_type == record_type]
        told = kind.told([mark.record_id for mark in own]) if kind else {}
        found |= {mark.pk: told[mark.record_id] for mark in own if mark.record_id in told}
    return found
