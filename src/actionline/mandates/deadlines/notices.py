"""What people are told of due dates: those ahead, their steps, those missed, and what moved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from textwrap import shorten
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from actionline.accounts.models import User
from actionline.accounts.queries import people_of_bodies
from actionline.common.models import Channel
from actionline.common.notifications import Kind, notify
from actionline.common.ui import isolated
from actionline.framework.models import Meeting
from actionline.framework.vocabulary import LANGUAGES
from actionline.mandates.models import Mandate, Occurrence, Party
from actionline.mandates.notices import focal_points_of

from . import queries
from .models import Moved, Shift, Step
from .steps import load_rules

DUE, STEP = "deadlines.due", "deadlines.step"
OVERDUE, MOVED = "deadlines.overdue", "deadlines.moved"

#: How many days before a due date, and before a step, somebody is told of it.
LEADS, STEP_LEADS = (90, 30, 7), (14, 3)
#: How many days after a due date one is told that it was missed, where the worker was away.
MISSED = 14
#: Letters of a mandate's words that a line gives.
LONGEST = 140

#: A day to tell of: the kind, the step (empty for the due date), the day, and under which lead.
_Telling = tuple[str, str, date, int]


def remind(today: date) -> int:
    """Tell focal points what is due soon, which steps are, and what was missed; how many lines.

    Told are those of the body that leads the work, or of those that are asked. Each date is told
    once for each of the leads; where a day was missed, on the next.
    """
    bodies = list(people_of_bodies())
    if not bodies:
        return 0
    rules = load_rules()
    ahead = max(*LEADS, max(STEP_LEADS) + rules.longest)
    found = list(_open(bodies, today - timedelta(days=MISSED), today + timedelta(days=ahead)))
    people = focal_points_of({each.mandate_id: each.mandate for each in found}.values())
    told = 0
    for occurrence in found:
        steps = queries.steps_of(rules, occurrence)
        tellings = list(_tellings(occurrence.due, [(s.step, s.day) for s in steps], today))
        for telling in tellings:
            told += len(_remind(occurrence, telling, people[occurrence.mandate_id]))
    return told


def _open(bodies: Sequence[str], first: date, last: date) -> Iterator[Occurrence]:
    """What is open in these days of what these bodies lead or, where nobody does, are asked."""
    asked = Party.objects.filter(role=Party.Role.ACTOR, body__slug__in=bodies).values("wording")
    concerned = Q(mandate__holder__slug__in=bodies) | Q(
        mandate__holder=None, mandate__current__in=asked
    )
    found = queries.open_ones().filter(concerned, due__range=(first, last))
    return found.select_related("mandate__holder").order_by("due", "pk").iterator(500)


def _tellings(due: date, steps: Sequence[tuple[str, date]], today: date) -> Iterator[_Telling]:
    left = (due - today).days
    if left < 0:
        yield OVERDUE, "", due, 0
    elif lead := _lead(left, LEADS):
        yield DUE, "", due, lead
    for step, day in steps:
        left = (day - today).days
        if left >= 0 and (lead := _lead(left, STEP_LEADS)):
            yield STEP, step, day, lead


def _lead(left: int, leads: Sequence[int]) -> int:
    """The shortest lead that so many days are within; 0 for none."""
    return min((each for each in leads if left <= each), default=0)


@transaction.atomic
def _remind(occurrence: Occurrence, telling: _Telling, people: list[User]) -> list[Any]:
    kind, step, day, lead = telling
    mandate = occurrence.mandate
    words = shorten(mandate.current.words, LONGEST, placeholder=" …") if mandate.current else ""
    values = {"mandate": str(mandate), "words": words, "due": day.isoformat(), "step": step}
    return notify(
        kind=kind,
        record=mandate,
        to=people,
        values=values,
        url=reverse("mandates:mandate", args=[mandate.pk]) + "#due",
        once=" ".join(
            filter(None, (kind.partition(".")[2], str(mandate.pk), step, f"{day} {lead}"))
        ),
    )


def moved(shift: Shift, rows: Sequence[Moved]) -> None:
    """Tell the focal points concerned how many of their due dates a meeting moved."""
    mandates: dict[int, Mandate] = {row.mandate_id: row.mandate for row in rows}
    people = focal_points_of(mandates.values())
    names = {f"name_{code}": getattr(shift.meeting, f"name_{code}") for code in LANGUAGES}
    numbers: dict[User, int] = {}
    for row in rows:
        for person in people[row.mandate_id]:
            numbers[person] = numbers.get(person, 0) + 1
    for person, number in numbers.items():
        values = {"meeting": names, "number": number}
        notify(kind=MOVED, record=shift, to=[person], values=values, url=shift.get_absolute_url())


def _parts(values: Mapping[str, Any]) -> dict[str, str]:
    parts = {name: isolated(values[name]) for name in ("mandate", "words")}
    return parts | {"day": date_format(date.fromisoformat(values["due"]), "DATE_FORMAT")}


def _due(values: Mapping[str, Any]) -> str:
    return _("Due on %(day)s: %(words)s (%(mandate)s)") % _parts(values)


def _step(values: Mapping[str, Any]) -> str:
    parts = _parts(values) | {"step": str(Step(values["step"]).label)}
    return _("%(step)s due on %(day)s: %(words)s (%(mandate)s)") % parts


def _overdue(values: Mapping[str, Any]) -> str:
    return _("Was due on %(day)s: %(words)s (%(mandate)s)") % _parts(values)


def _moved(values: Mapping[str, Any]) -> str:
    told = ngettext(
        "%(meeting)s changed: %(number)d due date of yours moved",
        "%(meeting)s changed: %(number)d due dates of yours moved",
        values["number"],
    )
    return told % {"number": values["number"], "meeting": isolated(Meeting(**values["meeting"]))}


_WHOSE = gettext_lazy("Of what the body or bureau works on whose focal point you are.")
KINDS = (
    Kind(DUE, gettext_lazy("Due dates"), _WHOSE, _due, Channel.WEEKLY),
    Kind(STEP, gettext_lazy("Steps before due dates"), _WHOSE, _step, Channel.WEEKLY),
    Kind(OVERDUE, gettext_lazy("Missed due dates"), _WHOSE, _overdue, Channel.WEEKLY),
    Kind(MOVED, gettext_lazy("Due dates that moved"), _WHOSE, _moved, Channel.DAILY),
)
