"""Taking facilitators, acting bodies, topics and groups of a process folder into the database.

Each file may be absent: another process has no action lines, or no task forces. Rows that stand no
longer in a file go, save those of groups that an officer changed here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import models

from actionline.common.datafiles import Faults, Row, assign, read_table
from actionline.framework.models import ActionLine, Body
from actionline.framework.vocabulary import LANGUAGES

from .models import ActingBody, Facilitator, Group, Member, Topic

FOLDER = "assignments"
FILES = tuple(
    f"{FOLDER}/{name}.csv"
    for name in ("facilitators", "acting_bodies", "topics", "groups", "group_members")
)
_NAMES = [f"name_{code}" for code in LANGUAGES]
_VERIFIED = ("yes", "no")


def load(folder: Path, faults: Faults) -> int:
    """Load all files; how many rows were added, changed or removed. Call it in a transaction and
    roll back where `faults` has any."""
    reading = _Reading(folder / FOLDER, faults)
    changed = reading.facilitators() + reading.acting() + reading.topics()
    return changed + reading.groups() + reading.members()


class _Reading:
    """The files of one folder, and what their rows may refer to."""

    def __init__(self, folder: Path, faults: Faults) -> None:
        self._folder, self._faults = folder, faults
        self._bodies = {body.slug: body.pk for body in Body.objects.all()}
        self._lines = {line.code: line.pk for line in ActionLine.objects.all()}

    def facilitators(self) -> int:
        columns = ["line", "body", "role", "source", "verified"]
        rows = [
            {
                "line_id": self._key(row, "line", self._lines),
                "body_id": self._key(row, "body", self._bodies),
                "role": row.choice("role", Facilitator.Role.values),
                "position": position,
                "source": row.text("source", required=True, longest=400),
                "verified": row.choice("verified", _VERIFIED) == "yes",
            }
            for position, row in enumerate(self._table("facilitators", columns))
        ]
        known = {(each.line_id, each.body_id): each for each in Facilitator.objects.all()}
        return self._keep(Facilitator, known, rows, lambda row: (row["line_id"], row["body_id"]))

    def acting(self) -> int:
        rows = [
            {
                "asked_id": self._key(row, "asked", self._bodies),
                "acting_id": self._key(row, "acting", self._bodies) if row.text("acting") else None,
                "source": row.text("source", required=True, longest=400),
            }
            for row in self._table("acting_bodies", ["asked", "acting", "source"])
        ]
        known = {each.asked_id: each for each in ActingBody.objects.all()}
        return self._keep(ActingBody, known, rows, lambda row: row["asked_id"])

    def topics(self) -> int:
        columns = ["slug", "body", *_NAMES, "source", "verified"]
        rows = [
            {
                "slug": row.text("slug", required=True, longest=80),
                "position": position,
                "source": row.text("source", required=True, longest=400),
                "verified": row.choice("verified", _VERIFIED) == "yes",
                **({"body_id": self._key(row, "body", self._bodies)} if row.text("body") else {}),
                **{name: row.text(name, required=True) for name in _NAMES},
            }
            for position, row in enumerate(self._table("topics", columns))
        ]
        known = {each.slug: each for each in Topic.objects.all()}
        return self._keep(Topic, known, rows, lambda row: row["slug"])

    def groups(self) -> int:
        """Groups stay once they are here, and so do terms that an officer changed."""
        columns = ["slug", "body", "part_of", *_NAMES, "terms", "terms_source", "source"]
        known = {group.slug: group for group in Group.objects.all()}
        changed = 0
        for position, row in enumerate(self._table("groups", columns)):
            slug = row.text("slug", required=True, longest=80)
            above = row.text("part_of")
            if above and above not in known:
                row.fault(f"part_of: there is no group {above} before this row")
                continue
            group = known.setdefault(slug, Group(slug=slug))
            values: dict[str, Any] = {name: row.text(name, required=True) for name in _NAMES}
            values["body_id"] = self._key(row, "body", self._bodies) if row.text("body") else None
            values["part_of_id"] = known[above].pk if above else None
            values["position"] = position
            values["source"] = row.text("source", required=True, longest=400)
            if not group.by_hand:
                values["terms"] = row.text("terms")
                values["terms_source"] = row.text("terms_source", required=True, longest=400)
                values["language"] = "en"
            if not self._faults and (assign(group, values) or group.pk is None):
                group.save()
                changed += 1
        return changed

    def members(self) -> int:
        columns = ["group", "body", "role", "since", "until", "source", "verified"]
        groups = {group.slug: group.pk for group in Group.objects.all()}
        rows = [
            {
                "group_id": self._key(row, "group", groups),
                "body_id": self._key(row, "body", self._bodies),
                "role": row.choice("role", Member.Role.values),
                "since": row.day("since"),
                "until": row.day("until"),
                "source": row.text("source", required=True, longest=400),
                "verified": row.choice("verified", _VERIFIED) == "yes",
                "loaded": True,
            }
            for row in self._table("group_members", columns)
        ]
        key = ("group_id", "body_id", "role")
        stored = {tuple(getattr(each, name) for name in key): each for each in Member.objects.all()}
        known = {place: each for place, each in stored.items() if each.loaded}
        by_hand = stored.keys() - known.keys()
        rows = [row for row in rows if tuple(row[name] for name in key) not in by_hand]
        return self._keep(Member, known, rows, lambda row: tuple(row[name] for name in key))

    def _table(self, name: str, columns: Sequence[str]) -> list[Row]:
        path = self._folder / f"{name}.csv"
        return read_table(path, columns, self._faults) if path.exists() else []

    def _key(self, row: Row, column: str, keys: Mapping[str, int]) -> int | None:
        found = keys.get(row.text(column, required=True))
        if found is None:
            row.fault(f"{column}: {row.text(column)} is not known")
        return found

    def _keep(
        self,
        model: type[models.Model],
        known: Mapping[Any, models.Model],
        rows: Sequence[dict[str, Any]],
        key_of: Callable[[dict[str, Any]], Any],
    ) -> int:
        """Make the stored rows those of the file; how many changed."""
        if self._faults:
            return 0
        left = dict(known)
        changed = 0
        for row in rows:
            record = left.pop(key_of(row), None) or model()
            if assign(record, row) or record.pk is None:
                record.save()
                changed += 1
        for gone in left.values():
            gone.delete()
        return changed + len(left)
