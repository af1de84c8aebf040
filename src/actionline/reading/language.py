"""Which of the six languages a text is written in."""

from __future__ import annotations

import re
from collections.abc import Iterable

_ARABIC = re.compile(r"[\u0620-\u064a]")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CYRILLIC = re.compile(r"[\u0410-\u044f]")
_COMMON = {
    "en": frozenset(
        ["the", "of", "and", "to", "in", "that", "on", "its", "for", "with", "by", "as", "be"]
    ),
    "fr": frozenset(
        [
            "la",
            "le",
            "les",
            "des",
            "du",
            "et",
            "de",
            "dans",
            "que",
            "sur",
            "pour",
            "aux",
            "une",
            "est",
            "au",
        ]
    ),
    "es": frozenset(
        [
            "la",
            "el",
            "los",
            "las",
            "del",
            "y",
            "de",
            "en",
            "que",
            "para",
            "por",
            "con",
            "una",
            "se",
            "al",
        ]
    ),
}
_SAMPLE = 6_000  # characters that are looked at


def detect(texts: Iterable[str]) -> str:
    """The language's code (`en`, `fr`, `es`, `ru`, `ar`, `zh`), `en` where nothing tells."""
    sample, length = [], 0
    for text in texts:
        sample.append(text)
        length += len(text)
        if length > _SAMPLE:
            break
    joined = " ".join(sample)[: 2 * _SAMPLE]
    letters = max(1, len(joined))
    for code, pattern, share in (("zh", _HAN, 0.15), ("ar", _ARABIC, 0.3), ("ru", _CYRILLIC, 0.3)):
        if len(pattern.findall(joined)) / letters > share:
            return code
    words = joined.lower().split()
    counts = {code: sum(word in common for word in words) for code, common in _COMMON.items()}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] > 1.15 * counts["en"] else "en"
