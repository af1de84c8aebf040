"""JSON as lines: a list of objects, alone or under one name, or an object a line."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Any

from django.utils.translation import gettext as _

from .reading import LONGEST_LINE, FileError, Line, Source, clean_headings, short_lines

_CHUNK = 1 << 16
#: Objects that are looked at for the names of the columns.
_LOOKED_AT = 200
_WRAPPED = re.compile(r"\s*\{\s*\"[^\"\\]{1,80}\"\s*:\s*(?=\[)")
_BETWEEN = re.compile(r"[\s,]*")
#: Where an object may still go on: too little was read, or the numbers at its end may be longer.
_DECODER = json.JSONDecoder()


def read(stream: io.TextIOBase) -> Source:
    """Rows of a JSON file; their numbers are their places in the list, or lines of the file."""
    rows = _rows(stream)
    first = list(islice(rows, _LOOKED_AT))
    names: dict[str, None] = {}
    for _number, row in first:
        names |= dict.fromkeys(name for name in row if name.strip())
    if not first:
        raise FileError(_("There is no row in it."))
    headings = clean_headings(list(names))
    return Source(headings, (_line(number, row) for number, row in chain(first, rows)))


def _line(number: int, row: dict[str, Any]) -> Line:
    cells, nested = {}, set()
    for name, value in row.items():
        heading = name.strip()[:200]
        if not isinstance(value, dict | list):
            cells[heading] = as_text(value).strip()
        elif value:
            cells[heading] = json.dumps(value, ensure_ascii=False)
            nested.add(heading)
    return Line(number, cells, nested=frozenset(nested))


def as_text(value: Any) -> str:
    """A plain value as it would stand in a cell of a CSV table."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value)


def _rows(stream: io.TextIOBase) -> Iterator[tuple[int, dict[str, Any]]]:
    buffer = _Buffer(stream)
    begins = buffer.peek().lstrip("\ufeff \t\r\n")
    wrapped = _WRAPPED.match(begins)
    if begins.startswith("["):
        yield from _listed(buffer)
    elif wrapped and not _is_line(begins):
        buffer.skip_to("[")
        yield from _listed(buffer)
    else:
        yield from _lined(buffer.rest())


def _is_line(begins: str) -> bool:
    """Whether the first line is an object of its own that is more than a name for a list."""
    line = begins.partition("\n")[0]
    try:
        found = _DECODER.decode(line)
    except (ValueError, RecursionError):
        return False
    values = list(found.values())
    return not (
        len(values) == 1
        and isinstance(values[0], list)
        and all(isinstance(item, dict) for item in values[0])
    )


def _lined(lines: Iterator[str]) -> Iterator[tuple[int, dict[str, Any]]]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = _DECODER.decode(line.strip().removeprefix("\ufeff"))
        except (ValueError, RecursionError) as error:
            raise _no_json(number, error) from error
        yield number, _object(number, row)


def _listed(buffer: _Buffer) -> Iterator[tuple[int, dict[str, Any]]]:
    buffer.skip_to("[", past=True)
    number = 0
    while True:
        buffer.skip(_BETWEEN)
        if buffer.text.startswith("]"):
            return
        number += 1
        yield number, _object(number, buffer.value(number))


def _object(number: int, row: Any) -> dict[str, Any]:
    if not isinstance(row, dict):
        told = {"number": number}
        raise FileError(_("Entry %(number)s is no object with names and values.") % told)
    return row


def _no_json(number: int, error: Exception) -> FileError:
    what = error.msg if isinstance(error, json.JSONDecodeError) else type(error).__name__
    return FileError(
        _("Entry %(number)s is no JSON: %(error)s") % {"number": number, "error": what}
    )


class _Buffer:
    """What was read of a stream and not used yet; never more than one entry and a chunk."""

    def __init__(self, stream: io.TextIOBase) -> None:
        self._stream = stream
        self.text = ""
        self._ended = False

    def _more(self) -> bool:
        chunk = self._stream.read(_CHUNK)
        self._ended = not chunk
        self.text += chunk
        return bool(chunk)

    def peek(self) -> str:
        """The beginning, as much as a line may be long."""
        while len(self.text) < LONGEST_LINE and "\n" not in self.text.strip() and self._more():
            pass
        return self.text

    def skip_to(self, sign: str, *, past: bool = False) -> None:
        self.text = self.text[self.text.index(sign) + past :]

    def skip(self, pattern: re.Pattern[str]) -> None:
        """Go on behind blanks and commas."""
        while True:
            found = pattern.match(self.text)
            self.text = self.text[found.end() if found else 0 :]
            if self.text or not self._more():
                break
        if not self.text:
            raise FileError(_("The JSON ends before its list does. Was the file cut off?"))

    def value(self, number: int) -> Any:
        """The entry that begins here."""
        while True:
            try:
                found, end = _DECODER.raw_decode(self.text)
            except RecursionError as error:
                raise _no_json(number, error) from error
            except ValueError as error:
                if len(self.text) > LONGEST_LINE or not self._more():
                    raise _no_json(number, error) from error
                continue
            if end < len(self.text) or self._ended or not self._more():
                self.text = self.text[end:]
                return found

    def rest(self) -> Iterator[str]:
        """What is left, line by line."""
        head, self.text = self.text, ""
        lines = head.splitlines(keepends=True)
        if lines and not lines[-1].endswith("\n"):
            lines[-1] += self._stream.readline(LONGEST_LINE)
        yield from lines
        yield from short_lines(self._stream)
