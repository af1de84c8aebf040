"""The first sheet of a spreadsheet (.xlsx) as lines.

A spreadsheet is a zip of XML: before anything of it is parsed, its parts are counted, their sizes
added up, and declarations of entities refused, so that a few kilobytes cannot fill the memory.
"""

from __future__ import annotations

import warnings
import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time
from itertools import islice
from typing import IO, Any
from xml.etree.ElementTree import ParseError

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from .json_reading import as_text
from .reading import MOST_COLUMNS, FileError, Line, Source, clean_headings, made_line

MOST_PARTS = 500
MOST_BYTES = 400 * 2**20  # of all parts, unpacked
MOST_STRINGS = 64 * 2**20  # of any part but a sheet: these are held in memory
MOST_ROWS = 1_048_576  # what the format allows
_CHUNK = 1 << 20
#: What openpyxl raises on a file that is not as it should be.
_BROKEN = (
    InvalidFileException,
    zipfile.BadZipFile,
    ParseError,
    KeyError,
    ValueError,
    TypeError,
    IndexError,
    AttributeError,
    OSError,
    EOFError,
    NotImplementedError,
    SyntaxError,  # lxml's
)


def read(file: IO[bytes]) -> Source:
    """Lines of the first sheet that has any; their numbers are those of the sheet's rows."""
    has_formulas = _look(file)
    rows = _rows(file)
    formulas = _rows(file, formulas=True) if has_formulas else None
    headings = None
    for _number, cells in rows:
        if formulas is not None:
            next(formulas, None)
        if any(cells):
            headings = clean_headings([_cell(cell) for cell in cells])
            break
    if headings is None:
        raise FileError(_("There is no row in it."))
    return Source(headings, _lines(rows, formulas, headings), _guess(file))


def _look(file: IO[bytes]) -> bool:
    """Whether any sheet has formulas. FileError for what is no spreadsheet, or a trap."""
    try:
        with zipfile.ZipFile(file) as package:
            parts = package.infolist()
            if "xl/workbook.xml" not in package.namelist():
                raise FileError(_("This is no spreadsheet. Save it as .xlsx or CSV."))
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
                raise FileError(_("The spreadsheet is too large. Save the sheet as CSV."))
            return sum(_look_at(package, part) for part in parts) > 0  # looks at every part
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise FileError(_("The spreadsheet is damaged. Save it again.")) from error


def _look_at(package: zipfile.ZipFile, part: zipfile.ZipInfo) -> bool:
    if not part.filename.endswith((".xml", ".rels")):
        return False
    is_sheet = part.filename.startswith("xl/worksheets/")
    if not is_sheet and part.file_size > MOST_STRINGS:
        raise FileError(_("The spreadsheet is too large. Save the sheet as CSV."))
    formulas, tail = False, b""
    with package.open(part) as content:
        for chunk in iter(lambda: content.read(_CHUNK), b""):
            if b"\0" in chunk or b"<!DOCTYPE" in tail + chunk or b"<!ENTITY" in tail + chunk:
                raise FileError(_("The spreadsheet is damaged. Save it again."))
            formulas = formulas or (is_sheet and b"<f" in tail + chunk)
            tail = chunk[-16:]
    return formulas


def _guess(file: IO[bytes]) -> int:
    workbook = _opened(file, formulas=False)
    dimension = workbook.worksheets[0].max_row
    return min(int(dimension or 0), MOST_ROWS)


def _opened(file: IO[bytes], *, formulas: bool) -> Any:
    try:
        file.seek(0)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about styles and rules that are left out
            workbook = load_workbook(file, read_only=True, data_only=not formulas, keep_links=False)
            if not workbook.worksheets:
                raise FileError(_("There is no row in it."))
            return workbook
    except _BROKEN as error:
        raise FileError(_("The spreadsheet is damaged. Save it again.")) from error


def _rows(file: IO[bytes], *, formulas: bool = False) -> Iterator[tuple[int, Sequence[Any]]]:
    workbook = _opened(file, formulas=formulas)
    sheet = workbook.worksheets[0]
    rows = sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS + 1, max_row=MOST_ROWS)
    number = 1
    while some := _some(rows):
        yield from enumerate(some, start=number)
        number += len(some)


def _some(rows: Iterator[Sequence[Any]]) -> list[Sequence[Any]]:
    """The next rows, together: a sheet may have a million of them, each of which may warn."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return list(islice(rows, 100))
    except _BROKEN as error:
        raise FileError(_("The spreadsheet is damaged. Save it again.")) from error


def _lines(
    rows: Iterator[tuple[int, Sequence[Any]]],
    formulas: Iterator[tuple[int, Sequence[Any]]] | None,
    headings: Sequence[str],
) -> Iterator[Line]:
    for number, cells in rows:
        written = next(formulas, (0, ()))[1] if formulas is not None else ()
        if _is_blank(cells) and not any(written):
            continue
        line = made_line(number, headings, [_cell(cell) for cell in cells])
        unknown = any(
            value is None and isinstance(formula, str) and formula.startswith("=")
            for value, formula in zip(cells, written, strict=False)
        )
        if unknown:
            wrong = _("A formula has no value. Open the file in a spreadsheet and save it again.")
            line = Line(number, line.cells, wrong)
        yield line


def _is_blank(cells: Sequence[Any]) -> bool:
    return cells.count(None) == len(cells) or all(cell in (None, "") for cell in cells)


def _cell(value: Any) -> str:
    if isinstance(value, datetime):
        midnight = value.time() == time()
        return value.date().isoformat() if midnight else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return as_text(value)
