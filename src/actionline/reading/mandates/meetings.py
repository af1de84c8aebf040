"""Meetings named with their year: `the 2025 session of the Council`, `PP-26`, `CSTD at its
30th session in 2027`, `the next plenipotentiary conference`."""

import re
from typing import NamedTuple

from actionline.reading.mandates.dates import periodic
from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces
from actionline.reading.vocabulary import Body

_YEAR = re.compile(r"(19|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"-(\d\d)(?!\d)")
_NUMBERED = r"(\d{1,3})(?:st|nd|rd|th|e|ème|er|re)\b"
_IN_BRACKETS = r"\s*\((?:[^()\d]{0,40})((?:19|20)\d\d)\)"
_EACH_OF = r"(?:of\s|de\s)?(?:its|their|ses)\s"
_SESSION_WITHIN = 30  # characters after the words before `session`
_LOOKED_AHEAD = 5  # words between a body and its year


class Meeting(NamedTuple):
    """A body where it meets: `event` is None where no year can be told.

    `every` is how often it meets where each meeting is meant; `set_before` tells that its date
    stands before its name or in it (`the 2026 Conference`, `PP-26`, not `the Assembly in 2026`).
    """

    body: Body
    event: str | None
    every: str | None
    end: int
    set_before: bool


class _Told:
    """What has been said of the meeting so far."""

    def __init__(self) -> None:
        self.year: int | None = None
        self.number: int | None = None
        self.next = False
        self.each = False


def meeting_at(text: str, position: int, speech: Speech) -> Meeting | None:
    """The body or meeting named at a place of a folded text, with its year; None if none is."""
    told = _Told()
    position = _before(text, skip_spaces(text, position), speech, told)
    session = _session_of(text, position, speech)
    if session >= 0:
        position = _before(text, session, speech, told)
    body, end = _body(text, position, speech)
    if body is None:
        return None
    set_before = bool(told.year or told.number or told.next or _SHORT_YEAR.match(text, end))
    end = _after(text, end, speech, told)
    year = _year(body, told, speech)
    return Meeting(
        body,
        f"{body.event}-{year}" if year else None,
        body.interval() if told.each and body.actor else None,
        end,
        set_before,
    )


def own_meeting(
    text: str, position: int, speech: Speech, bodies: tuple[Body, ...]
) -> Meeting | None:
    """A meeting told without a name: `its next session`, `each of its sessions`.

    It is that of the first of the bodies whose calendar tells it.
    """
    told = _Told()
    end = _before(text, skip_spaces(text, position), speech, told)
    if told.each and (of := re.compile(_EACH_OF).match(text, end)):
        end = of.end()
    end = _after(text, end, speech, told)
    words = [word[0].lower() for word in WORD.finditer(text, position, end + _SESSION_WITHIN)]
    if not speech.grammar.set("session").intersection(words):
        return None
    for body in bodies:
        year = _year(body, told, speech)
        if year or (told.each and body.interval()):
            every = body.interval() if told.each else None
            event = f"{body.event}-{year}" if year else None
            return Meeting(body, event, every, end, set_before=True)
    return None


def _body(text: str, position: int, speech: Speech) -> tuple[Body | None, int]:
    """The body named at a place; a name that the document's body uses for it comes first."""
    bodies = speech.vocabulary.bodies
    known = speech.vocabulary.body_names.at(text, position)
    actor = speech.actors.at(text, position)
    if actor is not None and actor.slug == "itu":
        inner = skip_spaces(text, actor.end)
        known = known or speech.vocabulary.body_names.at(text, inner)
        actor = speech.actors.at(text, inner)
    if actor is not None and (known is None or actor.end >= known.end):
        for body in bodies.values():
            if body.actor == actor.slug:
                return body, actor.end
        return None, position
    return (bodies[known.slug], known.end) if known else (None, position)


def _before(text: str, position: int, speech: Speech, told: _Told) -> int:
    """Read what stands before the body's name: determiners, a year, a number, `next`, `each`."""
    grammar = speech.grammar
    each, following = grammar.set("each"), grammar.set("next")
    for _ in range(8):
        year = number = None
        if text[position : position + 1].isdecimal():
            year = _YEAR.match(text, position)
            number = re.compile(_NUMBERED).match(text, position)
        word = WORD.match(text, position)
        lowered = word[0].lower() if word else ""
        if year:
            told.year = int(year[0])
            end = year.end()
        elif number:
            told.number = int(number[1])
            end = number.end()
        elif lowered in speech.vocabulary.ordinals:
            told.number = speech.vocabulary.ordinals[lowered]
            end = position + len(lowered)
        elif lowered in following or lowered in each:
            told.next = told.next or lowered in following
            told.each = told.each or lowered in each
            end = position + len(lowered)
        elif periodic(lowered, speech):
            told.each = True
            end = position + len(lowered)
        else:
            end = _passed_over(text, position, speech, lowered)
        if end <= position:
            break
        position = skip_spaces(text, end)
    return position


def _passed_over(text: str, position: int, speech: Speech, word: str) -> int:
    determined = phrase_at(text, position, speech.grammar.words("determiners"))
    if determined >= 0:
        return determined
    if word not in speech.grammar.set("meeting_words"):
        return position
    if _session_of(text, position, speech) >= 0 or speech.vocabulary.body_names.at(text, position):
        return position
    return position + len(word)


def _session_of(text: str, position: int, speech: Speech) -> int:
    """Where the body's name begins after `session of the`; -1 if that does not stand here."""
    after = phrase_at(text, position, speech.grammar.words("session_of"))
    if after < 0:
        return -1
    determined = phrase_at(text, skip_spaces(text, after), speech.grammar.words("determiners"))
    return skip_spaces(text, max(after, determined))


def _after(text: str, end: int, speech: Speech, told: _Told) -> int:
    """Read the year after the name: `2025`, `-26`, `in 2026`, `at its 30th session in 2027`."""
    short = _SHORT_YEAR.match(text, end)
    if short:
        told.year = 2000 + int(short[1])
        return short.end()
    brackets = text[end : end + 4].lstrip().startswith("(")
    bracketed = re.compile(_IN_BRACKETS).match(text, end) if brackets else None
    if bracketed:
        told.year = int(bracketed[1])
        return bracketed.end()
    position, passed = skip_spaces(text, end), 0
    comma = text[position : position + 2] == ", "
    its = phrase_at(text, position + 2 * comma, speech.grammar.words("its"))
    if its >= 0:
        position = _before(text, skip_spaces(text, its), speech, told)
        end = position if told.year or told.number or told.next or told.each else end
    inside = speech.grammar.words("in_year")
    meeting_words = speech.grammar.set("meeting_words")
    while passed < _LOOKED_AHEAD:
        joined = phrase_at(text, position, inside)
        year = _YEAR.match(text, skip_spaces(text, joined) if joined >= 0 else position)
        if year and (joined >= 0 or passed == 0 or told.year is None):
            told.year = int(year[0])
            return year.end()
        word = WORD.match(text, position)
        if word is None or word[0].lower() not in meeting_words:
            break
        passed += 1
        end = word.end()
        position = skip_spaces(text, end)
    return end


def _year(body: Body, told: _Told, speech: Speech) -> int | None:
    """The year of the meeting; `next` counts from the text's own date."""
    if told.year:
        return told.year
    if told.number and body.session_base:
        return body.session_base + told.number
    if told.next and speech.year:
        return body.next_meeting(speech.year, speech.month)
    return None
