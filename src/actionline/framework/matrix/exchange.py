"""Links of the matrix as rows: read from CSV and JSON, checked one by one, and written.

The columns are those of `process/*/matrix.csv`, so that what goes out can come in again.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from actionline.framework.models import ActionLine, GdcObjective, Goal, MatrixLink, Target
from actionline.framework.vocabulary import Vocabulary

COLUMNS = [
    "action_line", "sdg", "gdc", "reason", "language", "strength", "state", "author", "date",
    "source",
]  # fmt: skip
#: What holds for a new link where a row does not say.
DEFAULTS = {"language": "en", "state": MatrixLink.State.PROPOSED.value}
LIMIT = 2000  # rows of an import: more than there are cells of lines and targets is a mistake

#: What a link joins: the keys of its line, goal, target and GDC objective.
Key = tuple[int, int | None, int | None, int | None]


class ExchangeError(Exception):
    """A file that cannot be read as rows; the message says why."""


@dataclass(frozen=True, slots=True)
class LinkRow:
    """A row that makes sense."""

    line: ActionLine
    pointed: Goal | Target | GdcObjective
    reason: str
    language: str
    strength: str
    state: str
    author: str
    day: date | None
    source: str

    @property
    def key(self) -> Key:
        goal, target, objective = (
            term.pk if term else None for term in pointing(self.pointed).values()
        )
        return (self.line.pk, goal, target, objective)

    def values(self) -> dict[str, Any]:
        """The fields of the link."""
        return {
            "line": self.line,
            **pointing(self.pointed),
            "reason": self.reason,
            "language": self.language,
            "strength": self.strength,
            "state": self.state,
            "author_name": self.author,
            "proposed_on": self.day,
            "source": self.source,
        }


def pointing(term: Goal | Target | GdcObjective) -> dict[str, Goal | Target | GdcObjective | None]:
    """The fields of a link, or of a query for one, that point at `term`."""
    return {
        "goal": term if isinstance(term, Goal) else None,
        "target": term if isinstance(term, Target) else None,
        "objective": term if isinstance(term, GdcObjective) else None,
    }


def key_of(link: MatrixLink) -> Key:
    """What a stored link joins."""
    return (link.line_id, link.goal_id, link.target_id, link.objective_id)


def read_row(cells: Mapping[str, str], vocabulary: Vocabulary) -> LinkRow | list[str]:
    """The link that a row tells, or all that is wrong with it."""
    faults: list[str] = []
    line = vocabulary.lines.get(cells["action_line"])
    if line is None:
        faults.append(_("action_line: there is no %(code)s") % {"code": cells["action_line"]})
    pointed = _pointed(cells, vocabulary, faults)
    for name in ("reason", "source"):
        if not cells[name]:
            faults.append(_("%(column)s is missing") % {"column": name})
    _choice(cells, "language", settings.CONTENT_LANGUAGES, faults)
    _choice(cells, "strength", ["", *MatrixLink.Strength.values], faults)
    _choice(cells, "state", MatrixLink.State.values, faults)
    day = _day(cells["date"], faults)
    for name, longest in (("author", 200), ("source", 400)):
        if len(cells[name]) > longest:
            told = {"column": name, "longest": longest}
            faults.append(_("%(column)s is longer than %(longest)s characters") % told)
    if faults or line is None or pointed is None:
        return faults
    return LinkRow(
        line=line,
        pointed=pointed,
        reason=cells["reason"],
        language=cells["language"],
        strength=cells["strength"],
        state=cells["state"],
        author=cells["author"],
        day=day,
        source=cells["source"],
    )


def _pointed(
    cells: Mapping[str, str], vocabulary: Vocabulary, faults: list[str]
) -> Goal | Target | GdcObjective | None:
    sdg, gdc = cells["sdg"], cells["gdc"]
    if bool(sdg) == bool(gdc):
        faults.append(_("give either sdg or gdc, and not both"))
        return None
    if sdg:
        found: Goal | Target | GdcObjective | None = vocabulary.sdg(sdg)
        unknown = _("sdg: there is no goal or target %(code)s") % {"code": sdg}
    else:
        found = vocabulary.objectives.get(gdc)
        unknown = _("gdc: there is no objective %(code)s") % {"code": gdc}
    if found is None:
        faults.append(unknown)
    return found


def _choice(cells: Mapping[str, str], name: str, choices: Iterable[str], faults: list[str]) -> None:
    allowed = list(choices)
    if cells[name] not in allowed:
        told = {"column": name, "value": cells[name], "allowed": ", ".join(filter(None, allowed))}
        faults.append(_("%(column)s: “%(value)s” is none of %(allowed)s") % told)


def _day(value: str, faults: list[str]) -> date | None:
    try:
        return date.fromisoformat(value) if value else None
    except ValueError:
        faults.append(_("date: “%(value)s” is no date such as 2026-04-28") % {"value": value})
        return None


def read_file(content: str) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV table or a JSON list, each with its number and the columns it gives.

    Numbers are lines of a CSV file, places in a JSON list. Raises ExchangeError.
    """
    content = content.removeprefix("\ufeff")
    rows = _json(content) if content.lstrip()[:1] in ("[", "{") else _csv(content)
    if len(rows) > LIMIT:
        raise ExchangeError(_("These are more than %(limit)s rows.") % {"limit": LIMIT})
    if not rows:
        raise ExchangeError(_("There is no row in it."))
    return [(number, _cells(cells)) for number, cells in rows]


def _json(content: str) -> list[tuple[int, Mapping[str, Any]]]:
    try:
        found = json.loads(content)
    except (json.JSONDecodeError, RecursionError) as error:
        raise ExchangeError(_("This is no JSON: %(error)s") % {"error": error}) from error
    rows = found.get("links") if isinstance(found, dict) else found
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise ExchangeError(_("The JSON has to be a list of links."))
    return list(enumerate(rows, 1))


def _csv(content: str) -> list[tuple[int, Mapping[str, Any]]]:
    reader = csv.DictReader(io.StringIO(content, newline=""))
    needed = {"action_line", "reason"}
    try:
        if not needed <= set(reader.fieldnames or ()):
            raise ExchangeError(
                _("The first line has to name the columns: %(columns)s")
                % {"columns": ", ".join(COLUMNS)}
            )
        return [(reader.line_num, row) for row in reader]
    except csv.Error as error:
        raise ExchangeError(_("This is no CSV: %(error)s") % {"error": error}) from error


def _cells(row: Mapping[str, Any]) -> dict[str, str]:
    """The known columns of a row as text; a state or a language left empty is not given."""
    cells = {name: _unguarded(str(row[name] or "").strip()) for name in COLUMNS if name in row}
    return {name: cell for name, cell in cells.items() if cell or name not in DEFAULTS}


def completed(cells: Mapping[str, str]) -> dict[str, str]:
    """A row with all columns."""
    return {**dict.fromkeys(COLUMNS, ""), **DEFAULTS, **cells}


def as_cells(link: MatrixLink) -> dict[str, str]:
    """A link as a row, in order of COLUMNS."""
    at = link.pointed
    author = link.author_name or (str(link.author) if link.author else "")
    return {
        "action_line": link.line.code,
        "sdg": "" if link.objective else at.code,
        "gdc": at.code if link.objective else "",
        "reason": link.reason,
        "language": link.language,
        "strength": link.strength,
        "state": link.state,
        "author": author,
        "date": link.proposed_on.isoformat() if link.proposed_on else "",
        "source": link.source,
    }


def as_csv(links: Iterable[MatrixLink]) -> bytes:
    """The links as a CSV table in UTF-8 with a mark, as spreadsheets want it."""
    text = io.StringIO(newline="")
    writer = csv.DictWriter(text, COLUMNS)
    writer.writeheader()
    for link in links:
        writer.writerow({name: _guarded(value) for name, value in as_cells(link).items()})
    return text.getvalue().encode("utf-8-sig")


def as_json(links: Iterable[MatrixLink]) -> bytes:
    """The links as `{"links": [...]}`."""
    content = {"links": [as_cells(link) for link in links]}
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


#: What a spreadsheet would take for a formula.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _guarded(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def _unguarded(value: str) -> str:
    return value[1:] if value.startswith("'") and value[1:].startswith(_FORMULA) else value
