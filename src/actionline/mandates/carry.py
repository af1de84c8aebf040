"""How mandates pass from an older text to a newer one.

    asked before + asked now -> pairs: same, changed, ended, new

Nothing here knows of the database. What is asked is recognised by its words first, then by
its place, by who is asked and by the act, so that it survives renumbering and rewording.
Candidates come from an index of rare words, so that the work grows with the number of
mandates and not with its square.
"""

from __future__ import annotations

import math
import unicodedata
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from heapq import nlargest

from rapidfuzz.distance import Indel

from actionline.reading.model import Deadline

#: Two wordings whose likeness is below this are two mandates. Chosen on revisions of real
#: resolutions: unrelated paragraphs of one resolution stay under 0.4, reworded ones above 0.6.
LEAST_LIKENESS = 0.5
#: The same where one side is a summary, scored more by place and parties than by words.
LEAST_LIKENESS_OF_SUMMARY = 0.4
#: The same between neighbours that were both recognised, where little else can have happened.
LEAST_LIKENESS_BETWEEN = 0.3
#: Words that stand in more mandates than this tell nothing about which one is meant.
COMMON_WORD = 40
CANDIDATES = 8

_FOLDED = str.maketrans(
    {"‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "’": "'", "‘": "'", "“": '"', "”": '"'}
)
_CLOSING = " ;,.:"


class Carry(StrEnum):
    """What became of a mandate in the newer text."""

    SAME = "same"
    CHANGED = "changed"
    ENDED = "ended"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing asked, as one text has it.

    `key` names it for the caller. `summary` says that the words are not the document's. In a
    revision, `base_path` and `base_text` tell where the paragraph stood and in which words.
    """

    path: str
    text: str
    actors: tuple[str, ...] = ()
    action: str = ""
    force: str = ""
    recipients: tuple[str, ...] = ()
    via: tuple[str, ...] = ()
    deadline: Deadline = field(default_factory=Deadline)
    key: int | None = None
    summary: bool = False
    base_path: str | None = None
    base_text: str | None = None


@dataclass(frozen=True, slots=True)
class Pair:
    """What was asked before beside what is asked now; one of the two may be missing."""

    old: Asked | None
    new: Asked | None
    carry: Carry


def match(older: Sequence[Asked], newer: Sequence[Asked], *, by_place: bool = False) -> list[Pair]:
    """Pair the mandates of two texts of one instrument.

    Both sequences are in the order of their texts. With `by_place` what stands at the same
    path is the same mandate whatever its words: so a summary meets its document. The pairs
    come in the order of the newer text, those that ended behind the last one before them.
    """
    matching = _Matching(older, newer)
    matching.pair_equal(_path, _path if by_place else _base_path)
    matching.pair_equal(_words_for_whom, _words_for_whom)
    matching.pair_equal(_words, _words)
    matching.pair_alike()
    matching.pair_between()
    return _in_order(older, newer, matching.taken)


def differs(old: Asked, new: Asked) -> bool:
    """Whether it is no longer quite the same: other words, parties or deadline.

    A meeting named “the next” is another one in each edition, so under the same words another
    `event` is no change. The words of a summary are never those of the document, so that they
    tell nothing.
    """
    same_words = old.summary or new.summary or folded(old.text) == folded(new.text)
    old_due, new_due = old.deadline, new.deadline
    return not (
        same_words
        and set(old.actors) == set(new.actors)
        and set(old.recipients) == set(new.recipients)
        and set(old.via) == set(new.via)
        and (old_due.every, old_due.by, old_due.until) == (new_due.every, new_due.by, new_due.until)
    )


def folded(text: str) -> str:
    """The words as compared: case, dashes, quotes, blanks and the closing mark set aside."""
    plain = unicodedata.normalize("NFKC", text).translate(_FOLDED).casefold()
    plain = " ".join(plain.split()).rstrip(_CLOSING)
    return plain.removesuffix("; and").rstrip(_CLOSING)


def _path(asked: Asked) -> str:
    return asked.path


def _base_path(asked: Asked) -> str | None:
    """A revision says itself where each paragraph stood before."""
    return asked.base_path


def _words(asked: Asked) -> str:
    return folded(asked.text)


def _words_for_whom(asked: Asked) -> str:
    return "\n".join((folded(asked.text), *sorted(asked.actors)))


class _Matching:
    """Two lists of mandates and which of them were paired: `taken`, from newer to older."""

    def __init__(self, older: Sequence[Asked], newer: Sequence[Asked]) -> None:
        self.older, self.newer = older, newer
        self.taken: dict[int, int] = {}

    def _free(self) -> tuple[list[int], list[int]]:
        """What is not paired yet on either side."""
        gone = set(self.taken.values())
        old = [index for index in range(len(self.older)) if index not in gone]
        new = [index for index in range(len(self.newer)) if index not in self.taken]
        return old, new

    def pair_equal(
        self, of_old: Callable[[Asked], str | None], of_new: Callable[[Asked], str | None]
    ) -> None:
        """Pair those whose key is equal; the first with the first where several share one."""
        free_old, free_new = self._free()
        waiting: dict[str, list[int]] = defaultdict(list)
        for index in reversed(free_old):
            if key := of_old(self.older[index]):
                waiting[key].append(index)
        for index in free_new:
            key = of_new(self.newer[index])
            if key and waiting.get(key):
                self.taken[index] = waiting[key].pop()

    def pair_alike(self) -> None:
        """The likest first, as far as they are like enough."""
        free_old, free_new = self._free()
        words = _Words([self.older[i] for i in free_old], [self.newer[i] for i in free_new])
        scored = sorted(
            (-score, abs(free_old[old] - free_new[new]), new, old)
            for new, old, score in words.candidates()
            if score >= words.least(old, new)
        )
        gone: set[int] = set()
        for _score, _distance, new, old in scored:
            if free_new[new] not in self.taken and old not in gone:
                self.taken[free_new[new]] = free_old[old]
                gone.add(old)

    def pair_between(self) -> None:
        """One that is left between recognised neighbours, for the same actors, is likely the
        one that is left there on the other side."""
        free_old, free_new = self._free()
        left_old: dict[tuple[int, int], list[int]] = defaultdict(list)
        left_new: dict[tuple[int, int], list[int]] = defaultdict(list)
        recognised_old, recognised_new = sorted(self.taken.values()), sorted(self.taken)
        for index in free_old:
            left_old[_neighbours(index, len(self.older), recognised_old)].append(index)
        for index in free_new:
            before, after = _neighbours(index, len(self.newer), recognised_new)
            place = (self.taken.get(before, -1), self.taken.get(after, len(self.older)))
            left_new[place].append(index)
        for place, here in left_new.items():
            there = left_old.get(place, [])
            if len(here) == len(there) == 1 and self._may_be_one(there[0], here[0]):
                self.taken[here[0]] = there[0]

    def _may_be_one(self, old: int, new: int) -> bool:
        before, now = self.older[old], self.newer[new]
        alike = _Words([before], [now]).score(0, 0) >= LEAST_LIKENESS_BETWEEN
        return alike and bool(set(before.actors) & set(now.actors))


def _neighbours(index: int, count: int, recognised: Sequence[int]) -> tuple[int, int]:
    """The nearest of the `recognised` places before and behind, -1 and `count` at the ends."""
    at = bisect_left(recognised, index)
    before = recognised[at - 1] if at else -1
    after = recognised[at] if at < len(recognised) else count
    return before, after


class _Words:
    """The words of two lists of mandates, weighed by how rare they are."""

    def __init__(self, older: Sequence[Asked], newer: Sequence[Asked]) -> None:
        self.older, self.newer = older, newer
        self._old = [folded(asked.text).split() for asked in older]
        self._new = [folded(asked.text).split() for asked in newer]
        count = Counter(word for words in (*self._old, *self._new) for word in set(words))
        total = len(older) + len(newer)
        self._weight = {word: math.log(1 + total / n) for word, n in count.items()}
        self._common = {word for word, n in count.items() if n > COMMON_WORD}

    def candidates(self) -> Iterator[tuple[int, int, float]]:
        """For each newer one the few older ones that share rare words or the place."""
        having: dict[str, list[int]] = defaultdict(list)
        at_place: dict[str, list[int]] = defaultdict(list)
        for old, words in enumerate(self._old):
            at_place[self.older[old].path].append(old)
            for word in set(words) - self._common:
                having[word].append(old)
        for new, words in enumerate(self._new):
            shared: dict[int, float] = defaultdict(float)
            for word in set(words) - self._common:
                for old in having.get(word, ()):
                    shared[old] += self._weight[word]
            best = nlargest(CANDIDATES, shared, key=lambda old: (shared[old], -old))
            for old in {*best, *at_place.get(self.newer[new].path, ())}:
                yield new, old, self.score(old, new)

    def score(self, old: int, new: int) -> float:
        """Likeness, at most about 1.2: words, and a little for place, act and actors."""
        before, now = self.older[old], self.newer[new]
        words = self._alike(self._old[old], self._new[new])
        same_actors = bool(set(before.actors) & set(now.actors))
        if before.summary or now.summary:
            return (
                0.4 * words
                + (0.25 if before.path == now.path else 0)
                + (0.15 if before.action == now.action else 0)
                + (0.10 if same_actors else -0.10)
                + (0.10 if set(before.recipients) & set(now.recipients) else 0)
            )
        return (
            words
            + (0.10 if before.path == now.path else 0)
            + (0.05 if before.action and before.action == now.action else 0)
            + (0.05 if same_actors else -0.10)
        )

    def least(self, old: int, new: int) -> float:
        """The score from which these two are one mandate."""
        summary = self.older[old].summary or self.newer[new].summary
        return LEAST_LIKENESS_OF_SUMMARY if summary else LEAST_LIKENESS

    def _alike(self, old: list[str], new: list[str]) -> float:
        """Shared words by weight, and words in the same order; each from 0 to 1."""
        ours, theirs = set(old), set(new)
        weight = self._weight
        whole = sum(weight[word] for word in ours) + sum(weight[word] for word in theirs)
        shared = 2 * sum(weight[word] for word in ours & theirs) / whole if whole else 1.0
        return 0.6 * shared + 0.4 * Indel.normalized_similarity(old, new)


def _in_order(
    older: Sequence[Asked], newer: Sequence[Asked], taken: Mapping[int, int]
) -> list[Pair]:
    """The pairs in the order of the newer text; what ended stands where it stood."""
    ended = set(range(len(older))) - set(taken.values())
    behind: dict[int, list[int]] = defaultdict(list)  # newer index -> those ended behind it
    place = {old: new for new, old in taken.items()}
    last = -1
    for index in range(len(older)):
        if index in ended:
            behind[last].append(index)
        else:
            last = place[index]
    pairs = [Pair(older[i], None, Carry.ENDED) for i in behind[-1]]
    for index, now in enumerate(newer):
        if index in taken:
            before = older[taken[index]]
            carry = Carry.CHANGED if differs(before, now) else Carry.SAME
            pairs.append(Pair(before, now, carry))
        else:
            pairs.append(Pair(None, now, Carry.NEW))
        pairs.extend(Pair(older[i], None, Carry.ENDED) for i in behind[index])
    return pairs
