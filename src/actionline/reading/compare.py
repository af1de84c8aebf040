"""Comparing two editions: which paragraph became which, and word by word what changed.

Reads   two read resolutions (for a revision: its proposed side).
Writes  a list of changes in the order of the new text, deleted paragraphs where they stood.

    identical text -> best pairs of similar text (place and label help) -> moves, splits,
    merges -> word-level spans

Cost: candidates come from an index of rarer words, so that time grows with the length of the
texts and not with its square.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import Indel

from actionline.reading.model import Provision, Resolution, Side, Span
from actionline.reading.structure.build import words_of

_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|\s+|.", re.DOTALL)
_WORD = re.compile(r"[^\W_]+")
_SIMILAR = 0.55  # share of words two paragraphs have in common to be held for one
_SIMILAR_IN_PLACE = 0.35  # the same, where path and label are the same
_CONTAINED = 0.75  # share of a paragraph's words found in another it was split off or merged into
_LEAST_WORDS = 4  # shorter paragraphs are matched by place or identity only
_CANDIDATES = 6  # similar paragraphs looked at for each
_COMMON = 60  # paragraphs that a word may stand in and still tell one of them
_MOST_CELLS = 16_000_000  # words times words: beyond, a paragraph is shown as replaced whole


class Kind(StrEnum):
    """What became of a paragraph. Whether it moved or was relabelled is told beside."""

    KEPT = "kept"
    MODIFIED = "modified"
    INSERTED = "inserted"
    DELETED = "deleted"
    SPLIT = "split"  # part of an older paragraph that was cut in two
    MERGED = "merged"  # went into a paragraph that stands on


@dataclass(frozen=True, slots=True)
class Change:
    """One line of a comparison.

    old, new    the paragraph before and after; for a split `old` is what it was part of, for a
                merge `new` what it went into
    spans       the words of both sides, label left out
    moved       it stands elsewhere among its neighbours, or in another clause
    relabelled  its label changed
    similarity  share of words in common, 0 to 1
    """

    kind: Kind
    old: Provision | None
    new: Provision | None
    spans: tuple[Span, ...]
    moved: bool = False
    relabelled: bool = False
    similarity: float = 1.0


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes from one text to another."""

    changes: tuple[Change, ...]

    def counts(self) -> dict[Kind, int]:
        """How many paragraphs of each kind."""
        return dict(Counter(change.kind for change in self.changes))


def compare(old: Resolution, new: Resolution) -> Comparison:
    """What became of each paragraph of `old` in `new` (each as it stands after its own changes)."""
    before = [p for p in old.provisions if p.text is not None]
    after = [p for p in new.provisions if p.text is not None]
    pairs = match(before, after)
    moved = _moved(before, after, pairs)
    matched_old = {i: j for j, i in pairs.items()}
    split = _parts_of(after, before, set(pairs), set(matched_old))
    merged = _parts_of(before, after, set(matched_old), set(pairs))
    changes: list[Change] = []
    waiting = _deletions(before, matched_old)
    changes += [_deleted(before[i], merged.get(i), after) for i in waiting[-1]]
    for j, provision in enumerate(after):
        i = pairs.get(j)
        if i is None:
            changes.append(_inserted(provision, split.get(j), before))
            continue
        changes.append(_paired(before[i], provision, j in moved))
        changes += [_deleted(before[k], merged.get(k), after) for k in waiting[i]]
    return Comparison(tuple(changes))


def match(before: Sequence[Provision], after: Sequence[Provision]) -> dict[int, int]:
    """Which paragraph of `before` each of `after` was: index in `after` -> index in `before`."""
    pairs = _identical(before, after)
    taken = set(pairs.values())
    free_old = [i for i in range(len(before)) if i not in taken]
    free_new = [j for j in range(len(after)) if j not in pairs]
    old_words = {i: _words(before[i]) for i in free_old}
    new_words = {j: _words(after[j]) for j in free_new}
    scored = []
    for j, i in _candidates(old_words, new_words, before, after):
        similar = Indel.normalized_similarity(old_words[i], new_words[j])
        in_place = before[i].path == after[j].path or (
            before[i].clause == after[j].clause and before[i].label == after[j].label
        )
        short = min(len(old_words[i]), len(new_words[j])) < _LEAST_WORDS
        if similar >= (_SIMILAR_IN_PLACE if in_place else _SIMILAR) and (in_place or not short):
            bonus = 0.1 * in_place + 0.05 * (before[i].clause == after[j].clause)
            scored.append((-(similar + bonus), abs(i - j), i, j))
    for _score, _distance, i, j in sorted(scored):
        if i not in taken and j not in pairs:
            pairs[j] = i
            taken.add(i)
    return pairs


def _identical(before: Sequence[Provision], after: Sequence[Provision]) -> dict[int, int]:
    """Those with the same words: in the same clause first, then anywhere; in order."""
    pairs: dict[int, int] = {}
    for by_clause in (True, False):
        taken = set(pairs.values())
        places: dict[tuple[str, str], deque[int]] = defaultdict(deque)
        for i, provision in enumerate(before):
            if i not in taken:
                places[_identity(provision, by_clause)].append(i)
        for j, provision in enumerate(after):
            if j not in pairs and (found := places.get(_identity(provision, by_clause))):
                pairs[j] = found.popleft()
    return pairs


def _identity(provision: Provision, by_clause: bool) -> tuple[str, str]:
    return (provision.clause if by_clause else "", words_of(provision.text or "").lower())


def _words(provision: Provision) -> list[str]:
    return _WORD.findall((provision.text or "").lower())


def _candidates(
    old_words: dict[int, list[str]],
    new_words: dict[int, list[str]],
    before: Sequence[Provision],
    after: Sequence[Provision],
) -> set[tuple[int, int]]:
    """Pairs worth a look: those in the same place, and those that share rarer words."""
    index: dict[str, list[int]] = defaultdict(list)
    for i, words in old_words.items():
        for word in set(words):
            index[word].append(i)
    most = _most_places(len(old_words))
    by_path = {before[i].path: i for i in old_words}
    found: set[tuple[int, int]] = set()
    for j, words in new_words.items():
        if after[j].path in by_path:
            found.add((j, by_path[after[j].path]))
        votes: Counter[int] = Counter()
        for word in set(words):
            places = index.get(word, ())
            if len(places) <= most:
                votes.update(places)
        found.update((j, i) for i, _ in votes.most_common(_CANDIDATES))
    return found


def _most_places(paragraphs: int) -> int:
    """In how many of so many paragraphs a word may stand and still be a rarer one."""
    return min(_COMMON, max(6, paragraphs // 8))


def _moved(
    before: Sequence[Provision], after: Sequence[Provision], pairs: dict[int, int]
) -> set[int]:
    """Those of `after` that left their order (not in the longest run that kept it) or clause."""
    order = sorted(pairs)
    tails: list[int] = []
    tail_at: list[int] = []
    previous: dict[int, int | None] = {}
    for j in order:
        position = bisect_left(tails, pairs[j])
        previous[j] = tail_at[position - 1] if position else None
        if position == len(tails):
            tails.append(pairs[j])
            tail_at.append(j)
        else:
            tails[position] = pairs[j]
            tail_at[position] = j
    kept: set[int] = set()
    at: int | None = tail_at[-1] if tail_at else None
    while at is not None:
        kept.add(at)
        at = previous[at]
    return {j for j in order if j not in kept}


def _parts_of(
    parts: Sequence[Provision],
    wholes: Sequence[Provision],
    matched_parts: set[int],
    matched_wholes: set[int],
) -> dict[int, int]:
    """Unmatched paragraphs most of whose words stand in a matched one of the other side whose
    own partner has them no more: index of the part -> index of the whole."""
    free = [k for k in range(len(parts)) if k not in matched_parts]
    if not free:
        return {}
    words = {k: Counter(_words(parts[k])) for k in free}
    index: dict[str, list[int]] = defaultdict(list)
    whole_words = {}
    for k in sorted(matched_wholes):
        whole_words[k] = Counter(_words(wholes[k]))
        for word in whole_words[k]:
            index[word].append(k)
    most = _most_places(len(wholes))
    out: dict[int, int] = {}
    for k in free:
        total = sum(words[k].values())
        if total < 2 * _LEAST_WORDS:
            continue
        votes: Counter[int] = Counter()
        for word in words[k]:
            places = index.get(word, ())
            if len(places) <= most:
                votes.update(places)
        for whole, _ in votes.most_common(3):
            shared = sum((words[k] & whole_words[whole]).values())
            longer = sum(whole_words[whole].values()) > total
            if longer and shared / total >= _CONTAINED:
                out[k] = whole
                break
    return out


def _deletions(before: Sequence[Provision], matched: dict[int, int]) -> defaultdict[int, list[int]]:
    """Unmatched paragraphs of `before` by the matched one they follow, -1 for the first ones."""
    waiting: defaultdict[int, list[int]] = defaultdict(list)
    last = -1
    for i in range(len(before)):
        if i in matched:
            last = i
        else:
            waiting[last].append(i)
    return waiting


def _paired(old: Provision, new: Provision, out_of_order: bool) -> Change:
    same = words_of(old.text or "") == words_of(new.text or "")
    relabelled = old.label != new.label
    moved = out_of_order or old.clause != new.clause
    similar = 1.0 if same else Indel.normalized_similarity(_words(old), _words(new))
    changed = not same or relabelled or moved
    return Change(
        Kind.MODIFIED if changed else Kind.KEPT,
        old,
        new,
        word_spans(old.text or "", new.text or ""),
        moved=moved,
        relabelled=relabelled,
        similarity=round(similar, 3),
    )


def _inserted(new: Provision, whole: int | None, before: Sequence[Provision]) -> Change:
    spans = (Span(new.text or "", Side.NEW),)
    if whole is None:
        return Change(Kind.INSERTED, None, new, spans, similarity=0.0)
    return Change(Kind.SPLIT, before[whole], new, spans, similarity=0.0)


def _deleted(old: Provision, whole: int | None, after: Sequence[Provision]) -> Change:
    spans = (Span(old.text or "", Side.OLD),)
    if whole is None:
        return Change(Kind.DELETED, old, None, spans, similarity=0.0)
    return Change(Kind.MERGED, old, after[whole], spans, similarity=0.0)


def word_spans(old: str, new: str) -> tuple[Span, ...]:
    """Two texts as spans, word by word; the old side joins to `old`, the new one to `new`."""
    if old == new:
        return (Span(old),) if old else ()
    first, second = _TOKEN.findall(old), _TOKEN.findall(new)
    if len(first) * len(second) > _MOST_CELLS:  # memory grows with the product
        return tuple(_piece(old, new))
    pieces: list[tuple[str, str]] = []  # (old text, new text); equal where it is common
    for step in Indel.opcodes(first, second):
        was = "".join(first[step.src_start : step.src_end])
        now = "".join(second[step.dest_start : step.dest_end])
        if step.tag == "equal" and was.strip() and (len(was) > 3 or was.strip().isalnum()):
            pieces.append((was, now))
        elif pieces and pieces[-1][0] != pieces[-1][1]:
            pieces[-1] = (pieces[-1][0] + was, pieces[-1][1] + now)
        else:
            pieces.append((was, now))
    spans: list[Span] = []
    for was, now in pieces:
        spans += _piece(was, now)
    return tuple(spans)


def _piece(was: str, now: str) -> list[Span]:
    """A stretch that changed, its common beginning and end of blanks taken out."""
    if was == now:
        return [Span(was)] if was else []
    head = _common_blank(was, now)
    was, now = was[head:], now[head:]
    before = [Span(" " * head)] if head else []
    spans = [Span(was, Side.OLD)] if was else []
    if now:
        spans.append(Span(now, Side.NEW))
    return before + spans


def _common_blank(was: str, now: str) -> int:
    return 1 if was[:1] == " " == now[:1] else 0
