"""The vocabulary as plain look-ups: a term by its code."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from .models import ActionLine, GdcObjective, Goal, Target

#: The languages of a term's columns, the UN's six.
LANGUAGES = ("en", "ar", "zh", "fr", "ru", "es")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Action lines, goals, targets and GDC objectives by their codes, each in its order."""

    lines: Mapping[str, ActionLine]
    goals: Mapping[str, Goal]
    targets: Mapping[str, Target]
    objectives: Mapping[str, GdcObjective]

    def sdg(self, code: str) -> Goal | Target | None:
        """The goal (`9`) or the target (`9.c`) of this code, None where there is none."""
        return self.goals.get(code) or self.targets.get(code)


def load_vocabulary() -> Vocabulary:
    """The whole vocabulary of the matrix, in four queries; targets come with their goals."""
    goals = {goal.pk: goal for goal in Goal.objects.all()}
    targets = {}
    for target in Target.objects.all():
        target.goal = goals[target.goal_id]
        targets[target.code] = target
    return Vocabulary(
        lines={line.code: line for line in ActionLine.objects.all()},
        goals={goal.code: goal for goal in goals.values()},
        targets=targets,
        objectives={objective.code: objective for objective in GdcObjective.objects.all()},
    )
