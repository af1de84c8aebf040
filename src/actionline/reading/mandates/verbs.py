"""The head verb of a paragraph in its base form, `continue to` and `ensure that …` set aside."""

from __future__ import annotations

from actionline.reading.mandates.speech import WORD, Speech, phrase_at, skip_spaces

_INFINITIVE_FR = ("er", "ir", "re", "oir")
_VERB_WITHIN = 40  # characters of a verb set aside
_INSERTED_WITHIN = 160  # characters of words put between a verb and its `that`
_LOOKED_AT = 400  # characters in which the verb of a clause is sought


def head_verb(text: str, position: int, speech: Speech) -> tuple[str, int]:
    """The verb that begins at a place (after `to` or a modal) and where it ends; "" if none."""
    grammar = speech.grammar
    asides, clauses = grammar.words("aside"), grammar.words("aside_that")
    position = skip_adverbs(text, position, speech)
    while True:
        aside, clause = _set_aside(text, position, asides, clauses)
        if aside < 0:
            break
        if clause:
            found = clause_verb(text, aside, speech)
            return found if found[0] else _word(text, position, speech)
        position = skip_adverbs(text, aside, speech)
    word, end = _word(text, position, speech)
    if word in grammar.set("aside_gerund"):
        inner, after = _word(text, skip_adverbs(text, end, speech), speech)
        if inner.endswith("ing") and base_form(inner, speech) in speech.vocabulary.verbs:
            return base_form(inner, speech), after
    if word in grammar.set("be"):
        participle, after = _word(text, skip_adverbs(text, end, speech), speech)
        if _is_participle(participle, speech):
            verb = base_form(participle, speech)
            onward = phrase_at(text, skip_spaces(text, after), grammar.words("to"))
            if verb in grammar.set("relays") and onward >= 0:  # `be requested to report`
                return head_verb(text, onward, speech)
            return verb, after
    return word, end


def _set_aside(
    text: str, position: int, asides: tuple[str, ...], clauses: tuple[str, ...]
) -> tuple[int, bool]:
    """Where the words after `continue to`, `ensure that` begin, and whether they are a clause.

    Words between commas may part the two: `ensure, within its means, that …`.
    """
    for phrases, is_clause in ((clauses, True), (asides, False)):
        after = phrase_at(text, position, phrases)
        if after >= 0:
            return after, is_clause
        for phrase in phrases if "," in text[position : position + _VERB_WITHIN] else ():
            verb, _, link = phrase.rpartition(" ")
            if verb and text[position : position + len(verb) + 1].lower() == f"{verb},":
                close = text.find(f", {link} ", position, position + _INSERTED_WITHIN)
                if close >= 0:
                    return close + len(link) + 2, is_clause
    return -1, False


def skip_adverbs(text: str, position: int, speech: Speech) -> int:
    """Pass over `regularly`, `also`, `, where appropriate,` before a verb."""
    position = skip_spaces(text, position)
    adverbs = speech.grammar.words("adverbs")
    for _ in range(6):
        if text[position : position + 1] == ",":
            close = text.find(",", position + 1, position + 80)
            if close < 0:
                break
            position = skip_spaces(text, close + 1)
            word = WORD.match(text, position)
            if word and word[0].lower() in speech.grammar.set("and"):  # `, and within its means,`
                close = text.find(",", position, position + 80)
                position = skip_spaces(text, close + 1) if close >= 0 else position
            continue
        after = phrase_at(text, position, adverbs)
        word = WORD.match(text, position)
        if after < 0 and word and _is_adverb(word[0].lower(), speech):
            after = word.end()
        if after < 0:
            break
        position = skip_spaces(text, after)
    return position


def clause_verb(text: str, position: int, speech: Speech) -> tuple[str, int]:
    """The finite verb of a clause after its subject: behind a modal, passive, or plain."""
    grammar = speech.grammar
    modal, be, adverbs = grammar.set("modals"), grammar.set("be"), grammar.set("aside_gerund")
    previous, plain = "", ("", position)
    for match in WORD.finditer(text, position, position + _LOOKED_AT):
        word = match[0].lower()
        if word in modal:
            return head_verb(text, match.end(), speech)
        if word in be or word.rstrip("s") in adverbs:
            verb = head_verb(text, match.start(), speech)
            rest = phrase_at(text, match.end() + 1, grammar.words("to"))
            if word.rstrip("s") in adverbs and rest >= 0:
                return head_verb(text, rest, speech)
            if verb[0] != word or word in be:
                return (grammar.words("to_be")[0], match.end()) if verb[0] == word else verb
        if not plain[0] and word in speech.vocabulary.verbs and previous.endswith("s"):
            plain = (word, match.end())
        previous = word
    return plain


def base_form(word: str, speech: Speech) -> str:
    """A participle or gerund as infinitive: `updating`, `developed`, `carried`, `taken`."""
    vocabulary = speech.vocabulary
    word = word.lower()
    if word in vocabulary.irregular:
        return vocabulary.irregular[word]
    if not vocabulary.verbs:
        return word
    for ending in ("ing", "ied", "ed"):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            doubled = stem[:-1] if len(stem) > 2 and stem[-1] == stem[-2] else stem
            for form in (stem + "y",) if ending == "ied" else (stem, stem + "e", doubled):
                if form in vocabulary.verbs:
                    return form
            return stem + "y" if ending == "ied" else stem
    return word


def is_gerund(text: str, position: int, speech: Speech) -> bool:
    """Whether the paragraph begins with a gerund: `updating its roadmaps`."""
    word, _ = _word(text, skip_adverbs(text, position, speech), speech)
    return (
        len(word) > 5
        and word.endswith("ing")
        and base_form(word, speech) in speech.vocabulary.verbs
    )


def is_infinitive(text: str, position: int, speech: Speech) -> bool:
    """Whether a bare verb stands here, as under `resolves to:`."""
    word, _ = _word(text, skip_adverbs(text, position, speech), speech)
    if speech.vocabulary.language == "fr":
        return word.endswith(_INFINITIVE_FR)
    return word in speech.vocabulary.verbs


def _word(text: str, position: int, speech: Speech) -> tuple[str, int]:
    match = WORD.match(text, skip_spaces(text, position))
    return (match[0].lower(), match.end()) if match else ("", position)


def _is_adverb(word: str, speech: Speech) -> bool:
    if speech.vocabulary.language == "fr":
        return word.endswith("ment")
    return word.endswith("ly") and word not in speech.grammar.set("not_adverbs")


def _is_participle(word: str, speech: Speech) -> bool:
    return word in speech.vocabulary.irregular or (word.endswith("ed") and len(word) > 4)
