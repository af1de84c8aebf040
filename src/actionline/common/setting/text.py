"""Text as it may stand in a page, a Word file or a PDF, and what its language asks for."""

from __future__ import annotations

import re
from datetime import date

from babel.dates import format_date

#: Languages that run from right to left.
_RIGHT_TO_LEFT = frozenset({"ar", "dv", "fa", "he", "ks", "ku", "ps", "sd", "ug", "ur", "yi"})
_LOCALES = {"en": "en_GB", "zh-hans": "zh_Hans"}

_LINE_ENDS = re.compile(r"[\t\n\r\x0b\x0c\x85\u2028\u2029]+")
#: What XML cannot hold, halves of pairs, signs that Unicode keeps for programs, and the byte
#: order mark.
_NO_TEXT = re.compile(
    "[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
_DIRECTED = re.compile("[\u202a-\u202e\u2066-\u2069]")
#: An embedding or override reaches into its neighbours and can turn words round; an isolate of
#: the same direction does neither (Unicode Standard Annex 9, 2.7).
_AS_ISOLATES = str.maketrans("\u202a\u202b\u202d\u202e\u202c", "\u2066\u2067\u2066\u2067\u2069")
_ISOLATES, _END = "\u2066\u2067\u2068", "\u2069"
#: Chinese may be broken anywhere.
_WORD = re.compile(r"[^\s\u3000-\u9fff\uff00-\uffef]+")
_BEHIND_A_SIGN = re.compile(r"(?<=[/\-\u2010])")
#: A word of so many letters may stand in a line of the page.
LONGEST = 60

#: The letters of `a)`, `b)` …; in Arabic in the order of abjad, as the United Nations count.
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_ABJAD = "أ ب ج د هـ و ز ح ط ي ك ل م ن س ع ف ص ق ر ش ت ث خ ذ ض ظ غ".split()

#: The numbers of sections, level by level.
_ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split()
_HEADINGS = {
    "en": (_ROMAN, _LATIN.upper()),
    "ru": (_ROMAN, "АБВГДЕЖЗИКЛМНОПРСТУФХЦ"),
    "zh": ("一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五".split(), _LATIN.upper()),
    "ar": (
        "أولاً ثانياً ثالثاً رابعاً خامساً سادساً سابعاً ثامناً تاسعاً عاشراً".split(),
        "ألف باء جيم دال هاء واو زاي حاء طاء ياء".split(),
    ),
}


def clean(text: str) -> str:
    """One line of text that every form can hold, whose direction marks end within it."""
    text = _NO_TEXT.sub("", _LINE_ENDS.sub(" ", text))
    return _closed(text) if _DIRECTED.search(text) else text


def _closed(text: str) -> str:
    """Isolates instead of embeddings and overrides, each one closed, none closed twice."""
    depth, kept = 0, []
    for sign in text.translate(_AS_ISOLATES):
        if sign == _END:
            if not depth:
                continue
            depth -= 1
        depth += sign in _ISOLATES
        kept.append(sign)
    return "".join(kept) + _END * depth


def breakable(text: str, longest: int = LONGEST, spared: re.Pattern[str] | None = None) -> str:
    """With places to break in words of more than `longest` letters, save those that are `spared`
    and no longer than a line: behind hyphens and slashes, then in what is still too long."""
    if len(text) <= longest:
        return text

    def broken(found: re.Match[str]) -> str:
        word = found.group()
        spare = spared is not None and len(word) <= LONGEST and spared.fullmatch(word)
        if len(word) <= longest or spare:
            return word
        pieces = _BEHIND_A_SIGN.split(word)
        return "\u200b".join(part for piece in pieces for part in _parts(piece, longest))

    return _WORD.sub(broken, text)


def _parts(piece: str, longest: int) -> list[str]:
    step = max(1, longest // 3) if len(piece) > longest else longest
    return [piece[at : at + step] for at in range(0, len(piece), step)]


def right_to_left(language: str) -> bool:
    """Whether a language runs from right to left."""
    return language.partition("-")[0].lower() in _RIGHT_TO_LEFT


def direction(language: str) -> str:
    """`rtl` or `ltr`."""
    return "rtl" if right_to_left(language) else "ltr"


def tag(language: str) -> str:
    """As BCP 47 writes it: `zh-Hans`."""
    first, dash, rest = language.partition("-")
    return f"{first}{dash}{rest.title() if len(rest) == 4 else rest.upper()}"


def letter(place: int, language: str) -> str:
    """The letter of the item at a place, counted from 0: a, b … z, aa, bb."""
    letters = _ABJAD if language.startswith("ar") else _LATIN
    times, at = divmod(place, len(letters))
    return letters[at] * (times + 1)


def heading(place: int, level: int, language: str) -> str:
    """The number of a section at a place, counted from 1, as documents of the United Nations have
    it: I, A, 1 in English, 一, A, 1 in Chinese; figures where the row ends."""
    rows = _HEADINGS.get(language.partition("-")[0], _HEADINGS["en"])
    row = rows[level - 1] if level <= len(rows) else ()
    return row[place - 1] if place <= len(row) else str(place)


def day(given: date, language: str) -> str:
    """A day in words: `3 May 2027`."""
    return format_date(given, "long", locale=_LOCALES.get(language, language.partition("-")[0]))
