"""How instruments are numbered: one number with its edition, read at a place of a text."""

import re
from typing import NamedTuple

# The shapes of a number, the first that fits being taken: what it may begin with (a digit is told
# by 0), a sign that it has within its first characters, and its pattern, compiled where both are.
_SHAPES = (
    (
        "symbol", "AES", "/",
        r"([AES])/(?:(?:RES|DEC)/)?(?:((?:S-|ES-)?\d{1,4}/(?:L\.)?\d{1,4})([ ]?[A-Z](?![\w.'-]))?"
        r"|(\d{1,4})[ ]?\((\d{4})\))",
    ),
    ("sector", "IUМ", "-", r"(?:ITU|UIT|МСЭ)-([RTDТ]) (\d{1,4})(?:-\d{1,2})?(?![\d/])"),
    ("conference", "0", "C/", r"(\d{1,3}) ?C/(\d{1,4})"),
    ("slash", "0SE", "/", r"((?:S-|ES-)?\d{1,4}/\d{1,4})( [A-Z](?![\w.'-]))?"),
    ("roman", "0", "(", r"(\d{1,4}(?: [A-Z])?) \(((?:S-)?[IVXLC]+)\)"),
    ("plain", "0", "", r"(\d{1,4})(?![\d/]|\.\d)"),
)  # fmt: skip
_SIGN_WITHIN = 12  # characters
_SECTORS = {"R": "itu/ra", "T": "itu/wtsa", "D": "itu/wtdc", "Т": "itu/wtsa"}
_ORGANS = {"A": "un/ga", "E": "un/ecosoc", "S": "un/sc"}
_EDITION = re.compile(r"\s?\(([^()\n]{1,90})\)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHORT_YEAR = r"\b(C|PP-|WRC-|CMR-|RA-|WTSA-|WTDC-|AMNT-|CMDT-)(\d\d)(?!\d)"
_DATE = r"\s?(?:of|du|de|от)\s\d{1,2}(?:er)?\s(?:de\s)?[^\W\d_]{3,10}\s(?:de\s)?(?:19|20)\d\d"


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
    found = _shape_at(text, position)
    if found is None:
        return None
    shape, match = found
    number, series = _told_by(shape, match)
    end = match.end()
    edition = Edition(match[5], None, None) if shape == "symbol" and match[5] else None
    if text[end + 3 : end + 5].strip()[:1].isdecimal() and (dated := _date_at(text, end)):
        end = dated.end()
    bracketed = edition_at(text, end) if edition is None else None
    if bracketed is not None:
        edition, end = bracketed
    return Numbered(number, shape, series, edition, match.start(), end)


def _shape_at(text: str, position: int) -> tuple[str, re.Match[str]] | None:
    head = text[position : position + _SIGN_WITHIN]
    first = "0" if head[:1].isdecimal() else head[:1]
    if not first or first not in "0AESIUМ":
        return None
    for shape, beginnings, sign, pattern in _SHAPES:
        if first in beginnings and sign in head:
            match = re.compile(pattern).match(text, position)
            if match is not None:
                return shape, match
    return None


def _date_at(text: str, position: int) -> re.Match[str] | None:
    """` of 16 December 2015` after a number."""
    return re.compile(_DATE).match(text, position)


def _told_by(shape: str, match: re.Match[str]) -> tuple[str, str | None]:
    """The number as a slug has it, and the series where it tells that."""
    if shape == "symbol":
        number = (match[2] or match[4]).replace(".", "-")
        return number.replace("/", "-") + _part(match[3]), _ORGANS[match[1]]
    if shape == "sector":
        return match[2], _SECTORS[match[1]]
    if shape == "conference":
        return f"{match[1]}c-{match[2]}", "unesco/gc"
    if shape == "slash":
        first = match[1].split("/")[0]
        series = "un/ecosoc" if len(first) == 4 and first.isdigit() else "un/ga"
        return match[1].replace("/", "-") + _part(match[2]), series
    if shape == "roman":
        return f"{match[1]}-{match[2]}".replace(" ", "-"), "un/ga"
    return match[1], None


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
    short = re.findall(_SHORT_YEAR, inside) if "C" in inside or "-" in inside else []
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
    city = before.removeprefix("Rev.").removeprefix("Rév.").lstrip()
    if any(mark in city for mark in ("ev", "év", "Пересм", "修订版", ";")):
        city = re.split(r"(?:[Rr][eé]v\.?|Пересм\.|修订版|;)\s*", city)[-1]
    city = city.strip(" ,.")
    return f"{city.lower()} {year}" if city else None
