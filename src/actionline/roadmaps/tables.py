"""Activities and targets of plans as tables that come in and go out, a row each.

What comes in goes into the draft of the plan that a row names. A row with the number of an activity
(or target) is that one; without one it is the one of that name, or a new one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from actionline.common.tables.columns import Column, WrongError, day, number, text, whole
from actionline.common.tables.table import Row, Table

from . import queries, trees
from .models import ActivityVersion, Edition, TargetVersion

Version = TypeVar("Version", ActivityVersion, TargetVersion)
_LONG = text(20_000)
PLAN = Column(
    "plan", gettext_lazy("Plan"), gettext_lazy("Its name in its address: c5-itu."), required=True
)


def more(cell: str) -> dict[str, str]:
    """Further texts, as a JSON object of texts."""
    try:
        found = json.loads(cell)
    except json.JSONDecodeError:
        found = None
    if not isinstance(found, dict) or not all(isinstance(each, str) for each in found.values()):
        raise WrongError(_("This is no JSON object of texts."), _('Write it like {"output": "…"}.'))
    return found


def milestones(cell: str) -> list[list[str]]:
    """Days and values: `2027-06-30 40; 2028-06-30 60`."""
    found = {}
    for part in filter(None, (each.strip() for each in cell.split(";"))):
        first, _blank, second = part.partition(" ")
        found[day(first).isoformat()] = f"{number(second.strip()).normalize():f}"
    return [[each, found[each]] for each in sorted(found)]


class PlannedTable(Table[Version]):
    """What both tables have: rows of a draft, known by what lasts of them."""

    permission = "roadmaps.write"
    most_rows = 5_000
    lasting: ClassVar[str]  # the field of what lasts: "activity"
    #: Columns that are fields of the row, as they are called there where that differs.
    fields: ClassVar[Mapping[str, str]]

    def __init__(self) -> None:
        self._editions: dict[str, Edition | None] = {}

    def _drafts(self, slugs: Collection[str]) -> None:
        """Look up the open editions of these plans, once."""
        left = set(slugs) - self._editions.keys()
        if not left:
            return
        self._editions |= dict.fromkeys(left)
        open_states = [Edition.State.DRAFT, Edition.State.IN_REVIEW]
        for edition in queries.editions().filter(plan__slug__in=left, state__in=open_states):
            self._editions[edition.plan.slug] = edition

    def resolve(self, rows: Sequence[Row[Version]]) -> None:
        self._drafts([row.values["plan"] for row in rows])
        for row in rows:
            edition = self._editions[row.values["plan"]]
            row.values["edition"] = edition
            if edition is None:
                advice = _("Begin its next edition first.")
                row.fault("plan", _("There is no plan of this name that is being written."), advice)
            elif self.by is not None and not self._may(edition):
                row.fault("plan", _("This plan is not yours to write."))
        good = [row for row in rows if row.values["edition"] is not None]
        self._find(good)
        self.look_up(good)

    def _may(self, edition: Edition) -> bool:
        permission = "roadmaps.write" if edition.state == "draft" else "roadmaps.publish"
        return bool(self.by.has_perm(permission, edition))

    def _find(self, rows: Sequence[Row[Version]]) -> None:
        """Which of the rows are there, by number or by name."""
        editions = {row.values["edition"].pk for row in rows}
        numbers: set[tuple[int, int]] = set()
        titles: dict[tuple[int, str], int] = {}
        found = self.model._default_manager.filter(edition__in=editions)
        for edition, key, title in found.values_list("edition", f"{self.lasting}_id", "title"):
            numbers.add((edition, key))
            titles.setdefault((edition, title), key)
        for row in rows:
            edition, given = row.values["edition"].pk, row.values["number"]
            if given and (edition, given) not in numbers:
                row.fault(
                    "number", _("The draft has no such row."), _("Leave it empty to add one.")
                )
            row.values["lasting"] = given or titles.get((edition, row.values["title"]))

    def look_up(self, rows: Sequence[Row[Version]]) -> None:
        """Look up what else the cells refer to."""

    def key(self, row: Row[Version]) -> Hashable:
        return (row.values["edition"].pk, row.values["lasting"] or row.values["title"])

    def key_of(self, record: Version) -> Hashable:
        return (record.edition_id, getattr(record, f"{self.lasting}_id"))

    def where(self, keys: Collection[Any]) -> Q:
        known = [key for _edition, key in keys if isinstance(key, int)]
        return Q(edition__in={edition for edition, _k in keys}) & Q(
            **{f"{self.lasting}__in": known}
        )

    def row_title(self, row: Row[Version]) -> str:
        return row.cells.get("title", "")

    def cells(self, record: Version) -> dict[str, str]:
        found = {
            "plan": record.edition.plan.slug,
            "number": str(getattr(record, f"{self.lasting}_id") or ""),
        }
        for column in self.columns:
            if column.name in self.fields:
                found[column.name] = _cell(getattr(record, self.fields[column.name]))
        found |= self.more_cells(record)
        return {column.name: found[column.name] for column in self.columns}

    def more_cells(self, record: Version) -> dict[str, str]:
        """The cells that are no fields."""
        return {}

    def _new(self, row: Row[Version]) -> Any:
        """The lasting part of a new row, stored where the row is being taken."""
        model: Any = self.model._meta.get_field(self.lasting).related_model
        made = model(plan=row.values["edition"].plan)
        if self.by is not None:
            made.save()
        return made

    def make(self, row: Row[Version]) -> Version:
        edition: Edition = row.values["edition"]
        lasting = getattr(row.stored, self.lasting) if row.stored else self._new(row)
        position = 1_000_000 + row.number
        made: Version = self.model(edition=edition, position=position, **{self.lasting: lasting})
        self._set(made, row, [column.name for column in self.columns])
        return made

    def change(self, record: Version, row: Row[Version], columns: Collection[str]) -> None:
        self._set(record, row, columns)
        record.revision += 1

    def _set(self, record: Version, row: Row[Version], columns: Collection[str]) -> None:
        for name in columns:
            if name in self.fields:
                setattr(record, self.fields[name], _stored(name, row.values[name]))


def _cell(value: Any) -> str:
    found = trees.plain(value)
    if isinstance(found, dict):
        return json.dumps(found, ensure_ascii=False, sort_keys=True) if found else ""
    if isinstance(found, list):
        return "; ".join(" ".join(each) for each in found)
    return "" if found is None else str(found)


def _stored(name: str, value: Any) -> Any:
    """A value as the row keeps it: nothing of a list or an object is an empty one."""
    return value or {"more": {}, "milestones": []}.get(name, value)


def _numbers(cell: str) -> list[int]:
    parse = whole(1)
    return sorted({int(parse(each)) for each in cell.replace(",", " ").split()})


def _words(cell: str) -> list[str]:
    return cell.replace(",", " ").split()


class ActivityTable(PlannedTable[ActivityVersion]):
    """Activities of plans."""

    name = "roadmaps-activities"
    title = gettext_lazy("Activities of plans")
    verb = "roadmaps.take_activity"
    lasting = "activity"
    columns = (
        PLAN,
        Column(
            "number",
            gettext_lazy("Number of the activity"),
            gettext_lazy("As in its address; empty for a new one."),
            parse=whole(1),
            empty=None,
            aliases=("activity",),
        ),
        Column("title", pgettext_lazy("of an entry", "Title"), required=True, parse=text(300)),
        Column("text", gettext_lazy("Description"), parse=_LONG),
        Column("starts", gettext_lazy("Begins on"), parse=day, empty=None),
        Column("ends", gettext_lazy("Ends on"), parse=day, empty=None),
        Column("results", gettext_lazy("Expected results"), parse=_LONG),
        Column("resources", gettext_lazy("Human and financial resources"), parse=_LONG),
        Column("partners", gettext_lazy("Partners"), parse=_LONG),
        Column("programmes", gettext_lazy("Programmes and initiatives"), parse=_LONG),
        Column(
            "commitments", gettext_lazy("Commitments of the Global Digital Compact"), parse=_LONG
        ),
        Column(
            "mandates",
            gettext_lazy("Mandates"),
            gettext_lazy("Their numbers, as in their addresses, with blanks between them."),
            parse=_numbers,
            empty=(),
        ),
        Column(
            "sdg",
            gettext_lazy("SDG targets"),
            gettext_lazy("Their codes with blanks between them: 4.4 9.c"),
            parse=_words,
            empty=(),
        ),
        Column(
            "gdc",
            gettext_lazy("GDC objectives"),
            gettext_lazy("1 to 5, with blanks between them."),
            parse=_numbers,
            empty=(),
        ),
        Column(
            "more",
            gettext_lazy("Further texts"),
            gettext_lazy("What else the shape asks for, as a JSON object."),
            parse=more,
            empty=None,
            takes_lists=True,
        ),
    )
    fields = {
        name: name
        for name in (
            *("title", "text", "starts", "ends", "results", "resources", "partners"),
            *("programmes", "commitments", "more"),
        )
    }
    #: Columns of relations: the relation, and the field by which cells name its records.
    many: ClassVar[Mapping[str, tuple[str, str]]] = {
        "mandates": ("mandates", "pk"),
        "sdg": ("sdg_targets", "code"),
        "gdc": ("objectives", "number"),
    }

    def records(self) -> Any:
        found = ActivityVersion.objects.select_related("edition__plan", "activity")
        return found.prefetch_related("mandates", "sdg_targets", "objectives")

    def look_up(self, rows: Sequence[Row[ActivityVersion]]) -> None:
        for column, (relation, field) in self.many.items():
            model: Any = ActivityVersion._meta.get_field(relation).related_model
            wanted = {each for row in rows for each in row.values[column]}
            found = model._default_manager.filter(**{f"{field}__in": wanted})
            known = {getattr(each, field): each.pk for each in found.only("pk", field)}
            for row in rows:
                unknown = [each for each in row.values[column] if each not in known]
                if unknown:
                    row.fault(column, _("There is no %(code)s.") % {"code": unknown[0]})
                named = [each for each in row.values[column] if each in known]
                row.values[f"{column}_keys"] = [known[each] for each in named]
        for row in rows:
            starts, ends = row.values["starts"], row.values["ends"]
            if starts and ends and ends < starts:
                row.fault("ends", _("It ends before it begins."))

    def more_cells(self, record: ActivityVersion) -> dict[str, str]:
        given: dict[str, list[Any]] = getattr(record, "_named", {})
        found = {}
        for column, (relation, field) in self.many.items():
            if column in given:
                named = given[column]
            elif record.pk:
                named = [getattr(each, field) for each in getattr(record, relation).all()]
            else:
                named = []
            found[column] = " ".join(str(each) for each in sorted(named, key=_in_order))
        return found

    def _set(
        self, record: ActivityVersion, row: Row[ActivityVersion], columns: Collection[str]
    ) -> None:
        super()._set(record, row, columns)
        # A record that is not stored yet has no relations: `taken` gives it those.
        named = record.__dict__.setdefault("_named", {})
        keys = record.__dict__.setdefault("_keys", {})
        for column in self.many:
            if column in columns:
                named[column] = list(row.values[column])
                keys[column] = row.values[f"{column}_keys"]

    def taken(self, records: Sequence[ActivityVersion]) -> None:
        for record in records:
            for column, keys in record.__dict__.get("_keys", {}).items():
                getattr(record, self.many[column][0]).set(keys)


def _in_order(named: Any) -> tuple[Any, ...]:
    """Codes of targets as people count: 4.4, 4.a, 9.c, 10.1."""
    first, _point, second = str(named).partition(".")
    return (int(first), not second.isdecimal(), int(second) if second.isdecimal() else 0, second)


class TargetTable(PlannedTable[TargetVersion]):
    """Targets of plans, with their baselines."""

    name = "roadmaps-targets"
    title = pgettext_lazy("as a heading", "Targets of plans")
    verb = "roadmaps.take_target"
    lasting = "target"
    columns = (
        PLAN,
        Column(
            "number",
            gettext_lazy("Number of the target"),
            gettext_lazy("As in its address; empty for a new one."),
            parse=whole(1),
            empty=None,
            aliases=("target",),
        ),
        Column("title", gettext_lazy("Indicator"), required=True, parse=text(300)),
        Column("unit", gettext_lazy("Unit"), parse=text(80)),
        Column("baseline", gettext_lazy("Baseline"), parse=number, empty=None),
        Column("baseline_day", gettext_lazy("Date of the baseline"), parse=day, empty=None),
        Column("baseline_source", gettext_lazy("Source of the baseline")),
        Column("value", gettext_lazy("Target value"), parse=number, empty=None),
        Column("day", gettext_lazy("Target date"), parse=day, empty=None),
        Column("source", gettext_lazy("Where the figures come from")),
        Column(
            "milestones",
            gettext_lazy("Values on the way"),
            gettext_lazy("As in: 2027-06-30 40; 2028-06-30 60"),
            parse=milestones,
            empty=(),
        ),
        Column(
            "activity",
            gettext_lazy("Number of the activity"),
            gettext_lazy("Of the activity that it measures; empty for the whole plan."),
            parse=whole(1),
            empty=None,
        ),
    )
    fields = {
        **{
            name: name
            for name in (
                *("title", "unit", "baseline", "baseline_day", "baseline_source", "value"),
                *("day", "source", "milestones"),
            )
        },
        "activity": "activity_id",
    }

    def records(self) -> Any:
        return TargetVersion.objects.select_related("edition__plan", "target")

    def look_up(self, rows: Sequence[Row[TargetVersion]]) -> None:
        editions = {row.values["edition"].pk for row in rows}
        found = ActivityVersion.objects.filter(edition__in=editions)
        known = set(found.values_list("edition", "activity"))
        for row in rows:
            activity = row.values["activity"]
            if activity and (row.values["edition"].pk, activity) not in known:
                row.fault("activity", _("The draft has no such activity."))


def rows_of(edition: Edition, kind: type[PlannedTable[Any]]) -> list[dict[str, str]]:
    """The rows of an edition as they go out, in their order."""
    table = kind()
    found = table.records().filter(edition=edition).order_by("position", "pk")
    return [table.cells(record) for record in found]


def columns_of(kind: type[PlannedTable[Any]]) -> list[str]:
    return [column.name for column in kind.columns]
