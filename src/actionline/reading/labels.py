"""Labels of list items: `a)`, `1`, `ii)`, `(b)`, `3.`, `–`; their families and their order.

A label's *core* is what it counts with (`a`, `1`, `ii`), without brackets and dots. A
*family* says how cores follow one another. Which family a core belongs to is known only from
its list: `i)` is a letter after `h)` and a roman numeral after `c) … :`.
"""

import re
from functools import lru_cache
from typing import NamedTuple

from actionline.reading.model import Paragraph, Side

NUMERAL, LETTER, ROMAN, CAPITAL, DECIMAL = "numeral", "letter", "roman", "capital", "decimal"
CYRILLIC, ARABIC, CHINESE = "cyrillic", "arabic", "chinese"
BULLET, PLAIN = "bullet", "plain"
UNLABELLED = frozenset({BULLET, PLAIN})

_CYRILLIC_ORDER = "абвгдежзиклмнопрстуфхцчшщэюя"
_ARABIC_ORDER = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_CHINESE_ORDER = "一二三四五六七八九"

# Letters of other scripts that look like Latin ones; in a Latin text a label means the latter.
LOOK_ALIKES = str.maketrans("асеорхіјѕуАВЕКМНОРСТХІЈЅ", "aceopxijsyABEKMHOPCTXIJS")

_ROMAN_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_ORDINALS = r"(?:\s?(?:bis|ter|quater|quinquies))?"
# `a)`, `(a)`, `12)`, `ae)`, `5bis)`; `1`, `1.` and `12` before a tab; `3.`, `3` before text; `a.`
# Those of rarer scripts are compiled where such a label stands.
_BRACKETED = r"(\(?)([{letters}]{{1,8}}|\d{{1,6}})({ordinals})\s?\)(?=\s|$|[^\W\d])"
_LATIN = re.compile(_BRACKETED.format(letters="A-Za-z", ordinals=_ORDINALS))
_ANY_SCRIPT = _BRACKETED.format(letters="A-Za-zЀ-ӿء-ي", ordinals=_ORDINALS)
_NUMBERED = re.compile(
    rf"(\d{{1,3}}(?:\.\d{{1,3}}){{1,4}}|\d{{1,6}}{_ORDINALS})(\.?)(\t\s*|\s{{2,}}|$)"
)
_SPACED = rf"(\d{{1,3}}{_ORDINALS})(\.?) (?=[^\W\d]|[\"«(\[]|“)"
_DOTTED = r"([A-Za-z]{1,4})\.(?:\t\s*|\s+)"
_CHINESE = r"(?:（([一二三四五六七八九十]{1,3})）|([一二三四五六七八九十]{1,3})、)\s*"
_BULLETS = frozenset("–—―•·●▪■○◦‣⁃∙\uf0b7\uf02d−-*")
_TIGHT_BULLETS = frozenset("–—•●▪")  # those that may stand before a word without a blank
_MAY_CLOSE = frozenset(").")
_HEAD = 24  # characters in which a label is looked for


class Label(NamedTuple):
    """A label as typed: `printed` as it stands, `core` what it counts with, `end` where the
    words begin, `style` its brackets and dots (so that `a.` and `a)` are two lists)."""

    printed: str
    core: str
    style: str
    end: int
    suffix: str = ""  # bis, ter …

    @property
    def is_bullet(self) -> bool:
        return self.style == BULLET

    @property
    def component(self) -> str:
        """What it adds to a path."""
        return (self.core + self.suffix).lower() if self.style != BULLET else ""


def fold(text: str) -> str:
    """Letters of other scripts as the Latin letters they look like, blanks taken out."""
    return "".join(text.translate(LOOK_ALIKES).split())


def find_label(text: str, *, latin: bool = True) -> Label | None:
    """The label at the start of a paragraph, after blanks; None where it has none.

    `latin` says that the text is in Latin script: look-alike letters are then read as Latin.
    A paragraph that merely begins with a number (`2030 Agenda …`) has no label.
    """
    start = len(text) - len(text.lstrip())
    if (
        text[start : start + 1].islower()
        and text[start + 1 : start + 3].isalpha()
        and not _MAY_CLOSE.intersection(text[start + 3 : start + 10])
    ):
        return None  # a word, as most paragraphs without a label begin with
    label = _label_in(text[start : start + _HEAD], latin)
    if label is None:
        return None
    if not start and label.end < _HEAD:
        return label
    end = start + label.end
    while end < len(text) and text[end].isspace():
        end += 1
    return label._replace(end=end)


@lru_cache(maxsize=4096)
def _label_in(head: str, latin: bool) -> Label | None:
    """The label at the start of a paragraph's first characters, and where after it and the blanks
    that follow the words begin."""
    label = _begins_with(head, latin)
    if label is None:
        return None
    return label._replace(end=len(head) - len(head[label.end :].lstrip()))


def _begins_with(head: str, latin: bool) -> Label | None:
    first = head[:1]
    if first.isdecimal():
        return _bracketed(head, latin) or _numbered(head)
    if first in _BULLETS or head.startswith("o\t"):
        return _bullet(head)
    if label := _bracketed(head, latin):
        return label
    if "." in head[1:5] and (match := re.match(_DOTTED, head)) and _is_short_label(match[1]):
        return Label(match[1] + ".", match[1], "a.", match.end())
    if first > "\u4dff" and (match := re.match(_CHINESE, head)):
        return Label(match[0].strip(), match[1] or match[2], "、", match.end())
    return None


def _bullet(head: str) -> Label | None:
    """A bullet, before a blank or, some, at once before a word."""
    words = head[1:].lstrip()
    if head[1:2].isspace():
        return Label(head[0], "", BULLET, len(head) - len(words))
    return Label(head[0], "", BULLET, 1) if words and head[0] in _TIGHT_BULLETS else None


def _bracketed(head: str, latin: bool) -> Label | None:
    """`a)`, `(12)`."""
    closed = head.find(")")
    if closed < 0:
        return None
    if latin and not head.isascii():
        head = head.translate(LOOK_ALIKES)
    match = _LATIN.match(head) if head[:closed].isascii() else re.match(_ANY_SCRIPT, head)
    if match is None:
        return None
    core, suffix = match[2], match[3].strip()
    return Label(f"{match[1]}{core}{suffix})", core, f"{match[1]})", match.end(), suffix)


def _numbered(head: str) -> Label | None:
    """`3.`, `2.1`, `12` before a tab or words; a number of four digits is a year, not a label."""
    match = _NUMBERED.match(head) or re.match(_SPACED, head)
    if match is None:
        return None
    core, suffix = _split_suffix(match[1])
    if len(core) > 3 and "." not in core and "\t" not in match[0]:
        return None
    printed = "".join(match[1].split()) + match[2]
    return Label(printed, core, match[2], match.end(), suffix)


def label_of(paragraph: Paragraph, side: Side, *, latin: bool = True) -> Label | None:
    """The label on a side: the one counted by the word processor, else the one typed."""
    if paragraph.auto is None:
        return find_label(paragraph.on(side), latin=latin)
    printed = paragraph.auto.old if side is Side.OLD else paragraph.auto.new
    label = find_label(f"{printed}\tx", latin=latin) if printed is not None else None
    return label._replace(end=0) if label is not None else None


def _split_suffix(core: str) -> tuple[str, str]:
    digits = core.rstrip("bistequarn ")
    return digits, core[len(digits) :].strip()


def _is_short_label(core: str) -> bool:
    return len(core) == 1 or (core.islower() and roman_value(core) is not None)


@lru_cache(maxsize=512)
def roman_value(core: str) -> int | None:
    """The value of a roman numeral in canonical form, None where it is none."""
    if not core or any(letter not in _ROMAN_VALUES for letter in core):
        return None
    values = [_ROMAN_VALUES[letter] for letter in core]
    total = sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
    return total if 0 < total < 400 and to_roman(total) == core else None


def to_roman(number: int) -> str:
    """A number of 1 to 399 as a roman numeral in lower case."""
    out = ""
    for value, digits in (
        (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
        (1, "i"),
    ):  # fmt: skip
        while number >= value:
            out += digits
            number -= value
    return out


def _letter_value(core: str, order: str) -> int | None:
    """`a` 1 … `z` 26, `aa` 27; after `aa` both `bb` (as word processors count) and `ab`."""
    first = order.find(core[0]) + 1
    if not first:
        return None
    if len(core) == 1:
        return first
    if len(core) == 2:
        second = order.find(core[1]) + 1
        if second and (core[0] == core[1] or core[0] == order[0]):
            return len(order) + second
    return None


@lru_cache(maxsize=4096)
def value(core: str, family: str) -> int | None:
    """The place of a core in its family, counted from 1; None where it does not belong there."""
    if family == NUMERAL:
        return (int(core) or None) if core.isdecimal() else None
    if family == LETTER:
        return _letter_value(core, "abcdefghijklmnopqrstuvwxyz") if core.islower() else None
    if family == ROMAN:
        return roman_value(core)
    if family == CAPITAL:
        lowered = core.lower()
        return _letter_value(lowered, "abcdefghijklmnopqrstuvwxyz") if core.isupper() else None
    if family == DECIMAL:
        return (int(core.rsplit(".", 1)[1]) or None) if "." in core else None
    if family == CYRILLIC:
        return _letter_value(core, _CYRILLIC_ORDER)
    if family == ARABIC:
        return _letter_value(core, _ARABIC_ORDER)
    if family == CHINESE:
        return _chinese_value(core)
    return None


def _chinese_value(core: str) -> int | None:
    tens, _, units = core.rpartition("十")
    if "十" not in core:
        return _CHINESE_ORDER.find(core) + 1 or None
    return 10 * (_CHINESE_ORDER.find(tens) + 1 if tens else 1) + (
        _CHINESE_ORDER.find(units) + 1 if units else 0
    )


_FAMILIES = (NUMERAL, LETTER, ROMAN, CAPITAL, DECIMAL, CYRILLIC, ARABIC, CHINESE)


@lru_cache(maxsize=4096)
def families(core: str) -> tuple[str, ...]:
    """The families a core may belong to, the likelier first."""
    return tuple(family for family in _FAMILIES if value(core, family) is not None)
