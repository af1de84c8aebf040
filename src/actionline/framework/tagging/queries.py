"""Which tags a record has, which records have a tag, what the matrix suggests."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import BigIntegerField, Count
from django.db.models.functions import Cast

from actionline.common import records
from actionline.framework.hooks import RecordCounts
from actionline.framework.matrix import queries as matrix
from actionline.framework.models import (
    ActionLine,
    GdcObjective,
    Goal,
    MatrixLink,
    TaggedRecord,
    Target,
)


@dataclass(frozen=True, slots=True)
class Tags:
    """The tags of one record, each kind in its order."""

    lines: tuple[ActionLine, ...] = ()
    goals: tuple[Goal, ...] = ()
    targets: tuple[Target, ...] = ()
    objectives: tuple[GdcObjective, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.lines or self.goals or self.objectives)

    def codes(self) -> dict[str, list[str]]:
        """The tags as JSON values."""
        return {
            "lines": [line.code for line in self.lines],
            "goals": [goal.code for goal in self.goals],
            "targets": [target.code for target in self.targets],
            "objectives": [objective.code for objective in self.objectives],
        }


def tags_of(record_type: str, record_id: object) -> Tags:
    """The tags of a record; five queries, one where it has none."""
    found = TaggedRecord.objects.filter(record_type=record_type, record_id=str(record_id)).first()
    if found is None:
        return Tags()
    return Tags(
        tuple(found.lines.all()),
        tuple(found.goals.all()),
        tuple(found.targets.all()),
        tuple(found.objectives.all()),
    )


def keys_with(record_type: str, *, line: str = "", goal: str = "", objective: str = "") -> Any:
    """The keys of the records of a type that carry these, by their codes; a subquery of numbers."""
    found = TaggedRecord.objects.filter(record_type=record_type)
    if line:
        found = found.filter(lines__code=line)
    if goal:
        found = found.filter(goals__number=goal)
    if objective:
        found = found.filter(objectives__number=objective)
    return found.values_list(Cast("record_id", BigIntegerField()))


def counts() -> RecordCounts:
    """How many tagged records stand behind each cell of the matrix; two queries.

    A record stands behind a cell when it carries the action line and the goal or objective.
    """
    tagged = TaggedRecord.objects.order_by()
    of_goals = tagged.filter(lines__isnull=False, goals__isnull=False)
    of_objectives = tagged.filter(lines__isnull=False, objectives__isnull=False)
    found: Counter[tuple[str, str]] = Counter()
    for line, goal, number in of_goals.values_list("lines__code", "goals__number").annotate(
        records=Count("pk")
    ):
        found[line, str(goal)] = number
    for line, objective, number in of_objectives.values_list(
        "lines__code", "objectives__number"
    ).annotate(records=Count("pk")):
        found[line, f"gdc-{objective}"] = number
    return found


@dataclass(frozen=True, slots=True)
class Behind:
    """Records of one type behind a cell: the `told` are shown, `total` counts all tagged."""

    kind: records.RecordType
    told: tuple[records.Told, ...]
    total: int


def behind(line: ActionLine, term: Goal | GdcObjective, limit: int) -> list[Behind]:
    """The records that carry both, by type, of each type at most `limit`.

    One query, and one for each type of record.
    """
    where = {"goals": term} if isinstance(term, Goal) else {"objectives": term}
    tagged = TaggedRecord.objects.filter(lines=line, **where).order_by("record_type", "-pk")
    by_type: dict[str, list[str]] = {}
    for record_type, record_id in tagged.values_list("record_type", "record_id"):
        by_type.setdefault(record_type, []).append(record_id)
    return list(_behind(by_type, limit))


def _behind(by_type: dict[str, list[str]], limit: int) -> Iterator[Behind]:
    for key, keys in by_type.items():
        kind = records.find(key)
        if kind is not None:
            told = kind.told(keys[:limit])
            shown = tuple(told[each] for each in keys[:limit] if each in told)
            yield Behind(kind, shown, len(keys))


def suggested(lines: Collection[ActionLine]) -> list[MatrixLink]:
    """What the matrix suggests for records of these action lines: links that are confirmed or
    proposed, in the order of the agenda; doubtful ones suggest nothing."""
    states = [MatrixLink.State.CONFIRMED, MatrixLink.State.PROPOSED]
    return matrix.by_place(matrix.links().filter(line__in=lines, state__in=states))
