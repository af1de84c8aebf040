"""The dry run of an import: what would become of each row."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from actionline.framework.models import MatrixLink
from actionline.framework.vocabulary import load_vocabulary

from . import queries
from .exchange import Key, LinkRow, as_cells, completed, key_of, read_row

#: Which field of a link holds which column of a row.
_FIELDS = {
    "reason": "reason",
    "language": "language",
    "strength": "strength",
    "state": "state",
    "author": "author_name",
    "date": "proposed_on",
    "source": "source",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What would become of a row: `faults` tell why not; else `link` is the stored one, None for
    a new one, and `changes` the columns that differ."""

    number: int
    title: str
    row: LinkRow | None
    link: MatrixLink | None
    faults: tuple[str, ...] = ()
    changes: tuple[str, ...] = ()

    @property
    def is_new(self) -> bool:
        return self.row is not None and self.link is None

    def values(self) -> dict[str, Any]:
        """The fields to set: all of a new link, of a stored one those that differ."""
        assert self.row is not None
        every = self.row.values()
        return (
            every if self.is_new else {_FIELDS[name]: every[_FIELDS[name]] for name in self.changes}
        )


@dataclass(frozen=True, slots=True)
class Report:
    """The outcomes of a file, and how many there are of each sort."""

    outcomes: tuple[Outcome, ...]
    new: int
    changed: int
    same: int
    faulty: int


def try_rows(rows: Iterable[tuple[int, dict[str, str]]]) -> Report:
    """Look at each row as if it were taken; nothing is saved. Five queries.

    Of a link that is there, only the columns that a row gives can change.
    """
    vocabulary = load_vocabulary()
    stored = {key_of(link): link for link in queries.links()}
    seen: dict[Key, int] = {}
    outcomes = []
    for number, cells in rows:
        every = completed(cells)
        read = read_row(every, vocabulary)
        title = f"{every['action_line']} – {every['sdg'] or 'GDC ' + every['gdc']}"
        if not isinstance(read, LinkRow):
            outcomes.append(Outcome(number, title, None, None, tuple(read)))
        elif read.key in seen:
            fault = _("the same link as row %(number)s") % {"number": seen[read.key]}
            outcomes.append(Outcome(number, title, None, None, (fault,)))
        else:
            seen[read.key] = number
            outcomes.append(_compared(number, title, cells, read, stored.get(read.key)))
    return _report(outcomes)


def _compared(
    number: int, title: str, cells: dict[str, str], row: LinkRow, link: MatrixLink | None
) -> Outcome:
    if link is None:
        return Outcome(number, title, row, None)
    now = as_cells(link)
    changes = tuple(name for name in _FIELDS if name in cells and now[name] != cells[name])
    return Outcome(number, title, row, link, (), changes)


def _report(outcomes: list[Outcome]) -> Report:
    new = sum(outcome.is_new for outcome in outcomes)
    changed = sum(bool(outcome.changes) for outcome in outcomes)
    faulty = sum(bool(outcome.faults) for outcome in outcomes)
    same = len(outcomes) - new - changed - faulty
    return Report(tuple(outcomes), new, changed, same, faulty)
