"""The shape of one paragraph: who is asked by it and which verb it is asked with.

that ITU should report …            subject and modal
to report …                         infinitive
to invite the Council to report …   infinitive that hands the act on
based on its input, to report …     infinitive after words that go before
updating its roadmaps …             gerund, under a paragraph with an act
the rules of the prize              noun, under a paragraph with an act
"""

import re
from typing import NamedTuple

from actionline.reading.mandates.actors import actor_list
from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces
from actionline.reading.mandates.verbs import (
    base_form,
    clause_verb,
    head_verb,
    is_gerund,
    is_infinitive,
    skip_adverbs,
)

_SUBJECT_WITHIN = 400  # characters between `that` and its modal
_SUBJECT_BEFORE = 120  # characters of a later subject before its modal
_HANDS_ON = frozenset({"resolves", "decides", "agrees"})


class Asked(NamedTuple):
    """What a paragraph asks: `actors` and `verb` are empty where it names none of its own.

    `start` is where the words of the act begin; `asks` is false for a mere statement.
    """

    verb: str = ""
    actors: tuple[str, ...] = ()
    start: int = 0
    asks: bool = True
    certain: bool = True


def asked(text: str, force: str, above: str, speech: Speech) -> Asked:
    """The shape of a folded paragraph under an act of a given force and a verb, if it has one."""
    grammar = speech.grammar
    start = skip_spaces(text, 0)
    that = phrase_at(text, start, grammar.words("that"))
    if that >= 0:
        return _that(text, that, force, speech)
    infinitive = phrase_at(text, start, grammar.words("to"))
    if infinitive >= 0:
        return _infinitive(text, infinitive, start, force, speech)
    if is_infinitive(text, start, speech) and not _is_noun(text, start, speech):
        return _infinitive(text, start, start, force, speech)
    if is_gerund(text, start, speech):
        word = WORD.match(text, skip_adverbs(text, start, speech))
        return Asked(verb=base_form(word[0], speech) if word else "")
    if above and phrase_at(text, start, grammar.words("determiners")) >= 0:
        return Asked()
    later = _later_infinitive(text, start, speech)
    if later >= 0:
        return _infinitive(text, later, later - 3, force, speech)
    return Asked(asks=bool(above) or force not in _HANDS_ON)


def _is_noun(text: str, start: int, speech: Speech) -> bool:
    """Whether the word that looks like a verb begins a noun phrase: `support of the members`."""
    word = WORD.match(text, start)
    following = WORD.match(text, skip_spaces(text, word.end())) if word else None
    return bool(following and following[0].lower() in speech.grammar.set("noun_before"))


def _infinitive(text: str, position: int, start: int, force: str, speech: Speech) -> Asked:
    verb, _ = head_verb(text, position, speech)
    begin = skip_adverbs(text, position, speech)
    if force not in _HANDS_ON:
        return Asked(verb=verb, start=max(0, start))
    if phrase_at(text, begin, speech.grammar.words("performative")) >= 0:
        return Asked(verb=verb, start=max(0, start), asks=False)
    relay = phrase_at(text, begin, speech.grammar.words("relays"))
    if relay >= 0:
        handed = _handed_on(text, relay, speech)
        if handed is not None:
            return handed
    return Asked(verb=verb, start=max(0, start))


def _handed_on(text: str, position: int, speech: Speech) -> Asked | None:
    """`invite X to Y`: X is asked to Y."""
    actors, end = actor_list(text, position, speech, strict=False)
    if not actors:
        return None
    links = speech.grammar.words("to")
    for match in WORD.finditer(text, end, end + _SUBJECT_WITHIN):
        after = phrase_at(text, match.start(), links)
        if after >= 0 and is_infinitive(text, after, speech):
            verb, _ = head_verb(text, after, speech)
            return Asked(verb=verb, actors=actors, start=match.start())
    return Asked(actors=actors, start=end)


def _that(text: str, position: int, force: str, speech: Speech) -> Asked:
    """`that SUBJECT should VERB`; a decision without modal or wish only states."""
    need = phrase_at(text, position, speech.grammar.words("no_actor"))
    if need >= 0:
        verb, _ = head_verb(text, need, speech)
        return Asked(verb=verb, start=position, certain=False)
    modal = _modal(text, position, speech)
    if modal is not None:
        verb, _ = head_verb(text, modal.end(), speech)
        actors = _subject(text, position, modal.start(), speech)
        passive = WORD.match(text, skip_adverbs(text, modal.end(), speech))
        suffers = bool(passive and passive[0].lower() in speech.grammar.set("be")) and verb != "be"
        if suffers and not actors:
            return Asked(verb=verb, start=position, certain=False)
        actors = actors and _with_others(text, modal.end(), actors, speech)
        return Asked(verb=verb, actors=actors, start=position, certain=bool(actors))
    actors, end = actor_list(text, position, speech, strict=False)
    if is_infinitive(text, end, speech) and actors:
        verb, _ = head_verb(text, end, speech)
        return Asked(verb=verb, actors=actors, start=position)
    if force not in _HANDS_ON:  # `encarga al Director que presente`
        return Asked(verb=head_verb(text, position, speech)[0], start=position, certain=False)
    verb = clause_verb(text, position, speech)[0]
    wished = bool(re.search(r"\bbe\b", text[position : position + _SUBJECT_WITHIN]))
    return Asked(verb=verb, actors=(), start=position, asks=wished and bool(verb), certain=False)


def _with_others(
    text: str, position: int, actors: tuple[str, ...], speech: Speech
) -> tuple[str, ...]:
    """The subjects of clauses beside the first: `that X should … and Y should …`."""
    modal = _modal(text, position, speech)
    found = list(actors)
    while modal is not None:
        for start in range(modal.start() - 1, max(position, modal.start() - _SUBJECT_BEFORE), -1):
            joined = phrase_at(text, start, speech.grammar.words("and"))
            if joined < 0 or text[start - 1] != " ":
                continue
            others, end = actor_list(text, joined, speech, strict=False)
            if others and end == modal.start() - 1:
                found.extend(others)
            break
        position = modal.end()
        modal = _modal(text, position, speech)
    return tuple(dict.fromkeys(found))


def _modal(text: str, position: int, speech: Speech) -> re.Match[str] | None:
    modals = speech.grammar.set("modals")
    for match in WORD.finditer(text, position, position + _SUBJECT_WITHIN):
        if match[0].lower() in modals:
            return match
    return None


def _subject(text: str, position: int, end: int, speech: Speech) -> tuple[str, ...]:
    """The actors of a subject: those that begin it, or begin one of its parts after a comma."""
    start = position
    while 0 <= start < end:
        actors, after = actor_list(text, start, speech, strict=False)
        if actors and after <= end:
            return actors
        comma = text.find(",", start, end)
        start = comma + 1 if comma >= 0 else -1
    return ()


def _later_infinitive(text: str, start: int, speech: Speech) -> int:
    """Where the verb of `…, to VERB` begins, failing a comma of the first `to VERB`; else -1."""
    first = -1
    previous_end = start
    for match in WORD.finditer(text, start, start + 4 * _SUBJECT_WITHIN):
        after = phrase_at(text, match.start(), speech.grammar.words("to"))
        if after >= 0 and is_infinitive(text, after, speech):
            between = text[previous_end : match.start()]
            if "," in between or ":" in between or match.start() == start:
                return after
            first = first if first >= 0 else after
        previous_end = match.end()
    return first
