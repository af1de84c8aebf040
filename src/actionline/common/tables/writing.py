"""Records -> a file, row by row, in memory that does not grow: CSV, spreadsheet, JSON.

    return writing.response(rows, columns=names, form="csv", name="matrix")

`rows` are mappings of column names to plain values (text, numbers, dates, truths, None); an
iterator of a query goes through as it comes. Text that a spreadsheet would take for a formula is
guarded in CSV and marked as text in spreadsheets.
"""

from __future__ import annotations

import csv
import io
import json
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import IO, Any

from django.http import StreamingHttpResponse
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

from .reading import guarded

Rows = Iterable[Mapping[str, Any]]
#: Characters or bytes that are given away at a time.
_CHUNK = 1 << 16
#: Rows of a sheet; a table that has more goes on in a second sheet.
_SHEET = 1_048_000


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file: its media type, and how rows are written in it as pieces of bytes."""

    media_type: str
    write: Callable[[Rows, Sequence[str], str], Iterator[bytes]]


def response(rows: Rows, *, columns: Sequence[str], form: str, name: str) -> StreamingHttpResponse:
    """A download of rows, streamed. KeyError for a form that is not in FORMS."""
    chosen = FORMS[form]
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"'}
    return StreamingHttpResponse(
        chosen.write(rows, columns, name), content_type=chosen.media_type, headers=headers
    )


def write(rows: Rows, *, columns: Sequence[str], form: str, name: str, to: IO[bytes]) -> None:
    """The same into a file, for work in the background."""
    for piece in FORMS[form].write(rows, columns, name):
        to.write(piece)


def _gathered(pieces: Iterable[str]) -> Iterator[bytes]:
    """Pieces of text as bytes, few and large."""
    held: list[str] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= _CHUNK:
            yield "".join(held).encode("utf-8", "replace")
            held, size = [], 0
    if held:
        yield "".join(held).encode("utf-8", "replace")


def _as_csv(rows: Rows, columns: Sequence[str], _name: str) -> Iterator[bytes]:
    """UTF-8 with a mark, as spreadsheets want it."""
    out = _Echo()
    writer = csv.writer(out)
    yield from _gathered(
        writer.writerow(cells)
        for cells in _with_head(columns, ([_text(row.get(n)) for n in columns] for row in rows))
    )


class _Echo(io.StringIO):
    """Gives back what is written to it, for `csv.writer`."""

    def write(self, piece: str) -> str:  # type: ignore[override]
        return piece


def _with_head(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield ["\ufeff" + columns[0], *columns[1:]]
    yield from lines


def _text(value: Any) -> str:
    if isinstance(value, str):
        return guarded(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _lines(rows: Rows, columns: Sequence[str]) -> Iterator[str]:
    encode = json.JSONEncoder(ensure_ascii=False, default=str).encode
    for row in rows:
        yield encode({name: _plain(row.get(name)) for name in columns})


def _as_json(rows: Rows, columns: Sequence[str], name: str) -> Iterator[bytes]:
    """One object: a list of rows under the table's name."""
    yield from _gathered(_listed(_lines(rows, columns), name))


def _listed(lines: Iterable[str], name: str) -> Iterator[str]:
    yield f'{{"{name}": ['
    for number, line in enumerate(lines):
        yield f",\n{line}" if number else f"\n{line}"
    yield "\n]}\n"


def _as_jsonl(rows: Rows, columns: Sequence[str], _name: str) -> Iterator[bytes]:
    yield from _gathered(f"{line}\n" for line in _lines(rows, columns))


def _as_xlsx(rows: Rows, columns: Sequence[str], name: str) -> Iterator[bytes]:
    """A workbook: its rows go to a file on disk, and that file away, piece by piece."""
    workbook = Workbook(write_only=True)
    sheet, count = _new_sheet(workbook, columns, name), 0
    for row in rows:
        if count == _SHEET:
            sheet, count = _new_sheet(workbook, columns, name), 0
        sheet.append([_cell(sheet, row.get(column)) for column in columns])
        count += 1
    with tempfile.TemporaryFile() as file:
        workbook.save(file)
        file.seek(0)
        yield from iter(lambda: file.read(_CHUNK), b"")


def _new_sheet(workbook: Workbook, columns: Sequence[str], name: str) -> Any:
    sheet: Any = workbook.create_sheet(name[:25])
    sheet.append([_cell(sheet, column) for column in columns])
    return sheet


def _cell(sheet: Any, value: Any) -> Any:
    if isinstance(value, str):
        value = ILLEGAL_CHARACTERS_RE.sub("�", value)
        if value.startswith("="):
            cell = WriteOnlyCell(sheet, value)
            cell.data_type = "s"
            return cell
    if isinstance(value, datetime) and value.tzinfo is not None:
        return value.isoformat()
    return value


FORMS = {
    "csv": Form("text/csv; charset=utf-8", _as_csv),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _as_xlsx),
    "json": Form("application/json", _as_json),
    "jsonl": Form("application/x-ndjson", _as_jsonl),
}
