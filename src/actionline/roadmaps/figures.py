"""Figures that progress reports bring for targets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from actionline.mandates.progress.hooks import Choice, Reported
from actionline.mandates.subjects import MANDATE, Subject

from .actions import observe, withdraw_observation
from .models import Observation, Target
from .records import ACTIVITY, TARGET


def targets_of(subject: Subject) -> Iterable[Choice]:
    """The targets of an activity, and those of its plan that measure no other activity; those of
    the activities that answer a mandate."""
    if subject.type == MANDATE:
        return _answering(int(subject.id))
    if subject.type != ACTIVITY:
        return []
    found = (
        Target.objects.filter(plan__activities=int(subject.id), current__isnull=False, ended=False)
        .select_related("current")
        .order_by("current__position", "pk")
    )
    own = [each for each in found if each.current and each.current.activity_id == int(subject.id)]
    shared = [each for each in found if each.current and each.current.activity_id is None]
    return [
        Choice(f"{TARGET}:{each.pk}", each.current.title, each.current.unit)
        for each in (*own, *shared)
        if each.current
    ]


def _answering(mandate: int) -> list[Choice]:
    found = (
        Target.objects.filter(current__activity__current__mandates=mandate, ended=False)
        .filter(current__activity__ended=False)
        .select_related("current", "plan__shape", "plan__body", "plan__line")
        .order_by("plan", "current__position", "pk")
    )
    return [
        Choice(f"{TARGET}:{each.pk}", each.current.title, each.current.unit, str(each.plan))
        for each in found
        if each.current
    ]


def take(figures: Sequence[Reported], by: Any) -> None:
    """Keep the figures of a report that was validated; in its transaction."""
    targets = _targets(figures)
    for figure in figures:
        target = targets.get(figure.target)
        if target is not None:
            observe(
                target=target,
                value=figure.value,
                day=figure.day,
                source=figure.source,
                report=_word(figure),
                by=by,
                allowed=True,
            )


def withdraw(figures: Sequence[Reported], by: Any) -> None:
    """Take off what a report brought that holds no longer."""
    words = [_word(figure) for figure in figures if figure.target.startswith(f"{TARGET}:")]
    for observation in Observation.objects.filter(report__in=words).select_related("target"):
        withdraw_observation(observation=observation, by=by, allowed=True)


def _word(figure: Reported) -> str:
    return f"progress.report:{figure.report}:{figure.figure}"


def _targets(figures: Sequence[Reported]) -> dict[str, Target]:
    keys = [
        int(key)
        for figure in figures
        for kind, _colon, key in [figure.target.partition(":")]
        if kind == TARGET and key.isdecimal()
    ]
    return {f"{TARGET}:{target.pk}": target for target in Target.objects.filter(pk__in=keys)}
