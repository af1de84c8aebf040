"""The register as files: CSV, XLSX, JSON and iCalendar, of whatever a filter lets through.

Each is written piece by piece as the mandates come from the database, in memory that does not
grow with them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from django.utils import timezone

from actionline.common.tables import writing

from .filters import Filter
from .models import Mandate, Occurrence
from .queries import Row, row, with_rows

#: The columns of every export; slugs are those of the reading contract.
COLUMNS = (
    "id",
    "url",
    "instrument",
    "instrument_name",
    "edition",
    "path",
    "provision_url",
    "text",
    "is_summary",
    "kind",
    "force",
    "action",
    "actors",
    "recipients",
    "via",
    "every",
    "by",
    "until",
    "events",
    "next_due",
    "next_due_certain",
    "next_due_basis",
    "state",
    "certain",
)
_AT_A_TIME = 200
_LINE = 75
#: How long a date that has passed stays in the calendar file.
PAST = timedelta(days=366)


#: Looks on as the mandates of an export go by, and may end it.
Watch = Callable[[Iterable[Mandate]], Iterable[Mandate]]


@dataclass(frozen=True, slots=True)
class Format:
    """A file format: its media type and how the filter's mandates are written in it, in pieces."""

    media_type: str
    write: Callable[[Filter, str, Watch], Iterator[bytes]]


def unwatched(mandates: Iterable[Mandate]) -> Iterable[Mandate]:
    """Nobody wants to know how far an export is."""
    return mandates


def records(chosen: Filter, site: str, watch: Watch) -> Iterator[dict[str, Any]]:
    """Each mandate that a filter lets through, in its order, as values by column.

    Lists are lists of slugs, dates ISO 8601; `site` is what addresses begin with.
    """
    for mandate in watch(with_rows(chosen.sorted()).iterator(chunk_size=_AT_A_TIME)):
        yield _record(row(mandate), site)


def _record(shown: Row, site: str) -> dict[str, Any]:
    mandate, wording, due = shown.mandate, shown.wording, shown.due
    edition = reverse("instruments:edition", args=[mandate.instrument.slug, mandate.version])
    return {
        "id": mandate.pk,
        "url": site + reverse("mandates:mandate", args=[mandate.pk]),
        "instrument": mandate.instrument.slug,
        "instrument_name": str(mandate.instrument),
        "edition": mandate.version,
        "path": wording.path,
        "provision_url": f"{site}{edition}#{wording.path}",
        "text": wording.words,
        "is_summary": wording.is_summary,
        "kind": mandate.kind,
        "force": wording.force,
        "action": wording.action,
        "actors": [body.slug for body in shown.actors],
        "recipients": [body.slug for body in shown.recipients],
        "via": [body.slug for body in shown.via],
        "every": wording.every,
        "by": wording.by,
        "until": wording.until,
        "events": wording.events or ([wording.event] if wording.event else []),
        "next_due": mandate.next_due.isoformat() if mandate.next_due else None,
        "next_due_certain": due.certain if due else None,
        "next_due_basis": due.explanation if due else mandate.undated_reason,
        "state": mandate.state,
        "certain": mandate.certain,
    }


def _table(form: str) -> Format:
    """A table, a line a mandate; lists have blanks between their slugs."""
    made = writing.FORMS[form]

    def write(chosen: Filter, site: str, watch: Watch) -> Iterator[bytes]:
        rows = (_flat(record) for record in records(chosen, site, watch))
        return made.write(rows, COLUMNS, "mandates")

    return Format(made.media_type, write)


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    return {
        name: " ".join(value) if isinstance(value, list) else value
        for name, value in record.items()
    }


def as_json(chosen: Filter, site: str, watch: Watch) -> Iterator[bytes]:
    """An object: as of when, which filter, the mandates."""
    told = {"as_of": timezone.now().isoformat(timespec="seconds"), "filter": chosen.active}
    yield json.dumps(told, ensure_ascii=False).removesuffix("}").encode() + b', "mandates": ['
    between = "\n"
    for record in records(chosen, site, watch):
        yield f"{between}{json.dumps(record, ensure_ascii=False)}".encode()
        between = ",\n"
    yield b"\n]}\n"


def as_calendar(chosen: Filter, site: str, watch: Watch) -> Iterator[bytes]:
    """iCalendar (RFC 5545): an event a due date, all day; an expected date is tentative.

    The same due date keeps its UID from file to file, also when its meeting is moved.
    """
    stamp = f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}"
    since = timezone.localdate() - PAST
    dates = Occurrence.objects.filter(due__gte=since).select_related("meeting").order_by("due")
    mandates = with_rows(chosen.sorted()).prefetch_related(
        Prefetch("occurrences", dates, to_attr="all_occurrences")
    )
    yield _lines(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Actionline//Mandates//EN"])
    for mandate in watch(mandates.iterator(chunk_size=_AT_A_TIME)):
        shown = row(mandate)
        for occurrence in getattr(mandate, "all_occurrences", []):
            yield _lines(_event(shown, occurrence, site, stamp))
    yield _lines(["END:VCALENDAR"])


def _event(shown: Row, occurrence: Occurrence, site: str, stamp: str) -> list[str]:
    mandate, wording = shown.mandate, shown.wording
    anchor = occurrence.meeting.slug if occurrence.meeting else occurrence.due.isoformat()
    address = site + reverse("mandates:mandate", args=[mandate.pk])
    summary = f"{shown.kind}: {mandate.instrument}, {wording.path}"
    description = f"{wording.words}\n\n{occurrence.explanation}\n{address}"
    return [
        "BEGIN:VEVENT",
        f"UID:mandate-{mandate.pk}-{anchor}@actionline",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{occurrence.due:%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(description)}",
        f"URL:{address}",
        f"STATUS:{'CONFIRMED' if occurrence.certain else 'TENTATIVE'}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    """RFC 5545, 3.3.11."""
    plain = _without_controls(text).replace("\\", "\\\\").replace("\n", "\\n")
    return plain.replace(";", "\\;").replace(",", "\\,")


def _lines(lines: Iterable[str]) -> bytes:
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _folded(line: str) -> bytes:
    """A line of at most 75 bytes, continued on lines that begin with a blank (RFC 5545, 3.1)."""
    data, parts, room = line.encode(), [], _LINE
    while len(data) > room:
        cut = room
        while data[cut] & 0xC0 == 0x80:  # inside a letter
            cut -= 1
        parts.append(data[:cut])
        data, room = data[cut:], _LINE - 1
    return b"\r\n ".join((*parts, data))


def _without_controls(text: str) -> str:
    """What iCalendar cannot hold is left out."""
    return "".join(letter for letter in text if letter >= " " or letter in "\t\n")


FORMATS = {
    "csv": _table("csv"),
    "xlsx": _table("xlsx"),
    "json": Format("application/json", as_json),
    "ics": Format("text/calendar; charset=utf-8", as_calendar),
}
