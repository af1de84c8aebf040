"""Trying, taking and taking back one file: at once when it is small, else by the worker."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from django.contrib.auth import get_user_model
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.common import audit
from actionline.common.work import Progress, WorkError

from .checking import Checker
from .models import ImportFault, TableImport
from .reading import FileError, Line, read
from .table import Row, Table, find
from .taking import take, take_back

TRY, TAKE, UNDO = "tables.try", "tables.take", "tables.undo"
#: Faults that are kept with their words; all are counted.
MOST_FAULTS = 5000
SAMPLE = 100
_LONGEST = 400


class _FaultyError(Exception):
    """A row has a fault and all rows or none were to be taken."""


def try_table(progress: Progress | None, *, key: int) -> None:
    """Look at every row as if it were taken; the counts and faults are kept, nothing else."""
    importing = TableImport.objects.get(pk=key)
    report = _Report(importing)
    table = _table(importing)
    try:
        with importing.file.open("rb") as file:
            source = read(file)
            lines = _watched(progress, source.lines, source.guess)
            checker = Checker(table, importing.mapping)
            for rows in checker.batches(lines):
                report.add(table, checker.check(rows))
    except FileError as error:
        importing.state, importing.message = TableImport.State.NEW, str(error)[:_LONGEST]
        importing.save(update_fields=["state", "message"])
        raise WorkError(str(error)) from error
    report.keep(TableImport.State.TRIED)


def take_table(progress: Progress | None, *, key: int, by: int) -> None:
    """Take the rows of a file that was tried.

    All or none: in one transaction. Only the good ones: a transaction a batch, and after an
    interruption it goes on behind the last batch.
    """
    importing, person = TableImport.objects.get(pk=key), _person(by)
    table = _table(importing, person)
    try:
        if importing.good_only:
            report = _take_good(progress, importing, table, person)
        else:
            report = _take_all(importing, table, person)
    except FileError as error:
        raise WorkError(str(error)) from error
    except _FaultyError as error:
        importing.refresh_from_db()
        importing.state = TableImport.State.TRIED
        importing.message = _("Something changed since it was tried. Try it again.")
        importing.save(update_fields=["state", "message"])
        raise WorkError(importing.message) from error
    report.keep_faults()


def undo_table(progress: Progress | None, *, key: int, by: int) -> None:
    """Take back what was taken, save what somebody changed since."""
    importing, person = TableImport.objects.get(pk=key), _person(by)
    table = _table(importing, person)
    back, left = 0, []
    parts = take_back(table, by=person, batch=importing.batch)
    for count, kept in _watched(progress, parts, importing.taken // 500 + 1):
        back += count
        left += kept
    if left:
        told = {"count": len(left), "which": ", ".join(left[:5])}
        importing.message = (
            _("%(count)s were left because they were changed since or are in use: %(which)s") % told
        )[:_LONGEST]
    else:
        importing.message = ""
    importing.state = TableImport.State.UNDONE
    with transaction.atomic():
        importing.save(update_fields=["state", "message"])
        after = {"taken_back": back, "left": len(left)}
        audit.record(verb="tables.undo", target=importing, by=person, after=after)


def _person(key: int) -> Any:
    return get_user_model()._default_manager.filter(pk=key).first()


def _table(importing: TableImport, by: Any = None) -> Table[Any]:
    found = find(importing.table)
    if found is None:
        raise WorkError(_("There is no such table any more."))
    table = found()
    table.by, table.batch = by, importing.batch
    return table


def _watched(progress: Progress | None, items: Iterable[Any], total: int) -> Iterable[Any]:
    return progress.of(items, total) if progress else items


def _take_good(
    progress: Progress | None, importing: TableImport, table: Table[Any], by: Any
) -> _Report:
    report = _Report(importing)
    with importing.file.open("rb") as file:
        lines: Iterator[Line] = iter(_watched(progress, read(file).lines, importing.rows))
        checker = Checker(table, importing.mapping)
        for rows in checker.batches(lines):
            with transaction.atomic():
                audit.hold()
                checker.check(rows, lock=True)
                if rows[-1].number > importing.passed:  # else it was taken before
                    importing.taken += take(table, rows, by=by, batch=importing.batch)
                    importing.passed = rows[-1].number
                    importing.save(update_fields=["taken", "passed"])
            report.add(table, rows)
    with transaction.atomic():
        _done(importing, by)
    return report


def _take_all(importing: TableImport, table: Table[Any], by: Any) -> _Report:
    report = _Report(importing)
    with importing.file.open("rb") as file, transaction.atomic():
        audit.hold()
        checker = Checker(table, importing.mapping)
        for rows in checker.batches(read(file).lines):
            checker.check(rows, lock=True)
            importing.taken += take(table, rows, by=by, batch=importing.batch)
            report.add(table, rows)
            if report.faulty:
                raise _FaultyError
        _done(importing, by)
    return report


def _done(importing: TableImport, by: Any) -> None:
    importing.state, importing.taken_at = TableImport.State.TAKEN, timezone.now()
    importing.message = ""
    importing.save(update_fields=["state", "taken", "taken_at", "message"])
    after = {
        "table": importing.table,
        "file": importing.name,
        "sha256": importing.sha256,
        "taken": importing.taken,
    }
    audit.record(verb="tables.take", target=importing, by=by, after=after)


class _Report:
    """Counts rows and gathers faults while batches go by."""

    def __init__(self, importing: TableImport) -> None:
        self._importing = importing
        self._counts = dict.fromkeys(("rows", "new", "changed", "same", "faulty"), 0)
        self._faults: list[ImportFault] = []
        self._sample: list[list[Any]] = []

    @property
    def faulty(self) -> int:
        return self._counts["faulty"]

    def add(self, table: Table[Any], rows: list[Row[Any]]) -> None:
        for row in rows:
            sort = self._sort(row)
            self._counts["rows"] += 1
            self._counts[sort] += 1
            if sort == "faulty":
                self._note(row)
            elif sort != "same" and len(self._sample) < SAMPLE:
                title = table.row_title(row)[:200]
                self._sample.append([row.number, title, list(row.changes)])

    def _sort(self, row: Row[Any]) -> str:
        if row.faults:
            return "faulty"
        if row.is_new:
            return "new"
        return "changed" if row.changes else "same"

    def _note(self, row: Row[Any]) -> None:
        for fault in row.faults:
            if len(self._faults) < MOST_FAULTS:
                self._faults.append(
                    ImportFault(
                        of=self._importing,
                        number=row.number,
                        column=fault.column,
                        value=fault.value[:200],
                        wrong=fault.wrong[:_LONGEST],
                        advice=fault.advice[:_LONGEST],
                    )
                )

    def keep_faults(self) -> None:
        """Keep what was found wrong while the rows were taken."""
        self._importing.faults.all().delete()
        ImportFault.objects.bulk_create(self._faults, batch_size=500)

    def keep(self, state: str) -> None:
        """Keep everything, in place of what was found the last time."""
        with transaction.atomic():
            self.keep_faults()
            for name, count in self._counts.items():
                setattr(self._importing, name, count)
            self._importing.sample = self._sample
            self._importing.state, self._importing.message = state, ""
            self._importing.save()


#: What is done for each kind of work.
RUN: dict[str, Callable[..., None]] = {TRY: try_table, TAKE: take_table, UNDO: undo_table}
