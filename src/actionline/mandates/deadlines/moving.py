"""What moves when a meeting does: shown before, kept and told afterwards (hooks of `mandates`)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from actionline.framework.hooks import Movement
from actionline.framework.models import Meeting
from actionline.mandates.hooks import Dated, DateMove
from actionline.mandates.models import Mandate

from . import notices
from .models import Moved, Shift, Step
from .steps import Rules, load_rules

#: A step, its day before and its day after; None for no day.
StepMove = tuple[str, date | None, date | None]


def step_moves(rules: Rules, move: DateMove) -> Iterator[StepMove]:
    """The steps that move with a due date, in their order."""
    old = _days(rules, move.mandate, move.before)
    new = _days(rules, move.mandate, move.after)
    for step in Step.values:
        if old.get(step) != new.get(step):
            yield step, old.get(step), new.get(step)


def _days(rules: Rules, mandate: Mandate, dated: Dated | None) -> dict[str, date]:
    if dated is None:
        return {}
    found = rules.steps(dated.day, kind=mandate.kind, body=dated.body, documents=dated.documents)
    return {each.step: each.day for each in found}


def previewed(moves: Sequence[DateMove]) -> list[list[Movement]]:
    """The steps that would move with each due date (a hook)."""
    rules = load_rules()
    return [
        [
            Movement(
                _("%(step)s: %(mandate)s") % {"step": Step(step).label, "mandate": move.mandate},
                reverse("mandates:mandate", args=[move.mandate.pk]),
                old,
                new,
            )
            for step, old, new in step_moves(rules, move)
        ]
        for move in moves
    ]


def keep(meeting: Meeting, moves: Sequence[DateMove]) -> None:
    """Keep what a change of a meeting moved, and tell those concerned (a hook)."""
    rules = load_rules()
    shift = Shift.objects.create(meeting=meeting)
    rows = [
        Moved(
            shift=shift,
            mandate=move.mandate,
            before=move.before.day if move.before else None,
            after=move.after.day if move.after else None,
            steps=[
                [step, old and old.isoformat(), new and new.isoformat()]
                for step, old, new in step_moves(rules, move)
            ],
        )
        for move in moves
    ]
    moved = [row for row in rows if row.before != row.after or row.steps]
    if not moved:
        shift.delete()
        return
    Moved.objects.bulk_create(moved, batch_size=500)
    notices.moved(shift, moved)
