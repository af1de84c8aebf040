"""Taking the summaries of a process folder into the register.

Each file of `mandates/` tells, in words of its own, what one edition asks: a provision each,
at its exact place, and what the reader would have found in it. A summary stands until
somebody imports the document; then its words are replaced and its mandates live on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from actionline.common.datafiles import Faults, line_of, read_json
from actionline.framework.queries import body_keys
from actionline.instruments.models import Citation, Edition, Instrument, Provision

from .actions.recording import recorded
from .models import Kind, Mandate, Party, Wording
from .schedule import is_duration, last_day

FOLDER = "mandates"
_ROLES = {
    "actors": Party.Role.ACTOR,
    "recipients": Party.Role.RECIPIENT,
    "via": Party.Role.VIA,
}


@dataclass(frozen=True, slots=True)
class _File:
    """One file being loaded: its faults are reported at the line of the path concerned."""

    path: Path
    faults: Faults
    bodies: Mapping[str, int]

    def fault(self, message: str, place: str = "") -> None:
        line = line_of(self.path, f'"{place}"') if place else 0
        where = f"{place}: {message}" if place else message
        self.faults.add(f"{FOLDER}/{self.path.name}", line, where)


def load(folder: Path, faults: Faults) -> int:
    """Load all summaries; how many editions were told anew.

    Left alone are editions that were imported, and instruments of which any edition was: there
    the register has better to go by. Call it in a transaction and roll back where `faults` has
    any.
    """
    bodies = body_keys()
    paths = sorted((folder / FOLDER).glob("*.json"))
    return sum(_load_file(_File(path, faults, bodies)) for path in paths)


def _load_file(file: _File) -> bool:
    told = read_json(file.path, file.faults)
    if told is None:
        return False
    if not isinstance(told, dict) or not isinstance(told.get("provisions"), list):
        file.fault("an object with instrument, version, source and provisions is expected")
        return False
    edition = Edition.objects.filter(
        instrument__slug=told.get("instrument"), version=told.get("version")
    ).first()
    if edition is None:
        file.fault(f"instruments.csv has no {told.get('instrument')} of {told.get('version')}")
        return False
    if not told.get("source"):
        file.fault("source is missing")
    before = len(file.faults.found)
    _check(file, told["provisions"])
    if len(file.faults.found) > before:
        return False
    if Edition.objects.filter(instrument=edition.instrument_id, reading__isnull=False).exists():
        return False
    _tell(edition, told, file.bodies)
    return True


def _check(file: _File, provisions: list[Any]) -> None:
    seen: set[str] = set()
    for told in provisions:
        place = told.get("path") if isinstance(told, dict) else None
        if not place or not isinstance(place, str):
            file.fault("a provision without a path")
            continue
        if place in seen:
            file.fault("stands twice", place)
        seen.add(place)
        for name in ("heading", "text"):
            if not told.get(name):
                file.fault(f"{name} is missing", place)
        if "force" in told:
            _check_mandate(file, told, place)


def _check_mandate(file: _File, told: Mapping[str, Any], place: str) -> None:
    for name in ("force", "action", "actors"):
        if not told.get(name):
            file.fault(f"{name} is missing", place)
    for slug in (slug for role in _ROLES for slug in told.get(role, [])):
        if slug not in file.bodies:
            file.fault(f"there is no body {slug}", place)
    if told.get("kind") not in Kind.values:
        file.fault(f"kind: “{told.get('kind')}” is none of {', '.join(Kind.values)}", place)
    deadline = told.get("deadline", {})
    if deadline.keys() - {"every", "by", "until", "event", "events"}:
        file.fault("deadline: every, by, until, event and events are known", place)
    if "every" in deadline and not is_duration(deadline["every"]):
        file.fault(f"deadline: “{deadline['every']}” is no period such as P1Y", place)
    for name in ("by", "until"):
        if name in deadline and last_day(deadline[name]) is None:
            file.fault(f"deadline: “{deadline[name]}” is no year or date", place)


def _tell(edition: Edition, told: Mapping[str, Any], bodies: Mapping[str, int]) -> None:
    """Replace the summary of an edition by what the file tells."""
    edition.source_note = told["source"]
    edition.save(update_fields=["source_note"])
    edition.provisions.all().delete()
    _write_provisions(edition, told["provisions"])
    confirmed = bool(told.get("confirmed", True))
    with recorded(instruments=[edition.instrument_id], verb="mandates.summarise", by=None):
        standing = {row.path: row for row in edition.mandate_wordings.all()}
        for position, leaf in enumerate(told["provisions"], 1):
            if "force" in leaf:
                wording = standing.pop(leaf["path"], None)
                _write_wording(edition, position, leaf, wording, confirmed, bodies)
        Wording.objects.filter(pk__in=[row.pk for row in standing.values()]).delete()


def _write_provisions(edition: Edition, told: list[Mapping[str, Any]]) -> None:
    paths = {leaf["path"] for leaf in told}
    rows = Provision.objects.bulk_create(
        Provision(
            edition=edition,
            position=position,
            path=leaf["path"],
            parent=_parent(leaf["path"], paths),
            kind="operative",
            clause=leaf["path"].split("/")[0],
            heading=leaf["heading"],
            label=leaf.get("label"),
            text=leaf["text"],
            spans=[["both", leaf["text"], True]],
        )
        for position, leaf in enumerate(told, 1)
    )
    instruments = {row.slug: row for row in Instrument.objects.all()}
    Citation.objects.bulk_create(
        Citation(
            provision=row,
            text=str(instruments.get(cite["target"], cite["target"])),
            target=cite["target"],
            version=cite.get("version"),
            fragment=cite.get("fragment"),
            cited=instruments.get(cite["target"]),
        )
        for row, leaf in zip(rows, told, strict=True)
        for cite in leaf.get("cites", [])
    )


def _parent(path: str, paths: set[str]) -> str:
    above = path.rpartition("/")[0]
    return above if above in paths else ""


def _write_wording(
    edition: Edition,
    position: int,
    told: Mapping[str, Any],
    wording: Wording | None,
    confirmed: bool,
    bodies: Mapping[str, int],
) -> None:
    """One mandate of the summary; what an officer corrected or confirmed stays so."""
    if wording is None:
        mandate = Mandate.objects.create(instrument=edition.instrument)
        wording = Wording(mandate=mandate, edition=edition, confirmed=confirmed)
    wording.path, wording.position, wording.text = told["path"], position, told["text"]
    wording.is_summary = True
    if wording.corrected:
        wording.save()
        return
    deadline = told.get("deadline", {})
    wording.force, wording.action, wording.kind = told["force"], told["action"], told["kind"]
    wording.every, wording.by = deadline.get("every", ""), deadline.get("by", "")
    wording.until, wording.event = deadline.get("until", ""), deadline.get("event", "")
    wording.events = deadline.get("events", [])
    wording.certain = told.get("certain", True)
    wording.save()
    wording.parties.all().delete()
    Party.objects.bulk_create(
        Party(wording=wording, body_id=bodies[slug], role=role, position=index)
        for name, role in _ROLES.items()
        for index, slug in enumerate(told.get(name, []))
    )
