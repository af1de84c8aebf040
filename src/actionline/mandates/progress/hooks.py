"""Where the rooms above join in. They append in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from actionline.mandates.subjects import Subject


@dataclass(frozen=True, slots=True)
class Reported:
    """A figure of a validated report. `target` is the word that a room gave for it by
    `targets_of`; empty where the figure is of none. `report` and `figure` are lasting keys."""

    figure: int
    report: int
    target: str
    name: str
    unit: str
    value: Decimal
    day: date
    source: str


@dataclass(frozen=True, slots=True)
class Choice:
    """A target that figures about a subject may be of: its word, its name, its unit, and where it
    stands, if others of that name may stand elsewhere."""

    word: str
    name: str
    unit: str = ""
    place: str = ""

    @property
    def label(self) -> str:
        """As a list of several names it."""
        return f"{self.name} ({self.place})" if self.place else self.name


#: Asked with a subject for the targets that its figures may name: `roadmaps.target:3`.
targets_of: list[Callable[[Subject], Iterable[Choice]]] = []

#: Called within the transaction in which a report is published, with its figures and by whom.
figures_of: list[Callable[[Sequence[Reported], Any], None]] = []

#: Called so when such a report is withdrawn or replaced: these figures hold no longer.
figures_withdrawn: list[Callable[[Sequence[Reported], Any], None]] = []


def targets(subject: Subject) -> list[Choice]:
    """All targets that figures about a subject may name."""
    return [choice for ask in targets_of for choice in ask(subject)]
