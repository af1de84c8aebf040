"""Taking the shapes of plans from a process folder.

Each row of `shapes.csv` is a kind of plan, each of `shape.csv` a part of it. Loading again brings
new wording and new parts; a part that a plan has text for stays, whatever the folder says.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from actionline.common.datafiles import Faults, Row, assign, read_table
from actionline.framework.vocabulary import LANGUAGES

from .models import Part, Passage, Shape

FOLDER = "roadmaps"
FILES = (f"{FOLDER}/shapes.csv", f"{FOLDER}/shape.csv")
_NAMES = [f"name_{code}" for code in LANGUAGES]
_HELPS = [f"help_{code}" for code in LANGUAGES]
_PLAN = {"text", "items", "deadlines", "activities", "targets"}
#: Parts of an activity that have a field of their own, and of what kind they are.
OWN = {
    "item": "item",
    "lead": "body",
    "timeframe": "period",
    "mandates": "mandates",
    "sdg": "goals",
    "gdc": "objectives",
}


def load(folder: Path, faults: Faults) -> int:
    """Load both tables; how many rows were added or changed. A process may have none."""
    tables = [
        read_table(folder / name, columns, faults) if (folder / name).exists() else []
        for name, columns in (
            (FILES[0], ["slug", "of_line", *_NAMES, "source"]),
            (
                FILES[1],
                ["shape", "within", "key", "kind", "step", "expected", *_NAMES, *_HELPS, "source"],
            ),
        )
    ]
    shapes, changed = _shapes(tables[0], faults)
    return changed + _parts(tables[1], shapes, faults)


def _shapes(rows: list[Row], faults: Faults) -> tuple[dict[str, Shape], int]:
    known = {shape.slug: shape for shape in Shape.objects.all()}
    changed = 0
    for position, row in enumerate(rows):
        slug = row.text("slug", required=True)
        values = {name: row.text(name, required=True) for name in (*_NAMES, "source")}
        told = {"of_line": row.choice("of_line", ("yes", "no")) == "yes", "position": position}
        if faults:
            continue
        shape = known.setdefault(slug, Shape(slug=slug))
        if assign(shape, {**values, **told}) or shape.pk is None:
            shape.save()
            changed += 1
    return known, changed


def _parts(rows: list[Row], shapes: dict[str, Shape], faults: Faults) -> int:
    known = {(part.shape.slug, part.within, part.key): part for part in _stored()}
    left = dict(known)
    changed = 0
    for position, row in enumerate(rows):
        values = _part(row) | {"position": position}
        shape = row.choice("shape", shapes)
        if faults:
            continue
        place = (shape, values["within"], values["key"])
        left.pop(place, None)
        part = known.get(place) or Part(shape=shapes[shape])
        if assign(part, values) or part.pk is None:
            part.save()
            changed += 1
    if not rows or faults:
        return changed
    written = set(Passage.objects.exclude(text="").order_by().values_list("key", flat=True))
    gone = [part.pk for part in left.values() if part.key not in written]
    return changed + Part.objects.filter(pk__in=gone).delete()[0]


def _stored() -> list[Part]:
    return list(Part.objects.select_related("shape"))


def _part(row: Row) -> dict[str, Any]:
    """One part; a key with a field of its own has to be of its kind."""
    key, within = row.text("key", required=True), row.choice("within", Part.Within.values)
    kind = row.choice("kind", Part.Kind.values)
    if within == Part.Within.PLAN and kind not in _PLAN:
        row.fault(f"kind: {kind} is no part of a plan")
    if within == Part.Within.ACTIVITY and kind != OWN.get(key, "text"):
        row.fault(f"kind: {key} of an activity is {OWN.get(key, 'text')}")
    step = row.choice("step", ("", *Part.Step.values))
    if (within == Part.Within.ACTIVITY) != bool(step):
        row.fault("step: each part of an activity has one, and no other")
    return {
        "key": key,
        "within": within,
        "kind": kind,
        "step": step,
        "expected": row.choice("expected", ("yes", "no")) == "yes",
        "source": row.text("source", required=True),
        **{name: row.text(name, required=True) for name in _NAMES},
        **{name: row.text(name) for name in _HELPS},
    }
