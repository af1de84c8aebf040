"""Taking the bodies, the calendar and the vocabulary of a process folder into the database.

`bodies.csv` and `meetings.csv` have a row each; `cycles.json` says of each body that meets how
its meetings are called and by which rule those are expected that are not announced yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from actionline.common.datafiles import Faults, Row, assign, read_json, read_table

from . import deadlines, term_loading
from .models import Body, DocumentDeadline, Meeting
from .vocabulary import LANGUAGES

FILES = ("bodies.csv", "meetings.csv", "cycles.json", *term_loading.FILES)
#: The source of an expected date: the rule of its body in `cycles.json`.
BY_RULE = "rule"

_BODY_COLUMNS = (
    ["slug", "also", "kind", "parent", "acronym"]
    + [f"name_{code}" for code in LANGUAGES]
    + ["source"]
)
_MEETING_COLUMNS = (
    "slug",
    "body",
    "number",
    "form",
    "starts",
    "ends",
    "place",
    "documents_due",
    "certain",
    "source",
)


def load(folder: Path, faults: Faults) -> int:
    """Load bodies, meetings, vocabulary and matrix; how many rows were added or changed.

    Nothing is deleted, and a meeting that an officer entered or changed is left alone. Call it
    in a transaction and roll back where `faults` has any.
    """
    changed = _load_bodies(read_table(folder / "bodies.csv", _BODY_COLUMNS, faults))
    cycles = read_json(folder / "cycles.json", faults) or {}
    rows = read_table(folder / "meetings.csv", _MEETING_COLUMNS, faults)
    return changed + _load_meetings(rows, cycles) + term_loading.load(folder, faults)


def _load_bodies(rows: list[Row]) -> int:
    known = {body.slug: body for body in Body.objects.all()}
    changed = 0
    for position, row in enumerate(_once(rows)):
        slug = row.text("slug", required=True)
        body = known.setdefault(slug, Body(slug=slug))
        values: dict[str, Any] = {name: row.text(name) for name in ("also", "kind", "acronym")} | {
            f"name_{code}": row.text(f"name_{code}", required=True) for code in LANGUAGES
        }
        row.text("source", required=True)
        if assign(body, values | {"position": position}) or body.pk is None:
            body.save()
            changed += 1
    return changed + _load_parents(rows, known)


def _load_parents(rows: list[Row], known: Mapping[str, Body]) -> int:
    changed = 0
    for row in rows:
        parent = row.text("parent")
        if parent and parent not in known:
            row.fault(f"parent: there is no body {parent}")
            continue
        body = known[row.text("slug")]
        if assign(body, {"parent_id": known[parent].pk if parent else None}):
            body.save(update_fields=["parent"])
            changed += 1
    return changed


def _load_meetings(rows: list[Row], cycles: Mapping[str, Any]) -> int:
    bodies = {body.slug: body for body in Body.objects.all()}
    known = {meeting.slug: meeting for meeting in Meeting.objects.select_related("body")}
    held: dict[int, list[DocumentDeadline]] = {}
    for deadline in DocumentDeadline.objects.all():
        held.setdefault(deadline.meeting_id, []).append(deadline)
    changed = 0
    for row in _once(rows):
        slug = row.text("slug", required=True)
        body = bodies.get(row.text("body"))
        starts = row.day("starts")
        if body is None:
            row.fault(f"body: there is no body {row.text('body')}")
        elif starts is None:
            row.fault("starts is missing")
        else:
            meeting = known.setdefault(slug, Meeting(slug=slug, body=body, starts=starts))
            values = _meeting_values(row, body, cycles)
            if meeting.by_hand:
                continue
            if assign(meeting, values) or meeting.pk is None:
                meeting.save()
                changed += 1
            wanted = _deadlines(row, meeting, cycles) if not row.faults else []
            changed += _keep_deadlines(meeting, held.get(meeting.pk, []), wanted)
    return changed


def _deadlines(row: Row, meeting: Meeting, cycles: Mapping[str, Any]) -> list[DocumentDeadline]:
    """Where the day for the secretariat's documents is known: in days before the meeting, with the
    other deadlines that are usual for its body, where it agrees with these; else on that day."""
    due = meeting.documents_due
    if due is None:
        return []
    cycle = cycles.get(meeting.body.slug, {})
    usual = cycle.get("deadlines", {}).get(row.text("form") or "session", [])
    found = [
        DocumentDeadline(
            meeting=meeting, kind=each["kind"], days=each["days"], source=each["source"]
        )
        for each in usual
    ]
    if deadlines.documents_due(found, meeting.starts) == due:
        return found
    kind = DocumentDeadline.Kind.SECRETARIAT
    return [DocumentDeadline(meeting=meeting, kind=kind, day=due, source=meeting.source)]


def _keep_deadlines(
    meeting: Meeting, held: list[DocumentDeadline], wanted: list[DocumentDeadline]
) -> int:
    """Put these deadlines in place of those it has; 1 where any is another."""
    if deadlines.told(held) == deadlines.told(wanted):
        return 0
    meeting.deadlines.all().delete()
    DocumentDeadline.objects.bulk_create(wanted)
    return 1


def _meeting_values(row: Row, body: Body, cycles: Mapping[str, Any]) -> dict[str, Any]:
    starts, ends = row.day("starts"), row.day("ends")
    if starts and ends and ends < starts:
        row.fault("ends before it starts")
    due = row.day("documents_due")
    if starts and due and due > starts:
        row.fault("documents_due is after the opening")
    source = row.text("source", required=True)
    if source == BY_RULE:
        source = str(cycles.get(body.slug, {}).get("rule", ""))
        if not source:
            row.fault(f"source: cycles.json has no rule for {body.slug}")
    return {
        "body_id": body.pk,
        "number": row.whole("number"),
        "starts": starts,
        "ends": ends,
        "place": row.text("place"),
        "documents_due": due,
        "certain": row.choice("certain", ("yes", "no")) == "yes",
        "source": source,
        **_names(row, body, cycles),
    }


def _names(row: Row, body: Body, cycles: Mapping[str, Any]) -> dict[str, str]:
    """The meeting's name in each language, from the form its body's cycle has for it."""
    form = row.text("form") or "session"
    patterns = cycles.get(body.slug, {}).get("names", {}).get(form)
    if not isinstance(patterns, dict) or not all(patterns.get(code) for code in LANGUAGES):
        row.fault(f"form: cycles.json has no names “{form}” in all languages for {body.slug}")
        return {}
    if any("{number}" in patterns[code] for code in LANGUAGES) and not row.text("number"):
        row.fault("number is missing: the name of the meeting needs it")
    year, number = row.text("starts")[:4], row.text("number")
    return {
        f"name_{code}": patterns[code].replace("{year}", year).replace("{number}", number)
        for code in LANGUAGES
    }


def _once(rows: list[Row]) -> list[Row]:
    """The rows, those that repeat a slug reported."""
    seen: set[str] = set()
    for row in rows:
        if row.text("slug") in seen:
            row.fault(f"slug: {row.text('slug')} stands twice")
        seen.add(row.text("slug"))
    return rows
