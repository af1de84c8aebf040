"""Finding an economy by what people call it, and the field of a form in which they write it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from .models import Economy, Term
from .vocabulary import LANGUAGES

#: Names that are told where what was written fits several.
_TOLD = 5


def plain(words: str) -> str:
    """Without capitals, accents and punctuation: `Côte d’Ivoire` is `cote d ivoire`."""
    letters = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(
        letter if letter.isalnum() else " "
        for letter in letters
        if not unicodedata.combining(letter)
    )
    return " ".join(kept.split())


def names_of(term: Term) -> list[str]:
    """Its names in the six languages, those that it has."""
    return [name for code in LANGUAGES if (name := getattr(term, f"name_{code}"))]


class Economies:
    """All economies by their codes and their names in the six languages; one query."""

    def __init__(self) -> None:
        self.every = list(Economy.objects.all())
        self._by_word: dict[str, Economy] = {}
        for economy in self.every:
            for word in (economy.iso3, economy.iso2, economy.m49, *names_of(economy)):
                self._by_word.setdefault(plain(word), economy)

    def find(self, words: str) -> Economy | None:
        """The economy of this code or name, or the only one whose name has these words."""
        wanted = plain(words)
        found = self._by_word.get(wanted)
        if found is None and len(wanted) > 2:
            like = self.like(words)
            found = like[0] if len(like) == 1 else None
        return found

    def like(self, words: str) -> list[Economy]:
        """Those whose name, in any language, has all of these words, or words that begin so."""
        wanted = plain(words).split()
        if not wanted:
            return []
        return [
            economy
            for economy in self.every
            if any(_has(plain(name).split(), wanted) for name in names_of(economy))
        ]


def _has(words: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(each) for word in words) for each in wanted)


class EconomyInput(forms.TextInput):
    """A line to write in, with the names to choose from while one writes; needs no script."""

    template_name = "framework/economy_input.html"
    every: list[Economy] = []

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, dict(attrs or {}))
        listed = f"{context['widget']['attrs'].get('id', name)}_names"
        context["widget"]["attrs"] |= {"list": listed, "autocomplete": "off"}
        context["listed"] = listed
        context["names"] = sorted(economy.name for economy in self.every)
        return context


class EconomyField(forms.CharField):
    """An economy by its name or code. What fits several is refused, and these are named."""

    widget = EconomyInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=300, **kwargs)

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Look the names up once, when the form is shown."""
        assert isinstance(self.widget, EconomyInput)
        self.widget.every = list(Economy.objects.all())
        return super().get_bound_field(form, field_name)

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):  # the key, as a form of a model gives it
            economy = Economy.objects.filter(pk=value).first()
            return economy.name if economy else ""
        return value.name if isinstance(value, Economy) else value

    def clean(self, value: Any) -> Economy | None:
        words: str = super().clean(value)
        if not words.strip():
            return None
        economies = Economies()
        found = economies.find(words)
        if found is None:
            raise ValidationError(_not_found(words, economies.like(words)))
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(plain(str(self.prepare_value(initial) or "")) != plain(str(data or "")))


def _not_found(words: str, like: list[Economy]) -> str:
    if not like:
        return _("There is no country or area “%(words)s”. Write its name or its ISO code.") % {
            "words": words
        }
    names = ", ".join(economy.name for economy in like[:_TOLD])
    return _("“%(words)s” may be %(names)s. Write the whole name.") % {
        "words": words,
        "names": names,
    }
