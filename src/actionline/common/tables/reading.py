"""A file's bytes -> lines with their numbers and cells: CSV, spreadsheets, JSON.

Reads a binary file that can be rewound; writes nothing. Lines come one by one: memory does not
grow with the file, save for the strings of a spreadsheet, which are bounded. Whatever is wrong
with the file as a whole is a FileError that says what to do; what is wrong with one line comes
with it (`Line.wrong`).
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from django.utils.translation import gettext as _

MOST_COLUMNS = 200
LONGEST_LINE = 1_000_000  # characters; a longer one is a quote that is not closed
_CHUNK = 1 << 16
_DELIMITERS = ",;\t|"
#: What no cell may hold: databases and XML refuse it.
ODD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
#: What a spreadsheet takes for a formula, and a plain number that begins like one.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
NUMBER = re.compile(r"[+-]?[0-9]+([.,][0-9]+)?")


class FileError(Exception):
    """A file that cannot be read as a table; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a file: its number as the person sees it, its cells by heading.

    `nested` are the headings of cells that hold a list or an object, as JSON text.
    """

    number: int
    cells: dict[str, str]
    wrong: str = ""
    nested: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was looked at: its headings, and a guess how many lines it has (0: none)."""

    headings: tuple[str, ...]
    lines: Iterator[Line]
    guess: int = 0


def read(file: IO[bytes]) -> Source:
    """Look at a file and get ready to read it. Raises FileError, also while lines are read."""
    from . import json_reading, sheets

    file.seek(0)
    head = file.read(_CHUNK)
    file.seek(0)
    if not head:
        raise FileError(_("The file is empty."))
    if head.startswith(b"PK\x03\x04"):
        return sheets.read(file)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise FileError(_("This is a spreadsheet of the old kind. Save it as .xlsx or CSV."))
    encoding = _encoding(file, head)
    file.seek(0)
    stream = io.TextIOWrapper(_Kept(file), encoding=encoding, newline="")  # type: ignore[type-var]
    begins = head.decode(encoding, "ignore").lstrip("\ufeff \t\r\n")[:1]
    if begins in ("[", "{"):
        return json_reading.read(stream)
    return _read_csv(stream, _count(file, b"\n"))


class _Kept(io.BufferedIOBase):
    """A file that stays open when the text stream round it goes."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        return self._file.read(-1 if size is None else size)

    def read1(self, size: int = -1, /) -> bytes:
        return self._file.read(size if size > 0 else _CHUNK)

    def seekable(self) -> bool:
        return True

    def seek(self, place: int, whence: int = 0, /) -> int:
        return self._file.seek(place, whence)

    def tell(self) -> int:
        return self._file.tell()


def _count(file: IO[bytes], sign: bytes) -> int:
    place = file.tell()
    file.seek(0)
    found = sum(chunk.count(sign) for chunk in iter(lambda: file.read(1 << 20), b""))
    file.seek(place)
    return found


def _encoding(file: IO[bytes], head: bytes) -> str:
    """UTF-16 by its mark or its zeros, UTF-8 where the whole file is, else Windows-1252."""
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        guesses = ["utf-16"]
    elif head[1:400:2].count(0) > len(head[1:400:2]) * 0.8:
        guesses = ["utf-16-le"]
    elif head[0:400:2].count(0) > len(head[0:400:2]) * 0.8:
        guesses = ["utf-16-be"]
    elif b"\0" in head:
        raise FileError(_("This is no table. Use CSV, a spreadsheet (.xlsx) or JSON."))
    else:
        guesses = ["utf-8-sig", "cp1252"]
    for guess in guesses:
        if _decodes(file, guess):
            return guess
    raise FileError(_("The letters of this file cannot be read. Save it as CSV in UTF-8."))


def _decodes(file: IO[bytes], encoding: str) -> bool:
    file.seek(0)
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for chunk in iter(lambda: file.read(1 << 20), b""):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def short_lines(stream: io.TextIOBase) -> Iterator[str]:
    """Lines that fit into memory. FileError where one does not."""
    while line := stream.readline(LONGEST_LINE):
        if len(line) == LONGEST_LINE:
            raise FileError(
                _("A line is longer than a million characters. Is a quotation mark not closed?")
            )
        yield line


def _read_csv(stream: io.TextIOBase, guess: int) -> Source:
    lines = short_lines(stream)
    first = next((line for line in lines if line.strip()), "")
    skipped = 0
    hint = re.fullmatch(r"sep=(.)\r?\n?", first)  # Excel's own
    if hint:
        first, skipped = next(lines, ""), 1
    delimiter = hint[1] if hint else max(_DELIMITERS, key=lambda sign: _cells(first, sign))
    reader = csv.reader(_chained(first, lines), delimiter=delimiter)
    try:
        headings = clean_headings(next(reader, []))
    except csv.Error as error:
        raise FileError(_("This is no CSV: %(error)s") % {"error": error}) from error
    return Source(headings, _csv_lines(reader, headings, skipped), guess)


def _chained(first: str, rest: Iterable[str]) -> Iterator[str]:
    yield first
    yield from rest


def _cells(line: str, delimiter: str) -> int:
    try:
        return len(next(csv.reader([line], delimiter=delimiter), []))
    except csv.Error:
        return 0


def clean_headings(found: Sequence[str]) -> tuple[str, ...]:
    """Headings without blanks round them or after the last. FileError where one stands twice."""
    headings = [ODD.sub("", heading).strip()[:200] for heading in found]
    while headings and not headings[-1]:
        headings.pop()
    if not any(headings):
        raise FileError(_("The first line has to name the columns."))
    if len(headings) > MOST_COLUMNS:
        told = {"most": MOST_COLUMNS}
        raise FileError(_("These are more than %(most)s columns.") % told)
    named = [heading for heading in headings if heading]
    twice = next((heading for heading in named if named.count(heading) > 1), None)
    if twice is not None:
        told_twice = {"heading": twice}
        raise FileError(_("Two columns are called “%(heading)s”. Rename one.") % told_twice)
    return tuple(headings)


def _csv_lines(
    reader: Iterator[list[str]], headings: Sequence[str], skipped: int
) -> Iterator[Line]:
    number = reader.line_num + 1 + skipped  # type: ignore[attr-defined]
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            told = {"line": number, "error": error}
            raise FileError(_("Line %(line)s is no CSV: %(error)s") % told) from error
        if any(cells):
            yield made_line(number, headings, [unguarded(cell) for cell in cells])
        number = reader.line_num + 1 + skipped  # type: ignore[attr-defined]


def made_line(number: int, headings: Sequence[str], cells: Sequence[str]) -> Line:
    """A line of its cells; those that no heading stands over are a fault when they say anything."""
    found = {
        heading: cell.strip() for heading, cell in zip(headings, cells, strict=False) if heading
    }
    wrong = ""
    if any(cell.strip() for cell in cells[len(headings) :]):
        wrong = _("The row has more cells than there are headings.")
    return Line(number, found, wrong)


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    risky = cell.startswith(FORMULA) and not NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell


def unguarded(cell: str) -> str:
    """What was written before it was guarded."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
