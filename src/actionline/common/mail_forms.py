"""The form in which a person says how they want to be written to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import get_language_info

from .models import Channel, MailSettings
from .notifications import Kind

#: Names that stand for no place people live in, or are there for old programs only.
_NOT_PLACES = ("Etc", "SystemV", "posix", "right")


def time_zones() -> list[tuple[str, list[tuple[str, str]]]]:
    """The names of the tz database for a list to choose from, by the part of the world."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(available_timezones()):
        part, _slash, place = name.partition("/")
        if place and part not in _NOT_PLACES:
            groups.setdefault(part, []).append((name, place.replace("_", " ")))
    return [("UTC", [("UTC", "UTC")]), *groups.items()]


class MailChoicesForm(forms.ModelForm[MailSettings]):
    """A channel for each kind of thing (`channels`), and language and times of mails."""

    class Meta:
        model = MailSettings
        fields = ["language", "time_zone", "digest_hour", "digest_day"]

    def __init__(
        self, *args: Any, kinds: Sequence[Kind], channels: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        languages = [(code, _own_name(code)) for code, _name in settings.LANGUAGES]
        known = {name for _part, names in time_zones() for name, _place in names}
        zones = time_zones()
        if self.instance.time_zone not in known:
            zones.insert(0, ("", [(self.instance.time_zone, self.instance.time_zone)]))
        self.fields["language"] = forms.ChoiceField(
            label=self.fields["language"].label, choices=languages
        )
        self.fields["time_zone"] = forms.ChoiceField(
            label=self.fields["time_zone"].label, choices=zones
        )
        self.fields["digest_hour"] = forms.TypedChoiceField(
            label=self.fields["digest_hour"].label,
            coerce=int,
            choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        )
        self.kinds = kinds
        for kind in kinds:
            self.fields[f"kind-{kind.key}"] = forms.ChoiceField(
                label=str(kind.name),
                help_text=str(kind.about),
                choices=Channel.choices,
                initial=channels[kind.key],
            )

    @property
    def of_kinds(self) -> list[forms.BoundField]:
        return [self[f"kind-{kind.key}"] for kind in self.kinds]

    @property
    def of_times(self) -> list[forms.BoundField]:
        return [self[name] for name in self.Meta.fields]

    @property
    def choices(self) -> dict[str, str]:
        """The channel of each kind as it was chosen."""
        return {kind.key: self.cleaned_data[f"kind-{kind.key}"] for kind in self.kinds}

    @property
    def values(self) -> dict[str, Any]:
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def _own_name(code: str) -> str:
    name: str = get_language_info(code)["name_local"]
    return name[:1].upper() + name[1:]
