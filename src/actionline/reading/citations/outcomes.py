"""Mentions of outcome documents by name: `the Declaration of Principles and Plan of Action`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from actionline.reading.citations.mention import Mention
from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces
from actionline.reading.names import lowered, starts_of

_AND = r",?\s(?:and|et|y|as well as|ainsi que)\s"


def outcomes(text: str, speech: Speech) -> Iterator[Mention]:
    """All mentions of outcome documents in a folded text, in order."""
    names, past = speech.vocabulary.outcome_names, 0
    understood = _understood(text, speech)
    firsts = {*names.firsts, *understood} if understood else names.firsts
    for start in starts_of(firsts, lowered(text)):
        if start < past:
            continue
        found = names.at(text, start)
        if found is not None:
            yield Mention(start, found.end, found.slug)
            past = found.end
            tail = _tail(text, found.end, found.slug, speech)
            if tail is not None:
                yield tail
                past = tail.end
        else:
            first = WORD.match(text, start)
            for name, target in understood.get(
                first[0].split("-", 1)[0].lower() if first else "", ()
            ):
                if text.startswith(name, start):
                    past = start + len(name)
                    yield Mention(start, past, target)
                    break


def _tail(text: str, position: int, slug: str, speech: Speech) -> Mention | None:
    """A second document whose name leans on the first: `… and Plan of Action`."""
    tails = speech.vocabulary.tails.get(slug, ())
    joined = re.compile(_AND).match(text, position) if tails else None
    if joined is None:
        return None
    place = joined.end()
    determined = phrase_at(text, place, speech.grammar.words("determiners"))
    place = skip_spaces(text, determined) if determined >= 0 else place
    if speech.vocabulary.outcome_names.at(text, place) is not None:
        return None
    for name, target in tails:
        if text[place : place + len(name)].lower() == name.lower():
            return Mention(place, place + len(name), target)
    return None


def _understood(text: str, speech: Speech) -> dict[str, list[tuple[str, str]]]:
    """Short names that mean an outcome document here, by their first word."""
    index: dict[str, list[tuple[str, str]]] = {}
    for short in speech.vocabulary.understood:
        if all(map(text.__contains__, short.near)):
            for name in short.names:
                index.setdefault(name.split()[0].lower(), []).append((name, short.target))
    return index
