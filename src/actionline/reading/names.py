"""Names found at a place in a text: which body, actor or document a run of words names."""

import re
from collections.abc import Collection, Iterable
from typing import NamedTuple

_FIRST = re.compile(r"[^\W_]+")
_ASIDE = re.compile(r" ?\([^()\d]{1,60}\)")
_WINDOW = 200  # characters looked at for one name; the longest on file has 130

# One character for one, so that places in the folded text are places in the text.
_MARKS = {
    "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\n": " ", "\t": " ",
    "\u2010": "-", "\u2011": "-", "’": "'", "‘": "'", "“": '"', "”": '"',
}  # fmt: skip
_CYRILLIC = "АВЕКМНОРСТХаеорсух"
_LATIN = "ABEKMHOPCTXaeopcyx"
_FOLD = str.maketrans(_MARKS)
_FOLD_LATIN = str.maketrans(_MARKS | dict(zip(_CYRILLIC, _LATIN, strict=True)))


def fold(text: str, language: str = "en") -> str:
    """The text with one kind of blank, hyphen and quote, of the same length.

    Cyrillic letters that look Latin become Latin, save in Russian.
    """
    if text.isascii() and "\n" not in text and "\t" not in text:
        return text
    return text.translate(_FOLD if language == "ru" else _FOLD_LATIN)


def lowered(text: str) -> str:
    """A text in small letters, of the same length."""
    small = text.lower()
    return small if len(small) == len(text) else "".join(c.lower()[:1] for c in text)


def starts_of(words: Iterable[str], small: str) -> list[int]:
    """Where in a text in small letters one of some words stands at the beginning of a word, in
    order; within `multi-stakeholder` no word begins."""
    found = []
    for word in words:
        place = small.find(word)
        while place >= 0:
            before = small[max(0, place - 2) : place]
            if not before[-1:].isalpha() and not (before[-1:] == "-" and before[:1].isalpha()):
                found.append(place)
            place = small.find(word, place + 1)
    return sorted(found)


class Found(NamedTuple):
    """A name found: what it names and where it ends."""

    slug: str
    end: int


class _Name(NamedTuple):
    written: str
    lowered: str
    slug: str


class Names:
    """Names by their first word; the longest wins.

    A name without small letters, and a single word that begins with a capital, must be
    written so; others are found in any case of letters.
    """

    def __init__(self, pairs: Iterable[tuple[str, str]], language: str = "en") -> None:
        index: dict[str, dict[str, str]] = {}
        for name, slug in pairs:
            folded = fold(name, language)
            first = _FIRST.search(folded)
            if first:
                index.setdefault(first[0].lower(), {})[folded] = slug
        self._index = {
            first: tuple(
                _Name(name, name.lower(), slug)
                for name, slug in sorted(names.items(), key=lambda item: -len(item[0]))
            )
            for first, names in index.items()
        }
        last_words = {
            name.lowered.rpartition(" ")[2] for names in self._index.values() for name in names
        }
        self._lasts = tuple(last_words)
        self._acronyms = tuple(
            (name.written, name.slug)
            for names in self._index.values()
            for name in names
            if len(name.written) >= 4 and name.written.isupper() and name.written.isalpha()
        )

    @property
    def firsts(self) -> Collection[str]:
        """The first words of all names, in small letters."""
        return self._index.keys()

    def may_end(self, text: str) -> bool:
        """Whether the last word of a folded text may end a name."""
        last = text.rpartition(" ")[2].lstrip("(")
        return last.endswith(")") or last.isupper() or last.lower().endswith(self._lasts)

    def at(self, text: str, position: int) -> Found | None:
        """The name that begins at a place of a folded text, None if there is none.

        An abbreviation in brackets after or inside the name belongs to it.
        """
        first = _FIRST.match(text, position)
        if first is None:
            return None
        candidates = self._index.get(first[0].lower())
        if candidates is None:
            return self._misspelt(first)
        window = text[position : position + _WINDOW]
        found = _longest(candidates, window, position)
        if "(" in window:
            bare, places = _without_asides(window)
            longer = _longest(candidates, bare, 0)
            if longer is not None and (found is None or places[longer.end] + position > found.end):
                found = Found(longer.slug, places[longer.end] + position)
        return found

    def _misspelt(self, first: re.Match[str]) -> Found | None:
        """An abbreviation of four letters or more with two neighbours exchanged."""
        word = first[0]
        if len(word) < 4 or not word.isupper():
            return None
        for name, slug in self._acronyms:
            if len(name) == len(word) and _exchanged(name, word):
                return Found(slug, first.end())
        return None


def _longest(candidates: tuple[_Name, ...], text: str, offset: int) -> Found | None:
    lowered = text[: len(candidates[0].written)].lower()  # the longest is the first
    for name in candidates:
        end = len(name.written)
        if lowered.startswith(name.lowered) and _same(text[:end], name) and _ends(text, end):
            return Found(name.slug, offset + end)
    return None


def _same(words: str, name: _Name) -> bool:
    """Whether the words are the name, known to be the same but for the case of letters."""
    written = name.written
    if words == written:
        return True
    if not any(letter.islower() for letter in written):
        return False
    return " " in written or "-" in written or words[0].isupper() or written[0].islower()


def _ends(text: str, end: int) -> bool:
    """Whether a word ends here; `ITU` does not in `ITU-T` nor in `ITUs`."""
    following = text[end : end + 2]
    if not following:
        return True
    if following[0] in "-&" and len(following) == 2 and following[1].isalpha():
        return False
    return not following[0].isalnum()


def _without_asides(window: str) -> tuple[str, list[int]]:
    """The text without its brackets, and where each of its characters stood."""
    kept: list[str] = []
    places: list[int] = []
    last = 0
    for aside in _ASIDE.finditer(window):
        kept.append(window[last : aside.start()])
        places.extend(range(last, aside.start()))
        last = aside.end()
    kept.append(window[last:])
    places.extend(range(last, len(window) + 1))
    return "".join(kept), places


def _exchanged(name: str, word: str) -> bool:
    differing = [place for place, letter in enumerate(name) if letter != word[place]]
    if len(differing) != 2 or differing[1] != differing[0] + 1:
        return False
    first, second = differing
    return name[first] == word[second] and name[second] == word[first]
