"""Runs of Word: their letters, language and direction as WordprocessingML (ECMA-376, 17.3.2).

Word does not look at the letters of a run: one that holds Arabic has to say so (`w:rtl`), and what
is Latin in it has to be a run of its own. So a stretch of text is cut where its script turns.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from xml.sax.saxutils import escape

from actionline.common.setting import text
from actionline.common.setting.document import Run

#: Word knows languages with a country.
_TAGS = {
    "ar": "ar-SA",
    "en": "en-GB",
    "es": "es-ES",
    "fr": "fr-FR",
    "ru": "ru-RU",
    "zh-hans": "zh-CN",
    "zh-hant": "zh-TW",
}
_ARABIC = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc"
_LATIN = "A-Za-z\u00c0-\u024f\u0370-\u052f\u1e00-\u1fff\u2e80-\ud7ff"
#: Words of the other direction, with what joins them to each other.
_TURNED = {
    "ltr": re.compile(f"[{_ARABIC}]+(?:[^{_LATIN}{_ARABIC}]+[{_ARABIC}]+)*"),
    "rtl": re.compile(f"[{_LATIN}][^{_ARABIC}]*[{_LATIN}0-9]|[{_LATIN}]"),
}


def tag(language: str) -> str:
    """A language as Word names it."""
    return _TAGS.get(language, text.tag(language))


def run(given: Run, language: str) -> str:
    """The `w:r` elements of a run in a document of this language; its note and link not."""
    own = given.language or language
    if given.code:
        code = _kept_together(given.text, "ltr") if text.right_to_left(language) else given.text
        return _piece(given, own, "ltr", code)
    way = text.direction(own)
    words = given.text if way == text.direction(language) else _kept_together(given.text, way)
    return "".join(_piece(given, own, to, part) for to, part in _pieces(words, way))


def _kept_together(words: str, way: str) -> str:
    """Words within those of the other direction: a sign at an end of them, such as a full stop or
    the last slash of an address, would go to the other side."""
    mark = "\u200e" if way == "ltr" else "\u200f"
    before = mark if words and not words[0].isalnum() else ""
    after = mark if words and not words[-1].isalnum() else ""
    return f"{before}{words}{after}"


def plain(words: str, language: str, *, strong: bool = False) -> str:
    """Words without anything particular."""
    return run(Run(words, strong=strong), language)


def _pieces(words: str, way: str) -> Iterator[tuple[str, str]]:
    other, at = ("rtl" if way == "ltr" else "ltr"), 0
    for found in _TURNED[way].finditer(words):
        if found.start() > at:
            yield way, words[at : found.start()]
        yield other, found.group()
        at = found.end()
    if at < len(words):
        yield way, words[at:]


def _piece(given: Run, language: str, way: str, words: str) -> str:
    if not words:
        return ""
    style = properties(language, way, bool(given.url), given.strong, given.emphasis)
    return f'<w:r>{style}<w:t xml:space="preserve">{escape(words)}</w:t></w:r>'


@cache
def properties(language: str, way: str, link: bool, strong: bool, emphasis: bool) -> str:
    """`w:rPr` in the order of the schema; Chinese has letters of its own for what is emphasised,
    Arabic is strong there, as the United Nations print both."""
    chinese = language.startswith("zh")
    bold = strong or (emphasis and way == "rtl")
    slanted = emphasis and way != "rtl" and not chinese
    parts = [
        '<w:rStyle w:val="Hyperlink"/>' if link else "",
        _letters(chinese, strong, emphasis),
        "<w:b/><w:bCs/>" if bold else "",
        "<w:i/><w:iCs/>" if slanted else "",
        "<w:rtl/>" if way == "rtl" else "",
        _language(language, way, chinese),
    ]
    return f"<w:rPr>{''.join(parts)}</w:rPr>"


def _letters(chinese: bool, strong: bool, emphasis: bool) -> str:
    if not chinese:
        return ""
    face = "SimHei" if strong else "KaiTi" if emphasis else ""
    named = f' w:eastAsia="{face}"' if face else ""
    return f'<w:rFonts w:hint="eastAsia"{named}/>'


def _language(language: str, way: str, chinese: bool) -> str:
    if chinese:
        return f'<w:lang w:eastAsia="{escape(tag(language))}"/>'
    if way == "rtl":
        named = tag(language) if text.right_to_left(language) else "ar-SA"
        return f'<w:lang w:bidi="{escape(named)}"/>'
    named = "en-GB" if text.right_to_left(language) else tag(language)
    return f'<w:lang w:val="{escape(named)}"/>'
