"""What a focal point fills in, and what whoever validates says."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common import languages
from actionline.common.fields import DateInput, WordsField

from . import hooks, queries
from .limits import MOST_FIGURES, MOST_WORDS
from .models import Figure, Version

Words = str | Promise
#: The empty rows for figures that a form shows at first.
SPARE = 1


class PeriodForm(forms.Form):
    """From when until when, and in which language."""

    starts = forms.DateField(label=gettext_lazy("Period from"), widget=DateInput)
    ends = forms.DateField(label=gettext_lazy("Until"), widget=DateInput)
    language = forms.ChoiceField(label=gettext_lazy("Language of the report"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, languages.name(code)) for code in settings.CONTENT_LANGUAGES]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The period cannot end before it begins."))
        return given


def _text(name: str, label: Words, hint: Words) -> WordsField:
    """A text whose words are counted while somebody writes, and refused only when handed in."""
    field = WordsField(label=label, help_text=hint, most=MOST_WORDS[name], required=False)
    field.most = None
    return field


class ReportForm(PeriodForm):
    """A draft: anything may be saved."""

    done = _text(
        "done",
        gettext_lazy("What was done"),
        gettext_lazy("In this period, and what came of it."),
    )
    ahead = _text(
        "ahead",
        gettext_lazy("What comes next"),
        gettext_lazy("Until the next report, with days where you know them."),
    )
    obstacles = _text(
        "obstacles",
        gettext_lazy("Obstacles"),
        gettext_lazy("What stands in the way; leave it empty where nothing does."),
    )
    saves = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, version: Version, **kwargs: Any) -> None:
        given = {
            "starts": version.report.starts,
            "ends": version.report.ends,
            "language": version.language,
            "done": version.done,
            "ahead": version.ahead,
            "obstacles": version.obstacles,
            "saves": version.saves,
        }
        super().__init__(*args, initial=given | kwargs.pop("initial", {}), **kwargs)
        marks = {"lang": languages.tag(version.language), "rows": 7}
        marks["dir"] = languages.direction(version.language)
        for name in MOST_WORDS:
            self.fields[name].widget.attrs.update(marks)


class FigureForm(forms.Form):
    """One figure; a row that says nothing beyond the name of one of the figures that were `offered`
    is none."""

    name = forms.CharField(label=gettext_lazy("Figure"), max_length=200, required=False)
    value = forms.DecimalField(
        label=gettext_lazy("Value"), max_digits=24, decimal_places=6, required=False
    )
    unit = forms.CharField(label=gettext_lazy("Unit"), max_length=80, required=False)
    day = forms.DateField(label=gettext_lazy("As of"), widget=DateInput, required=False)
    source = forms.CharField(label=gettext_lazy("Source"), max_length=400, required=False)
    target = forms.ChoiceField(label=gettext_lazy("Target"), required=False)

    def __init__(
        self, *args: Any, choices: list[hooks.Choice], offered: Collection[str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.offered = offered
        if not choices:
            del self.fields["target"]
            return
        field = self.fields["target"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("none")), *((each.word, each.label) for each in choices)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self._empty(given):
            return given
        wanted = {
            "name": _("Say what the figure counts."),
            "value": _("Give a number."),
            "day": _("Say as of when."),
            "source": _("Say where it comes from."),
        }
        for name, words in wanted.items():
            if given.get(name) in (None, "") and name not in self.errors:
                self.add_error(name, words)
        return given

    def clean_day(self) -> date | None:
        day: date | None = self.cleaned_data["day"]
        if day and day > timezone.localdate():
            raise ValidationError(_("Nothing can be observed yet on a day to come."))
        return day

    def _empty(self, given: dict[str, Any]) -> bool:
        said = self.errors or any(given.get(name) not in (None, "") for name in ("value", "source"))
        return not said and given.get("name", "") in ("", *self.offered)

    def figure(self) -> Figure | None:
        """The figure of a valid row; None of an empty one."""
        given = self.cleaned_data
        if self._empty(given):
            return None
        value: Decimal = given["value"]
        day: date = given["day"]
        return Figure(
            name=given["name"],
            unit=given["unit"],
            value=value,
            day=day,
            source=given["source"],
            target=given.get("target", ""),
        )


class _Figures(forms.BaseFormSet[FigureForm]):
    #: Those of the last report.
    before: Sequence[Figure] = ()

    def figures(self) -> list[Figure]:
        return [figure for form in self.forms if (figure := form.figure()) is not None]


def figures_form(data: Any, version: Version, more: int = SPARE) -> Any:
    """The rows of figures of a version; those that are offered, without values: of the targets of
    its subject, and of the last report; and `more` that are empty."""
    made = forms.formset_factory(
        FigureForm,
        formset=_Figures,
        extra=more,
        max_num=MOST_FIGURES,
        validate_max=True,
        absolute_max=MOST_FIGURES * 2,
    )
    subject = version.report.subject
    before = queries.last_validated([subject]).get(subject)
    choices = hooks.targets(subject)
    initial: list[dict[str, Any]] = [
        {
            "name": figure.name,
            "value": figure.value.normalize().__format__("f"),
            "unit": figure.unit,
            "day": figure.day,
            "source": figure.source,
            "target": figure.target,
        }
        for figure in version.figures.all()
    ]
    offered = _offered(choices, before)
    known = {(row["name"], row["target"]) for row in initial}
    initial += [row for row in offered if (row["name"], row["target"]) not in known]
    more_of_each = {"choices": choices, "offered": {row["name"] for row in offered}}
    found: Any = made(
        data, initial=initial[:MOST_FIGURES], prefix="figure", form_kwargs=more_of_each
    )
    found.before = list(before.figures.all()) if before else []
    return found


def _offered(choices: list[hooks.Choice], before: Version | None) -> list[dict[str, str]]:
    """The figures that somebody is expected to tell: name, unit and target of each."""
    rows = [(each.name, each.unit, each.word) for each in choices]
    if before is not None:
        rows += [(each.name, each.unit, each.target) for each in before.figures.all()]
    named = {(name, target): unit for name, unit, target in reversed(rows)}
    return [
        {"name": name, "unit": unit, "target": target}
        for (name, target), unit in reversed(named.items())
    ]


class DecisionForm(forms.Form):
    """Validate (published or internal), return, or withdraw."""

    verb = forms.ChoiceField(label=gettext_lazy("Decision"), widget=forms.RadioSelect, choices=())
    internal = forms.BooleanField(
        label=gettext_lazy("For the offices only"),
        help_text=gettext_lazy(
            "A validated report is published unless you tick this. Figures of one that is not are "
            "not entered for the targets of plans."
        ),
        required=False,
    )
    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        help_text=gettext_lazy("The authors read it. Needed to return or withdraw."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, moves: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.moves = {move.verb: move for move in moves}
        field = self.fields["verb"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(move.verb, move.words) for move in moves]
        if "validate" not in self.moves:
            del self.fields["internal"]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        move = self.moves.get(given.get("verb", ""))
        if move is not None and move.needs_reason and not given.get("reason", "").strip():
            self.add_error("reason", ValidationError(_("Give a reason; the authors read it.")))
        return given
