"""What the secretariat fills in for a call."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common import languages
from actionline.common.fields import DaysField, MomentField
from actionline.framework.vocabulary import LANGUAGES

from .models import Call, Template


class CallForm(forms.Form):
    """Six names and letters, the year, the days; reminders as days before the end."""

    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2200)
    template = forms.ModelChoiceField(
        label=gettext_lazy("Template"),
        queryset=Template.objects.filter(state=Template.State.PUBLISHED),
    )
    timezone = forms.ChoiceField(label=gettext_lazy("Time zone"))
    opens_at = MomentField(label=gettext_lazy("Opens"))
    closes_at = MomentField(label=gettext_lazy("Closes"))
    remind_days = DaysField(
        label=gettext_lazy("Reminders"),
        help_text=gettext_lazy("Days before the end, separated by commas: 30, 14, 3."),
        required=False,
        max_length=80,
    )
    letter_number = forms.CharField(
        label=gettext_lazy("Number of the circular letter"), required=False, max_length=60
    )
    published = forms.BooleanField(
        label=gettext_lazy("Published"),
        help_text=gettext_lazy("Only a published call is seen and takes entries."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        self.call = call
        super().__init__(*args, **kwargs)
        zone = self.fields["timezone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [(name, name) for name in sorted(available_timezones())]
        for code in LANGUAGES:
            tag = "zh-hans" if code == "zh" else code
            shown = {"lang": languages.tag(tag), "dir": languages.direction(tag)}
            named = {"language": languages.name(tag)}
            self.fields[f"name_{code}"] = forms.CharField(
                label=_("Name, %(language)s") % named,
                required=code == "en",
                max_length=300,
                widget=forms.TextInput(shown),
            )
            self.fields[f"letter_{code}"] = forms.CharField(
                label=_("Circular letter, %(language)s") % named,
                required=False,
                max_length=50_000,
                widget=forms.Textarea(shown | {"rows": 6}),
            )
        self.initial = {**self._initial(), **self.initial}

    def _initial(self) -> dict[str, Any]:
        call = self.call
        if not call.pk:
            return {"timezone": call.timezone, "remind_days": "30, 14, 3"}
        zone = ZoneInfo(call.timezone)
        found = {
            name: getattr(call, name)
            for name in self.fields
            if name not in ("opens_at", "closes_at", "remind_days")
        }
        return found | {
            "template": call.template_id,
            "opens_at": f"{call.opens_at.astimezone(zone):%Y-%m-%dT%H:%M}",
            "closes_at": f"{call.closes_at.astimezone(zone):%Y-%m-%dT%H:%M}",
            "remind_days": ", ".join(map(str, call.remind_days)),
        }

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if {"opens_at", "closes_at", "timezone"} <= given.keys():
            zone = ZoneInfo(given["timezone"])
            for name in ("opens_at", "closes_at"):
                given[name] = given[name].replace(tzinfo=zone)
            if given["closes_at"] <= given["opens_at"]:
                self.add_error("closes_at", _("A call cannot close before it opens."))
        return given

    def values(self) -> dict[str, Any]:
        """The fields of the call; a new one gets its lasting name from year and name."""
        found = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        if not self.call.pk:
            found["slug"] = _free_slug(f"{found['year']}-{slugify(found['name_en'])}"[:36])
        return found


def _free_slug(wanted: str) -> str:
    taken = set(Call.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    endings = ["", *(f"-{number}" for number in range(2, len(taken) + 3))]
    return next(wanted + ending for ending in endings if wanted + ending not in taken)


class LateCodeForm(forms.Form):
    note = forms.CharField(label=gettext_lazy("For whom"), max_length=200)
    until = MomentField(label=gettext_lazy("Good until"))
    uses = forms.IntegerField(label=gettext_lazy("Entries"), min_value=1, max_value=1000, initial=1)
