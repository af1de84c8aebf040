"""Lead phrases: the words that open a clause (`recalling further`, `instructs …`, `Requests …`).

The phrases are data, a table for each language (`reading/data/words`).
"""

import re
from functools import lru_cache
from typing import NamedTuple

from actionline.reading.tables import words_of

_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+|’[^\W_]+)*")
# Words that tie lead words to their object and are no part of the clause's name.
_TIES = frozenset(
    "of by to that for on at in upon its the de du des à au aux que le la les".split()
)

# Verbs whose preposition is part of them.
_VERBS_OF_TWO = frozenset({("calls", "upon"), ("calls", "for"), ("calls", "on"), ("call", "upon")})


class Lead(NamedTuple):
    """Lead words found at the start of a text.

    words    as they stand (`Noting with concern`)
    kind     preambular or operative
    force    the act, for operative ones (`instructs`)
    end      where they end in the text
    """

    words: str
    kind: str
    force: str
    end: int


class Phrases(NamedTuple):
    """The lead phrases of one language, by their first word, the longest first."""

    by_first: dict[str, tuple[tuple[tuple[str, ...], str, str], ...]]
    openings: frozenset[str]  # first words of phrases and of what may stand before them
    modifiers: dict[str, tuple[tuple[str, ...], ...]]  # by their first word
    tones: frozenset[str]
    unspaced: tuple[tuple[str, str, str], ...]

    def find(self, text: str) -> Lead | None:
        """The lead words that `text` begins with, in any case of letters; None if none."""
        if self.unspaced:
            return self._find_unspaced(text)
        opening = _WORD.search(text[:40])
        if opening is None or opening[0].lower() not in self.openings:
            return None
        matches = list(_first_words(text, 12))
        words = [match[0].lower() for match in matches]
        begin = self._modifiers(words, 0)
        for phrase, kind, force in self.by_first.get(
            words[begin] if begin < len(words) else "", ()
        ):
            if tuple(words[begin : begin + len(phrase)]) == phrase:
                last = begin + len(phrase)
                last = max(last, self._modifiers(words, last))
                while last > begin + 1 and words[last - 1] in _TIES:
                    if tuple(words[last - 2 : last]) in _VERBS_OF_TWO:
                        break
                    last -= 1
                last = self._tone(words, last)
                end = matches[last - 1].end()
                return Lead(text[matches[0].start() : end], kind, force, end)
        return None

    def participle(self, text: str) -> Lead | None:
        """Lead words that no table has but that are formed as such: `Deeply disturbed by …`,
        `Having heard …`. English only; for paragraphs that open with their lead words."""
        matches = _first_words(text, 8)
        words = [match[0].lower() for match in matches]
        position = self._modifiers(words, 0)
        while position < len(words) and words[position].endswith("ly"):
            position += 1
        having = position < len(words) and words[position] == "having"
        position += having
        if position >= len(words) or not (
            having or words[position].endswith(("ing", "ed", "ware"))
        ):
            return None
        last = self._tone(words, min(position + 1, len(words)))
        end = matches[last - 1].end()
        return Lead(text[matches[0].start() : end], "preambular", "", end)

    def _tone(self, words: list[str], last: int) -> int:
        """`… with deep concern`, `… its appreciation`, `… concern`: the tone is part of the lead
        words; an article before it makes it their object (`… the alarm`)."""
        rest = words[last : last + 4]
        if rest[:1] and rest[0] in self.tones:
            return last + 1
        if rest[:1] and rest[0] in ("with", "its", "deep", "grave", "avec", "sa", "con", "su", "с"):
            for length in (2, 3):
                if len(rest) >= length and rest[length - 1] in self.tones:
                    return last + length
        return last

    def _modifiers(self, words: list[str], position: int) -> int:
        """Skip `further`, `also`, `once more` … from a position on."""
        while position < len(words):
            for modifier in self.modifiers.get(words[position], ()):
                if tuple(words[position : position + len(modifier)]) == modifier:
                    position += len(modifier)
                    break
            else:
                break
        return position

    def _find_unspaced(self, text: str) -> Lead | None:
        start = len(text) - len(text.lstrip())
        begin = start
        for modifier in self.modifiers:
            if text.startswith(modifier, begin):
                begin += len(modifier)
                break
        for phrase, kind, force in self.unspaced:
            if text.startswith(phrase, begin):
                end = begin + len(phrase)
                return Lead(text[start:end], kind, force, end)
        return None


def _first_words(text: str, count: int) -> list[re.Match[str]]:
    found = []
    for match in _WORD.finditer(text[:240]):
        found.append(match)
        if len(found) == count:
            break
    return found


@lru_cache(maxsize=8)
def phrases(language: str) -> Phrases:
    """The table of a language, English where it has none."""
    table = words_of(language)["lead_phrases"]
    by_first: dict[str, list[tuple[tuple[str, ...], str, str]]] = {}
    unspaced = []
    forces = {"preambular": dict.fromkeys(table["preambular"], ""), "operative": table["operative"]}
    for kind, phrases_of_kind in forces.items():
        for phrase, force in phrases_of_kind.items():
            if language == "zh":
                unspaced.append((phrase, kind, force))
                continue
            words = tuple(_WORD.findall(phrase.lower()))
            by_first.setdefault(words[0], []).append((words, kind, force))
    return Phrases(
        by_first={
            first: tuple(sorted(found, key=lambda item: -len(item[0])))
            for first, found in by_first.items()
        },
        openings=frozenset(by_first).union(m.split()[0] for m in table["modifiers"]),
        modifiers=_by_first(table["modifiers"], spaced=language != "zh"),
        tones=frozenset(table["tones"]),
        unspaced=tuple(sorted(unspaced, key=lambda item: -len(item[0]))),
    )


def _by_first(modifiers: list[str], *, spaced: bool) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Modifiers by their first word, the longest first."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for modifier in sorted(modifiers, key=len, reverse=True):
        words = tuple(modifier.split()) if spaced else (modifier,)
        found[words[0]] = (*found.get(words[0], ()), words)
    return found


@lru_cache(maxsize=1024)
def slug(words: str) -> str:
    """CONTRACT.md, Paths: lower case, each run of other characters than a-z 0-9 one hyphen."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")
