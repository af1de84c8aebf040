"""An activity as its page shows it: the texts of its parts, those that say something."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .activity_forms import COLUMNS, text_of
from .models import ActivityVersion, Part


@dataclass(frozen=True, slots=True)
class Told:
    """A part with its text; `column` is the field that translations know, empty where none."""

    name: str
    text: str
    column: str


def told_fields(version: ActivityVersion, parts: Sequence[Part]) -> list[Told]:
    """The parts that are texts, in the order of the shape; empty ones are left out."""
    found = []
    for part in parts:
        if part.kind == Part.Kind.TEXT and (text := text_of(version, part.key)):
            found.append(Told(part.name, text, part.key if part.key in COLUMNS else ""))
    return found
