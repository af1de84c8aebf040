"""What the secretariat fills in for a call."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common.fields import MomentField
from actionline.framework.opening_forms import OpeningForm, six

from .models import Call, Template


class CallForm(OpeningForm):
    """Six names and letters, the year, the days; reminders as days before the end."""

    closes_first = gettext_lazy("A call cannot close before it opens.")
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2000, max_value=2200)
    template = forms.ModelChoiceField(
        label=gettext_lazy("Template"),
        queryset=Template.objects.filter(state=Template.State.PUBLISHED),
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
    field_order = ("year", "template", "timezone", "opens_at", "closes_at", "remind_days")

    def __init__(self, *args: Any, call: Call, **kwargs: Any) -> None:
        self.call = call
        super().__init__(*args, **kwargs)
        letter = _("Circular letter, %(language)s")
        for name, field in six(
            "name", "letter", _("Name, %(language)s"), letter, longest=50_000, rows=6
        ):
            self.fields[name] = field
        self.initial = {**self._initial(), **self.initial}

    def _initial(self) -> dict[str, Any]:
        call = self.call
        if not call.pk:
            return {"timezone": call.timezone, "remind_days": "30, 14, 3"}
        found = {name: getattr(call, name) for name in self.fields}
        return found | {"template": call.template_id} | self.moments(call)

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
