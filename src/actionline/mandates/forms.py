"""Forms for officers."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from actionline.framework.models import Body
from actionline.reading.model import Deadline

from .actions import Correction, last_change
from .models import Kind, Mandate
from .queries import sort_parties
from .schedule import is_duration, last_day

_EVENT = re.compile(r"[a-z][a-z0-9-]*")


def _period(value: str) -> None:
    if not is_duration(value):
        raise ValidationError(_("Write a period such as P1Y (a year) or P6M (six months)."))


def _day(value: str) -> None:
    if last_day(value) is None:
        raise ValidationError(_("Write a year (2027), a month (2027-03) or a day (2027-03-31)."))


def _bodies(label: Any, *, required: bool = False) -> forms.Field:
    """Some of the bodies, as checkboxes."""
    return forms.ModelMultipleChoiceField(
        Body.objects.all(),
        label=label,
        required=required,
        to_field_name="slug",
        widget=forms.CheckboxSelectMultiple,
    )


class CorrectionForm(forms.Form):
    """Who is asked what, for whom and by when. `seen` notices somebody else's change."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Kind.choices)
    actors = _bodies(_("Who is asked"), required=True)
    recipients = _bodies(_("To whom"))
    via = _bodies(_("Through"))
    every = forms.CharField(
        label=_("Every"),
        required=False,
        max_length=12,
        validators=[_period],
        help_text=_("For what recurs: P1Y is every year, P6M every six months."),
    )
    by = forms.CharField(
        label=_("By"),
        required=False,
        max_length=12,
        validators=[_day],
        help_text=_("A year (2027), a month (2027-03) or a day (2027-03-31)."),
    )
    until = forms.CharField(label=_("Until"), required=False, max_length=12, validators=[_day])
    events = forms.CharField(
        label=_("Meetings"),
        required=False,
        max_length=200,
        help_text=_("Their short names in the calendar, with blanks between: council-2027."),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    @classmethod
    def of(cls, mandate: Mandate) -> CorrectionForm:
        """The form as the mandate now stands; needs its current wording with parties."""
        wording = mandate.current
        assert wording is not None  # the register has no mandate without one
        parties = sort_parties(wording)
        names = ("actors", "actor"), ("recipients", "recipient"), ("via", "via")
        return cls(
            initial={
                "kind": wording.kind,
                **{name: [body.slug for body in parties[role]] for name, role in names},
                "every": wording.every,
                "by": wording.by,
                "until": wording.until,
                "events": " ".join(wording.events or [wording.event]),
                "seen": last_change(mandate),
            }
        )

    def clean_events(self) -> tuple[str, ...]:
        """The slugs of the meetings."""
        slugs = tuple(self.cleaned_data["events"].split())
        for slug in slugs:
            if len(slug) > 80 or not _EVENT.fullmatch(slug):
                raise ValidationError(
                    _("“%(slug)s” is no short name of a meeting."), params={"slug": slug}
                )
        return slugs

    def correction(self) -> Correction:
        """What was entered, once it is valid."""
        entered = self.cleaned_data
        events = entered["events"]
        return Correction(
            kind=Kind(entered["kind"]),
            actors=tuple(body.slug for body in entered["actors"]),
            recipients=tuple(body.slug for body in entered["recipients"]),
            via=tuple(body.slug for body in entered["via"]),
            deadline=Deadline(
                every=entered["every"] or None,
                by=entered["by"] or None,
                until=entered["until"] or None,
                event=events[0] if events else None,
                events=events if len(events) > 1 else (),
            ),
        )
