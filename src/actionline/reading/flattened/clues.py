"""Clues to when a paragraph was written: it may name what the older edition cannot have known.

Sources: the UN's sessions begin in September of 1945 + n (session n, A/RES/n/m); a resolution is
cited in the edition of a year.
"""

import re
from typing import NamedTuple

_YEAR = re.compile(r"20\d\d(?<![\d/.+-]20\d\d)(?<!–20\d\d)(?![\d/-]|–)")
_EDITION = r"\((?:Rev|Rév)\.?[ \u00a0]?[^()]{2,40}?,[ \u00a0]?(20\d\d)\)"
_SESSION = (
    r"(?:UNGA |General Assembly |UN )?[Rr]esolutions? (?:A/|A/RES/)?(\d{2})/(\d{1,3})(?!\d)|"
    r"\bA/RES/(\d{2})/(\d{1,3})(?!\d)"
)
_AHEAD = r"(?i)\b(?:in|by|until|to|for|before|towards?|beyond|since|from|of)(?: \w+)? $"
_FIRST_SESSION = 1945


class Clue(NamedTuple):
    """Something later than the older edition, at `[start, end)` of the text.

    `strong` where the older edition cannot have had it; else it may have looked ahead. `added`
    where it is joined to something older (`2017 and 2021`): the paragraph stood there before.
    """

    start: int
    end: int
    strong: bool
    added: bool = False


def later(text: str, base: int, version: int, *, preambular: bool) -> list[Clue]:
    """What in a text is later than the edition of the year `base`, in a revision of `version`."""
    clues: list[Clue] = []
    for match in re.finditer(_SESSION, text) if "/" in text else ():
        session = int(match[1] or match[3])
        if base < _FIRST_SESSION + session <= version + 1:
            clues.append(Clue(match.start(), match.end(), True))
    for match in re.finditer(_EDITION, text) if "(R" in text else ():
        if base < int(match[1]) <= version:
            clues.append(Clue(match.start(), match.end(), True))
    if preambular:
        for match in _YEAR.finditer(text):
            year = int(match[0])
            if base < year <= version and not any(
                clue.start <= match.start() < clue.end for clue in clues
            ):
                before = text[max(0, match.start() - 24) : match.start()]
                ahead = re.search(_AHEAD, before) is not None
                start = _coordinated(text, match.start())
                added = start < match.start()
                clues.append(Clue(start, match.end(), added or not ahead, added))
    return clues


def _coordinated(text: str, start: int) -> int:
    """Where ` and 2021` begins, if the year is joined to another."""
    match = re.search(r"(?<=\d)(?:,| and| or)[ \u00a0]$", text[max(0, start - 8) : start])
    return start - len(match[0]) if match else start
