"""The form of a record's tags."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Goal, Target
from actionline.framework.vocabulary import load_vocabulary

from .queries import Tags


class TagForm(forms.Form):
    """Codes of each kind. `at` holds goals and targets."""

    lines = forms.MultipleChoiceField(
        label=_("Action lines"), required=False, widget=forms.CheckboxSelectMultiple
    )
    at = forms.MultipleChoiceField(label=_("Goals and targets"), required=False)
    objectives = forms.MultipleChoiceField(
        label=_("Objectives of the Global Digital Compact"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = load_vocabulary()
        ends = [*self.vocabulary.goals, *self.vocabulary.targets]
        self._choose(
            "lines",
            [(code, f"{line.number} {line.name}") for code, line in self.vocabulary.lines.items()],
        )
        self._choose("at", [(code, code) for code in ends])
        self._choose(
            "objectives", [(code, term.name) for code, term in self.vocabulary.objectives.items()]
        )

    def _choose(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def _codes(self, name: str) -> list[str]:
        self.is_valid()
        return list(self.cleaned_data.get(name, []))

    @property
    def chosen(self) -> Tags:
        """What was ticked."""
        at = self._codes("at")
        vocabulary = self.vocabulary
        return Tags(
            lines=tuple(vocabulary.lines[code] for code in self._codes("lines")),
            goals=tuple(vocabulary.goals[code] for code in at if code in vocabulary.goals),
            targets=tuple(vocabulary.targets[code] for code in at if code in vocabulary.targets),
            objectives=tuple(vocabulary.objectives[code] for code in self._codes("objectives")),
        )

    def by_goal(self, ticked: Tags) -> list[tuple[Goal, list[tuple[Goal | Target, bool]], int]]:
        """Goals with their boxes, whether each is ticked, and how many are."""
        boxes: dict[int, list[tuple[Goal | Target, bool]]] = {
            goal.pk: [(goal, goal in ticked.goals)] for goal in self.vocabulary.goals.values()
        }
        for target in self.vocabulary.targets.values():
            boxes[target.goal_id].append((target, target in ticked.targets))
        return [
            (goal, boxes[goal.pk], sum(on for _term, on in boxes[goal.pk]))
            for goal in self.vocabulary.goals.values()
        ]


def initial(tags: Tags) -> dict[str, list[str]]:
    """The form's values for the tags that a record has."""
    return {
        "lines": [line.code for line in tags.lines],
        "objectives": [term.code for term in tags.objectives],
    }
