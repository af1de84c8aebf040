"""The form that corrects what a provision asks of whom by when."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Body, Meeting

from .forms import SeenForm

Json = dict[str, Any]

_PERIOD = re.compile(r"P[1-9][0-9]?[YMW]\Z")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?\Z")


class MandateForm(SeenForm):
    """One mandate: the names of bodies and meetings are those on file and those read."""

    asks = forms.BooleanField(
        label=_("This provision asks somebody to do something"), required=False
    )
    force = forms.CharField(
        label=_("Force"), required=False, max_length=40, help_text=_("instructs, invites, …")
    )
    action = forms.CharField(
        label=_("Action"), required=False, max_length=60, help_text=_("The first verb: report")
    )
    actors = forms.MultipleChoiceField(
        label=_("Who is asked"), required=False, widget=forms.CheckboxSelectMultiple
    )
    recipients = forms.MultipleChoiceField(
        label=_("To whom it goes"), required=False, widget=forms.CheckboxSelectMultiple
    )
    via = forms.MultipleChoiceField(
        label=_("Through"), required=False, widget=forms.CheckboxSelectMultiple
    )
    every = forms.CharField(
        label=_("Again every"), required=False, help_text=_("P1Y each year, P4Y every four years")
    )
    by = forms.CharField(label=_("By"), required=False, help_text=_("A year or a date: 2027-03-01"))
    until = forms.CharField(label=_("Until"), required=False, help_text=_("A year or a date"))
    event = forms.ChoiceField(label=_("For the meeting"), required=False)

    def __init__(self, *args: Any, mandate: Json | None, **more: Any) -> None:
        super().__init__(*args, **more)
        mandate = mandate or {}
        deadline = mandate.get("deadline", {})
        read = {name: mandate.get(name) or "" for name in ("force", "action")}
        lists = {name: mandate.get(name) or [] for name in ("actors", "recipients", "via")}
        dates = {name: deadline.get(name) or "" for name in ("every", "by", "until", "event")}
        self.initial = {"asks": bool(mandate), **read, **lists, **dates, **self.initial}
        bodies = [(body.slug, body.name) for body in Body.objects.all()]
        for name in ("actors", "recipients", "via"):
            self._choose(name, bodies, lists[name])
        meetings = [(meeting.slug, meeting.name) for meeting in Meeting.objects.all()]
        event = [dates["event"]] if dates["event"] else []
        self._choose("event", [("", str(_("None"))), *meetings], event)

    def _choose(self, name: str, known: list[tuple[str, str]], read: Iterable[str]) -> None:
        slugs = {slug for slug, _name in known}
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*known, *((slug, slug) for slug in read if slug not in slugs)]

    def clean(self) -> Json:
        entered: Json = super().clean() or {}
        if entered.get("asks"):
            for name in ("force", "action", "actors"):
                if not entered.get(name):
                    self.add_error(name, _("Say who is asked, how strongly, and to do what."))
        if entered.get("every") and not _PERIOD.match(entered["every"]):
            self.add_error("every", _("Write a period such as P1Y, P6M or P4Y."))
        for name in ("by", "until"):
            if entered.get(name) and not _DATE.match(entered[name]):
                self.add_error(name, _("Write a year or a date such as 2027 or 2027-03-01."))
        return entered

    @property
    def mandate(self) -> Json | None:
        """What was entered, in the names of the reading contract; None where nothing is asked."""
        entered = self.cleaned_data
        if not entered["asks"]:
            return None
        return {
            "force": entered["force"],
            "actors": entered["actors"],
            "action": entered["action"],
            "recipients": entered["recipients"],
            "via": entered["via"],
            "deadline": {name: entered[name] or None for name in ("every", "by", "until", "event")},
        }
