"""Stems: Snowball's for the languages of Latin and Cyrillic letters, light stemming for Arabic.

Words come in folded, for people type with and without accents: what matters is that all forms
of a word lead to one stem, not that the stem is a word.
"""

from __future__ import annotations

import re
import threading

from Stemmer import Stemmer

#: The languages whose stems a Latin word may have; other languages share those of English.
LATIN = ("en", "fr", "es")

_SNOWBALL = {"en": "english", "fr": "french", "es": "spanish", "ru": "russian"}
_ARABIC = re.compile("[\u0621-\u064a]+")
_CYRILLIC = re.compile("[\u0400-\u04ff]+")
_LATIN = re.compile("[a-z]+")
# The affixes of Larkey, Ballesteros and Connell's light10 stemmer (SIGIR 2002, 2007), folded.
_ARABIC_PREFIXES = ("وال", "بال", "كال", "فال", "لل", "ال")
_ARABIC_SUFFIXES = ("ها", "ان", "ات", "ون", "ين", "يه", "ه", "ي")
_FRENCH_PARTICIPLE = re.compile("ees?$")
_SPANISH_PLURAL = re.compile("(?<=[a-z]{2}[aeo])s$")
_own = threading.local()  # a Stemmer may not be shared by threads


def language_of(language: str) -> str:
    """`zh-hans` is `zh`, `EN` is `en`."""
    return language.lower().replace("_", "-").split("-")[0]


def languages_of(word: str) -> tuple[str, ...]:
    """The languages in whose way a word whose language is not told may have to be stemmed."""
    return LATIN if _LATIN.search(word) else ("en",)


def stem(word: str, language: str) -> str:
    """The stem of a folded word of letters; anything else stays as it is.

    The letters tell more than the language of the text: a Russian name in an English text is
    Russian still, a Latin word in a Chinese one is taken for English.
    """
    if _LATIN.fullmatch(word):
        own = language_of(language)
        return _latin(word, own if own in LATIN else "en")
    if _CYRILLIC.fullmatch(word):
        return _snowball(word, "ru")
    if _ARABIC.fullmatch(word):
        return _arabic(word)
    return word


def _latin(word: str, language: str) -> str:
    if language == "fr":  # connecté, connectée, connectées, their accents folded
        word = _FRENCH_PARTICIPLE.sub("e", word)
    if language == "es":  # isla, islas, which Snowball takes for too short
        word = _SPANISH_PLURAL.sub("", word)
    found = _snowball(word, language)
    # mujeres -> mujer -> muj: the singular has to come out where the plural does
    return _snowball(found, language) if language == "es" else found


def _snowball(word: str, language: str) -> str:
    stemmers: dict[str, Stemmer] = _own.__dict__.setdefault("stemmers", {})
    if language not in stemmers:
        stemmers[language] = Stemmer(_SNOWBALL[language], 0)  # analysis keeps what was asked
    found: str = stemmers[language].stemWord(word)
    return found


def _arabic(word: str) -> str:
    for prefix in _ARABIC_PREFIXES:
        if word.startswith(prefix) and len(word) - len(prefix) >= 2:
            word = word[len(prefix) :]
            break
    for suffix in _ARABIC_SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= 2:
            word = word[: -len(suffix)]
    # “and” last: الوثيقة and وثيقة have to meet, though the letter is of the root in both
    return word[1:] if word[0] == "و" and len(word) > 3 else word
