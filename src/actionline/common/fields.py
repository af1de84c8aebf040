"""Fields of forms that all rooms use: days, moments, texts with a limit of words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.widgets import Script
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .words import count_words


class DateInput(forms.DateInput):
    """A day as browsers ask for one; where they cannot, it is written 2026-05-31."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class MomentField(forms.CharField):
    """A day and an hour as browsers ask for them, in a time zone that another field names."""

    widget = forms.TextInput({"type": "datetime-local"})

    def clean(self, value: Any) -> datetime | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            found = datetime.fromisoformat(text)
        except ValueError:
            found = datetime.min
        if not 2000 <= found.year <= 2200 or found.tzinfo is not None:
            raise ValidationError(_("Give a day and an hour: 2026-11-30 17:00."))
        return found


class DaysField(forms.CharField):
    """Days before an end, separated by commas; the most days first, each once."""

    most = 10  # of them

    def clean(self, value: Any) -> list[int]:
        text = super().clean(value).replace("،", ",").replace("、", ",")
        days = [part.strip() for part in text.split(",") if part.strip()]
        if len(days) > self.most or not all(
            day.isdecimal() and 1 <= int(day[:4]) <= 365 for day in days
        ):
            raise ValidationError(_("Give whole days from 1 to 365, separated by commas."))
        return sorted({int(day) for day in days}, reverse=True)


class WordArea(forms.Textarea):
    """A text with the number of its words below; `least` and `most` are what is wanted."""

    template_name = "common/word_area.html"

    class Media:
        js = (Script("common/word-counter.js", type="module"),)

    least: int | None = None
    most: int | None = None

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        count = count_words(str(value or ""))
        own = context["widget"]["attrs"]
        own["data-component"] = "word-counter"
        own |= {f"data-{key}": limit for key, limit in self._limits().items()}
        told = f"{own.get('id', name)}_words"
        own["aria-describedby"] = " ".join(filter(None, [own.get("aria-describedby"), told]))
        context["words"] = {
            "id": told,
            "count": count,
            "least": self.least,
            "most": self.most,
            "few": bool(value) and self.least is not None and count < self.least,
            "many": self.most is not None and count > self.most,
        }
        return context

    def _limits(self) -> dict[str, int]:
        given = {"least": self.least, "most": self.most}
        return {key: limit for key, limit in given.items() if limit is not None}


class WordsField(forms.CharField):
    """A text of `least` to `most` words (`common.words` says what a word is)."""

    def __init__(self, *, least: int | None = None, most: int | None = None, **more: Any) -> None:
        self.least, self.most = least, most
        super().__init__(widget=WordArea, **more)
        self.widget.least, self.widget.most = least, most

    def validate(self, value: str) -> None:
        super().validate(value)
        count = count_words(value)
        if self.most is not None and count > self.most:
            over = count - self.most
            raise ValidationError(
                ngettext(
                    "This is %(over)d word too long: %(most)d words at most.",
                    "This is %(over)d words too long: %(most)d words at most.",
                    over,
                )
                % {"over": over, "most": self.most}
            )
        if value and self.least is not None and count < self.least:
            short = self.least - count
            raise ValidationError(
                ngettext(
                    "This is %(short)d word too short: %(least)d words at least.",
                    "This is %(short)d words too short: %(least)d words at least.",
                    short,
                )
                % {"short": short, "least": self.least}
            )
