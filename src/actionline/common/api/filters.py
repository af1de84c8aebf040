"""What a list can be narrowed down by: parameters of its address."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms

#: What a date in an address looks like.
DAY = r"^\d{4}-\d{2}-\d{2}$"
LONGEST = 200  # characters of a value


class BadParameterError(Exception):
    """A parameter that makes no sense; `why` is a sentence."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name}: {why}")
        self.name = name
        self.why = why


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a list; `choices` are all its values, `pattern` what they look like."""

    name: str
    description: str
    choices: tuple[str, ...] = ()
    pattern: str = ""


def checked(form: forms.Form) -> dict[str, Any]:
    """The values of a page's filter form. Where the page leaves out what makes no sense, a
    program is told: BadParameterError."""
    for name, faults in form.errors.items():
        raise BadParameterError(name, " ".join(str(fault) for fault in faults))
    return form.cleaned_data
