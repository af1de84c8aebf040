"""Words: which two run together, and which only look like it.

Reads   the words of a document and a list of English ones.
Writes  where the second of two words begins, None where there is only one: compounds, derived
        words and those whose hyphen a converter dropped stay whole.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from itertools import chain, pairwise

from actionline.reading.tables import DATA, read_bytes, read_table

LONG_WORD = 6  # letters; two words run together have at least as many
_PAGE = 1024  # bytes
WORD = re.compile(r"[^\W\d_]++(?:[-‑'’][^\W\d_]++)*+")


class Lexicon:
    """What is known of words: how often each occurs in the document, which follow one another,
    which hyphenated compounds it has, which names were replaced by which."""

    def __init__(
        self, texts: Sequence[str], *, english: bool = True, replaced: Mapping[str, str]
    ) -> None:
        self.english = english
        self.replaced = replaced
        self._texts = texts
        self._in_order = [_words_of(text) for text in texts]
        self.words = Counter(chain.from_iterable(self._in_order))
        self.compounds: set[str] = set()
        for compound in [word for word in self.words if "-" in word]:
            self.compounds.add(compound.replace("-", ""))
            for part in compound.split("-"):
                self.words[part] += self.words[compound]

    @cached_property
    def pairs(self) -> frozenset[tuple[str, str]]:
        """Words that follow one another in a paragraph."""
        return frozenset(chain.from_iterable(map(pairwise, self._in_order)))

    @cached_property
    def strange(self) -> frozenset[str]:
        """Longer words that the document has but once or twice and the language has not."""
        english = tables().english
        return frozenset(
            word
            for word, count in self.words.items()
            if count < 3 and len(word) >= LONG_WORD and word not in english
        )

    @cached_property
    def odd(self) -> frozenset[str]:
        """The paragraphs that have a strange word, by itself or as a part of another."""
        strange = self.strange
        compounds = (word for word in self.words if "-" in word)
        odd = strange.union(w for w in compounds if not strange.isdisjoint(w.split("-")))
        with_words = zip(self._texts, self._in_order, strict=True)
        return frozenset(text for text, words in with_words if not odd.isdisjoint(words))


def _words_of(text: str) -> list[str]:
    """The words of a paragraph in small letters and with one kind of hyphen."""
    text = text.lower().replace("‑", "-")
    for mark in ",;.()":
        text = text.replace(mark, " ")
    words: list[str] = []
    for run in text.split():
        if run.isalpha():  # as most are
            words.append(run)
        else:
            words += WORD.findall(run)
    return words


class WordList:
    """Words sorted one a line, after an empty line, and looked up by page: faster for the few
    hundred that one document asks for than making a set of them all."""

    def __init__(self, lines: bytes) -> None:
        self._lines = lines
        self._pages = [
            0,
            *(lines.find(b"\n", at) for at in range(_PAGE, len(lines) - _PAGE, _PAGE)),
        ]
        self._firsts = [lines[at + 1 : lines.find(b"\n", at + 1)] for at in self._pages]

    def __contains__(self, word: object) -> bool:
        wanted = str(word).encode()
        page = bisect_right(self._firsts, wanted)
        start = self._pages[page - 1] if page else 0
        end = self._pages[page] + 1 if page < len(self._pages) else len(self._lines)
        return self._lines.find(b"\n%b\n" % wanted, start, end) >= 0


class Tables:
    """`endings` and `beginnings` are function words that make no compounds; `compounds` are
    written with a hyphen that converters drop; `compound_first` and `compound_last` begin and
    end words that no list has (`roadmap`, `multilingual`); `english` is a list of words."""

    def __init__(self, table: Mapping[str, Sequence[str]], english: WordList) -> None:
        self.english = english
        self.compound_first = frozenset(table["compound_first"])
        self.compound_last = frozenset(table["compound_last"])
        self.numbers = frozenset(table["numbers"])
        self.quantifiers = frozenset(table["quantifiers"])
        self.function_words = frozenset(table["function_words"])
        self.suffixes = tuple(table["suffixes"])
        self.endings = frozenset(table["endings"])
        self.beginnings = frozenset(table["beginnings"])
        self.compounds = frozenset(w.replace("-", "").lower() for w in table["compounds"])
        self.compound_parts = frozenset(table["compound_parts"])
        self.auxiliaries = frozenset(table["auxiliaries"])
        self.auxiliary_tails = frozenset(table["auxiliary_tails"])


@lru_cache(maxsize=1)
def tables() -> Tables:
    """What is known of words that run together."""
    return Tables(read_table(DATA, "joints.json"), WordList(read_bytes(DATA, "words_en.txt")))


def is_compound(first: str, second: str, known: Lexicon) -> bool:
    """Whether two parts are one word whose hyphen was dropped (`SecretaryGeneral`)."""
    joined = (first + second).lower()
    return joined in known.compounds or joined in tables().compounds


def split(word: str, known: Lexicon) -> int | None:
    """Where the second word begins, the longest first word preferred; None: it is one word."""
    lists = tables()
    if _is_derived(word, lists) or word in lists.compounds or word in known.compounds:
        return None
    for length in range(3, len(word) - 1):
        if word[:length] in lists.quantifiers and word[length:] in lists.quantifiers:
            return length
    for length in range(len(word) - 2, 2, -1):
        first, second = word[:length], word[length:]
        if not (_is_word(first, known, lists) and _is_word(second, known, lists)):
            continue
        if second in lists.endings:
            if first not in lists.compound_parts:
                return length
        elif second in lists.numbers:
            if len(first) > 3 and first not in lists.compound_first:
                return length
        elif first in lists.beginnings or first in lists.numbers:
            if second not in lists.compound_last and len(second) > 2:
                return length
        elif (
            known.english
            and len(second) > 3
            and len(word) > 7
            and first not in lists.compound_first
            and second not in lists.compound_last
        ):
            return length
    return None


def _is_derived(word: str, tables: Tables) -> bool:
    """Whether a word is one, as it stands or without a suffix (`affordability`)."""
    if word in tables.english:
        return True
    return any(
        word.endswith(suffix)
        and (word[: -len(suffix)] in tables.english or word[: -len(suffix)] + "e" in tables.english)
        for suffix in tables.suffixes
    )


def _is_word(word: str, known: Lexicon, tables: Tables) -> bool:
    listed = known.english and word in tables.english
    return listed or word in tables.endings or (len(word) > 3 and known.words.get(word, 0) > 0)
