"""How a reading names its own document: the lines above the first clause.

A reading keeps what an instrument is (`itu/pp/res-140`, `2022`), not how its title page was
set, so the lines are made anew, in the form the reader itself understands.
"""

from __future__ import annotations

from dataclasses import dataclass

from actionline.reading.model import DocumentInfo, Side

# The word before the number, as the bodies print it in each of the six languages.
_RESOLUTION = {
    "en": "RESOLUTION",
    "fr": "RÉSOLUTION",
    "es": "RESOLUCIÓN",
    "ru": "РЕЗОЛЮЦИЯ",
    "ar": "القرار",
    "zh": "第",
}
_DECISION = {
    "en": "DECISION",
    "fr": "DÉCISION",
    "es": "ACUERDO",
    "ru": "РЕШЕНИЕ",
    "ar": "المقرر",
    "zh": "第",
}
_SMALL_WORDS = ("of", "on", "the", "and", "for")
# Bodies of the United Nations print their resolutions under a symbol.
_SYMBOLS = {"un/ga": "A/RES/", "un/ecosoc": "E/RES/", "un/sc": "S/RES/"}


@dataclass(frozen=True, slots=True)
class Heading:
    """The lines above the first clause; an empty string where nothing is known.

    proposal  `MOD` and the proposal's reference, in a revision shown with its changes
    number    `RESOLUTION 140 (2022)`
    title     the title
    formula   `The Plenipotentiary Conference,` (English only: other languages decline it)
    """

    proposal: str
    number: str
    title: str
    formula: str


def heading_of(document: DocumentInfo, side: Side) -> Heading:
    """The heading of one side of a document; `Side.BOTH` is the revision as such."""
    proposal = ""
    if side is Side.BOTH and document.action:
        proposal = "\t".join(filter(None, (document.action, document.reference)))
    version = document.base_version if side is Side.OLD else document.version
    return Heading(
        proposal=proposal,
        number=_number_line(document, version),
        title=document.title or "",
        formula=_formula(document),
    )


def body_name(slug: str) -> str:
    """The English name in a body's slug: `general-assembly` is the General Assembly."""
    words = slug.split("-")
    return " ".join(word if word in _SMALL_WORDS else word.capitalize() for word in words)


def _number_line(document: DocumentInfo, version: str | None) -> str:
    if document.instrument is None:
        return ""
    series, _, last = document.instrument.rpartition("/")
    kind, _, number = last.partition("-")
    if kind not in ("res", "dec") or not number:
        return ""
    if series in _SYMBOLS:
        return _SYMBOLS[series] + number.replace("-", "/")
    words = _DECISION if kind == "dec" else _RESOLUTION
    word = words.get(document.language, words["en"])
    prefix = "ITU-R " if series == "itu/ra" else ""
    line = f"{word} {prefix}{number.upper()}"
    if document.language == "zh":
        line = f"第{number}号{'决定' if kind == 'dec' else '决议'}"
    if version is None:
        return line
    return f"{line} (WRC-{version[-2:]})" if series == "itu/wrc" else f"{line} ({version})"


def _formula(document: DocumentInfo) -> str:
    if document.body is None or document.language != "en":
        return ""
    return f"The {body_name(document.body)},"
