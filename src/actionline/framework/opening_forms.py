"""What all forms share that open and close on days of a time zone, and speak six languages."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo, available_timezones

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from actionline.common import languages
from actionline.common.fields import DaysField, MomentField

from .vocabulary import LANGUAGES


class Opening(Protocol):
    """A record that opens and closes: both moments, the zone they are said in, reminders as days
    before the end."""

    opens_at: datetime
    closes_at: datetime
    timezone: str
    remind_days: list[int]


class OpeningForm(forms.Form):
    """Time zone, the two moments and reminders. `closes_first` is said where it closes before it
    opens."""

    closes_first: str | Promise = ""
    timezone = forms.ChoiceField(label=gettext_lazy("Time zone"))
    opens_at = MomentField(label=gettext_lazy("Opens"))
    closes_at = MomentField(label=gettext_lazy("Closes"))
    remind_days = DaysField(
        label=gettext_lazy("Reminders"),
        help_text=gettext_lazy("Days before the end, separated by commas: 30, 14, 3."),
        required=False,
        max_length=80,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = self.fields["timezone"]
        assert isinstance(zone, forms.ChoiceField)
        zone.choices = [(name, name) for name in sorted(available_timezones())]

    def moments(self, record: Opening) -> dict[str, str]:
        """What the fields show of a record that is kept already."""
        zone = ZoneInfo(record.timezone)
        return {
            "opens_at": f"{record.opens_at.astimezone(zone):%Y-%m-%dT%H:%M}",
            "closes_at": f"{record.closes_at.astimezone(zone):%Y-%m-%dT%H:%M}",
            "remind_days": ", ".join(map(str, record.remind_days)),
        }

    def clean(self) -> dict[str, Any]:
        """Both moments in their zone."""
        given: dict[str, Any] = super().clean() or {}
        if {"opens_at", "closes_at", "timezone"} <= given.keys():
            zone = ZoneInfo(given["timezone"])
            for name in ("opens_at", "closes_at"):
                given[name] = given[name].replace(tzinfo=zone)
            if given["closes_at"] <= given["opens_at"]:
                self.add_error("closes_at", str(self.closes_first))
        return given


def six(
    name: str, text: str, label: str, long_label: str, *, longest: int, rows: int
) -> Iterable[tuple[str, forms.CharField]]:
    """A line (`name_en` …) and a text (`text_en` …) in each of the six languages, in turns; the
    English line is required. Labels hold `%(language)s`."""
    for code in LANGUAGES:
        tag = "zh-hans" if code == "zh" else code
        shown = {"lang": languages.tag(tag), "dir": languages.direction(tag)}
        named = {"language": languages.name(tag)}
        yield (
            f"{name}_{code}",
            forms.CharField(
                label=label % named,
                required=code == "en",
                max_length=300,
                widget=forms.TextInput(shown),
            ),
        )
        yield (
            f"{text}_{code}",
            forms.CharField(
                label=long_label % named,
                required=False,
                max_length=longest,
                widget=forms.Textarea(shown | {"rows": rows}),
            ),
        )
