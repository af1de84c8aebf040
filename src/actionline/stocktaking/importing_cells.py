"""Cells of a table of projects: moments, old numbers, lists, links and figures.

Each is read from what people write in a spreadsheet or from a list of a JSON file, and written so
that it reads the same again.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.common.tables.columns import WrongError

from .answers import MOST_ITEMS, as_number

#: Between the items of a cell.
BETWEEN = " | "
#: The first second that a number may stand for; no register of projects is older.
_FIRST = int(datetime(2001, 9, 9, 1, 46, 40, tzinfo=UTC).timestamp())  # 1 000 000 000
_NUMBER = re.compile(r"(?:.*[?&]projectId=)?([0-9]{1,18})", re.IGNORECASE)
_SEPARATORS = re.compile(r"\s*[;|\n]\s*")
_ITEMS = re.compile(r"\s*[|\n]\s*|;\s+")
_LINK = re.compile(r"(\S+)(?:\s+(.*))?", re.DOTALL)
_FIGURE = re.compile(r"(.+)[:=]\s*([^:=]+?)(?:\s+([^\d\s:=][^:=]*))?")
_web_address = URLValidator(schemes=["http", "https"])


def number(cell: str) -> int:
    """The number of a project, alone or at the end of the address that it had.

    It is the second in which the project was submitted, so it is neither older than such
    registers nor later than now.
    """
    found = _NUMBER.fullmatch(cell)
    if found is None:
        raise WrongError(
            _("This is no number of a project."), _("Write its digits only, as in 1487771718.")
        )
    value = int(found[1])
    if not _FIRST <= value <= timezone.now().timestamp() + 86_400:
        raise WrongError(
            _("No project was submitted at this second."),
            _("A number counts the seconds since 1970, as in 1487771718 for 22 February 2017."),
        )
    return value


def moment(cell: str) -> datetime:
    """A day, or a day with its time (in UTC unless it says otherwise)."""
    try:
        found = datetime.fromisoformat(cell)
    except ValueError:
        found = None
    if found is None or not 1990 <= found.year <= 2200:
        raise WrongError(
            _("This is no date."), _("Write it as in 2026-04-28 or 2026-04-28T10:30:00Z.")
        )
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    if found > timezone.now() + timedelta(days=1):
        raise WrongError(_("This is later than now."), _("Look at the date again."))
    return found


def words(cell: str) -> list[str]:
    """Words of a list: with semicolons or bars between them, or a list of JSON."""
    items = _json(cell)
    if items is None:
        items = _SEPARATORS.split(cell)
    if not all(isinstance(item, str | int | float) for item in items):
        raise WrongError(_("This is no list of words."), _("Put “;” between several."))
    return _bounded([text for item in items if (text := str(item).strip())])


def links(cell: str) -> list[dict[str, str]]:
    """Web addresses, each with a text behind it if it has one: `https://example.org Its page`."""
    rows = _rows(cell, _link, ("url", "text"))
    for row in rows:
        try:
            _web_address(row["url"])
        except ValidationError as error:
            told = {"url": row["url"][:100]}
            raise WrongError(
                _("“%(url)s” is no web address; begin it with https:// or http://.") % told,
                _("Put “|” between several, and after each a blank and its text if it has one."),
            ) from error
    return rows


def figures(cell: str) -> list[dict[str, str]]:
    """Results with their number and unit: `people trained: 1200 people`."""
    rows = _rows(cell, _figure, ("what", "value", "unit"))
    if any(not row["what"] or as_number(row["value"]) is None for row in rows):
        raise WrongError(
            _("A figure lacks its name or its number."),
            _("Write it as in “people trained: 1200 people”, and “|” between several."),
        )
    return rows


def told_list(values: Iterable[Any]) -> str:
    """Codes as a cell."""
    return "; ".join(map(str, values))


def told_links(rows: Iterable[Mapping[str, str]]) -> str:
    """Links as a cell."""
    return _told(rows, links, lambda row: f"{row['url']} {row.get('text', '')}".strip())


def told_figures(rows: Iterable[Mapping[str, str]]) -> str:
    """Figures as a cell."""
    return _told(
        rows, figures, lambda row: f"{row['what']}: {row['value']} {row.get('unit', '')}".strip()
    )


def _told(
    rows: Iterable[Mapping[str, str]],
    parse: Callable[[str], Sequence[Mapping[str, str]]],
    tell: Callable[[Mapping[str, str]], str],
) -> str:
    """As people write it; as JSON where that would not read the same again."""
    kept = [dict(row) for row in rows]
    if not kept:
        return ""
    cell = BETWEEN.join(tell(row) for row in kept)
    try:
        same = parse(cell) == kept
    except WrongError:
        same = False
    return cell if same else json.dumps(kept, ensure_ascii=False)


def _rows(
    cell: str, read: Callable[[str], dict[str, str]], keys: Sequence[str]
) -> list[dict[str, str]]:
    items = _json(cell)
    if items is None:
        return _bounded([read(item) for item in _ITEMS.split(cell) if item.strip()])
    rows = [item if isinstance(item, dict) else read(str(item)) for item in items]
    return _bounded(
        [{key: " ".join(str(row.get(key) or "").split())[:2000] for key in keys} for row in rows]
    )


def _json(cell: str) -> list[Any] | None:
    """The list that a cell of JSON holds; None where it is none."""
    if not cell.startswith("["):
        return None
    try:
        found = json.loads(cell)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, list) else None


def _bounded(items: list[Any]) -> list[Any]:
    if len(items) > MOST_ITEMS:
        told = {"most": MOST_ITEMS}
        raise WrongError(_("These are more than %(most)s.") % told, _("Leave some of them out."))
    return items


def _link(item: str) -> dict[str, str]:
    found = _LINK.fullmatch(item.strip())
    url, text = (found[1], found[2] or "") if found else ("", "")
    return {"url": url, "text": " ".join(text.split())[:2000]}


def _figure(item: str) -> dict[str, str]:
    found = _FIGURE.fullmatch(" ".join(item.split()))
    if found is None:
        return {"what": "", "value": "", "unit": ""}
    return {"what": found[1].strip(), "value": found[2].strip(), "unit": (found[3] or "").strip()}
