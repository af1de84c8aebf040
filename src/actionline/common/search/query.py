"""What somebody typed, read: words, phrases in quotation marks, what is to be left out.

Nothing typed is an error. What goes beyond the bounds is left out, and told.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from .analysis import LONGEST, WORD, fold, has_digit, is_unspaced, of_word, pieces
from .stems import languages_of

#: Characters and words beyond these are left out.
MOST_CHARACTERS = 1_000
MOST_WORDS = 24

Sequence = tuple[str, ...]

_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»", "「": "」", "『": "』", "《": "》", "〝": "〞"}
_CLOSING = "".join(dict.fromkeys((*_QUOTES.values(), '"', "”", "“")))
_PART = re.compile(
    rf"(?P<minus>(?<!\S)[-−–](?=[^\s\-−–]))?"
    rf"(?:(?P<open>[{''.join(_QUOTES)}])(?P<quoted>[^{_CLOSING}]*)(?:[{_CLOSING}]|\Z)"
    rf"|(?P<word>{WORD.pattern}))"
)


@dataclass(frozen=True, slots=True)
class Clause:
    """One thing asked for: a word or a phrase.

    `alternatives` are the sequences of tokens of which one has to stand in an entry, in a row;
    a word has one for each language in which it may be meant. `start` and `end` are its place in
    the text of the query.
    """

    text: str
    alternatives: tuple[Sequence, ...]
    start: int
    end: int
    quoted: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """A search as typed. `ignored` are words that carry grammar; `left_out` came too late."""

    text: str
    clauses: tuple[Clause, ...] = ()
    ignored: tuple[str, ...] = ()
    left_out: bool = False

    @classmethod
    def parse(cls, text: str) -> Query:
        """Read what was typed: at most `MOST_WORDS` words of `MOST_CHARACTERS` characters."""
        cleaned = " ".join(text[: 4 * MOST_CHARACTERS].replace("\0", " ").split())
        typed = cleaned[:MOST_CHARACTERS]
        found = list(_clauses(typed))
        kept = found[:MOST_WORDS]
        needed = [clause for clause in kept if _carries(clause)]
        if not any(not clause.excluded for clause in needed):
            needed = kept
        return cls(
            text=typed,
            clauses=tuple(_distinct(needed)),
            ignored=tuple(clause.text for clause in kept if clause not in needed),
            left_out=len(found) > len(kept) or len(cleaned) > len(typed) or len(text) > 4_000,
        )

    @property
    def wanted(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if not clause.excluded)

    @property
    def unwanted(self) -> tuple[Clause, ...]:
        return tuple(clause for clause in self.clauses if clause.excluded)

    def without(self, clause: Clause) -> Query:
        """The same search without one word."""
        return Query.parse(self.text[: clause.start] + self.text[clause.end :])

    def replaced(self, words: dict[Clause, str]) -> Query:
        """The same search with other words in the place of some."""
        text = self.text
        for clause in sorted(words, key=lambda clause: -clause.start):
            text = text[: clause.start] + words[clause] + text[clause.end :]
        return Query.parse(text)


def _clauses(text: str) -> Iterator[Clause]:
    for part in _PART.finditer(text):
        quoted = part["open"] is not None
        words = WORD.findall(part["quoted"]) if quoted else [part["word"]]
        words = words[:MOST_WORDS]
        forms = _phrase(words) if quoted else _word(words[0])
        if not any(forms):
            continue
        shown = part["quoted"].strip() if quoted else part["word"]
        start = part.start("open" if quoted else "word")
        excluded = part["minus"] is not None
        yield Clause(shown, forms, start, part.end(), quoted, excluded)


def _phrase(words: list[str]) -> tuple[Sequence, ...]:
    """The words in a row, once in each language that stems them differently."""
    languages = languages_of(fold(" ".join(words)))
    rows = (
        tuple(token for word in words for token in of_word(word, language))
        for language in languages
    )
    return tuple(dict.fromkeys(filter(None, rows)))


def _word(word: str) -> tuple[Sequence, ...]:
    """A symbol is looked for as a whole; a word with a hyphen as one word, or its parts in a row.

    Pairs of Chinese characters that make up a longer word have to stand in a row as well.
    """
    whole, parts = pieces(fold(word)[: 2 * LONGEST])
    forms: list[Sequence] = [(name,) for name in whole]
    if not whole or not (has_digit(whole[0]) or not parts):
        text = "-".join(parts)
        for language in languages_of(text):
            row = tuple(token for part in parts for token in of_word(part, language))
            forms += [row] if row else []
        if whole:  # “e-government” as it is stemmed nowhere, “egovernments” as it is
            forms += [of_word(whole[0], language) for language in languages_of(whole[0])]
    return tuple(dict.fromkeys(forms))


def _carries(clause: Clause) -> bool:
    """Whether the clause is more than grammar. UN, IT: who writes capitals means a name."""
    if clause.quoted or clause.excluded:
        return True
    capitals = len(clause.text) > 1 and clause.text.isupper()
    return capitals or fold(clause.text) not in function_words()


def _distinct(clauses: list[Clause]) -> Iterator[Clause]:
    """Each thing asked for once."""
    seen = set()
    for clause in clauses:
        known = (clause.alternatives, clause.excluded)
        if known not in seen:
            seen.add(known)
            yield clause


@cache
def function_words() -> frozenset[str]:
    """The words of `function_words.txt`, of all languages."""
    lines = (Path(__file__).parent / "function_words.txt").read_text().splitlines()
    rows = (line.partition(":")[2].split() for line in lines if not line.startswith("#"))
    return frozenset(word for row in rows for word in row)


@cache
def function_tokens() -> frozenset[str]:
    """Their tokens, which make no pair with their neighbours."""
    return frozenset(
        token
        for word in function_words()
        for language in languages_of(word)
        for token in of_word(word, language)
    )


def pairs(sequence: list[str] | Sequence) -> Iterator[tuple[str, str]]:
    """Neighbouring tokens, over words of grammar and not over Chinese, whose tokens are pairs."""
    grammar = function_tokens()
    before = ""
    for token in sequence:
        if token in grammar:
            continue
        if is_unspaced(token):
            before = ""
            continue
        if before:
            yield before, token
        before = token
