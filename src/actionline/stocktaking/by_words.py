"""Action lines and targets that the words of an entry speak of, to be offered and never forced.

The words of a text are read as the search reads them, in its language, and held against the names
of the lines and targets in that language and the keywords of the process folder. A word counts for
more the fewer names have it; a name is spoken of with half of the weight of its words, or with two
of them and a third.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from math import log
from pathlib import Path
from typing import Any

from django.conf import settings

from actionline.common.search.analysis import tokens
from actionline.common.search.query import function_tokens
from actionline.framework.models import ActionLine, Target

#: Of what is offered at most so many.
MOST = 6
#: A name is spoken of from this share of the weight of its words; with two of them, from less.
SHARE, SHARE_OF_TWO = 0.5, 0.34
#: The answers that are read.
TEXTS = ("title", "summary", "description")
_MOST_LETTERS = 20_000

Named = tuple[str, frozenset[str]]  # a code, and the words of one of its names


def targets(answers: Mapping[str, Any], language: str) -> list[str]:
    """The codes of the targets that the answers speak of, the likeliest first."""
    code = language.partition("-")[0]
    rows = Target.objects.values_list("code", f"name_{code}", f"official_{code}")
    return _likeliest(_words(answers, language), _named(rows, language))


def lines(answers: Mapping[str, Any], language: str) -> list[str]:
    """The codes of the action lines that the answers speak of, the likeliest first."""
    rows = ActionLine.objects.values_list("code", f"name_{language.partition('-')[0]}")
    return _likeliest(_words(answers, language), _named(rows, language))


def _words(answers: Mapping[str, Any], language: str) -> set[str]:
    texts = [answers.get(name) for name in TEXTS]
    text = "\n".join(each for each in texts if isinstance(each, str))
    return _carrying(text[:_MOST_LETTERS], language)


def _carrying(text: str, language: str) -> set[str]:
    """Its tokens without those of words of grammar."""
    return set(tokens(text, language)) - function_tokens()


def _named(rows: Iterable[tuple[str, ...]], language: str) -> list[Named]:
    """Each code with the words of each of its names and keywords in a language."""
    keywords = _keywords(str(settings.PROCESS_DIR), language.partition("-")[0])
    return [
        (code, frozenset(words))
        for code, *names in rows
        for name in (*names, *keywords.get(code, ()))
        if name and (words := _carrying(name, language))
    ]


@lru_cache(maxsize=16)
def _keywords(folder: str, code: str) -> Mapping[str, tuple[str, ...]]:
    """What else is said where a line or target is meant, by its code; a process may have none."""
    path = Path(folder) / "stocktaking" / "keywords.csv"
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        return {row["code"]: tuple(row.get(code, "").split("|")) for row in csv.DictReader(file)}


def _likeliest(words: set[str], named: Sequence[Named]) -> list[str]:
    if not words:
        return []
    having = Counter(token for _code, own in named for token in own)
    weights = {token: log((len(named) + 1) / number) for token, number in having.items()}
    scores: dict[str, float] = {}
    for code, own in named:
        there = own & words
        weight = sum(weights[token] for token in there)
        share = weight / sum(weights[token] for token in own)
        if share >= (SHARE_OF_TWO if len(there) > 1 else SHARE):
            scores[code] = scores.get(code, 0.0) + weight * share
    return sorted(scores, key=lambda code: -scores[code])[:MOST]
