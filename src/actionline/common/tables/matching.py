"""Which heading of a file stands for which column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from django.conf import settings
from django.utils import translation

from .columns import Column
from .table import Table

#: Our columns and the headings of the file that stand for them.
Mapped = dict[str, str]


def match(
    table: type[Table[Any]], headings: Sequence[str], profile: Mapping[str, str] | None = None
) -> Mapped:
    """The columns that the headings name: by a kept profile, then by name, title or alias."""
    found: Mapped = {}
    for name, heading in (profile or {}).items():
        if heading in headings and table.column(name):
            found[name] = heading
    by_spelling = {_plain(heading): heading for heading in reversed(headings) if heading}
    for column in table.columns:
        free = (
            by_spelling[spelling]
            for spelling in _spellings(column)
            if spelling in by_spelling and by_spelling[spelling] not in found.values()
        )
        named = None if column.name in found else next(free, None)
        if named is not None:
            found[column.name] = named
    return found


def lacking(table: type[Table[Any]], mapped: Mapping[str, str]) -> list[Column]:
    """The columns that have to be there and are not."""
    return [column for column in table.columns if column.required and column.name not in mapped]


@cache
def _spellings(column: Column) -> tuple[str, ...]:
    """Every way in which a column may be called, the surest first."""
    titles = []
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            titles.append(str(column.title))
    return tuple(dict.fromkeys(_plain(word) for word in (column.name, *column.aliases, *titles)))


def _plain(word: str) -> str:
    """Letters and digits only: `Action line`, `action_line` and `Action-Line` are one."""
    return "".join(letter for letter in word.casefold() if letter.isalnum())
