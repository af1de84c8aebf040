"""Taking the vocabulary and the matrix of a process folder into the database.

Each file may be absent: another process than WSIS may have no matrix, or no economies.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from actionline.common.datafiles import Faults, Row, assign, read_table
from actionline.common.tables.checking import Checker
from actionline.common.tables.reading import Line

from .matrix.exchange import COLUMNS as LINK_COLUMNS
from .matrix.exchange import LinkTable
from .models import (
    ActionLine,
    Economy,
    EconomyGroup,
    GdcObjective,
    Goal,
    MatrixLink,
    MembershipKind,
    StakeholderType,
    Target,
    Term,
)
from .vocabulary import LANGUAGES

FILES = (
    "action_lines.csv",
    "goals.csv",
    "targets.csv",
    "gdc_objectives.csv",
    "stakeholders.csv",
    "memberships.csv",
    "economy_groups.csv",
    "economies.csv",
    "matrix.csv",
)
_NAMES = [f"name_{code}" for code in LANGUAGES]

#: Further fields of a term from its row; what is wrong is reported to the row.
_Fields = Callable[[Row], dict[str, Any]]


def load(folder: Path, faults: Faults) -> int:
    """Load the vocabulary and the matrix; how many rows were added or changed.

    Nothing is deleted, and a link that was proposed or changed on a page is left alone.
    """
    changed = _terms(folder / "action_lines.csv", ActionLine, "code", faults)
    changed += _terms(folder / "goals.csv", Goal, "number", faults)
    goals = {goal.code: goal.pk for goal in Goal.objects.all()}
    changed += _terms(folder / "targets.csv", Target, "code", faults, partial(_goal, goals))
    changed += _terms(folder / "gdc_objectives.csv", GdcObjective, "number", faults)
    changed += _terms(folder / "stakeholders.csv", StakeholderType, "slug", faults)
    changed += _terms(folder / "memberships.csv", MembershipKind, "slug", faults)
    changed += _terms(
        folder / "economy_groups.csv", EconomyGroup, "slug", faults, _group, _GROUP_COLUMNS
    )
    changed += _terms(
        folder / "economies.csv", Economy, "m49", faults, _economy, ("iso2", "iso3", "groups")
    )
    if faults:
        return changed
    changed += _memberships(_table(folder / "economies.csv", ["m49", "groups"], faults))
    return changed + _links(_table(folder / "matrix.csv", LINK_COLUMNS, faults))


def _table(path: Path, columns: Sequence[str], faults: Faults) -> list[Row]:
    return read_table(path, columns, faults) if path.exists() else []


def _nothing(_row: Row) -> dict[str, Any]:
    return {}


def _terms(
    path: Path,
    model: type[Term],
    key: str,
    faults: Faults,
    fields: _Fields = _nothing,
    columns: Sequence[str] = (),
) -> int:
    """Load one table of terms; the order of its rows is their order."""
    rows = _table(path, [key, *columns, *_NAMES, "source"], faults)
    known = {str(getattr(term, key)): term for term in model._default_manager.all()}
    seen: set[str] = set()
    new, changed = [], []
    for position, row in enumerate(rows):
        code = row.text(key, required=True)
        if code in seen:
            row.fault(f"{key}: {code} stands twice")
        seen.add(code)
        values: dict[str, Any] = {name: row.text(name, required=True) for name in _NAMES}
        values["source"] = row.text("source", required=True, longest=400)
        values |= {"position": position, key: row.whole(key) if key == "number" else code}
        values |= fields(row)
        term = known.get(code)
        if term is None:
            new.append(model(**values))
        elif assign(term, values):
            changed.append(term)
    if not faults:
        model._default_manager.bulk_create(new)
        for term in changed:
            term.save()
    return len(new) + len(changed)


def _goal(goals: Mapping[str, int], row: Row) -> dict[str, Any]:
    """A target's goal, by the number before the dot."""
    number = row.text("code").partition(".")[0]
    if number not in goals:
        row.fault(f"code: there is no goal {number}")
    return {"goal_id": goals.get(number)}


_GROUP_COLUMNS = ("kind", "as_of", "checked")


def _group(row: Row) -> dict[str, Any]:
    if row.day("as_of") is None:
        row.fault("as_of is missing")
    return {
        "kind": row.choice("kind", EconomyGroup.Kind.values),
        "as_of": row.day("as_of"),
        "checked": row.choice("checked", ("yes", "no")) == "yes",
    }


def _economy(row: Row) -> dict[str, Any]:
    return {name: row.text(name, required=True) for name in ("iso2", "iso3")}


def _memberships(rows: list[Row]) -> int:
    """Put economies into their groups; how many memberships were added or ended."""
    through = Economy.groups.through
    groups = {group.slug: group.pk for group in EconomyGroup.objects.all()}
    economies = {economy.m49: economy.pk for economy in Economy.objects.all()}
    wanted = set()
    for row in rows:
        for slug in row.text("groups").split():
            if slug not in groups:
                row.fault(f"groups: there is no group {slug}")
            elif row.text("m49") in economies:
                wanted.add((economies[row.text("m49")], groups[slug]))
    if not rows:
        return 0
    stored = set(through.objects.values_list("economy_id", "economygroup_id"))
    through.objects.bulk_create(
        through(economy_id=economy, economygroup_id=group) for economy, group in wanted - stored
    )
    for economy, group in stored - wanted:
        through.objects.filter(economy_id=economy, economygroup_id=group).delete()
    return len(wanted ^ stored)


def _links(rows: list[Row]) -> int:
    """Load the links; those that were proposed or changed on a page are left alone."""
    table = LinkTable()
    checker = Checker(table, {name: name for name in LINK_COLUMNS})
    checked = checker.check([checker.read(Line(row.line, dict(row.cells))) for row in rows])
    new, changed = [], []
    for row, link in zip(rows, checked, strict=True):
        for fault in link.faults:
            row.fault(f"{fault.column or 'row'}: {fault.wrong}")
        if link.is_new:
            new.append(table.make(link))
        elif link.is_changed and link.stored is not None and not link.stored.by_hand:
            table.change(link.stored, link, link.changes)
            changed.append(link.stored)
    for each in [*new, *changed]:
        each.by_hand = False
    MatrixLink.objects.bulk_create(new)
    for each in changed:
        each.save()
    return len(new) + len(changed)
