"""Shapes that no sentence has: places where numbers, years, editions and symbols of an old and
a new text run together without a mark.

Reads   the text of one paragraph.
Writes  the joints in it. Each pattern has its example beside it, and is compiled when a text
        has the sign of it: few have any.
"""

import re
from typing import NamedTuple

_NAME = r"[A-Za-zÀ-ÿ][\w'.-]*(?:[ \u00a0][A-Za-zÀ-ÿ][\w'.-]*){0,3}"
_NAME_YEAR = rf"{_NAME},[ \u00a0]?\d{{4}}"

# `(Rev. Dubai, 2018Bucharest, 2022)`, `(Dubai, 2018Bucharest, 2022)`
_EDITIONS = rf"\((?:Rev\.?[ \u00a0]?|Rév\.?[ \u00a0]?)?({_NAME_YEAR})((?=[^\W\d]){_NAME_YEAR})\)"
# `(Rev. Dubai, 2018)(Rev. Bucharest, 2022)`
_BRACKETS = r"(\((?:Rev|Rév)[^()]{3,50}\d{4}\))[ ]?(\((?:Rev|Rév)[^()]{3,50}\d{4}\))"
# `2015-20182019-2022`, `20242025`
_YEARS = r"(?<!\d)((?:19|20)\d\d(?:[-–](?:19|20)\d\d)?)((?:19|20)\d\d(?:[-–](?:19|20)\d\d)?)(?!\d)"
# `(C21C21, last amended C26)`
_AMENDED = r"\((C\d\d)(C\d\d, last amended C\d\d)\)"
# `20 00035 000`
_THOUSANDS = r"(?<![\d ])(\d{1,3}(?: \d{3})+?)([1-9]\d{0,2}(?: \d{3})+)(?![\d])"
# `C24C26`, `PP-18PP-22`
_SESSIONS = r"(?<![A-Za-z0-9])([A-Z]{1,4}-?\d\d)([A-Z]{1,4}-?\d\d)(?![A-Za-z0-9])"
# `70/12580/173`
_SYMBOLS = r"(?<!\d)(?<!\d/)(\d{2,3})/(\d{3,6})/(\d{1,3})(?!\d)"
# `L.49265`: a draft's number and the number it was adopted under
_DRAFTS = r"(?<=/)(L\.\d{1,3}?)(\d{2,3})(?!\d)"
# `30th31st`
_ORDINALS = r"(?<!\d)(\d{1,3}(?:st|nd|rd|th))(\d{1,3}(?:st|nd|rd|th))\b"
# `+2030`: plus twenty, plus thirty
_PLUS = r"(?<=[A-Za-z]\+)(\d0)(\d0)(?!\d)"
# `5080 per cent`; `3040 hours`: no year and no round number
_PER_CENT = r"(?<![\d.,/-])([1-9]\d)([1-9]\d)(?= ?(?:per cent|percent|%))"
_NUMBERS = (
    r"(?<![\d.,/§-])(?<![§.] )(?<!Resolution )(?<!Decision )(?!19\d\d|20\d\d|\d\d00)"
    r"(?<!and )(?<!Resolutions )([1-9]\d)([1-9]\d)(?= (?!and |the |for |not )[a-z]{3,})"
)
# `2018the`
_YEAR_WORD = r"(?<!\d)((?:19|20)\d\d)([a-zà-ÿ]{2,}|[A-Z][a-zà-ÿ]{2,})"
# `this conference the Plenipotentiary Conference`
_SELF = (
    r"\b(this (?:conference|assembly|council)) "
    r"(the (?:[A-Z][\w-]+ ){0,5}(?:Conference|Assembly|Council))\b"
)
# `report to the through the group`: a preposition whose object was struck out
_STRANDED = (
    r"\b((?:to|for|of|by|with) the|to|for|of) ((?:through|via|(?<=the )(?:to|by|with|from))\b)"
    r"(?= ?[\w:(])"
)
_SELF_SIGNS = ("this conference the ", "this assembly the ", "this council the ")
_STRANDED_SIGNS = ("the to", "the by", "the with", "the from")
_STRANDED_WAYS = ("through", "via")
_BEFORE_WAY = ("to ", "for ", "of ", "the ")
# rule, pattern, whether it is strong, what every such shape contains
_SHAPES = (
    ("editions", _EDITIONS, True, "("),
    ("brackets", _BRACKETS, True, "(R"),
    ("editions", _AMENDED, True, "last amended"),
    ("plus", _PLUS, True, "+"),
    ("drafts", _DRAFTS, True, "/L."),
)
# Signs of the shapes of numbers, and the shapes that have each.
_NUMBER_SHAPES = (
    (
        r"\d(?:\d{7}|[-–]\d{5}| \d)",
        (("years", _YEARS, True), ("numbers", _THOUSANDS, True)),
    ),
    (
        r"\d[A-Za-z]",
        (("sessions", _SESSIONS, True), ("ordinals", _ORDINALS, True), ("year", _YEAR_WORD, True)),
    ),
    (
        r"\d{4}(?:(?!\d)(?<!19\d\d)(?<!20\d\d)| ?(?:per|%))",
        (("numbers", _PER_CENT, True), ("numbers", _NUMBERS, False)),
    ),
)
_SLASH = re.compile(r"/\d{4}")
# A digit after which one of those signs may go on.
_NUMBER = re.compile(r"\d(?:[A-Za-z–-]| \d|\d{3}(?:(?!\d)(?<!19\d\d)(?<!20\d\d)|\d{4}| ?[p%]))")
_MARKS = frozenset(";,.")


class Joint(NamedTuple):
    """Old stretch `[start, middle)`, new stretch `[middle, end)`; between them nothing, or the
    blank at `middle` where `gap` is 1. `strong`: no sentence has this shape by itself."""

    start: int
    middle: int
    end: int
    rule: str
    strong: bool = True
    gap: int = 0


def find_shapes(text: str) -> list[Joint]:
    """The joints that are told by their shape alone, in no order."""
    found: list[Joint] = []
    text = _folded(text)
    for name, pattern, strong, contained in _SHAPES:
        if contained in text:
            found += _matches(text, name, pattern, strong)
    if "this " in text and any(map(text.__contains__, _SELF_SIGNS)):
        found += _matches(text, "self", _SELF, True)
    if any(map(text.__contains__, _STRANDED_SIGNS)) or any(
        before + way in text for way in _STRANDED_WAYS if way in text for before in _BEFORE_WAY
    ):
        found += _matches(text, "stranded", _STRANDED, False)
    end = len(text.rstrip())
    # `…;,` at the end: the closing mark changed
    if end > 1 and _MARKS.issuperset(text[end - 2 : end]) and text[end - 2] != text[end - 1]:
        found.append(Joint(end - 2, end - 1, end, "marks"))
    if _SLASH.search(text):
        found += _find_symbols(text)
    if _NUMBER.search(text):
        for sign, shapes in _NUMBER_SHAPES:
            if re.search(sign, text):
                for name, pattern, strong in shapes:
                    found += _matches(text, name, pattern, strong)
    return found


def _matches(text: str, name: str, pattern: str, strong: bool) -> list[Joint]:
    return [
        Joint(match.start(1), match.end(1), match.end(2), name, strong,
              match.start(2) - match.end(1))
        for match in re.finditer(pattern, text)
        if match[1] != match[2]
    ]  # fmt: skip


def _folded(text: str) -> str:
    """The text with plain apostrophes and hyphens, of the same length."""
    return text.replace("’", "'").replace("‑", "-")


def apart(found: list[Joint]) -> list[Joint]:
    """Joints in order, none over another: strong ones first, then the longer."""
    found.sort(key=lambda joint: (not joint.strong, joint.start - joint.end))
    kept: list[Joint] = []
    for joint in found:
        if all(joint.end <= other.start or joint.start >= other.end for other in kept):
            kept.append(joint)
    return sorted(kept, key=lambda joint: joint.start)


def _find_symbols(text: str) -> list[Joint]:
    """`70/12580/173`: where the first number ends is told by the second one's session, which
    is not before the first one's and not far after it."""
    found = []
    for match in re.finditer(_SYMBOLS, text):
        digits = match[2]
        if len(digits) < 4:
            continue
        first = int(match[1])
        for length in range(1, len(digits)):
            second = int(digits[length:])
            if (
                2 <= len(digits) - length <= 3
                and digits[length] != "0"
                and first <= second <= first + 40
            ):
                middle = match.start(2) + length
                found.append(Joint(match.start(), middle, match.end(), "symbols"))
                break
    return found


def replaced_names(text: str) -> dict[str, str]:
    """Names that joints of editions show as replaced: `Dubai, 2018Bucharest, 2022` gives
    Dubai -> Bucharest."""
    out = {}
    for pattern in (_EDITIONS, _BRACKETS) if "20" in text else ():
        for match in re.finditer(pattern, _folded(text)):
            old, new = (_place(text[slice(*match.span(side))]) for side in (1, 2))
            if old != new:
                out[old] = new
    return out


def _place(edition: str) -> str:
    """`(Rev. Dubai, 2018)` gives Dubai."""
    return edition.strip("()").removeprefix("Rev.").split(",")[0].strip()
