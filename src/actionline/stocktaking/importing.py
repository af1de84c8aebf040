"""Projects as a table that officers bring: the register of another platform, or more of ours.

A project is known again by its number; a row without one by its entity and title, so that the same
file changes nothing the second time. What came is marked with its import (`Project.batch`) and is
put into the search by the worker, in parts that were asked for in the transaction of their rows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Hashable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any, cast

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.accounts.models import Organisation
from actionline.common.tables.table import Row, Table
from actionline.framework.economies import plain

from . import importing_contacts as contacts
from .actions.deciding import as_told
from .importing_cells import told_figures, told_links, told_list
from .importing_columns import COLUMNS, LISTS, MOMENTS, TEXTS, TITLE
from .importing_words import Vocabulary
from .models import Project, ProjectEdition

#: So many are put into the search at once; the worker does it for more.
_INDEXED_AT_ONCE = 100
#: Free numbers are looked for in so many seconds at a time.
_SECONDS = 5000


class ProjectTable(Table[Project]):
    """Projects, a row each. Pictures stay out, for nobody has said in words what they show and
    their rights are unknown; so do answers to a template's own questions, which belong to one
    version of a form that such a project never was in."""

    name = "projects"
    title = TITLE
    permission = "stocktaking.manage"
    verb = "stocktaking.import"
    columns = (*COLUMNS, *contacts.COLUMNS)

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._now = timezone.now()
        self._numbers: Iterator[int] = iter(())
        self._last = int(self._now.timestamp())  # the last second that was not looked at
        self._given: set[int] = set()  # numbers that rows without one were given in this run
        self._twice: set[str] = set()  # digests that several projects have
        self._rows: dict[int, int] = {}  # projects of this file, and the rows that tell them
        self._editions: dict[int, ProjectEdition] = {}

    def records(self) -> QuerySet[Project]:
        return Project.objects.select_related("organisation", "contact")

    def resolve(self, rows: Sequence[Row[Project]]) -> None:
        """Codes of all lists, organisations, and what two cells have to do with one another."""
        organisations = self._organisations(rows)
        for row in rows:
            values = row.values
            for name in LISTS:
                values[name] = self._codes(row, name, LISTS[name], values[name])
            economy = values["entity_economy"]
            found = self._codes(row, "entity_economy", "economies", [economy] if economy else [])
            values["entity_economy"] = found[0] if found else ""
            if values["targets"] and not row.faults:
                values["goals"] = self._with_goals(values["goals"], values["targets"])
            _resolve_organisation(row, organisations)
            if values["starts"] and values["ends"] and values["ends"] < values["starts"]:
                row.fault("ends", _("It cannot end before it begins."))
            values["digest"] = digest(values["entity_name"], values["title"])

    def _codes(self, row: Row[Project], column: str, source: str, words: list[str]) -> list[str]:
        if not words:
            return []
        known = self._vocabulary.of(source)
        found = dict.fromkeys(known.find(word) for word in words)
        if None in found:
            word = next(word for word in words if known.find(word) is None)
            wrong = _("“%(value)s” is not in the list.") % {"value": word[:60]}
            row.fault(column, wrong, known.advice(word))
        codes = [code for code in found if code is not None]
        return sorted(codes, key=lambda code: known.order.get(code, 0))

    def _with_goals(self, goals: list[str], targets: list[str]) -> list[str]:
        known = {*goals, *(self._vocabulary.goal_of[target] for target in targets)}
        return sorted(known, key=lambda code: (len(code), code))

    @staticmethod
    def _organisations(rows: Sequence[Row[Project]]) -> dict[str, list[Organisation]]:
        names = {row.values["organisation"] for row in rows} - {""}
        found: dict[str, list[Organisation]] = {}
        for each in Organisation.objects.filter(name__in=names, merged_into=None) if names else ():
            found.setdefault(each.name, []).append(each)
        return found

    def key(self, row: Row[Project]) -> Hashable:
        return cast(Hashable, row.values["number"] or row.values["digest"])

    def key_of(self, record: Project) -> Hashable:
        return record.number

    def where(self, keys: Collection[Any]) -> Q:
        return Q(number__in=[key for key in keys if isinstance(key, int)])

    def stored(self, keys: Collection[Any], *, lock: bool = False) -> dict[Hashable, Project]:
        """Those of the numbers, and of entities and titles where rows have no number."""
        found = super().stored([key for key in keys if isinstance(key, int)], lock=lock)
        digests = [key for key in keys if isinstance(key, str)]
        if digests:
            by_digest = self.records().filter(digest__in=digests)
            for record in by_digest.select_for_update(of=("self",)) if lock else by_digest:
                if record.digest in found:
                    self._twice.add(record.digest)
                found[record.digest] = found.get(record.number, record)
        return found

    def found(self, row: Row[Project]) -> None:
        """Two rows that tell one project, and what may not be changed."""
        project = cast(Project, row.stored)
        before = self._rows.setdefault(project.pk, row.number)
        if before != row.number or (row.values["number"] and project.number in self._given):
            wrong = _("It is the same project as row %(number)s.") % {"number": before}
            row.fault("", wrong, _("Leave one of them out."))
        elif not row.values["number"] and project.digest in self._twice:
            wrong = _("Several projects of this entity have this title.")
            row.fault("title", wrong, _("Give the number of the one that is meant."))
        elif project.state == Project.State.MERGED:
            told = {"number": project.merged_into and project.merged_into.number}
            wrong = _("It was merged into project %(number)s.") % told
            row.fault("number", wrong, _("Write that number, or leave the row out."))

    def cells(self, record: Project) -> dict[str, str]:
        """A project as a row of text."""
        told = {name: getattr(record, name) for name in TEXTS}
        told["number"] = str(record.number)
        told["year"] = str(record.year)
        told["organisation"] = record.organisation.name if record.organisation else ""
        for name in LISTS:
            told[name] = told_list(getattr(record, name))
        for name in MOMENTS:
            value = getattr(record, name)
            told[name] = value.isoformat() if value else ""
        told["figures"] = told_figures(record.figures)
        told["links"] = told_links(record.links)
        return told | contacts.cells(record)

    def row_title(self, row: Row[Project]) -> str:
        return row.cells.get("title", "")

    def make(self, row: Row[Project]) -> Project:
        """The project that a row tells; where one is there, what it says no more is as it was."""
        told, stored = self._told(row), row.stored
        number = row.values["number"] or (stored.number if stored else self._free_number())
        made = Project(
            number=number,
            digest=row.values["digest"],
            batch=self.batch,
            updated_at=self._now,
            **told,
        )
        contacts.tell(made, row.values, list(row.cells))
        return made

    def _told(self, row: Row[Project]) -> dict[str, Any]:
        """Fields of the project, those that follow from others where their cells are empty."""
        told = {column.name: row.values[column.name] for column in COLUMNS}
        number = told.pop("number")
        told["figures"], told["links"] = list(told["figures"]), list(told["links"])
        if told["submitted_at"] is None:
            told["submitted_at"] = (
                row.stored.submitted_at
                if row.stored
                else datetime.fromtimestamp(number, UTC)
                if number
                else self._now
            )
        year = row.stored.year if row.stored else told["submitted_at"].year
        told["year"] = told["year"] or year
        return told

    def _free_number(self) -> int:
        """A number that no project has, of the seconds before now: none is in the future."""
        number = next(self._numbers, None)
        if number is None:
            last, self._last = self._last, self._last - _SECONDS
            taken = Project.objects.filter(number__gt=self._last, number__lte=last)
            used = set(taken.values_list("number", flat=True))
            free = (each for each in range(last, self._last, -1) if each not in used)
            self._numbers = iter(list(free))
            return self._free_number()
        self._given.add(number)
        return number

    def change(self, record: Project, row: Row[Project], columns: Collection[str]) -> None:
        """Set what these columns say; what the project was becomes an earlier state of it."""
        told = self._told(row)
        contacts.tell(record, row.values, list(columns))
        names = [name for name in columns if name != "number" and name not in contacts.FIELDS]
        if "targets" in columns and "goals" not in names:
            names.append("goals")
            told["goals"] = self._with_goals(record.goals, told["targets"])
        if names and record.pk not in self._editions:
            before = as_told({name: getattr(record, _field(name)) for name in names})
            self._editions[record.pk] = ProjectEdition(
                project=record, version=record.version, until=self._now, fields=before
            )
            record.version += 1
        for name in names:
            setattr(record, name, told[name])
        record.updated_at = self._now
        record.digest = record.digest or row.values["digest"]

    def taken(self, records: Sequence[Project]) -> None:
        """Keep what the changed ones were, and have them found by the search."""
        editions = [self._editions.pop(each.pk) for each in records if each.pk in self._editions]
        ProjectEdition.objects.bulk_create(editions)
        contacts.keep(records)
        from .indexing import PROJECTS
        from .tasks import index

        keys = [record.pk for record in records]
        if len(keys) <= _INDEXED_AT_ONCE:
            PROJECTS.refresh(keys)
        else:
            index.enqueue(keys)

    def gone(self, keys: Sequence[Any]) -> None:
        """What was taken back is not found any more."""
        from .indexing import PROJECTS

        PROJECTS.remove(keys)


def digest(entity: str, title: str) -> str:
    """What a row without a number is known by: its entity and title, however they are written."""
    return hashlib.sha256(f"{plain(entity)}\n{plain(title)}".encode()).hexdigest()[:32]


def _field(name: str) -> str:
    return "organisation_id" if name == "organisation" else name


def _resolve_organisation(row: Row[Project], found: dict[str, list[Organisation]]) -> None:
    name = row.values["organisation"]
    row.values["organisation"] = None
    if not name:
        return
    named = found.get(name, [])
    if len(named) == 1:
        row.values["organisation"] = named[0]
    elif named:
        row.fault("organisation", _("Several organisations are called so."))
    else:
        wrong = _("There is no organisation of this name here.")
        row.fault("organisation", wrong, _("Add it first, or leave the cell empty."))
