"""Where the rooms and parts that work on mandates join in. They append in `AppConfig.ready()`."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from actionline.common.ui import Stage
from actionline.framework.hooks import Movement
from actionline.framework.models import Meeting

from .models import Mandate
from .subjects import MANDATE, Subject

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


def tell_work_changed(mandates: Iterable[int]) -> None:
    """Tell that something changed that the status of these mandates hangs on."""
    subjects = [Subject(MANDATE, str(key)) for key in mandates]
    for hook in work_changed if subjects else ():
        hook(subjects)


@dataclass(frozen=True, slots=True)
class Dated:
    """A due date: its day, the body at whose meeting it is due (empty for none), and whether it is
    that meeting's deadline for documents."""

    day: date
    body: str
    documents: bool


@dataclass(frozen=True, slots=True)
class DateMove:
    """A due date of a mandate that another calendar moves; None stands for no date. `key` is its
    meeting's slug, or its day where it hangs on none."""

    mandate: Mandate
    key: str
    before: Dated | None
    after: Dated | None


#: Asked before a meeting is saved, with the due dates that would move: what moves with each, in
#: the same order.
moved_with: list[Callable[[Sequence[DateMove]], Sequence[Sequence[Movement]]]] = []

#: Told within the transaction in which a meeting was changed: the due dates that moved by it.
dates_moved: list[Callable[[Meeting, Sequence[DateMove]], None]] = []

#: Asked while due dates are computed, with the keys of mandates: which dates are done with, by the
#: key of the meeting they hang on or by their day. They are not what is due next.
done_with: list[Callable[[Collection[int]], Mapping[int, Collection[int | date]]]] = []

#: Done by the worker each day, after the due dates were computed.
each_day: list[Callable[[date], object]] = []


def add_section(order: int, section: Section) -> None:
    """Show a section on every mandate's page: 10 assignment, 20 decisions, 30 due dates, 40 plans,
    50 progress, 60 evidence, 70 reports."""
    _sections.append(_Placed(order, section))
    _sections.sort(key=lambda placed: placed.order)


def sections(request: HttpRequest, mandate: Mandate) -> list[SafeString | str]:
    """The sections of a mandate's page in their order, those with nothing left out."""
    made = [placed.section(request, mandate) for placed in _sections]
    return [each for each in made if each]
