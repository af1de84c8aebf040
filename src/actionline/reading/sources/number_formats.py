"""Numbers as a word processor prints them (ST_NumberFormat, ISO/IEC 29500-1, 17.18.59).

Formats that resolutions do not use are printed in decimal digits.
"""

from __future__ import annotations

from collections.abc import Callable

# Word leaves out the letters that no list uses (ё, й, ъ, ь).
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_ARABIC_ALPHA = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_ARABIC_ABJAD = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_HEAVENLY_STEMS = "甲乙丙丁戊己庚辛壬癸"
_CHINESE_DIGITS = "〇一二三四五六七八九"
_CHINESE_UNITS = ("", "十", "百", "千")
_FOOTNOTE_SIGNS = "*†‡§"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"),
    (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MAX_ROMAN = 3999
_MAX_REPEATED = 30  # letters in one label; a list never comes near


def _roman(number: int) -> str:
    if not 0 < number <= _MAX_ROMAN:
        return str(number)
    printed = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        printed += letters * count
    return printed


def _letters(alphabet: str) -> Callable[[int], str]:
    """Letters in turn; after the last one doubled: a … z, aa, bb (as Word counts)."""

    def printed(number: int) -> str:
        repeated, place = divmod(number - 1, len(alphabet))
        if number < 1 or repeated >= _MAX_REPEATED:
            return str(number)
        return alphabet[place] * (repeated + 1)

    return printed


def _chinese(number: int) -> str:
    """Counting numbers up to 9999: 十一, 二十, 一百零五."""
    if not 0 < number < 10_000:
        return str(number)
    printed = ""
    gap = False
    for power in range(3, -1, -1):
        digit = number // 10**power % 10
        if digit:
            printed += ("零" if gap else "") + _CHINESE_DIGITS[digit] + _CHINESE_UNITS[power]
        gap = bool(printed) and not digit
    return printed.removeprefix("一") if printed.startswith("一十") else printed


def _ordinal(number: int) -> str:
    teen = 10 < number % 100 < 20
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _circled(number: int) -> str:
    return chr(0x2460 + number - 1) if 0 < number <= 20 else str(number)


_ENGLISH = _letters(_LATIN)
_CYRILLIC = _letters(_RUSSIAN)

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalZero": lambda number: f"{number:02d}",
    "lowerLetter": _ENGLISH,
    "upperLetter": lambda number: _ENGLISH(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ordinal": _ordinal,
    "none": lambda number: "",
    "chicago": _letters(_FOOTNOTE_SIGNS),
    "russianLower": _CYRILLIC,
    "russianUpper": lambda number: _CYRILLIC(number).upper(),
    "arabicAlpha": _letters(_ARABIC_ALPHA),
    "arabicAbjad": _letters(_ARABIC_ABJAD),
    "hindiNumbers": lambda number: str(number).translate(
        {ord("0") + digit: 0x0660 + digit for digit in range(10)}
    ),
    "decimalFullWidth": lambda number: str(number).translate(
        {ord("0") + digit: 0xFF10 + digit for digit in range(10)}
    ),
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "chineseCounting": _chinese,
    "chineseCountingThousand": _chinese,
    "taiwaneseCounting": _chinese,
    "taiwaneseCountingThousand": _chinese,
    "japaneseCounting": _chinese,
    "ideographTraditional": _letters(_HEAVENLY_STEMS),
}


def printed_number(number: int, number_format: str) -> str:
    """`number` in a format of Word such as `lowerRoman`; decimal digits in an unknown one."""
    return _FORMATS.get(number_format, str)(number)
