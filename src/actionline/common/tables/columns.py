"""What a column of a table is, and how its cells are read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any
from urllib.parse import urlsplit

from django.utils.functional import Promise
from django.utils.translation import gettext as _

Words = str | Promise


class WrongError(Exception):
    """A cell that makes no sense: what is wrong with it, and what to do."""

    def __init__(self, wrong: str, advice: str = "") -> None:
        super().__init__(wrong)
        self.wrong, self.advice = wrong, advice


#: Makes a value of the text of a cell that is not empty; raises WrongError.
Parser = Callable[[str], Any]


def text(longest: int = 400) -> Parser:
    """The words as they are."""

    def parse(cell: str) -> str:
        if len(cell) > longest:
            told = {"length": len(cell), "longest": longest}
            raise WrongError(
                _("It has %(length)s characters.") % told,
                _("Shorten it to %(longest)s characters.") % told,
            )
        return cell

    return parse


def whole(least: int = 0, most: int = 2**31 - 1) -> Parser:
    """A whole number."""

    def parse(cell: str) -> int:
        # ASCII digits only: int() takes those of every script, but also "1_000".
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", cell):
            raise WrongError(_("This is no whole number."), _("Write digits only, as in 2026."))
        if not least <= int(cell) <= most:
            told = {"least": least, "most": most}
            raise WrongError(
                _("The number is out of range."),
                _("Give a number from %(least)s to %(most)s.") % told,
            )
        return int(cell)

    return parse


def number(cell: str) -> Decimal:
    """A number, with a point."""
    try:
        found = Decimal(cell) if len(cell) <= 40 else None
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite():
        raise WrongError(_("This is no number."), _("Write it with a point, as in 1234.5."))
    return found


def day(cell: str) -> date:
    """A date."""
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
            return date.fromisoformat(cell)
    except ValueError:
        pass
    raise WrongError(_("This is no date."), _("Write year, month and day as in 2026-04-28."))


def choice(choices: Mapping[str, str]) -> Parser:
    """One of `choices`, which maps what may be written, in small letters, to its value."""

    def parse(cell: str) -> str:
        found = choices.get(cell.casefold())
        if found is None:
            allowed = ", ".join(dict.fromkeys(choices.values()))
            raise WrongError(
                _("This value is not known here."),
                _("Write one of: %(allowed)s.") % {"allowed": allowed},
            )
        return found

    return parse


def one_of(values: list[str]) -> Parser:
    """One of `values`, whatever its capitals."""
    return choice({value.casefold(): value for value in values})


_YES_NO = choice({"yes": "yes", "no": "no", "true": "yes", "false": "no", "1": "yes", "0": "no"})


def yes_no(cell: str) -> bool:
    """Yes or no."""
    return bool(_YES_NO(cell) == "yes")


_SHORT = text(200)


def address(cell: str) -> str:
    """A web address."""
    found = cell if "://" in cell else f"https://{cell}"
    try:
        parts = urlsplit(found)
    except ValueError:
        parts = urlsplit("")
    if parts.scheme not in ("http", "https") or "." not in (parts.hostname or "") or " " in found:
        raise WrongError(
            _("This is no web address."), _("Write it as in https://example.org/page.")
        )
    _SHORT(found)
    return found


#: Words of a usual length.
TEXT = text()


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its `name`, which heads it in files.

    `aliases` are other headings for it, besides its title in every language. `default` stands
    for an empty cell of a new record; in a record that is there, an empty cell of a column with
    a default changes nothing. Where it `takes_lists`, a list or an object of a JSON file comes to
    `parse` as JSON text; elsewhere it is a fault.
    """

    name: str
    title: Words
    help: Words = ""
    required: bool = False
    parse: Parser = TEXT
    aliases: tuple[str, ...] = ()
    default: str = ""
    #: The value of a cell that is empty, where there is no default.
    empty: Any = ""
    takes_lists: bool = False
