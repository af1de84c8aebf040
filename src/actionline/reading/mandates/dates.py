"""Dates and periods: `by the end of 2026`, `before 1 March 2027`, `annually`."""

from __future__ import annotations

import re

from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces

_YEAR = re.compile(r"((?:19|20)\d\d)(?!\d|/)")
_DAY = r"(\d{1,2})(?:er|st|nd|rd|th)?(?:\s+of)?\s+"
_PASSED_OVER = 4  # phrases between the preposition and the year


def date_at(text: str, position: int, speech: Speech) -> tuple[str, int] | None:
    """The date that begins at a place as ISO 8601 (year, month or day) and where it ends."""
    grammar = speech.grammar
    position = skip_spaces(text, position)
    for _ in range(_PASSED_OVER):
        after = phrase_at(text, position, grammar.words("end_of"))
        if after < 0:
            break
        position = skip_spaces(text, after)
        if text[position : position + 1] == "-":
            position += 1
    digits = text[position : position + 1].isdecimal()
    day = re.compile(_DAY).match(text, position) if digits else None
    start = day.end() if day else position
    word = WORD.match(text, start)
    month = speech.vocabulary.months.get(word[0].lower()) if word else None
    if month and word:
        year = _YEAR.match(text, skip_spaces(text, word.end()))
        if year and day and 1 <= int(day[1]) <= 31:
            return f"{year[1]}-{month:02}-{int(day[1]):02}", year.end()
        return (f"{year[1]}-{month:02}", year.end()) if year else None
    year = _YEAR.match(text, position)
    return (year[1], year.end()) if year else None


def period_at(text: str, position: int, speech: Speech) -> tuple[str, int] | None:
    """The duration meant by `annually`, `every four years` … at a place, and where it ends."""
    if phrase_at(text, position, speech.grammar.all_of("yearly")) < 0:
        return None
    for duration, phrases in speech.grammar.table("yearly").items():
        after = phrase_at(text, position, phrases)
        if after >= 0:
            return duration, after
    return None


def periodic(word: str, speech: Speech) -> str | None:
    """The duration meant by an adjective: `annual`, `biennial`."""
    for duration, words in speech.grammar.table("periodic").items():
        if word in words:
            return duration
    return None
