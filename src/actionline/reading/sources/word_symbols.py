"""Characters of symbol fonts (Symbol, Wingdings) as the Unicode characters they show.

Word stores them in the private area U+F020–U+F0FF, which means nothing without the font.
"""

from __future__ import annotations

_PRIVATE = 0xF000
_SYMBOL_LETTERS = dict(
    zip(
        "ABCDEFGHIKLMNOPQRSTUWXYZabcdefghiklmnopqrstuwxyz",
        "ΑΒΧΔΕΦΓΗΙΚΛΜΝΟΠΘΡΣΤΥΩΞΨΖαβχδεφγηικλμνοπθρστυωξψζ",
        strict=True,
    )
)
_SYMBOL_SIGNS = {
    0xA2: "′", 0xA3: "≤", 0xA5: "∞", 0xAB: "↔", 0xAC: "←", 0xAD: "↑", 0xAE: "→", 0xAF: "↓",
    0xB0: "°", 0xB1: "±", 0xB2: "″", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠",
    0xBA: "≡", 0xBB: "≈", 0xBC: "…", 0xD2: "®", 0xD3: "©", 0xD4: "™", 0x2D: "−",
    0xE2: "®", 0xE3: "©", 0xE4: "™",
}  # fmt: skip
_WINGDINGS = {
    0x6C: "●", 0x6D: "○", 0x6E: "■", 0x6F: "□", 0x71: "□", 0x72: "□", 0x75: "◆", 0x76: "❖",
    0x77: "⬥", 0x9F: "•", 0xA7: "▪", 0xA8: "□", 0xD8: "➢", 0xDF: "←", 0xE0: "→", 0xFB: "✗",
    0xFC: "✓", 0xFD: "☒", 0xFE: "☑",
}  # fmt: skip
BULLET = "•"
DASH = "–"


def shown(character: str, font: str) -> str:
    """The Unicode character that `character` shows in `font`; itself where that is unknown."""
    code = ord(character)
    low = code - _PRIVATE if _PRIVATE <= code < _PRIVATE + 0x100 else code
    if low > 0xFF:
        return character
    name = font.casefold()
    if name == "symbol":
        letter = _SYMBOL_LETTERS.get(chr(low))
        return letter or _SYMBOL_SIGNS.get(low, chr(low) if 0x20 <= low < 0x7F else character)
    if name.startswith("wingdings"):
        return _WINGDINGS.get(low, character)
    return character


def shown_by_code(code: str, font: str) -> str:
    """The character of `w:sym`, whose code is in hexadecimal digits; empty when it is none."""
    try:
        value = int(code, 16)
    except ValueError:
        return ""
    if not 0x20 <= value <= 0xFFFF or 0xD800 <= value <= 0xDFFF:
        return ""
    return shown(chr(value), font)


def shown_bullet(text: str) -> str:
    """A list's bullet: the letter `o`, which Courier New draws as a ring, is `◦`.

    Left a letter it would be read as the fifteenth of a lettered list.
    """
    bullet = text.strip()
    if bullet == "o":
        return "◦"
    if len(bullet) == 1 and _PRIVATE <= ord(bullet) < _PRIVATE + 0x100:
        low = ord(bullet) - _PRIVATE
        return DASH if low == ord("-") else _WINGDINGS.get(low, BULLET)
    return bullet or BULLET
