"""Taking the lead times of a process folder into the database."""

from __future__ import annotations

from pathlib import Path

from actionline.common.datafiles import Faults, Row, read_table
from actionline.framework.queries import body_keys
from actionline.mandates.models import Kind

from .models import LeadTime, Step

FILES = ("lead_times.csv",)
#: The source of a default of ours.
OWN = "own default"
_COLUMNS = ("step", "kind", "body", "days", "unit", "source")


def load(folder: Path, faults: Faults) -> int:
    """Put the lead times of the folder in place of those there are; how many changed.

    A folder may have none. Call it in a transaction and roll back where `faults` has any.
    """
    path = folder / FILES[0]
    rows = read_table(path, _COLUMNS, faults) if path.exists() else []
    bodies = body_keys()
    wanted = {_lead_time(row, bodies) for row in rows}
    if faults:
        return 0
    names = ("step", "kind", "body_id", "days", "working", "own", "source")
    stored = set(LeadTime.objects.order_by().values_list(*names))
    if stored != wanted:
        LeadTime.objects.all().delete()
        LeadTime.objects.bulk_create(
            LeadTime(**dict(zip(names, values, strict=True))) for values in sorted(wanted, key=str)
        )
    return len(stored ^ wanted)


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
