"""Lines of a file -> rows that were checked, in batches.

Each batch costs the same few queries, whatever its rows. Nothing is saved.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _

from .columns import WrongError
from .reading import ODD, FileError, Line
from .table import Row, Table

BATCH = 1000
#: What a spreadsheet writes where a formula went wrong.
_ERRORS = {"#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!"}


class Checker:
    """Checks the rows of one file for one table; it remembers the keys it has seen."""

    def __init__(self, table: Table[Any], mapped: Mapping[str, str]) -> None:
        self.table = table
        self.mapped = mapped
        self._seen: dict[int, int] = {}  # a hash of each key, and the row it stood in
        self._count = 0

    def batches(self, lines: Iterable[Line]) -> Iterator[list[Row[Any]]]:
        """The rows of a file, their cells read; `check` does the rest. FileError: too many."""
        batch: list[Row[Any]] = []
        for line in lines:
            self._count += 1
            if self._count > self.table.most_rows:
                told = {"limit": self.table.most_rows}
                raise FileError(_("These are more than %(limit)s rows.") % told)
            batch.append(self.read(line))
            if len(batch) == BATCH:
                yield batch
                batch = []
        if batch:
            yield batch

    def check(self, rows: list[Row[Any]], *, lock: bool = False) -> list[Row[Any]]:
        """Look up and compare a batch; `lock` what is stored until the transaction ends."""
        self.table.resolve([row for row in rows if not row.faults])
        keys: dict[int, Hashable] = {}
        for row in rows:
            if not row.faults:
                self._once(row, keys)
        wanted = list(keys.values())
        stored = self.table.stored(wanted, lock=lock) if wanted else {}
        for row in rows:
            if row.number in keys and not row.faults:
                row.stored = stored.get(keys[row.number])
                self._compare(row)
        return rows

    def _once(self, row: Row[Any], keys: dict[int, Hashable]) -> None:
        key = self.table.key(row)
        before = self._seen.setdefault(hash(key), row.number)
        if before != row.number:
            wrong = _("It is the same as row %(number)s.") % {"number": before}
            row.fault("", wrong, _("Leave one of them out."))
        else:
            keys[row.number] = key

    def _compare(self, row: Row[Any]) -> None:
        if row.stored is None:
            return
        self.table.found(row)
        now, then = self.table.cells(row.stored), self.table.cells(self.table.make(row))
        row.changes = tuple(name for name in row.cells if now[name] != then[name])

    def read(self, line: Line) -> Row[Any]:
        """The cells of a line as values; those that make no sense are faults."""
        row: Row[Any] = Row(line.number, {})
        for column in self.table.columns:
            heading = self.mapped.get(column.name)
            cell = line.cells.get(heading, "") if heading is not None else ""
            if heading is not None and (cell or not column.default):
                row.cells[column.name] = cell
            row.values[column.name] = column.empty
            cell = cell or column.default
            if heading in line.nested and not column.takes_lists:
                wrong = _("“%(column)s” holds a list or an object.") % {"column": heading}
                row.fault(column.name, wrong)
            elif cell:
                self._parse(row, column.name, cell, column.parse)
            elif column.required:
                row.fault(column.name, _("It is missing."), _("Fill in the cell."))
        if line.wrong:
            row.fault("", line.wrong)
        return row

    def _parse(self, row: Row[Any], name: str, cell: str, parse: Any) -> None:
        if ODD.search(cell):
            row.cells[name] = ODD.sub("�", cell)
            row.fault(name, _("It holds signs that are no letters."), _("Type the cell anew."))
        elif cell in _ERRORS:
            row.fault(name, _("A formula went wrong here."), _("Write the value itself."))
        else:
            try:
                row.values[name] = parse(cell)
            except WrongError as error:
                row.fault(name, error.wrong, error.advice)
