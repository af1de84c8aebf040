"""What a room says of a table of its records, and where it is registered."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar, Generic, TypeVar

from django.db import models
from django.db.models import Q, QuerySet

from .columns import Column, Words

Record = TypeVar("Record", bound=models.Model)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in a cell, or with the row where `column` is empty, and what to do."""

    column: str
    value: str
    wrong: str
    advice: str = ""


@dataclass(slots=True)
class Row(Generic[Record]):
    """A row on its way in.

    `cells` are those that the file gives, as text, by the names of the columns; `values` what
    was read of them, with what `Table.resolve` adds. `stored` is the record that is there,
    `changes` the columns in which it would change.
    """

    number: int
    cells: dict[str, str]
    values: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    stored: Record | None = None
    changes: tuple[str, ...] = ()

    def fault(self, column: str, wrong: str, advice: str = "") -> None:
        """Say what is wrong in a cell, or with the whole row (column empty)."""
        self.faults.append(Fault(column, self.cells.get(column, ""), wrong, advice))

    @property
    def is_new(self) -> bool:
        return not self.faults and self.stored is None

    @property
    def is_changed(self) -> bool:
        return not self.faults and bool(self.changes)


class Table(Generic[Record]):
    """A table of records of one kind. An instance serves one run and may keep what it looked up.

    A room says `name`, `title`, `permission`, `verb` (of the audit entries), `columns`, and
    writes the methods that raise NotImplementedError; the rest has a use that fits most.
    """

    name: ClassVar[str]
    title: ClassVar[Words]
    permission: ClassVar[str]
    verb: ClassVar[str]
    columns: ClassVar[tuple[Column, ...]]
    #: More rows than this are a mistake.
    most_rows: ClassVar[int] = 200_000
    #: Whether one may take the good rows and leave the others.
    allows_part: ClassVar[bool] = True
    #: Whether what was taken can be taken back.
    allows_undo: ClassVar[bool] = True
    #: Whether it opens at all: a table may only go out.
    takes: ClassVar[bool] = True
    #: Who takes it; None while it is only tried.
    by: Any = None
    #: What marks the audit entries of what it takes; empty while it is only tried.
    batch: str = ""

    def records(self) -> QuerySet[Record]:
        """All records, with what `cells` needs of them."""
        raise NotImplementedError

    def resolve(self, rows: Sequence[Row[Record]]) -> None:
        """Look up, for the whole batch at once, what cells refer to; add faults to rows."""

    def key(self, row: Row[Record]) -> Hashable:
        """What makes the record the one it is: two rows of one key are a fault."""
        raise NotImplementedError

    def key_of(self, record: Record) -> Hashable:
        """The same of a record that is there."""
        raise NotImplementedError

    def where(self, keys: Collection[Any]) -> Q:
        """A condition that the records of these keys meet; others may meet it too."""
        raise NotImplementedError

    def stored(self, keys: Collection[Any], *, lock: bool = False) -> dict[Hashable, Record]:
        """The records of these keys that are there, in one query."""
        found = self.records().filter(self.where(keys))
        if lock:
            found = found.select_for_update(of=("self",))
        return {self.key_of(record): record for record in found}

    def found(self, row: Row[Record]) -> None:
        """Look at a row whose record is there; add faults where that may not be changed."""

    def cells(self, record: Record) -> dict[str, str]:
        """A record as a row, in order of the columns."""
        raise NotImplementedError

    def row_title(self, row: Row[Record]) -> str:
        """What people call the record that a row tells."""
        return next(iter(row.cells.values()), "")

    def make(self, row: Row[Record]) -> Record:
        """A new record of a row; it is saved with the others of its batch."""
        raise NotImplementedError

    def change(self, record: Record, row: Row[Record], columns: Collection[str]) -> None:
        """Set what these columns of a row say."""
        raise NotImplementedError

    def taken(self, records: Sequence[Record]) -> None:
        """Do what else is to be done, within the transaction, when a batch was saved."""

    def gone(self, keys: Sequence[Any]) -> None:
        """Do what else is to be done, within the transaction, when new records were taken back;
        `keys` are those that they had in the database."""

    @classmethod
    def column(cls, name: str) -> Column | None:
        return next((column for column in cls.columns if column.name == name), None)

    @property
    def model(self) -> type[Record]:
        return self.records().model


_tables: dict[str, type[Table[Any]]] = {}


def register(table: type[Table[Any]]) -> None:
    """Make a table known; from `AppConfig.ready`."""
    _tables[table.name] = table


def find(name: str) -> type[Table[Any]] | None:
    return _tables.get(name)


def allowed(person: Any) -> list[type[Table[Any]]]:
    """The tables that somebody may take, by title."""
    found = [
        table for table in _tables.values() if table.takes and person.has_perm(table.permission)
    ]
    return sorted(found, key=lambda table: str(table.title))
