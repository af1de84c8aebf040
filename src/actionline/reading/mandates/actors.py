"""Lists of actors: `the Secretary-General and the Directors of the Bureaux`.

Grammar: a list is a name, then any number of separators with a name; determiners and the
Union's own name before a name are passed over.
"""

from __future__ import annotations

import re

from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces

_COMMA = re.compile(r"\s*(?:,|/|;)\s*")
_NUMBERED = r"\s+\d{1,2}\b(?!\s*(?:\)|\.))"
_YEAR = r"\d{4}\s+"
_STUDY_GROUPS = r"(?i)\s+study groups?\b"
_SECTORS = ("itu-t", "itu-d", "itu-r")
_MOST = 12  # actors in one list
_PASSED_OVER = 6  # words before a name


def actor_list(
    text: str, position: int, speech: Speech, *, strict: bool = True, again: bool = True
) -> tuple[tuple[str, ...], int]:
    """The actors named from a place on, and where the list ends; none and the place if none.

    `strict` asks that the list be a whole noun phrase: `the ITU regional offices` is then
    not ITU. `again` lets the preposition be said once more: `to the Council and to UNGA`.
    """
    slugs: list[str] = []
    end = start = position
    while len(slugs) < _MOST:
        found = one_actor(text, start, speech)
        if found is None:
            break
        slug, after = found
        if _goes_on(text, after, speech) or (strict and not ends_phrase(text, after, speech)):
            break
        if slug not in slugs:
            slugs.append(slug)
        end = after
        start = separator(text, after, speech, again=again)
        if start < 0:
            break
    return tuple(slugs), end


def one_actor(text: str, position: int, speech: Speech) -> tuple[str, int] | None:
    """The actor named at a place, determiners passed over, and where the name ends."""
    position = skip_spaces(text, position)
    determiners = speech.grammar.words("determiners")
    for _ in range(_PASSED_OVER):
        found = speech.actors.at(text, position)
        if found is not None:
            return _extended(text, found.slug, found.end, speech)
        digits = text[position : position + 1].isdecimal()
        year = re.compile(_YEAR).match(text, position) if digits else None
        after = year.end() if year else phrase_at(text, position, determiners)
        if after < 0:
            return None
        position = skip_spaces(text, after)
    return None


def _extended(text: str, slug: str, end: int, speech: Speech) -> tuple[str, int]:
    """`ITU Council` is the Council; `ITU-T Study Group 2` the study groups."""
    if slug == "itu":
        inner = (
            speech.actors.at(text, skip_spaces(text, end)) if text[end : end + 1] == " " else None
        )
        if inner is not None:
            return inner.slug, inner.end
    studies = slug in _SECTORS and text[end : end + 8].lstrip()[:5].lower() == "study"
    groups = re.compile(_STUDY_GROUPS).match(text, end) if studies else None
    if groups:
        slug, end = f"{slug}-study-groups", groups.end()
    if slug.endswith("study-groups"):
        number = re.compile(_NUMBERED).match(text, end)
        end = number.end() if number else end
    return slug, end


def separator(text: str, position: int, speech: Speech, *, again: bool = True) -> int:
    """Where the next item of a list begins after its separator; -1 if the list ends here."""
    comma = _COMMA.match(text, position)
    place = comma.end() if comma else skip_spaces(text, position)
    joined = phrase_at(text, place, speech.grammar.words("and"))
    if joined < 0:
        return place if comma else -1
    place = skip_spaces(text, joined)
    repeated = phrase_at(text, place, speech.grammar.words("again"))
    if repeated < 0:
        return place
    return skip_spaces(text, repeated) if again else -1


def _goes_on(text: str, position: int, speech: Speech) -> bool:
    """Whether the next word makes another name of it: `Council working group`, `ITU staff`."""
    word = WORD.match(text, position + 1) if text[position : position + 1] == " " else None
    return word is not None and word[0].lower() in speech.grammar.set("extends")


def ends_phrase(text: str, position: int, speech: Speech) -> bool:
    """Whether a noun phrase can end here: a mark, the end, or a word that begins another."""
    rest = text[position : position + 40]
    stripped = rest.lstrip()
    if not stripped or stripped[0] in ',;:.)(]"/–—' or stripped[0].isdigit():
        return True
    if rest[0] == "'" or rest == stripped:
        return False
    word = WORD.match(stripped)
    if word is None:
        return True
    lowered = word[0].lower()
    return (
        lowered in speech.grammar.set("function")
        or lowered in speech.grammar.set("session")
        or lowered.split("'")[0] in speech.grammar.set("function")
        or lowered.endswith("ly")
    )
