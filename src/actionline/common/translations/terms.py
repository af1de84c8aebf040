"""Terms of the glossary that stand in a text, with what they are called in another language.

The tables of `docs/glossary.md` are read; rooms add the names that they keep (`sources`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings

GLOSSARY = Path(settings.ROOT) / "docs" / "glossary.md"
#: The columns of its tables.
COLUMNS = ("en", "ar", "zh-hans", "fr", "ru", "es")
MOST = 30  # terms shown beside a text
_BRACKETS = re.compile(r"\s*\(([^)]*)\)")

#: Asked for names in all languages: one mapping of language to name for each.
Names = Iterable[Mapping[str, str]]
sources: list[Callable[[], Names]] = []


@dataclass(frozen=True, slots=True)
class Term:
    """A term in the language of a text and in that of its translation."""

    source: str
    target: str


def found_in(text: str, source: str, target: str) -> list[Term]:
    """The terms that stand in a text, the longest first."""
    lowered = text.lower()
    found: dict[str, str] = {}
    for names in _all():
        term, translated = names.get(source, ""), names.get(target, "")
        if term and translated and _stands(term.lower(), lowered):
            found.setdefault(term, translated)
    ordered = sorted(found.items(), key=lambda pair: -len(pair[0]))
    return [Term(*pair) for pair in ordered[:MOST]]


def _all() -> Iterable[Mapping[str, str]]:
    yield from _glossary(GLOSSARY)
    for source in sources:
        yield from source()


def _stands(term: str, text: str) -> bool:
    """Whether a term stands in a text as words of their own, in the plural too."""
    if term not in text:
        return False
    if any("\u4e00" <= letter <= "\u9fff" for letter in term):
        return True  # Chinese puts no blanks between words
    ending = "(?:e?s)?" if term.isascii() else r"\w{0,2}"
    return re.search(rf"(?<!\w){re.escape(term)}{ending}(?!\w)", text) is not None


@lru_cache(maxsize=1)
def _glossary(path: Path) -> tuple[Mapping[str, str], ...]:
    """The rows of the tables; none where the site runs without its documentation."""
    if not path.exists():
        return ()
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        head = cells[0] in ("English", "---")
        if line.startswith("|") and len(cells) > len(COLUMNS) and not head:
            for names in _spelled(cells[: len(COLUMNS)]):
                found.append(dict(zip(COLUMNS, names, strict=True)))
    return tuple(found)


def _spelled(cells: list[str]) -> list[list[str]]:
    """A row without its brackets, and the short forms that stand within them."""
    short = [match[1] if (match := _BRACKETS.search(cell)) else "" for cell in cells]
    return [[_BRACKETS.sub("", cell) for cell in cells], short]
