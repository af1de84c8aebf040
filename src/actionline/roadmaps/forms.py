"""Forms of plans and editions, of passages, entries and targets; each short."""

from __future__ import annotations

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import get_language, gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actionline.common import languages
from actionline.common.fields import DateInput
from actionline.framework.models import ActionLine, Body

from . import queries
from .models import Edition, Item, Shape, TargetVersion

LONGEST = 20_000
MOST_LINES = 200


class EditionForm(forms.Form):
    """What an edition is called, its period, its language, what is new in it."""

    label = forms.CharField(
        label=_("Name of the edition"), max_length=60, help_text=_("Its period, as in 2026–2029.")
    )
    starts = forms.DateField(label=_("Period from"), widget=DateInput)
    ends = forms.DateField(label=_("Period until"), widget=DateInput)
    language = forms.ChoiceField(label=_("Written in"))
    note = forms.CharField(label=_("What is new"), max_length=400, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.fields.get("language")
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [(code, languages.name(code)) for code, _name in settings.LANGUAGES]
            chosen.initial = get_language()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("The period ends before it begins."))
        return given


class NextForm(EditionForm):
    """The next edition of a plan; its language is that of the one before."""

    language = None  # type: ignore[assignment]  # so Django takes a field out


class PlanForm(EditionForm):
    """A plan with its first edition."""

    note = None  # type: ignore[assignment]  # so Django takes a field out
    shape = forms.ModelChoiceField(label=_("Kind of plan"), queryset=Shape.objects.none())
    line = forms.ModelChoiceField(
        label=_("Action line"),
        queryset=ActionLine.objects.none(),
        required=False,
        help_text=_("For the roadmap of an action line only."),
    )
    body = forms.ModelChoiceField(label=_("Body that keeps it"), queryset=Body.objects.none())
    based_on = forms.ModelChoiceField(
        label=_("Built as"),
        queryset=Edition.objects.none(),
        required=False,
        empty_label=_("Empty"),
        help_text=_(
            "Another plan as a template: its texts, activities, goals and indicators are copied, "
            "its dates, figures, mandates and bodies are not."
        ),
    )
    field_order = ("shape", "line", "body", "label", "starts", "ends", "language", "based_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = {
            "shape": Shape.objects.all(),
            "line": ActionLine.objects.all(),
            "body": Body.objects.all(),
            "based_on": queries.templates(),
        }
        for name, found in choices.items():
            field: Any = self.fields[name]
            field.queryset = found
        field = self.fields["line"]
        field.label_from_instance = lambda line: f"{line.number} {line}"

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        shape, line, based_on = (given.get(name) for name in ("shape", "line", "based_on"))
        if shape and shape.of_line and line is None:
            self.add_error("line", _("Say which action line the roadmap is for."))
        if shape and not shape.of_line:
            given["line"] = None
        if shape and based_on and based_on.plan.shape_id != shape.pk:
            self.add_error("based_on", _("This is another kind of plan."))
        return given


class Revised(forms.Form):
    """A form that knows which revision was read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class PassageForm(Revised):
    text = forms.CharField(
        label=_("Text"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 14, "dir": "auto"}),
    )


class BulkForm(forms.Form):
    """Several new rows, a line each."""

    lines = forms.CharField(
        label=_("Add, one a line"), widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"})
    )

    def __init__(self, *args: Any, longest: int = 300, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.longest = longest

    def clean_lines(self) -> list[str]:
        given = [" ".join(line.split()) for line in self.cleaned_data["lines"].splitlines()]
        found = [line for line in given if line]
        if len(found) > MOST_LINES:
            raise ValidationError(
                gettext("These are too many lines: add %(most)s at a time.") % {"most": MOST_LINES}
            )
        long = [line for line in found if len(line) > self.longest]
        if long:
            told = {"longest": self.longest, "line": long[0][:60]}
            raise ValidationError(
                gettext("A line has %(longest)s characters at most; this one is longer: %(line)s…")
                % told
            )
        return found


class ItemForm(Revised):
    """An entry of a list; `deadline` says whether the list is one of deadlines."""

    title = forms.CharField(label=pgettext_lazy("of an entry", "Title"), max_length=400)
    text = forms.CharField(
        label=_("In more words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
    )
    due = forms.DateField(label=_("Deadline"), required=False, widget=DateInput)
    source = forms.CharField(
        label=_("Source"),
        required=False,
        max_length=400,
        help_text=_("The document and paragraph that ask for it."),
    )

    def __init__(self, data: Any = None, *, item: Item, deadline: bool) -> None:
        initial = {
            name: getattr(item, name) for name in ("title", "text", "due", "source", "revision")
        }
        super().__init__(data, initial=initial)
        if not deadline:
            del self.fields["due"]

    def values(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "revision"}


class NumberField(forms.DecimalField):
    """A figure; its zeros at the end are not shown."""

    def __init__(self, **more: Any) -> None:
        super().__init__(max_digits=24, decimal_places=6, required=False, **more)

    def prepare_value(self, value: Any) -> Any:
        return f"{value.normalize():f}" if isinstance(value, Decimal) else value


class TargetForm(Revised):
    """A target: what is measured, from where to where, by when."""

    title = forms.CharField(label=_("Indicator"), max_length=300)
    unit = forms.CharField(
        label=_("Unit"), max_length=80, required=False, help_text=_("Per cent, people, schools …")
    )
    activity = forms.TypedChoiceField(
        label=_("Measures"), required=False, coerce=int, empty_value=None
    )
    baseline = NumberField(label=_("Baseline"), help_text=_("The value at the beginning."))
    baseline_day = forms.DateField(
        label=_("Date of the baseline"), required=False, widget=DateInput
    )
    baseline_source = forms.CharField(
        label=_("Source of the baseline"), max_length=400, required=False
    )
    value = NumberField(label=_("Target value"))
    day = forms.DateField(label=_("Target date"), required=False, widget=DateInput)
    source = forms.CharField(label=_("Where the figures come from"), max_length=400, required=False)
    milestones = forms.CharField(
        label=_("Values on the way"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "ltr"}),
        help_text=_("One a line, date and value, as in: 2027-06-30 40"),
    )

    def __init__(
        self, data: Any = None, *, target: TargetVersion, activities: list[tuple[int, str]]
    ) -> None:
        names = (
            *("title", "unit", "baseline", "baseline_day", "baseline_source", "value", "day"),
            *("source", "revision"),
        )
        initial = {name: getattr(target, name) for name in names}
        initial["activity"] = target.activity_id
        initial["milestones"] = "\n".join(f"{day} {value}" for day, value in target.milestones)
        super().__init__(data, initial=initial)
        field = self.fields["activity"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", gettext("the whole plan")), *activities]

    def clean_milestones(self) -> list[list[str]]:
        found = {}
        for line in self.cleaned_data["milestones"].splitlines():
            if not line.strip():
                continue
            day, value = _milestone(line)
            found[day] = value
        return [[day, found[day]] for day in sorted(found)]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        first, last = given.get("baseline_day"), given.get("day")
        if first and last and last <= first:
            self.add_error("day", _("The target date comes after that of the baseline."))
        return given

    def values(self) -> dict[str, Any]:
        given = {name: value for name, value in self.cleaned_data.items() if name != "revision"}
        return {**given, "activity_id": given.pop("activity")}


def _milestone(line: str) -> tuple[str, str]:
    """A day and a value from a line. ValidationError."""
    parts = line.replace(";", " ").split()
    try:
        day = parse_date(parts[0]) if len(parts) == 2 else None
        value = Decimal(parts[1]) if day else None
    except (InvalidOperation, ValueError):
        day = value = None
    if day is None or value is None or not value.is_finite() or abs(value) >= Decimal(10) ** 18:
        told = gettext("“%(line)s” is no date and value: write it like 2027-06-30 40.")
        raise ValidationError(told % {"line": line[:60]})
    return day.isoformat(), f"{value.normalize():f}"


class ObservationForm(forms.Form):
    """A figure that was observed."""

    value = forms.DecimalField(label=_("Value"), max_digits=24, decimal_places=6)
    day = forms.DateField(label=_("As of"), widget=DateInput)
    source = forms.CharField(label=_("Source"), max_length=400)

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > timezone.localdate():
            raise ValidationError(gettext("Nothing can be observed yet on a day to come."))
        return day


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Why it is given back"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
