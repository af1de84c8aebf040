"""Joints: places where a deleted and an inserted stretch run together without a mark.

Reads   the text of one paragraph and what is known of the document's words.
Writes  the joints in it: where the old stretch begins, where it meets the new one, where that ends.

Each rule has its example beside it (old and new run together): the shapes of numbers and
names that no sentence has. What merely looks like one is left alone: dropped hyphens
(`SecretaryGeneral`), compounds, symbols of documents.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from actionline.reading.flattened.words import WORD, Lexicon, is_compound, split, tables

_NAME = r"[A-Za-zÀ-ÿ][\w’'.‑-]*(?:[ \u00a0][A-Za-zÀ-ÿ][\w’'.‑-]*){0,3}"
_NAME_YEAR = rf"{_NAME},[ \u00a0]?\d{{4}}"

# `(Rev. Dubai, 2018Bucharest, 2022)`, `(Dubai, 2018Bucharest, 2022)`
_EDITIONS = re.compile(
    rf"\((?:Rev\.?[ \u00a0]?|Rév\.?[ \u00a0]?)?({_NAME_YEAR})((?=[^\W\d]){_NAME_YEAR})\)"
)
# `(Rev. Dubai, 2018)(Rev. Bucharest, 2022)`
_BRACKETS = re.compile(r"(\((?:Rev|Rév)[^()]{3,50}\d{4}\))[ ]?(\((?:Rev|Rév)[^()]{3,50}\d{4}\))")
# `2015-20182019-2022`, `20242025`
_YEARS = re.compile(
    r"(?<!\d)((?:19|20)\d\d(?:[-–](?:19|20)\d\d)?)((?:19|20)\d\d(?:[-–](?:19|20)\d\d)?)(?!\d)"
)
# `(C21C21, last amended C26)`
_AMENDED = re.compile(r"\((C\d\d)(C\d\d, last amended C\d\d)\)")
# `by radioby radio and satellite`: words said again at once
_DOUBLED = re.compile(r"\b([^\W\d]\w*(?: \w+){0,3})(\1\b(?:,? (?:and|or) \w+)?)")
# `20 00035 000`
_THOUSANDS = re.compile(r"(?<![\d ])(\d{1,3}(?: \d{3})+?)([1-9]\d{0,2}(?: \d{3})+)(?![\d])")
# `C24C26`, `PP-18PP-22`
_SESSIONS = re.compile(r"(?<![A-Za-z0-9])([A-Z]{1,4}-?\d\d)([A-Z]{1,4}-?\d\d)(?![A-Za-z0-9])")
# `70/12580/173`
_SYMBOLS = re.compile(r"(?<!\d)(?<!\d/)(\d{2,3})/(\d{3,6})/(\d{1,3})(?!\d)")
# `L.49265`: a draft's number and the number it was adopted under
_DRAFTS = re.compile(r"(?<=/)(L\.\d{1,3}?)(\d{2,3})(?!\d)")
# `30th31st`
_ORDINALS = re.compile(r"(?<!\d)(\d{1,3}(?:st|nd|rd|th))(\d{1,3}(?:st|nd|rd|th))\b")
# `twenty30-year`
_WORD_NUMBER = re.compile(r"(?<![^\W\d_])([a-zà-ÿ]{3,})(\d{1,4})(?=[-‑ ,;.)])")
# `+2030`: plus twenty, plus thirty
_PLUS = re.compile(r"(?<=[A-Za-z]\+)(\d0)(\d0)(?!\d)")
# `5080 per cent`; `3040 hours`: no year and no round number
_PER_CENT = re.compile(r"(?<![\d.,/-])([1-9]\d)([1-9]\d)(?= ?(?:per cent|percent|%))")
_NUMBERS = re.compile(
    r"(?<![\d.,/§-])(?<![§.] )(?<!Resolution )(?<!Decision )(?!19\d\d|20\d\d|\d\d00)"
    r"(?<!and )(?<!Resolutions )([1-9]\d)([1-9]\d)(?= (?!and |the |for |not )[a-z]{3,})"
)
# `2018the`
_YEAR_WORD = re.compile(r"(?<!\d)((?:19|20)\d\d)([a-zà-ÿ]{2,}|[A-Z][a-zà-ÿ]{2,})")
# `AiresKigali`, `protectionWSIS`
_CAPITAL = re.compile(r"([A-Z]?[a-zà-ÿ]{2,})([A-Z][a-zà-ÿ]{2,}|[A-Z]{2,}[\w&-]*)")
# `this conference the Plenipotentiary Conference`
_SELF = re.compile(
    r"\b(this (?:conference|assembly|council)) "
    r"(the (?:[A-Z][\w-]+ ){0,5}(?:Conference|Assembly|Council))\b"
)
# `report to the through the group`: a preposition whose object was struck out
_STRANDED = re.compile(
    r"\b((?:to|for|of|by|with) the|to|for|of) ((?:through|via|(?<=the )(?:to|by|with|from))\b)"
    r"(?= ?[\w:(])"
)
# `…;,` at the end: the closing mark changed
_MARKS = re.compile(r"([;,.])([;,.])\s*$")
# `by the Confederation the Report of the Commission`: two wordings, one after the other
_TWOFOLD = re.compile(r"[A-Z][a-zà-ÿ]{3,} (?=the [A-Z][a-zà-ÿ]{3,} )")
_DIGIT = re.compile(r"\d")
# rule, pattern, whether it is strong, what every such shape contains
_SHAPES = (
    ("editions", _EDITIONS, True, ", "),
    ("brackets", _BRACKETS, True, "(R"),
    ("editions", _AMENDED, True, "last amended"),
    ("plus", _PLUS, True, "+"),
    ("drafts", _DRAFTS, True, "/L."),
    ("self", _SELF, True, "this "),
    ("stranded", _STRANDED, False, " the "),
    ("stranded", _STRANDED, False, " through "),
)
_NUMBER_SHAPES = (
    ("years", _YEARS, True),
    ("sessions", _SESSIONS, True),
    ("ordinals", _ORDINALS, True),
    ("numbers", _PER_CENT, True),
    ("numbers", _THOUSANDS, True),
    ("numbers", _NUMBERS, False),
)
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S+@\S+")
_LOWER = re.compile(r"(?<![-‑'’\w])[^\W\d_]{6,}")


class Joint(NamedTuple):
    """Old stretch `[start, middle)`, new stretch `[middle, end)`; between them nothing, or the
    blank at `middle` where `gap` is 1. `strong`: no sentence has this shape by itself."""

    start: int
    middle: int
    end: int
    rule: str
    strong: bool = True
    gap: int = 0


def find(text: str, known: Lexicon) -> list[Joint]:
    """The joints of a paragraph, in order and apart from one another."""
    found: list[Joint] = []
    for rule in (_find_shapes, _find_capitals, _find_words, _find_replaced):
        found += rule(text, known)
    if found and ("://" in text or "www." in text or "@" in text):
        found = [joint for joint in found if not _in_address(text, joint)]
    found.sort(key=lambda joint: (not joint.strong, joint.start - joint.end))
    kept: list[Joint] = []
    for joint in found:
        if all(joint.end <= other.start or joint.start >= other.end for other in kept):
            kept.append(joint)
    return sorted(kept, key=lambda joint: joint.start)


def _in_address(text: str, joint: Joint) -> bool:
    """Whether a joint lies in a web or mail address."""
    return any(match.start() <= joint.middle <= match.end() for match in _ADDRESS.finditer(text))


def _find_shapes(text: str, known: Lexicon) -> list[Joint]:
    found = []
    for name, pattern, strong, sign in _SHAPES:
        if sign not in text:
            continue
        for match in pattern.finditer(text):
            if match[1] != match[2]:
                gap = match.start(2) - match.end(1)
                found.append(Joint(match.start(1), match.end(1), match.end(2), name, strong, gap))
    marks = _MARKS.search(text, max(0, len(text) - 12))
    if marks is not None and marks[1] != marks[2]:
        found.append(Joint(marks.start(1), marks.end(1), marks.end(2), "marks"))
    for match in _TWOFOLD.finditer(text):
        if (start := _whole_paragraph(text, match.end())) is not None:
            found.append(Joint(start, match.end(), len(text), "whole", strong=False))
    found += [
        Joint(_widened(text, match), match.end(1), match.end(2), "doubled")
        for match in _DOUBLED.finditer(text)
        if len(match[1]) > 3
    ]
    if _DIGIT.search(text):
        found += _find_numbers(text, known)
    return found


def _widened(text: str, match: re.Match[str]) -> int:
    """Where the old stretch begins: the same words stood in both, so one of the two has more."""
    if len(match[1]) < len(match[2]):
        return match.start(1)
    before = re.search(r"\bthe (?:[\w-]+ ){1,5}$", text[max(0, match.start() - 60) : match.start()])
    return match.start(1) - len(before[0]) if before else match.start(1)


def _find_numbers(text: str, known: Lexicon) -> list[Joint]:
    found = _find_symbols(text) if "/" in text else []
    for name, pattern, strong in _NUMBER_SHAPES:
        for match in pattern.finditer(text):
            if match[1] != match[2]:
                found.append(Joint(match.start(1), match.end(1), match.end(2), name, strong))
    for match in _WORD_NUMBER.finditer(text):
        if known.words.get(match[1], 0) or match[1] in tables().numbers:
            found.append(Joint(match.start(1), match.start(2), match.end(2), "number"))
    for match in _YEAR_WORD.finditer(text):
        found.append(Joint(match.start(1), match.start(2), match.end(2), "year"))
    return found


def _find_symbols(text: str) -> list[Joint]:
    """`70/12580/173`: where the first number ends is told by the second one's session, which
    is not before the first one's and not far after it."""
    found = []
    for match in _SYMBOLS.finditer(text):
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


def _find_capitals(text: str, known: Lexicon) -> list[Joint]:
    found = []
    for match in _CAPITAL.finditer(text):
        whole = _whole_word(text, match.start(), match.end())
        if is_compound(match[1], match[2], known) or known.words.get(whole.lower(), 0) > 2:
            continue
        if match[1].lower() not in known.words and match[2].lower() not in known.words:
            continue
        start = _name_start(text, match.start(1)) if match[1][0].isupper() else match.start(1)
        found.append(Joint(start, match.start(2), match.end(2), "capital"))
    return found


def _whole_word(text: str, start: int, end: int) -> str:
    while start > 0 and text[start - 1].isalpha():
        start -= 1
    while end < len(text) and text[end].isalpha():
        end += 1
    return text[start:end]


def _name_start(text: str, start: int) -> int:
    """The beginning of a name of several capitalised words that ends where `start`'s word does."""
    match = re.search(r"(?:[A-Z][a-zà-ÿ]+ )+$", text[max(0, start - 60) : start])
    return start - len(match[0]) if match else start


def _find_words(text: str, known: Lexicon) -> list[Joint]:
    """`constituteshas`, `mastspublic`: a word that neither the document nor the language has
    otherwise, made of two that they have."""
    found = []
    for match in _LOWER.finditer(text):
        word = match[0]
        if known.words.get(word.lower(), 0) > 2:
            continue
        middle = split(word.lower(), known)
        if middle is None:
            continue
        middle += match.start()
        whole = _whole_paragraph(text, middle)
        if whole is not None:
            found.append(Joint(whole, middle, len(text), "whole"))
        else:
            start, end = _phrases(text, match.start(), middle, match.end(), known)
            found.append(Joint(start, middle, _group_end(text, middle, end), "word"))
    return found


def _phrases(text: str, start: int, middle: int, end: int, known: Lexicon) -> tuple[int, int]:
    """How far the two stretches reach (`relay masts|public telephones`): so far that the words
    around them follow one another elsewhere in the document; one word where nothing tells."""
    lists = tables()
    first_new = text[middle:end].lower()
    last_old = text[start:middle].lower()
    before = list(WORD.finditer(text, max(0, start - 60), start))[-3:]
    if before and (before[-1][0].lower(), first_new) not in known.pairs:
        for count in (2, 3):
            if len(before) < count or before[-count + 1][0].lower() in lists.function_words:
                break
            if (before[-count][0].lower(), first_new) in known.pairs:
                start = before[-count + 1].start()
                break
    after = list(WORD.finditer(text, end, end + 60))[:3]
    if after and (last_old, after[0][0].lower()) not in known.pairs:
        for count in (1, 2):
            if len(after) <= count or after[count - 1][0].lower() in lists.function_words:
                break
            if (last_old, after[count][0].lower()) in known.pairs:
                end = after[count - 1].end()
                break
    return start, end


def _group_end(text: str, middle: int, end: int) -> int:
    """The end of a verb group that begins the new stretch (`has proven to be`)."""
    lists = tables()
    if text[middle:end] not in lists.auxiliaries:
        return end
    for match in re.finditer(r" ([^\W\d_]+)", text[end : end + 40]):
        word = match[1]
        if word not in lists.auxiliary_tails and not word.endswith(("ed", "en")):
            break
        end += len(match[0])
    return end


def _whole_paragraph(text: str, middle: int) -> int | None:
    """Where the whole paragraph was replaced: the new stretch begins as the old one did."""
    label = re.match(r"\s*(?:\S{1,8}[).]?\t)?", text)
    start = label.end() if label else 0
    first = re.match(r"[^\W\d_]+", text[start:])
    second = re.match(r"[^\W\d_]+", text[middle:])
    if first is None or second is None or first[0].lower() != second[0].lower():
        return None
    rest = text[middle:].split()
    return start if len(rest) >= 6 and middle - start > 20 else None


def _find_replaced(text: str, known: Lexicon) -> list[Joint]:
    """`Buenos Aires Kigali Action Plan`: two names side by side of which the document elsewhere
    replaced one by the other."""
    found = []
    for old, new in known.replaced.items():
        for match in re.finditer(rf"\b{re.escape(old)}( ?){re.escape(new)}\b", text):
            start = match.start()
            middle = start + len(old)
            found.append(Joint(start, middle, match.end(), "replaced", True, len(match[1])))
    return found


def replaced_names(text: str) -> dict[str, str]:
    """Names that joints of editions show as replaced: `Dubai, 2018Bucharest, 2022` gives
    Dubai -> Bucharest."""
    out = {}
    for pattern in (_EDITIONS, _BRACKETS) if "20" in text else ():
        for match in pattern.finditer(text):
            old, new = (_place(stretch) for stretch in (match[1], match[2]))
            if old != new:
                out[old] = new
    return out


def _place(edition: str) -> str:
    """`(Rev. Dubai, 2018)` gives Dubai."""
    return edition.strip("()").removeprefix("Rev.").split(",")[0].strip()
