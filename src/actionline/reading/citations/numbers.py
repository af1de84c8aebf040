"""How instruments are numbered: one number with its edition, read at a place of a text."""

from __future__ import annotations

import re
from typing import NamedTuple

# The shapes of a number; the first that fits is taken.
_NUMBER = re.compile(
    r"""
    (?P<symbol>(?P<organ>[AES])/(?:(?P<res>RES|DEC)/)?(?:(?P<un>(?:S-|ES-)?\d{1,4}/(?:L\.)?\d{1,4})
        (?P<unpart>[ ]?[A-Z](?![\w.'-]))?|(?P<sc>\d{1,4})[ ]?\((?P<scyear>\d{4})\)))
    |(?P<sector>(?:ITU|UIT|МСЭ)-[RTDТ])[ ](?P<sectornumber>\d{1,4})(?:-\d{1,2})?(?![\d/])
    |(?P<conference>\d{1,3})[ ]?C/(?P<conferencenumber>\d{1,4})
    |(?P<slash>(?:S-|ES-)?\d{1,4}/\d{1,4})(?P<part>[ ][A-Z](?![\w.'-]))?
    |(?P<roman>\d{1,4}(?:[ ][A-Z])?)[ ]\((?P<session>(?:S-)?[IVXLC]+)\)
    |(?P<plain>\d{1,4})(?![\d/]|\.\d)
    """,
    re.VERBOSE,
)
_SECTORS = {"R": "itu/ra", "T": "itu/wtsa", "D": "itu/wtdc", "Т": "itu/wtsa"}
_EDITION = re.compile(r"\s?\(([^()\n]{1,90})\)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"\b(C|PP-|WRC-|CMR-|RA-|WTSA-|WTDC-|AMNT-|CMDT-)(\d\d)(?!\d)")
_DATE = re.compile(
    r"\s?(?:of|du|de|от)\s\d{1,2}(?:er)?\s(?:de\s)?[^\W\d_]{3,10}\s(?:de\s)?(?:19|20)\d\d"
)


class Edition(NamedTuple):
    """An edition in brackets: its year, the place (`bucharest 2022`), a radio conference's mark."""

    year: str | None
    place: str | None
    mark: str | None


class Numbered(NamedTuple):
    """A number read: `shape` names the group that fitted, `series` where the number tells it."""

    number: str
    shape: str
    series: str | None
    edition: Edition | None
    start: int
    end: int


def number_at(text: str, position: int) -> Numbered | None:
    """The number that begins at a place of a folded text, with edition or date after it."""
    match = _NUMBER.match(text, position)
    if match is None:
        return None
    number, shape, series = _told_by(match)
    end = match.end()
    edition = Edition(match["scyear"], None, None) if match["scyear"] else None
    dated = _DATE.match(text, end)
    end = dated.end() if dated else end
    bracketed = edition_at(text, end) if edition is None else None
    if bracketed is not None:
        edition, end = bracketed
    return Numbered(number, shape, series, edition, match.start(), end)


def _told_by(match: re.Match[str]) -> tuple[str, str, str | None]:
    if match["symbol"]:
        organ = {"A": "un/ga", "E": "un/ecosoc", "S": "un/sc"}[match["organ"]]
        number = (match["un"] or match["sc"]).replace(".", "-")
        return number.replace("/", "-") + _part(match["unpart"]), "symbol", organ
    if match["sector"]:
        return match["sectornumber"], "sector", _SECTORS[match["sector"][-1]]
    if match["conference"]:
        return f"{match['conference']}c-{match['conferencenumber']}", "conference", "unesco/gc"
    if match["slash"]:
        first = match["slash"].split("/")[0]
        series = "un/ecosoc" if len(first) == 4 and first.isdigit() else "un/ga"
        return match["slash"].replace("/", "-") + _part(match["part"]), "slash", series
    if match["roman"]:
        return f"{match['roman']}-{match['session']}".replace(" ", "-"), "roman", "un/ga"
    return match["plain"], "plain", None


def _part(letter: str | None) -> str:
    return f"-{letter.strip()}" if letter else ""


def edition_at(text: str, position: int) -> tuple[Edition, int] | None:
    """The edition in brackets at a place and where it ends: `(Rev. Dubai, 2018)`, `(C11, last
    amended C24)`, `(Modified 2019)`, `(Rev.WRC-19)`; of several years the last counts."""
    match = _EDITION.match(text, position)
    if match is None:
        return None
    inside = match[1]
    years = _YEAR.findall(inside)
    short = _SHORT_YEAR.findall(inside)
    mark = short[-1][0].rstrip("-") if short else None
    if short:
        digits = short[-1][1]
        years.append(("19" if int(digits) > 60 else "20") + digits)
    if not years:
        return None
    return Edition(max(years), _place(inside, max(years)), mark), match.end()


def _place(inside: str, year: str) -> str | None:
    """`Rev. Sharm el-Sheikh, 2019` as `sharm el-sheikh 2019`."""
    before = inside[: inside.rfind(year)].rstrip(" ,")
    city = re.split(r"(?:[Rr][eé]v\.?|Пересм\.|修订版|;)\s*", before)[-1].strip(" ,.")
    return f"{city.lower()} {year}" if city else None
