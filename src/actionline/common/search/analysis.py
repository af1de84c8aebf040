"""Words as they are looked for: one analysis of text before any database sees it.

A word is folded (case, accents, Arabic letter forms, width, digits), cut where its script has no
spaces, and stemmed by the language of the text it stands in. What comes out are tokens. The same
steps read entries and queries, so that both databases find the same, by construction.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence, Set
from functools import lru_cache
from operator import attrgetter
from typing import NamedTuple

from .stems import stem

#: Longer words are cut: nobody types them, and keys stay short.
LONGEST = 48
#: So many words are looked up in a text one by one; more would be slower than to read it all.
_FEW = 30
#: Words of a text beyond these are not looked at.
MOST_WORDS = 20_000

_MARKS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u0900-\u0963\u0966-\u0dff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u200c\u200d\u00ad"
)
_JOINERS = r"./٫\-‐‑–:'’‘ʼ&+"
WORD = re.compile(rf"[\w{_MARKS}]+(?:[{_JOINERS}][\w{_MARKS}]+)*")
_WORD_FROM_ITS_START = re.compile(rf"(?<![\w{_MARKS}])(?<![\w{_MARKS}][{_JOINERS}]){WORD.pattern}")
_JOINER = re.compile(rf"[{_JOINERS}]")
_APOSTROPHE = re.compile("['’‘ʼ]")
_HYPHEN = re.compile("[\u2010-\u2013]")  # as they are typed; NFKC leaves most of them
_UNSPACED = (
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han, kana
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
)
_RUN = re.compile(rf"[{_UNSPACED}]+|[^{_UNSPACED}]+")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
_DIGIT = re.compile("[^\\D0-9]")
_FIRST_UNSPACED = "\u0e00"
_DROPPED = re.compile(
    "[\u0640\u200b-\u200f\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2"
    "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8]"
)
_SHORT_I = "\u0439"  # й is a letter of its own, ё is written е more often than not
_LETTERS = str.maketrans(
    {"ٱ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك", "ە": "ه", "٫": ".", _SHORT_I: "\ue000"}
)
_BACK = str.maketrans({"\ue000": _SHORT_I})


_START = attrgetter("start")


class Found(NamedTuple):
    """A token, the how manieth of its text, and where the word that it came from stands."""

    token: str
    position: int
    start: int
    end: int


def fold(text: str) -> str:
    """The text without what writers and keyboards differ in: case, accents, width, digits."""
    text = unicodedata.normalize("NFKC", text).casefold()
    if text.isascii():
        return text
    text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    text = _DROPPED.sub("", text).translate(_BACK)
    return _DIGIT.sub(_digit, _HYPHEN.sub("-", text))


def _digit(found: re.Match[str]) -> str:
    """Arabic-Indic and other digits as 0 to 9."""
    return str(unicodedata.decimal(found[0]))


def tokens(text: str, language: str) -> list[str]:
    """The tokens of a text, in order."""
    found: list[str] = []
    for number, word in enumerate(WORD.finditer(text)):
        if number == MOST_WORDS:
            break
        found += of_word(word[0], language)
    return found


def having(text: str, language: str, wanted: Set[str], without: set[str]) -> set[str]:
    """The words of a text that have wanted tokens. The others are put into `without`, by which
    further texts of the language are passed by more quickly."""
    words = set(WORD.findall(text)) - without
    found = {each for each in words if not wanted.isdisjoint(of_word(each, language))}
    without |= words - found
    return found


def spans(
    text: str, language: str, wanted: Set[str], words: Set[str], *, counted: bool = True
) -> Iterator[Found]:
    """The wanted ones of a text's tokens, with their places; Chinese pairs stand at their own
    two characters. `words` are those that have such tokens (`having`), and others do no harm.

    Where nobody needs to know which follow one another they are not `counted`: the position is
    then any that is its own.
    """
    if not counted and len(words) <= _FEW:
        yield from sorted(_standing(text, words, language, wanted), key=_START)
        return
    position = 0
    for word in WORD.finditer(text):
        parts = of_word(word[0], language)
        if word[0] in words:
            for offset, (token, start, end) in enumerate(_places(word[0], parts)):
                if token in wanted:
                    begin = word.start()
                    yield Found(token, position + offset, begin + start, begin + end)
        position += len(parts)


def _standing(text: str, words: Set[str], language: str, wanted: Set[str]) -> Iterator[Found]:
    """Where the wanted tokens of these words stand, a word after the other."""
    for word in words:
        places = [each for each in _places(word, of_word(word, language)) if each[0] in wanted]
        at = text.find(word)
        while at >= 0:
            whole = _WORD_FROM_ITS_START.match(text, at)
            if whole and whole[0] == word:
                for token, start, end in places:
                    yield Found(token, at + start, at + start, at + end)
            at = text.find(word, at + len(word))


def _places(word: str, parts: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Each token of a word with its place in it; the whole word, save for pairs of characters."""
    folded, at = fold(word), 0
    for token in parts:
        place = folded.find(token, at) if is_unspaced(token) else -1
        if place < 0 or len(folded) != len(word):
            yield token, 0, len(word)
        else:
            yield token, place, place + len(token)
            at = place + 1


@lru_cache(maxsize=50_000)
def of_word(word: str, language: str) -> tuple[str, ...]:
    """The tokens of one word as `WORD` finds it.

    A word with joiners gives what it is called as a whole, where that means something, and its
    parts: `A/RES/70/125` gives `a/res/70/125`, `a`, `res`, `70`, `125`.
    """
    whole, parts = pieces(fold(word)[: 2 * LONGEST])
    return (*whole, *(token for part in parts for token in _of_part(part, language)))


def pieces(folded: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of a folded word as a whole, and its parts."""
    if _APOSTROPHE.search(folded):  # l'accès, women's: the short piece is grammar
        long = [piece for piece in _APOSTROPHE.split(folded) if len(piece) > 2]
        folded = "-".join(long) or _APOSTROPHE.sub("", folded)
    parts = tuple(filter(None, _JOINER.split(folded)))
    if len(parts) < 2:
        return (), parts
    joined = "".join(parts)[:LONGEST]
    hyphened = (joined,) if "-" in folded and not joined.isdigit() else ()
    if has_digit(folded):
        return (folded[:LONGEST], *hyphened), parts
    if all(len(part) == 1 for part in parts):  # U.N., R&D
        return (joined,), ()
    return hyphened, parts


def has_digit(folded: str) -> bool:
    return any(letter.isdigit() for letter in folded)


def _of_part(part: str, language: str) -> Iterator[str]:
    for run in _RUN.findall(part):
        if _IS_UNSPACED.match(run):
            yield from (run[i : i + 2] for i in range(max(1, len(run) - 1)))
        else:
            yield stem(run[:LONGEST], language)


def is_unspaced(token: str) -> bool:
    """Whether the token is of a script that is written without spaces."""
    return token >= _FIRST_UNSPACED and _IS_UNSPACED.match(token) is not None


def terms(sequence: Iterable[str]) -> set[str]:
    """What an entry is found by: its tokens, and each character of the Chinese pairs."""
    found = set(sequence)
    return found.union(*[token for token in found if len(token) == 2 and is_unspaced(token)])


def title_key(title: str) -> str:
    """By which titles are sorted: folded, without signs in front."""
    return " ".join(WORD.findall(fold(title)))
