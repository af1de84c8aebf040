"""What the secretariat fills in for a round."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common import records
from actionline.common.fields import DateInput, MomentField
from actionline.framework.opening_forms import OpeningForm, six
from actionline.mandates import subjects
from actionline.mandates.filters import Filter

from .models import Round


class RoundForm(OpeningForm):
    """The period, the days, what is asked about, names and instructions in six languages."""

    closes_first = gettext_lazy("A round cannot close before it opens.")
    starts = forms.DateField(label=gettext_lazy("Period from"), widget=DateInput)
    ends = forms.DateField(label=gettext_lazy("Until"), widget=DateInput)
    mandates = forms.BooleanField(label=gettext_lazy("Ask about mandates"), required=False)
    query = forms.CharField(
        label=gettext_lazy("Which mandates"),
        help_text=gettext_lazy(
            "Filter the register as you want it, and copy the address here. Empty: all mandates "
            "in force. What was decided to be completed, superseded or lapsed is left out."
        ),
        required=False,
        max_length=2000,
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("Ask besides about"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    saves = forms.IntegerField(widget=forms.HiddenInput, required=False)
    field_order = ("starts", "ends", "timezone", "opens_at", "closes_at", "remind_days")

    def __init__(self, *args: Any, found: Round, **kwargs: Any) -> None:
        self.found = found
        super().__init__(*args, **kwargs)
        self._kinds()
        told = _("Instructions, %(language)s")
        for name, field in six(
            "name", "text", _("Name, %(language)s"), told, longest=20_000, rows=4
        ):
            self.fields[name] = field
        self.initial = {**self._initial(), **self.initial}

    def _kinds(self) -> None:
        choices = [
            (key, kind.name if (kind := records.find(key)) else key)
            for key, subject in subjects.kinds().items()
            if subject.every is not None
        ]
        if not choices:
            del self.fields["kinds"]
            return
        field = self.fields["kinds"]
        assert isinstance(field, forms.MultipleChoiceField)
        field.choices = choices

    def _initial(self) -> dict[str, Any]:
        found = self.found
        if not found.pk:
            return {"timezone": found.timezone, "remind_days": "14, 3", "mandates": True}
        return {name: getattr(found, name) for name in self.fields} | self.moments(found)

    def clean_query(self) -> str:
        """The part of a pasted address that filters, as the register itself would write it."""
        given = self.cleaned_data["query"]
        query = urlsplit(given).query if "?" in given else given if "=" in given else ""
        if given and not query:
            raise forms.ValidationError(
                _("Copy the address of the register, with what stands behind the question mark.")
            )
        return Filter.from_query(QueryDict(query)).query()

    def clean(self) -> dict[str, Any]:
        given = super().clean()
        if given.get("starts") and given.get("ends") and given["ends"] < given["starts"]:
            self.add_error("ends", _("The period cannot end before it begins."))
        if not given.get("mandates") and not given.get("kinds"):
            self.add_error("mandates", _("Say what is asked about."))
        return given

    def values(self) -> dict[str, Any]:
        """The fields of the round."""
        return {name: value for name, value in self.cleaned_data.items() if name != "saves"}


class ReopenForm(forms.Form):
    """Until when answers are taken again, from one body or all."""

    until = MomentField(label=gettext_lazy("Take answers until"))
    body = forms.ChoiceField(label=gettext_lazy("From"), required=False)

    def __init__(self, *args: Any, bodies: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["body"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("all bodies")), *bodies]
