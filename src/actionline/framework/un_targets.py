"""The UN's own wording of the targets, out of the files that its Statistics Division publishes.

Known: the list of targets of the SDG API (JSON), and the global indicator framework (XLSX, or
saved as CSV), where a cell begins with the code: “1.1 …”; or a column of codes beside one of words.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Sequence
from typing import Any
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

#: A target's code: goal, then a number or a letter.
_CODE = re.compile(r"([1-9][0-9]?\.(?:[1-9][0-9]?|[a-z]))\.?")
_BEGINNING = re.compile(_CODE.pattern + r"[\s:–-]+(\S.*)", re.S)


class WordingError(Exception):
    """A file in which no wording of a target was found; the message says why."""


def read_wordings(data: bytes) -> dict[str, str]:
    """The wording of each target in a file, by its code. Raises WordingError."""
    if data.startswith(b"PK"):
        found = _from_rows(_sheet_rows(data))
    else:
        try:
            text = data.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise WordingError("It is neither an Excel file nor text in UTF-8.") from error
        json_like = text.lstrip()[:1] in ("[", "{")
        found = _from_json(text) if json_like else _from_rows(csv.reader(io.StringIO(text)))
    if not found:
        raise WordingError("There is no target in it: no cell or entry has a code such as 1.1.")
    return found


def _from_json(text: str) -> dict[str, str]:
    try:
        entries = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as error:
        raise WordingError(f"It is no JSON: {error}") from error
    found: dict[str, str] = {}
    waiting: list[Any] = [entries]
    while waiting:  # targets may stand in a list, or below their goals
        entry = waiting.pop()
        if isinstance(entry, list):
            waiting += entry
        elif isinstance(entry, dict):
            code = _CODE.fullmatch(str(entry.get("code", "")).strip())
            words = entry.get("title") or entry.get("description")
            if code and isinstance(words, str):
                found.setdefault(code[1], _tidy(words))
            waiting += entry.values()
    return found


def _sheet_rows(data: bytes) -> Iterable[Sequence[str]]:
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        return [
            ["" if cell is None else str(cell) for cell in row]
            for sheet in book.worksheets
            for row in sheet.iter_rows(values_only=True)
        ]
    except (BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise WordingError(f"It is no Excel file that can be read: {error}") from error


def _from_rows(rows: Iterable[Sequence[str]]) -> dict[str, str]:
    """Of each code the first wording: in the cell itself, or the longest cell of its row."""
    found: dict[str, str] = {}
    try:
        for row in rows:
            cells = [cell.strip() for cell in row]
            for cell in cells:
                if beginning := _BEGINNING.fullmatch(cell):
                    found.setdefault(beginning[1], _tidy(beginning[2]))
                elif code := _CODE.fullmatch(cell):
                    words = max((each for each in cells if each != cell), key=len, default="")
                    if len(words) > len(cell):
                        found.setdefault(code[1], _tidy(words))
    except csv.Error as error:
        raise WordingError(f"It is no CSV table: {error}") from error
    return found


def _tidy(words: str) -> str:
    """In one line, without the code in front."""
    beginning = _BEGINNING.fullmatch(words.strip())
    return " ".join((beginning[2] if beginning else words).split())
