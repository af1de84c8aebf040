"""What people fill in for reports."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.accounts.models import User
from actionline.common.fields import DateInput
from actionline.framework.models import ActionLine, Meeting

from .definitions import Definition
from .models import Report
from .periods import meetings, next_meeting, period


class StartForm(forms.Form):
    """Which session a report is for, of which time it tells, in which languages."""

    meeting = forms.ModelChoiceField(
        Meeting.objects.none(), label=gettext_lazy("Session"), required=False
    )
    line = forms.ModelChoiceField(ActionLine.objects.all(), label=gettext_lazy("Action line"))
    starts = forms.DateField(label=gettext_lazy("Period from"), widget=DateInput())
    ends = forms.DateField(label=gettext_lazy("until"), widget=DateInput())
    language = forms.ChoiceField(
        label=gettext_lazy("Original language"),
        help_text=gettext_lazy("The language that the report is written in first."),
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("It is drafted in all of them from the same data."),
    )

    def __init__(self, sent: Any = None, *, shape: Definition) -> None:
        upcoming = next_meeting(shape)
        year = upcoming.starts.year if upcoming else None
        initial: dict[str, Any] = {"language": "en", "languages": list(shape.languages)}
        if upcoming and year:
            starts, ends = period(shape, year)
            initial |= {"meeting": upcoming.pk, "starts": starts, "ends": ends}
        super().__init__(sent, initial=initial)
        wanted = [each.pk for each in meetings(shape)]
        self._choose("meeting").queryset = Meeting.objects.filter(pk__in=wanted)
        for name in ("language", "languages"):
            self._choose(name).choices = settings.LANGUAGES
        self._choose("line").label_from_instance = lambda line: f"{line.number} {line}"
        if shape.about != "line":
            del self.fields["line"]

    def _choose(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        starts, ends = given.get("starts"), given.get("ends")
        if starts and ends and starts > ends:
            self.add_error("ends", _("The period ends before it begins."))
        return given

    def values(self) -> dict[str, Any]:
        """What `actions.start` takes."""
        given = self.cleaned_data
        meeting = given["meeting"]
        return {
            "meeting": meeting,
            "year": meeting.starts.year if meeting else given["ends"].year,
            "starts": given["starts"],
            "ends": given["ends"],
            "language": given["language"],
            "languages": given["languages"],
            "line": given.get("line"),
        }


class HeadForm(forms.Form):
    """What stands above the document: its number, and the lines that the definition has."""

    symbol = forms.CharField(label=gettext_lazy("Document number"), max_length=80, required=False)

    def __init__(self, sent: Any = None, *, report: Report) -> None:
        super().__init__(sent, initial=dict(report.head))
        self.fields["symbol"].help_text = _(
            "Instead of %(symbol)s. {letter} stands for the letter of the language."
        ) % {"symbol": report.defined.symbol or "–"}
        for label in report.defined.labels:
            self.fields[label.key] = forms.CharField(
                label=str(label.name),
                max_length=200,
                required=False,
                help_text=str(label.text),
            )
        names = dict(settings.LANGUAGES)
        for code in report.languages:
            self.fields[f"summary-{code}"] = forms.CharField(
                label=_("Summary, %(language)s") % {"language": names.get(code, code)},
                max_length=2000,
                required=False,
                widget=forms.Textarea({"rows": 3, "lang": code, "dir": "auto"}),
            )


class InviteForm(forms.Form):
    """Who else writes, and which sections."""

    email = forms.EmailField(label=gettext_lazy("Their address"))
    sections = forms.MultipleChoiceField(
        label=gettext_lazy("Sections"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("None chosen: all of them."),
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["sections"]
        field.choices = [(each.key, str(each.heading)) for each in report.defined.sections]

    def clean_email(self) -> Any:
        found = User.objects.filter(email__iexact=self.cleaned_data["email"], is_active=True)
        person = found.first()
        if person is None:
            raise forms.ValidationError(
                _("Nobody here has this address. Invite them to the site first.")
            )
        return person


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why"), max_length=1000, widget=forms.Textarea({"rows": 3})
    )
