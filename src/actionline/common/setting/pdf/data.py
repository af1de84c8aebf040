"""A prepared document as the data that `document.typ` reads."""

from __future__ import annotations

import re
from typing import Any

from actionline.common.setting import fonts, svg
from actionline.common.setting.document import (
    Block,
    Document,
    ListOf,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
)
from actionline.common.setting.text import LONGEST, breakable, day, direction, letter, right_to_left

#: Size in points and distance of lines in letters: Arabic and Chinese want more room.
_SIZES = {"ar": (12.5, 0.62), "zh": (10.5, 0.6)}
_REGIONS = {"zh-hans": "CN", "zh-hant": "TW"}
_LEFT, _RIGHT, _END = "\u2066", "\u2067", "\u2069"
#: Units of a drawing are pixels, 96 an inch; those of a page are points, 72 an inch.
_POINTS = 0.75
#: How long a line is on paper, in points: A4 less the margins.
LINE = 459.0
#: How wide a letter is in a table, in points.
_LETTER = 5.2
#: Words that typst breaks between syllables, in the languages whose syllables it knows.
_LATIN = re.compile(r"\W*[A-Za-zÀ-žŒœ’'-]+\W*")
_SYLLABLES = {"en": _LATIN, "es": _LATIN, "fr": _LATIN, "ru": re.compile(r"\W*[Ѐ-ӿ’-]+\W*")}


def of(document: Document) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The data of a document that is `prepared`, and its drawings."""
    maker = _Maker(document)
    return maker.data(), maker.drawings


def drawing(shapes: str, language: str) -> dict[str, Any]:
    """A safe drawing, as wide as it is on paper."""
    width = min(LINE, svg.size(shapes)[0] * _POINTS)
    return {"svg": svg.mirrored(shapes), "width": width, "fonts": fonts.families(language)}


class _Maker:
    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = document.language
        self.way = direction(self.language)
        self.drawings: list[dict[str, Any]] = []

    def data(self) -> dict[str, Any]:
        document, head, words = self.document, self.document.head, self.document.words
        size, leading = _SIZES.get(self.language[:2], (11.0, 0.42))
        facts = [(words.date, day(head.day, self.language) if head.day else "")]
        facts += [(each.name, each.text) for each in head.labels]
        told = [(words.summary, head.summary), (words.action_required, head.action_required)]
        last = [
            (words.online, document.address, bool(document.address)),
            (words.digest, document.digest, False),
        ]
        return {
            "title": document.title,
            "subtitle": document.subtitle,
            "lang": self.language.partition("-")[0],
            "region": _REGIONS.get(self.language),
            "fonts": fonts.families(self.language),
            "strong": fonts.strong_families(self.language),
            "slants": not self._upright(self.language),
            "size": size,
            "leading": leading,
            "organisation": head.organisation,
            "meeting": head.meeting,
            "symbol": self._isolated(head.symbol, "ltr"),
            "draft": document.draft,
            "facts": _said(facts),
            "names": min(14, max((_width(name) for name, told in facts if told), default=0)),
            "told": _said(told),
            "sections": [self._section(each) for each in document.sections],
            "last": [each for each in last if each[1]],
        }

    def _section(self, section: Section) -> dict[str, Any]:
        return {
            "heading": self._runs((Run(section.heading, language=section.language),)),
            "number": section.number,
            "level": section.level,
            "annex": section.annex,
            "blocks": [self._block(each) for each in section.blocks],
        }

    def _block(self, block: Block) -> dict[str, Any]:
        match block:
            case Paragraph():
                return {"k": "p", "n": block.number, "r": self._runs(block.runs)}
            case ListOf():
                count = len(block.items) if block.ordered else 0
                letters = [f"{letter(place, self.language)})" for place in range(count)]
                return {"k": "l", "letters": letters, "items": list(map(self._runs, block.items))}
            case Table():
                return self._table(block)
            case Picture():
                self.drawings.append(drawing(block.svg, self.language))
                told = {"alternative": block.alternative, "width": self.drawings[-1]["width"]}
                place = len(self.drawings) - 1
                return {"k": "g", **told, "place": place, "table": self._table(block.table)}

    def _table(self, table: Table) -> dict[str, Any]:
        longest = _longest(table)
        return {
            "k": "t",
            "caption": table.title,
            "columns": [
                (self._fitting(each.heading, most, self.language), each.align, each.width)
                for each, most in zip(table.columns, longest, strict=True)
            ],
            "rows": [
                [self._runs(cell, most) for cell, most in zip(row, longest, strict=True)]
                for row in table.rows
            ],
            "note": table.note,
        }

    def _fitting(self, words: str, longest: int, language: str) -> str:
        """Words that break before they run into the next column; typst does so by itself where it
        knows the syllables of their language."""
        return breakable(words, longest, _SYLLABLES.get(language[:2]))

    def _runs(self, runs: tuple[Run, ...], longest: int = LONGEST) -> list[str | dict[str, Any]]:
        return [self._run(each, longest) for each in runs]

    def _run(self, run: Run, longest: int) -> str | dict[str, Any]:
        language = run.language or self.language
        way = "ltr" if run.code else direction(language)
        text = self._fitting(run.text, longest, "" if run.code else language)
        told: dict[str, Any] = {"t": self._isolated(text, way)}
        if run.language:
            told["l"] = language.partition("-")[0]
            told["g"] = _REGIONS.get(language)
        if run.strong or (run.emphasis and self._upright(language)):
            told["s"] = True
        elif run.emphasis:
            told["e"] = True
        if run.url:
            told["u"] = run.url
        if run.note:
            told["n"] = breakable(run.note)
        return told if len(told) > 1 else str(told["t"])

    def _isolated(self, words: str, way: str) -> str:
        """Words that run the other way than the document, so that they do not mix."""
        if way == self.way or not words:
            return words
        return f"{_RIGHT if way == 'rtl' else _LEFT}{words}{_END}"

    @staticmethod
    def _upright(language: str) -> bool:
        """Whether a script has no slanted letters; what is emphasised is strong there."""
        return right_to_left(language) or language[:2] in {"zh", "ja", "ko"}


def _said(rows: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(name, breakable(words)) for name, words in rows if words]


def _longest(table: Table) -> list[int]:
    """How many letters a word may have in each column."""
    shares = sum(column.width for column in table.columns)
    return [
        max(6, min(LONGEST, int(LINE * column.width / shares / _LETTER) - 2))
        for column in table.columns
    ]


def _width(words: str) -> float:
    """About how many letters wide a name is."""
    return sum(1.05 if sign >= "\u2e80" else 0.55 for sign in words) + 0.4
