"""Reading the data files of a process folder: tables as CSV, the rest as JSON, both UTF-8.

Whatever is wrong in them is collected with its file and line, so that somebody who writes a
folder sees all of it at once; nothing is raised for a single cell.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from django.db import models


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a data file, at a line counted from 1 (0: the file as a whole)."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}"


@dataclass(slots=True)
class Faults:
    """What was found wrong so far."""

    found: list[Fault] = field(default_factory=list)

    def add(self, file: str, line: int, message: str) -> None:
        self.found.append(Fault(file, line, message))

    def __bool__(self) -> bool:
        return bool(self.found)


class DataError(Exception):
    """A folder that cannot be loaded; `faults` say why, one a place."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("\n".join(str(fault) for fault in faults))
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table. What a cell lacks or gets wrong goes to `faults`."""

    file: str
    line: int
    cells: Mapping[str, str]
    faults: Faults

    def fault(self, message: str) -> None:
        self.faults.add(self.file, self.line, message)

    def text(self, name: str, *, required: bool = False, longest: int | None = None) -> str:
        value = self.cells[name]
        if required and not value:
            self.fault(f"{name} is missing")
        if longest is not None and len(value) > longest:
            self.fault(f"{name} is longer than {longest} characters")
        return value

    def whole(self, name: str) -> int | None:
        """A whole number, None where the cell is empty."""
        value = self.cells[name]
        if value and not value.isdecimal():
            self.fault(f"{name}: “{value}” is no whole number")
            return None
        return int(value) if value else None

    def day(self, name: str) -> date | None:
        """A date as 2026-04-28, None where the cell is empty."""
        value = self.cells[name]
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            self.fault(f"{name}: “{value}” is no date such as 2026-04-28")
            return None

    def choice(self, name: str, choices: Collection[str]) -> str:
        """One of `choices`."""
        value = self.cells[name]
        if value not in choices:
            self.fault(f"{name}: “{value}” is none of {', '.join(choices)}")
        return value


def read_table(path: Path, columns: Sequence[str], faults: Faults) -> list[Row]:
    """The rows of a CSV table that has at least `columns`; blanks round a cell are cut off."""
    text = _text(path, faults)
    if text is None:
        return []
    reader = csv.DictReader(text.splitlines(keepends=True), restkey="", restval=None)
    missing = [name for name in columns if name not in (reader.fieldnames or ())]
    if missing:
        faults.add(path.name, 1, f"columns are missing: {', '.join(missing)}")
        return []
    rows = []
    for cells in reader:
        if "" in cells or None in cells.values():
            faults.add(path.name, reader.line_num, "more or fewer cells than columns")
            continue
        stripped = {name: value.strip() for name, value in cells.items()}
        rows.append(Row(path.name, reader.line_num, stripped, faults))
    return rows


def read_json(path: Path, faults: Faults) -> Any:
    """The content of a JSON file, None where it cannot be read."""
    text = _text(path, faults)
    if text is None:
        return None
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        faults.add(path.name, error.lineno, f"no JSON: {error.msg}")
        return None


def line_of(path: Path, words: str) -> int:
    """The line on which `words` stand first, 0 where they do not."""
    before, found, _after = path.read_text(encoding="utf-8").partition(words)
    return before.count("\n") + 1 if found else 0


def assign(record: models.Model, values: Mapping[str, Any]) -> bool:
    """Set the fields of a record; whether any of them is new."""
    changed = False
    for name, value in values.items():
        if getattr(record, name) != value:
            setattr(record, name, value)
            changed = True
    return changed


def _text(path: Path, faults: Faults) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        faults.add(path.name, 0, "the file is missing")
    except UnicodeDecodeError:
        faults.add(path.name, 0, "the file is not UTF-8")
    return None
