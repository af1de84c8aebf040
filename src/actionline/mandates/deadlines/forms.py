"""Filter and forms of due dates."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.common.fields import DateInput
from actionline.common.filter_forms import ANY, FilterForm
from actionline.framework.models import Body
from actionline.instruments.models import Instrument
from actionline.mandates import evidence
from actionline.mandates.filters import months_after
from actionline.mandates.models import Kind, Mandate, Occurrence

from . import hooks, queries
from .actions import Shown
from .models import Mark

OVERDUE, SOON, MONTH, DONE, DROPPED = "overdue", "soon", "month", "done", "dropped"


def _of(instruments: QuerySet[Instrument]) -> list[tuple[str, str]]:
    return [(each.slug, str(each)) for each in instruments]


class DueFilter(FilterForm):
    """Which due dates are shown; what makes no sense is as if it were not given."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ("", _("Open")),
            (MONTH, _("Due this month")),
            (SOON, _("Due within 30 days")),
            (OVERDUE, pgettext_lazy("due dates", "Overdue")),
            (DONE, pgettext_lazy("due dates", "Done")),
            (DROPPED, pgettext_lazy("due dates", "Dropped")),
        ],
    )
    body = forms.ChoiceField(label=_("Who leads or is asked"), required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[*ANY, *Kind.choices])
    instrument = forms.ChoiceField(label=_("Instrument"), required=False)
    after = forms.DateField(label=_("Due from"), required=False, widget=DateInput)
    before = forms.DateField(label=_("Due until"), required=False, widget=DateInput)

    def __init__(self, query: QueryDict | dict[str, str]) -> None:
        super().__init__(query)
        bodies = sorted((body.name, body.slug) for body in Body.objects.all())
        self.choose("body", [(slug, name) for name, slug in bodies])
        dated = Mandate.objects.filter(next_due__isnull=False).order_by().values("instrument")
        self.choose("instrument", _of(Instrument.objects.filter(pk__in=dated)))

    @property
    def settled(self) -> bool:
        """Whether what is done with is shown."""
        return self.values.get("state") in (DONE, DROPPED)

    def open_ones(self) -> QuerySet[Occurrence]:
        """The open due dates that it lets through, the earliest first, and nothing with them."""
        chosen, today = self.values, timezone.localdate()
        found = self.narrowed(queries.open_plain())
        first, last = chosen.get("after"), chosen.get("before")
        match chosen.get("state"):
            case "overdue":
                found = found.filter(due__lt=today)
            case "soon":
                found = found.filter(due__range=(today, today + queries.SOON_DAYS))
            case "month":
                found = found.filter(due__range=month_of(today))
        if first:
            found = found.filter(due__gte=first)
        if last:
            found = found.filter(due__lte=last)
        return found.order_by("due", "pk")

    def marks(self) -> QuerySet[Mark]:
        """What is done with of what it lets through, the latest first; nothing fetched with it."""
        chosen = self.values
        found = self.narrowed(Mark.objects.filter(state=chosen["state"]))
        if "after" in chosen:
            found = found.filter(due__gte=chosen["after"])
        if "before" in chosen:
            found = found.filter(due__lte=chosen["before"])
        return found.order_by("-due", "-pk")

    def narrowed(self, found: QuerySet[Any]) -> QuerySet[Any]:
        """Due dates of the body, kind and instrument that were chosen."""
        chosen = self.values
        if "kind" in chosen:
            found = found.filter(mandate__kind=chosen["kind"])
        if "instrument" in chosen:
            found = found.filter(mandate__instrument__slug=chosen["instrument"])
        if "body" in chosen:
            found = found.filter(queries.concerning(chosen["body"]))
        return found


def month_of(day: date) -> tuple[date, date]:
    """The first and the last day of a day's month."""
    first = day.replace(day=1)
    return first, date.fromordinal(months_after(first, 1).toordinal() - 1)


class DayForm(forms.Form):
    """When it was done, and what."""

    on = forms.DateField(label=_("Done on"), widget=DateInput, initial=timezone.localdate)
    note = forms.CharField(
        label=_("What was done"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class DoneForm(DayForm):
    """Done, with what shows it; or, for officers, dropped with a reason."""

    shown_by = forms.ChoiceField(label=_("What shows it"), required=False)
    address = forms.URLField(
        label=_("or an address that shows it"),
        required=False,
        max_length=500,
        assume_scheme="https",
    )
    field_order = ("on", "note", "shown_by", "address")

    def __init__(self, *args: Any, mandate: Mandate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        pieces = [
            (f"{each.evidence.record_type}:{each.evidence.record_id}", each.told.title)
            for each in evidence.of_mandate(mandate)
        ]
        for more in hooks.shows:
            pieces += [(f"{kind}:{key}", title) for kind, key, title in more(mandate)]
        field = self.fields["shown_by"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("Nothing on file")), *dict(pieces).items()]

    @property
    def shown(self) -> Shown:
        record_type, _colon, key = self.cleaned_data["shown_by"].partition(":")
        return Shown(record_type, key, self.cleaned_data["address"])


class DropForm(forms.Form):
    """Why something need not be done."""

    note = forms.CharField(
        label=_("Why it need not be done"),
        help_text=_("Everybody can read it."),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
