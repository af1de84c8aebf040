"""Which records are evidence for a mandate or another subject, and of which a record is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from actionline.common import records
from actionline.common.records import Told
from actionline.common.translations import shown as translations
from actionline.common.ui import Stage

from .models import Evidence, Mandate
from .subjects import MANDATE, Subject, kind_of
from .subjects import told as subjects_told

#: Pieces that a page of a subject shows; all of them are on a page of their own.
SHOWN = 10
#: Types of record of the rooms that this one is built on.
_ABOVE = ("framework.meeting", "instruments.edition")


@dataclass(frozen=True, slots=True)
class Piece:
    """A record that is evidence, how it is called, and what kind of record it is."""

    evidence: Evidence
    told: Told
    kind: str | Promise


@dataclass(frozen=True, slots=True)
class Kind:
    """How many pieces of evidence are records of one type."""

    key: str
    name: str | Promise
    number: int


@dataclass(frozen=True, slots=True)
class Shown:
    """Some pieces of evidence: those whose records are public, and how many are not."""

    pieces: list[Piece]
    missing: int


def about(subject: Subject) -> QuerySet[Evidence]:
    """The evidence for a subject, the newest first."""
    if subject.mandate_id is not None:
        return Evidence.objects.filter(mandate=subject.mandate_id)
    return Evidence.objects.filter(about=subject.about)


def shown(rows: Iterable[Evidence]) -> Shown:
    """These pieces with what their records are called; a query for each type of record."""
    found = list(rows)
    named = records.told([(each.record_type, each.record_id) for each in found])
    pieces = []
    for each in found:
        told = named.get((each.record_type, each.record_id))
        kind = records.find(each.record_type)
        if told is not None and kind is not None:
            pieces.append(Piece(each, told, kind.name))
    return Shown(pieces, len(found) - len(pieces))


def of_mandate(mandate: Mandate) -> list[Piece]:
    """The evidence for a mandate, the newest first; what is not public any more is left out.

    One query, and one for each kind of record.
    """
    return shown(mandate.evidence.all()).pieces


def kinds(subject: Subject) -> list[Kind]:
    """How many records of each type are evidence for a subject; one query."""
    rows = about(subject).order_by().values_list("record_type").annotate(number=Count("pk"))
    numbers = dict(rows)
    return [
        Kind(kind.key, kind.name, numbers[kind.key])
        for kind in records.types()
        if kind.key in numbers
    ]


def section(request: HttpRequest, mandate: Mandate) -> SafeString:
    """The evidence on a mandate's page."""
    return of_subject(request, Subject(MANDATE, str(mandate.pk)))


def of_subject(request: HttpRequest, subject: Subject) -> SafeString:
    """The same for any subject: the newest pieces, how many of each kind, where to add one."""
    rows = list(about(subject)[: SHOWN + 1])
    found = shown(rows[:SHOWN])
    more = len(rows) > SHOWN
    context = {
        "subject": subject,
        "shown": found,
        "kinds": kinds(subject) if more else [],
        "texts": translations.load(piece.evidence for piece in found.pieces),
        "may_give": may_give(request.user, subject),
    }
    return render_to_string("mandates/evidence.html", context, request)


def may_give(user: object, subject: Subject) -> bool:
    """Whether somebody may say what is evidence for a subject."""
    has_perm = getattr(user, "has_perm", None)
    if has_perm is None or not getattr(user, "is_authenticated", False):
        return False
    if has_perm("mandates.give_evidence"):
        return True
    kind = kind_of(subject)
    return bool(has_perm(kind.permission, kind.find(subject.id)))


def station(mandate: Mandate) -> dict[Stage, tuple[str, str]]:
    """Where the line of a mandate leads: to its evidence."""
    number = mandate.evidence.count()
    return {Stage.EVIDENCE: (in_words(number), "#evidence")} if number else {}


def of_record(record_type: str, record_id: object) -> list[Evidence]:
    """Of what a record is evidence: mandates that are still asked, other subjects; one query."""
    found = Evidence.objects.filter(
        Q(mandate__current__isnull=False) | ~Q(about=""),
        record_type=record_type,
        record_id=str(record_id),
    )
    return list(found.select_related("mandate__instrument", "mandate__current"))


def of_what(
    user: Any, record_type: str, record_id: object, found: list[Evidence] | None = None
) -> dict[str, Any]:
    """What the page of a record shows of it (`mandates/evidence_of.html`); with what `of_record`
    found where that has been asked already."""
    pieces = of_record(record_type, record_id) if found is None else found
    return {
        "found": [each for each in pieces if each.mandate is not None],
        "others": others(pieces),
        "texts": translations.load(pieces),
        "record_type": record_type,
        "record_id": str(record_id),
        "user": user,
        "may_give": user is not None and user.has_perm("mandates.give_evidence"),
    }


def elsewhere(request: HttpRequest, record_type: str, record_id: object) -> SafeString | str:
    """The same on the pages of rooms that do not know this one (a hook)."""
    if record_type not in _ABOVE:
        return ""
    context = of_what(request.user, record_type, record_id)
    return render_to_string("mandates/evidence_of.html", context, request)


def others(found: Collection[Evidence]) -> list[tuple[Evidence, Told]]:
    """Those among the pieces that are of another subject than a mandate, with its name and
    address; a query for each kind of subject."""
    rows = [(each, Subject(*each.about.split(":", 1))) for each in found if each.about]
    told = subjects_told({subject for _each, subject in rows})
    return [(each, told[subject]) for each, subject in rows if subject in told]


def thread(found: Sequence[Evidence]) -> dict[Stage, tuple[str, str]]:
    """Where the line of a record leads that is evidence: to its mandate and resolution, of several
    to the list on its page."""
    mandates = [each.mandate for each in found if each.mandate is not None]
    if not mandates:
        return {}
    line = thread_of(mandates[0])
    if len(mandates) == 1:
        return line
    told = ngettext("%(number)s mandate", "%(number)s mandates", len(mandates))
    return line | {Stage.MANDATE: (told % {"number": number_format(len(mandates))}, "#evidence")}


def thread_of(mandate: Mandate) -> dict[Stage, tuple[str, str]]:
    """Resolution and mandate of a line; select `instrument` and `current` with the mandate."""
    path = mandate.current.path if mandate.current else str(mandate)
    return {
        Stage.RESOLUTION: (str(mandate.instrument), mandate.instrument.get_absolute_url()),
        Stage.MANDATE: (path, reverse("mandates:mandate", args=[mandate.pk])),
    }


def in_words(number: int) -> str:
    """How many records, in words."""
    told = ngettext("%(number)s record", "%(number)s records", number)
    return told % {"number": number_format(number)}
