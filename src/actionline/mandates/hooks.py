"""Where the rooms and parts that work on mandates join in. They append in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from actionline.common.ui import Stage

from .models import Mandate
from .subjects import Subject

#: A part of a mandate's page, made for who looks; an empty string leaves it out. What it shows to
#: strangers may change only with the audit trail: their pages are kept (decision 14).
Section = Callable[[HttpRequest, Mandate], SafeString | str]
#: Where the line of a mandate leads: a station, with its text and its address.
Thread = Callable[[Mandate], Mapping[Stage, tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class _Placed:
    order: int
    section: Section


_sections: list[_Placed] = []
threads: list[Thread] = []

#: Told within the transaction in which a mandate turned out to be an older one: what hangs on
#: `new` goes to `old`. Called with new, old and by.
handed_over: list[Callable[[Mandate, Mandate, Any], None]] = []

#: Told within the transaction in which something changed that the status of subjects hangs on: a
#: decision, due dates, evidence, a report. Called with the subjects.
work_changed: list[Callable[[Collection[Subject]], None]] = []


def add_section(order: int, section: Section) -> None:
    """Show a section on every mandate's page: 10 assignment, 20 decisions, 30 due dates, 40 plans,
    50 progress, 60 evidence, 70 reports."""
    _sections.append(_Placed(order, section))
    _sections.sort(key=lambda placed: placed.order)


def sections(request: HttpRequest, mandate: Mandate) -> list[SafeString | str]:
    """The sections of a mandate's page in their order, those with nothing left out."""
    made = [placed.section(request, mandate) for placed in _sections]
    return [each for each in made if each]
