"""The form of a meeting and the filter of the calendar."""

from __future__ import annotations

from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from actionline.common.fields import DateInput

from . import deadlines, queries
from .models import Body, DocumentDeadline, Meeting

#: The furthest that a deadline lies before its meeting.
MOST_DAYS = 731


class MeetingForm(forms.ModelForm[Meeting]):
    """One meeting. Its short name is what resolutions are read to cite, and stays."""

    slug = forms.CharField(
        label=_("Short name"),
        help_text=_("The body and the year, as in council-2027. It cannot be changed later."),
        max_length=80,
        validators=[
            RegexValidator(
                r"^[a-z][a-z0-9-]*-[0-9]{4}(-[a-z0-9]+)?$",
                _("Use small letters and hyphens, then the year, as in council-2027."),
            )
        ],
    )

    class Meta:
        model = Meeting
        fields = [
            "body", "slug", "name_en", "name_ar", "name_zh", "name_fr", "name_ru", "name_es",
            "number", "starts", "ends", "place", "certain", "source",
        ]  # fmt: skip
        widgets = {"starts": DateInput(), "ends": DateInput()}
        labels = {
            "body": _("Body"),
            "name_en": _("Name in English"),
            "name_ar": _("Name in Arabic"),
            "name_zh": _("Name in Chinese"),
            "name_fr": _("Name in French"),
            "name_ru": _("Name in Russian"),
            "name_es": _("Name in Spanish"),
            "number": _("Number of the session"),
            "starts": pgettext_lazy("a meeting", "Opens"),
            "ends": pgettext_lazy("a meeting", "Closes"),
            "place": _("Place"),
            "certain": _("The date is announced"),
            "source": _("Source"),
        }
        help_texts = {
            "certain": _("Leave it open where the date is only expected."),
            "source": _("Where the date is known from: an address or a document number."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].required = True
        if self.instance.pk:
            self.fields["slug"].disabled = True

    def clean_slug(self) -> str:
        slug: str = self.cleaned_data["slug"]
        if Meeting.objects.filter(slug=slug).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("There is a meeting of this short name already."))
        return slug

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        starts, ends = values.get("starts"), values.get("ends")
        if starts and ends and ends < starts:
            self.add_error("ends", _("It closes before it opens."))
        return values


class DeadlineForm(forms.ModelForm[DocumentDeadline]):
    """One deadline for documents of a meeting: in days before it opens, or on a day of its own."""

    class Meta:
        model = DocumentDeadline
        fields = ["kind", "days", "day", "at", "zone", "source"]
        widgets = {
            "day": DateInput(),
            "at": forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        }
        labels = {
            "kind": _("Documents"),
            "days": _("Days before it opens"),
            "day": _("Or on a day of its own"),
            "at": _("Until"),
            "zone": _("In the time of"),
            "source": _("Source"),
        }
        help_texts = {
            "days": _("The deadline moves with the meeting."),
            "day": _("Where a day was announced. It stays when the meeting moves."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["zone"] = forms.ChoiceField(label=_("In the time of"), choices=_zones())

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.errors or not self.has_changed():
            return values
        days, day = values.get("days"), values.get("day")
        if (days is None) == (day is None):
            self.add_error("days", _("Give either the days before it opens or a day of its own."))
        elif days is not None and days > MOST_DAYS:
            self.add_error("days", _("A deadline lies at most two years before the meeting."))
        return values


class _DeadlineFormSet(forms.BaseModelFormSet[DocumentDeadline, DeadlineForm]):
    """The deadlines of one meeting, each kind once, none after it opens."""

    meeting: Meeting

    def clean(self) -> None:
        seen = set()
        for form in self.forms:
            kind = form.cleaned_data.get("kind") if hasattr(form, "cleaned_data") else None
            if not kind or form.cleaned_data.get("DELETE"):
                continue
            if kind in seen:
                form.add_error("kind", _("There is a deadline for these documents already."))
            seen.add(kind)
            day = form.cleaned_data.get("day")
            if day and day > self.meeting.starts:
                form.add_error("day", _("Documents are due before the meeting opens."))

    @property
    def wanted(self) -> list[DocumentDeadline]:
        """The deadlines as they are wanted."""
        return [
            deadlines.made(form.cleaned_data)
            for form in self.forms
            if form.cleaned_data.get("kind") and not form.cleaned_data.get("DELETE")
        ]


_FORM_SET = forms.modelformset_factory(
    DocumentDeadline, form=DeadlineForm, formset=_DeadlineFormSet, extra=1, can_delete=True
)


def deadline_forms(meeting: Meeting, sent: QueryDict | None) -> _DeadlineFormSet:
    """The forms of a meeting's deadlines and of one more."""
    found = _FORM_SET(sent, queryset=meeting.deadlines.all())
    assert isinstance(found, _DeadlineFormSet)
    found.meeting = meeting
    return found


def _zones() -> list[tuple[str, str]]:
    """Geneva, where ITU sits, then every other place that has a time of its own."""
    others = sorted(zone for zone in available_timezones() if "/" in zone and zone[0].isupper())
    return [("Europe/Zurich", gettext("Geneva")), ("UTC", "UTC"), *((z, z) for z in others)]


class CalendarFilter(forms.Form):
    """What the calendar shows; what makes no sense is as if it were not given."""

    AHEAD, PAST, ALL = "ahead", "past", "all"

    body = forms.ChoiceField(label=_("Body"), required=False)
    year = forms.ChoiceField(label=_("Year"), required=False)
    when = forms.ChoiceField(
        label=_("When"),
        required=False,
        choices=[(AHEAD, _("Still to come")), (PAST, _("Past")), (ALL, _("All"))],
    )
    date = forms.ChoiceField(
        label=_("Announced or expected"),
        required=False,
        choices=[("", _("All")), ("announced", _("Announced")), ("expected", _("Expected"))],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        bodies = Body.objects.filter(meetings__isnull=False).distinct()
        every: list[tuple[str, Any]] = [("", _("All"))]
        self._choose("body", every + sorted(((b.slug, b.name) for b in bodies), key=_by_name))
        years = Meeting.objects.dates("starts", "year", order="DESC")
        self._choose("year", every + [(str(day.year), str(day.year)) for day in years])

    def _choose(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def value(self, name: str) -> str:
        """A valid value, or empty."""
        self.is_valid()
        return str(self.cleaned_data.get(name, ""))

    def meetings(self, *, otherwise: str = AHEAD) -> QuerySet[Meeting]:
        """What it lets through, those past the last one first; `otherwise` is the period where
        none is chosen."""
        certain = {"announced": True, "expected": False}.get(self.value("date"))
        year = self.value("year")
        found = queries.meetings(
            body=self.value("body"), year=int(year) if year else None, certain=certain
        )
        today = timezone.localdate()
        when = self.value("when") or otherwise
        if when == self.PAST:
            return queries.past(found, today).reverse()
        return found if when == self.ALL else queries.ahead(found, today)


def _by_name(choice: tuple[str, str]) -> str:
    return choice[1].casefold()
