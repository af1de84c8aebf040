"""Generators: what sections of reports are drafted by. A definition names them with parameters.

Each makes blocks of what its parameters select, in the active language; nothing here knows the
process. `docs/developers/reports.md` lists them with their parameters.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from actionline.reporting.blocks import Block
from actionline.reporting.telling import Telling

from . import dates, decided, figures, mandates, opening, plans, projects, proofs

Make = Callable[[Telling, Mapping[str, Any]], Iterator[Block]]


@dataclass(frozen=True, slots=True)
class Generator:
    """A function that makes blocks, and the parameters that it knows."""

    make: Make
    parameters: frozenset[str]


GENERATORS: dict[str, Generator] = {
    "opening": Generator(opening.opening, frozenset()),
    "text": Generator(opening.text, frozenset({"text", "numbered"})),
    "overview": Generator(figures.overview, figures.PARAMETERS),
    "counted": Generator(figures.counted, figures.COUNTED_PARAMETERS),
    "mandates": Generator(mandates.mandates, mandates.PARAMETERS),
    "evidence": Generator(proofs.evidence, proofs.PARAMETERS),
    "due_dates": Generator(dates.due_dates, dates.PARAMETERS),
    "decisions": Generator(decided.decisions, decided.PARAMETERS),
    "plans": Generator(plans.plans, plans.PARAMETERS),
    "projects": Generator(projects.projects, projects.PARAMETERS),
}
