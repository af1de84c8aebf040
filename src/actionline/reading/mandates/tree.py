"""Mandates are the leaves of the operative part; what stands above them they inherit."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from actionline.reading.mandates.actors import actor_list
from actionline.reading.mandates.acts import Acts, acts
from actionline.reading.mandates.clauses import Asked, asked
from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces, speech
from actionline.reading.model import Deadline, DocumentInfo, Mandate, Provision
from actionline.reading.names import fold
from actionline.reading.structure.phrases import phrases, slug
from actionline.reading.vocabulary import ASKING, Vocabulary

_OWN_ACTS = frozenset({"resolves", "decides", "agrees", "undertakes", "commits"})
_NOUN_PHRASE = r"[^,;:.]{2,80}"
_TIES = ("to", "on", "upon")
_SEPARATOR = re.compile(r",\s?(?:and\s|et\s)?|\s(?:and|et)\s")
_TO_OR_THAT = re.compile(r"\s+(?:to|that|à|de|d'|que|qu')\b")


class Frame(NamedTuple):
    """What a paragraph hands down to those below it."""

    force: str
    actors: tuple[str, ...]
    verb: str = ""
    recipients: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    deadline: Deadline = Deadline()
    certain: bool = True
    asks: bool = True


def find(
    document: DocumentInfo, provisions: Sequence[Provision], vocabulary: Vocabulary
) -> tuple[Mandate, ...]:
    """The mandates of a read document, in its order, from its text as proposed."""
    told = speech(document, vocabulary)
    standing = [p for p in provisions if p.kind == "operative" and p.text is not None]
    holding = {p.parent for p in standing if p.parent}
    heads: dict[tuple[str, str], Frame] = {}
    frames: dict[str, Frame] = {}
    mandates = []
    for provision in standing:
        above = frames.get(provision.parent or "")
        if above is None:
            key = (provision.clause, provision.heading)
            above = heads.get(key) or _head(provision, told)
            heads[key] = above
        if above.force not in ASKING:
            continue
        frame = _frame(provision, above, told)
        frames[provision.path] = frame
        if provision.path not in holding and frame.asks:
            mandates.append(_mandate(provision, frame))
    return tuple(mandates)


def _head(provision: Provision, told: Speech) -> Frame:
    """What the clause heading says: the act, the actors, and a verb where it has one."""
    heading = fold(provision.heading, told.vocabulary.language)
    lead = phrases(told.vocabulary.language).find(heading)
    if lead is None or lead.kind != "operative":
        return Frame(force="", actors=())
    own = (told.body.own_part if told.body else None) or "itu"
    default = (own,) if lead.force in _OWN_ACTS else ()
    blank = Frame(force=lead.force, actors=default)
    rest = heading[lead.end :]
    return _addressed(rest, blank, told) if rest.strip() else blank


def _addressed(rest: str, blank: Frame, told: Speech) -> Frame:
    """A frame for words after the lead verb: `the Council to report by 2027`, `that ITU should`."""
    language = told.vocabulary.language
    start = skip_spaces(rest, 0)
    that = phrase_at(rest, start, told.grammar.words("that"))
    if blank.force in _OWN_ACTS or that >= 0:
        return _with(rest[start:], blank, told)
    tie, _, others = rest[start:].partition(" ")
    if tie in _TIES and others[:1].strip():  # of a verb such as `calls on`, `appeals to`
        start += len(tie) + 1
    actors, end = _addressees(rest, start, told)
    if not actors:
        actors, end = _unknown_actor(rest, start)
    frame = blank._replace(actors=actors)
    opening = _TO_OR_THAT.search(rest, max(0, end - 1), end + 300)
    if opening is None or language == "zh":
        return frame
    return _with(rest[skip_spaces(rest, opening.start()) :], frame, told)


def _addressees(rest: str, start: int, told: Speech) -> tuple[tuple[str, ...], int]:
    """The actors of a list in which some may be unknown; `in consultation with …` ends it."""
    opening = _TO_OR_THAT.search(rest, start)
    stop = opening.start() if opening else len(rest)
    found: list[str] = []
    end = start
    while 0 <= start < stop:
        actors, after = actor_list(rest, start, told, strict=False)
        found.extend(actors)
        end = after if actors else end
        between = _SEPARATOR.search(rest, after, stop)
        start = between.end() if between else -1
        word = WORD.match(rest, start) if between else None
        if word is None or word[0].lower() in told.grammar.set("aside_from"):
            break
    return tuple(dict.fromkeys(found)), end


def _unknown_actor(rest: str, start: int) -> tuple[tuple[str, ...], int]:
    """The words of an actor that no table knows, as a slug."""
    phrase = re.match(_NOUN_PHRASE, rest[start:])
    if phrase is None:
        return (), start
    cut = _TO_OR_THAT.search(phrase[0])
    words = phrase[0][: cut.start()] if cut else phrase[0]
    name = slug(re.sub(r"^(?:the|le|la|les|all)\s+", "", words.strip(), flags=re.IGNORECASE))
    return ((name,) if name else ()), start + len(words)


def _frame(provision: Provision, above: Frame, told: Speech) -> Frame:
    """A paragraph's own frame within that of what stands above it."""
    text = fold(provision.text or "", told.vocabulary.language)
    heading = fold(provision.heading, told.vocabulary.language) if provision.parent is None else ""
    if heading and text.startswith(heading):
        # United Nations: the paragraph begins with its own lead verb, which is its heading
        return _addressed(text[len(heading) :], above, told)
    return _with(text, above, told)


def _with(text: str, above: Frame, told: Speech) -> Frame:
    said: Asked = asked(text, above.force, above.verb, told)
    actors = said.actors or above.actors
    found: Acts = acts(text[said.start :], told, actors, said.verb or above.verb)
    own = found.deadline()
    inherits = not said.verb
    return Frame(
        force=above.force,
        actors=actors,
        verb=said.verb or above.verb,
        recipients=_joined(above.recipients if inherits else (), tuple(found.recipients)),
        via=_joined(above.via, tuple(found.via)),
        deadline=own if own else above.deadline,
        certain=above.certain and said.certain,
        asks=said.asks,
    )


def _joined(first: tuple[str, ...], second: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(first + second))


def _mandate(provision: Provision, frame: Frame) -> Mandate:
    return Mandate(
        path=provision.path,
        force=frame.force,
        actors=frame.actors,
        action=frame.verb,
        recipients=frame.recipients,
        via=frame.via,
        deadline=frame.deadline,
        certain=frame.certain and provision.certain,
    )
