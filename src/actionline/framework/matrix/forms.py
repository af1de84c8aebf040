"""The forms of the matrix: propose a link, settle one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import (
    ActionLine,
    GdcObjective,
    Goal,
    LinkOpinion,
    MatrixLink,
    Target,
)
from actionline.framework.vocabulary import Vocabulary, load_vocabulary

STRENGTHS = [
    ("", _("not stated")),
    (MatrixLink.Strength.DIRECT.value, _("Direct: the line works towards it")),
    (MatrixLink.Strength.SUPPORTING.value, _("Supporting: the line makes it easier")),
]


class Worded(forms.Form):
    """What every link says of itself."""

    strength = forms.ChoiceField(
        label=_("How strongly"), required=False, choices=STRENGTHS, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Why the action line serves it"),
        help_text=_("One or two sentences that somebody from another field understands."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    language = forms.ChoiceField(
        label=_("Language of these sentences"), choices=settings.LANGUAGES, initial=get_language
    )
    source = forms.CharField(
        label=_("Source"),
        help_text=_("A document number or an address. Your own experience is one too: say whose."),
        max_length=400,
    )


class ProposalForm(Worded):
    """A new link. `vocabulary` is read once for both lists."""

    line = forms.ChoiceField(label=_("Action line"))
    at = forms.ChoiceField(label=_("Serves"))
    field_order = ["line", "at", "strength", "reason", "language", "source"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.vocabulary = load_vocabulary()
        lines = [
            (code, f"{line.number} {line.name}") for code, line in self.vocabulary.lines.items()
        ]
        self._choose("line", [("", _("Choose an action line")), *lines])
        self._choose(
            "at", [("", _("Choose a goal, a target or an objective")), *_ends(self.vocabulary)]
        )

    def _choose(self, name: str, choices: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    @property
    def chosen_line(self) -> ActionLine:
        return self.vocabulary.lines[self.cleaned_data["line"]]

    @property
    def chosen_end(self) -> Goal | Target | GdcObjective:
        code: str = self.cleaned_data["at"]
        if code.startswith("gdc-"):
            return self.vocabulary.objectives[code.removeprefix("gdc-")]
        found = self.vocabulary.sdg(code)
        assert found is not None  # it is one of the choices
        return found


def _ends(vocabulary: Vocabulary) -> list[tuple[str, list[tuple[str, str]]]]:
    """Whatever a link can point at, by goal; the objectives of the GDC last."""
    groups = {
        goal.pk: (f"{goal.label} {goal.name}", [(goal.code, gettext("The whole goal"))])
        for goal in vocabulary.goals.values()
    }
    for target in vocabulary.targets.values():
        groups[target.goal_id][1].append((target.code, f"{_isolated(target.code)} {target.name}"))
    objectives = [
        (f"gdc-{code}", f"{objective.label} {objective.name}")
        for code, objective in vocabulary.objectives.items()
    ]
    return [*groups.values(), (gettext("Global Digital Compact"), objectives)]


def _isolated(code: str) -> str:
    """A code that is read from left to right in an Arabic list, where no element can say so."""
    return f"\u2066{code}\u2069"


class SettlingForm(Worded):
    """The secretariat's decision on a link."""

    state = forms.ChoiceField(
        label=pgettext_lazy("on a link", "Decision"),
        widget=forms.RadioSelect,
        choices=[
            (MatrixLink.State.CONFIRMED.value, _("Confirm it")),
            (MatrixLink.State.DOUBTFUL.value, _("Keep it, marked as doubtful")),
            (MatrixLink.State.REJECTED.value, _("Reject it")),
            (MatrixLink.State.PROPOSED.value, _("Leave it as a proposal")),
        ],
    )
    decision = forms.CharField(
        label=_("Why you decide so"),
        help_text=_("It is shown with the link and kept in its history."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
    field_order = ["state", "decision", "strength", "reason", "language", "source"]


class OpinionForm(forms.Form):
    """What an expert advises."""

    advice = forms.ChoiceField(
        label=_("What do you advise?"),
        widget=forms.RadioSelect,
        choices=[
            (LinkOpinion.Advice.CONFIRM.value, _("Confirm it")),
            (LinkOpinion.Advice.DOUBT.value, _("Keep it, marked as doubtful")),
            (LinkOpinion.Advice.REJECT.value, _("Reject it")),
        ],
    )
    reason = forms.CharField(
        label=_("Why"),
        help_text=_("Seen by those who decide and by other experts, with your name."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
