"""Which records are evidence for a mandate, and for which mandates a record is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.functional import Promise
from django.utils.translation import ngettext

from actionline.common import records
from actionline.common.records import Told
from actionline.common.ui import Stage

from .models import Evidence, Mandate


@dataclass(frozen=True, slots=True)
class Piece:
    """A record that is evidence, how it is called, and what kind of record it is."""

    evidence: Evidence
    told: Told
    kind: str | Promise


def of_mandate(mandate: Mandate) -> list[Piece]:
    """The evidence for a mandate, the newest first; what is not public any more is left out.

    One query, and one for each kind of record.
    """
    found = list(mandate.evidence.all())
    told: dict[tuple[str, str], tuple[Told, str | Promise]] = {}
    for record_type in {each.record_type for each in found}:
        kind = records.find(record_type)
        if kind is not None:
            keys = [each.record_id for each in found if each.record_type == record_type]
            for key, one in kind.told(keys).items():
                told[record_type, key] = (one, kind.name)
    return [
        Piece(each, *told[each.record_type, each.record_id])
        for each in found
        if (each.record_type, each.record_id) in told
    ]


def of_record(record_type: str, record_id: object) -> list[Evidence]:
    """For which mandates a record is evidence: those that are still asked; one query."""
    found = Evidence.objects.filter(
        record_type=record_type, record_id=str(record_id), mandate__current__isnull=False
    )
    return list(found.select_related("mandate__instrument", "mandate__current"))


def thread(found: Sequence[Evidence]) -> dict[Stage, tuple[str, str]]:
    """Where the line of a record leads that is evidence: to its mandate and resolution, of several
    to the list on its page."""
    if not found:
        return {}
    one = found[0].mandate
    assert one is not None  # of a mandate, as `of_record` asks
    line = thread_of(one)
    if len(found) == 1:
        return line
    told = ngettext("%(number)s mandate", "%(number)s mandates", len(found))
    return line | {Stage.MANDATE: (told % {"number": number_format(len(found))}, "#evidence")}


def thread_of(mandate: Mandate) -> dict[Stage, tuple[str, str]]:
    """Resolution and mandate of a line; select `instrument` and `current` with the mandate."""
    path = mandate.current.path if mandate.current else str(mandate)
    return {
        Stage.RESOLUTION: (str(mandate.instrument), mandate.instrument.get_absolute_url()),
        Stage.MANDATE: (path, reverse("mandates:mandate", args=[mandate.pk])),
    }


def counted(pieces: Sequence[object]) -> str:
    """How many there are, in words."""
    told = ngettext("%(number)s record", "%(number)s records", len(pieces))
    return told % {"number": number_format(len(pieces))}
