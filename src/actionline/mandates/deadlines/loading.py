"""Taking the lead times and closed days of a process folder into the database."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from actionline.common.datafiles import Faults, Row, read_table
from actionline.framework.queries import body_keys
from actionline.mandates.models import Kind

from .models import ClosedDays, LeadTime, Step

FILES = ("lead_times.csv", "closed_days.csv")
#: The source of a default of ours.
OWN = "own default"
_COLUMNS = ("step", "kind", "body", "days", "unit", "source")
_CLOSED = ("first", "last", "source")
#: An office is not closed for longer at once.
_LONGEST = timedelta(days=60)


def load(folder: Path, faults: Faults) -> int:
    """Put the lead times and closed days of the folder in place of those there are; how many
    changed.

    A folder may have neither. Call it in a transaction and roll back where `faults` has any.
    """
    path = folder / FILES[0]
    rows = read_table(path, _COLUMNS, faults) if path.exists() else []
    bodies = body_keys()
    wanted = {_lead_time(row, bodies) for row in rows}
    path = folder / FILES[1]
    days = [_closed(row) for row in (read_table(path, _CLOSED, faults) if path.exists() else [])]
    if faults:
        return 0
    changed = _store_closed({each.first: each for each in days})
    names = ("step", "kind", "body_id", "days", "working", "own", "source")
    stored = set(LeadTime.objects.order_by().values_list(*names))
    if stored != wanted:
        LeadTime.objects.all().delete()
        LeadTime.objects.bulk_create(
            LeadTime(**dict(zip(names, values, strict=True))) for values in sorted(wanted, key=str)
        )
    return changed + len(stored ^ wanted)


def _closed(row: Row) -> ClosedDays:
    first = row.day("first") or date.min
    last = row.day("last") or first
    if first == date.min:
        row.fault("first is missing")
    elif not first <= last <= first + _LONGEST:
        row.fault(f"last is not within {_LONGEST.days} days after first")
    return ClosedDays(first=first, last=last, source=row.text("source", required=True, longest=400))


def _store_closed(wanted: dict[date, ClosedDays]) -> int:
    names = ("first", "last", "source")
    stored = set(ClosedDays.objects.order_by().values_list(*names))
    told = {(each.first, each.last, each.source) for each in wanted.values()}
    if stored != told:
        ClosedDays.objects.all().delete()
        ClosedDays.objects.bulk_create(wanted.values())
    return len(stored ^ told)


def _lead_time(
    row: Row, bodies: dict[str, int]
) -> tuple[str, str, int | None, int, bool, bool, str]:
    slug, source = row.text("body"), row.text("source", required=True, longest=400)
    if slug and slug not in bodies:
        row.fault(f"body: there is no body {slug}")
    kind = row.choice("kind", ("", *Kind.values))
    step = row.choice("step", Step.values)
    days = row.whole("days")
    if days is None:
        row.fault("days is missing")
    working = row.choice("unit", ("working", "calendar")) == "working"
    own = source == OWN
    return step, kind, bodies.get(slug), days or 0, working, own, "" if own else source
