"""What is needed to understand one document's words: who speaks, when, in which language."""

import re
from typing import NamedTuple

from actionline.reading.model import DocumentInfo
from actionline.reading.names import Names
from actionline.reading.vocabulary import Body, Grammar, Vocabulary

WORD = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+'?|\d++")
_PLAIN_WORD = re.compile(r"[A-Za-z]++(?:-[A-Za-z]++)*+'?|[0-9]++")


class Speech(NamedTuple):
    """A vocabulary bent to one document: its body's own names and its date."""

    vocabulary: Vocabulary
    grammar: Grammar
    actors: Names
    body: Body | None
    year: int | None
    month: int


def speech(document: DocumentInfo, vocabulary: Vocabulary) -> Speech:
    """How this document speaks. Its month is that in which its body meets."""
    body = vocabulary.bodies.get(document.body or "")
    year = int(document.version) if document.version and document.version.isdigit() else None
    month = 6
    if body:
        month = body.month or next((m for met, m in body.meetings if met == year), 6)
    actors = vocabulary.actor_names(document.body)
    return Speech(vocabulary, vocabulary.grammar, actors, body, year, month)


def words_in(text: str) -> re.Pattern[str]:
    """The pattern of a word, a quicker one that finds the same where the text is plain."""
    return _PLAIN_WORD if text.isascii() else WORD


def skip_spaces(text: str, position: int) -> int:
    """The place of the next character that is no blank."""
    while text[position : position + 1].isspace():
        position += 1
    return position


def phrase_at(text: str, position: int, phrases: tuple[str, ...]) -> int:
    """Where the longest of the phrases (sorted so) that stands here ends; -1 if none does.

    A phrase ends where its last word ends; one that ends in an apostrophe, wherever.
    """
    lowered = text[position : position + 60].lower()
    if not lowered.startswith(phrases):
        return -1
    for phrase in phrases:
        if lowered.startswith(phrase):
            following = lowered[len(phrase) : len(phrase) + 1]
            if phrase[-1] in "' " or not (following.isalnum() or following == "-"):
                return position + len(phrase)
    return -1
