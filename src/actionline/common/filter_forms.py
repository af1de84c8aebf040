"""The form beside a list: fields that narrow it down, each of which may be left empty or wrong."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.utils.translation import gettext_lazy as _

ANY: list[tuple[str, Any]] = [("", _("All"))]


class FilterForm(forms.Form):
    """Read from an address, written back to it; what makes no sense narrows nothing down."""

    def choose(self, name: str, choices: Iterable[tuple[str, str]]) -> None:
        """Offer these values, and none of them first."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*ANY, *choices]

    @property
    def values(self) -> dict[str, Any]:
        """What is chosen and makes sense, by field."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def query(self) -> str:
        """The same as an address has it."""
        return urlencode({name: str(value) for name, value in self.values.items()})
