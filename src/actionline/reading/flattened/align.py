"""Aligning a flattened text with the older edition, where that is on file.

A flattened paragraph holds all of its old text, in order, with the new text put in between.
So what the older edition does not have is new; only how far the deleted stretch before it
reaches is still told by the joints.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from actionline.reading.flattened.joints import Joint
from actionline.reading.model import Resolution

_TOKEN = re.compile(r"\d+|[A-ZÀ-Þ]?[a-zà-ÿ]+|[A-ZÀ-Þ]+|\s+|[^\W\d_]+|.", re.DOTALL)
_FOLD = str.maketrans({"\u00a0": " ", "\u202f": " ", "‑": "-", "’": "'", "“": '"', "”": '"'})
_CONTAINED = 0.8  # share of an older paragraph's words that its flattened form still has


class Older(NamedTuple):
    """The paragraphs of the older edition: their words, to be found again."""

    texts: tuple[str, ...]
    words: tuple[Counter[str], ...]
    by_word: dict[str, tuple[int, ...]]


def older(base: Resolution) -> Older:
    """The older edition's paragraphs, indexed by their rarer words."""
    texts = tuple(p.text for p in base.provisions if p.text)
    words = tuple(Counter(_parts(text)) for text in texts)
    places: dict[str, list[int]] = {}
    for index, counted in enumerate(words):
        for word in counted:
            places.setdefault(word, []).append(index)
    most = max(8, len(texts) // 4)
    by_word = {word: tuple(found) for word, found in places.items() if len(found) <= most}
    return Older(texts, words, by_word)


def _parts(text: str) -> list[str]:
    """The words of a text, with those run together at a capital or a digit taken apart."""
    return [part.lower() for part in _TOKEN.findall(text.translate(_FOLD)) if part[:1].isalnum()]


def match(text: str, known: Older) -> str | None:
    """The older paragraph that a flattened one holds, None where it holds none."""
    counted = Counter(_parts(text))
    votes: Counter[int] = Counter()
    for word in counted:
        votes.update(known.by_word.get(word, ()))
    best, best_score = None, 0.0
    for index, _ in votes.most_common(6):
        wanted = known.words[index]
        total = sum(wanted.values())
        shared = sum((wanted & counted).values()) / max(1, total)
        # of two that are held whole, the longer one; a few common words are no match
        score = shared + min(total, 200) / 1000
        if shared >= _CONTAINED and score > best_score and (total > 3 or shared == 1.0):
            best, best_score = index, score
    return known.texts[best] if best is not None else None


def additions(text: str, start: int, old: str) -> list[tuple[int, int]]:
    """The stretches of `text` from `start` on that `old` does not have, as (start, end)."""
    flat = list(_TOKEN.finditer(text, start))
    wanted = _TOKEN.findall(old.translate(_FOLD))
    found = [m[0].translate(_FOLD) for m in flat]
    out: list[tuple[int, int]] = []
    matcher = SequenceMatcher(None, wanted, found, autojunk=False)
    for tag, a1, a2, b1, b2 in matcher.get_opcodes():
        if tag == "equal" or b1 == b2:
            continue
        begin, end = flat[b1].start(), flat[b2 - 1].end()
        replaced = "".join(wanted[a1:a2])
        if replaced.replace("-", "") == text[begin:end].translate(_FOLD).replace("-", ""):
            continue  # a hyphen that the converter dropped
        begin, end = _trimmed(text, begin, end, replaced)
        if text[begin:end].strip():
            out.append((begin, end))
    return out


def _trimmed(text: str, begin: int, end: int, old: str) -> tuple[int, int]:
    """A stretch without the old words that begin or end it (`constituteshas`)."""
    stretch = text[begin:end].translate(_FOLD)
    if old and stretch.startswith(old):
        return begin + len(old), end
    if old and stretch.endswith(old):
        return begin, end - len(old)
    return begin, end


def agreed(
    text: str, joints: Sequence[Joint], added: Sequence[tuple[int, int]]
) -> tuple[list[Joint], list[tuple[int, int]]]:
    """The joints whose new stretch the older edition does not have, and the additions that
    no joint explains."""
    kept = [
        Joint(joint.start, joint.middle, joint.end, "aligned", True, joint.gap)
        for joint in joints
        if any(_overlap(joint.middle, joint.end, *stretch) for stretch in added)
    ]
    rest = [
        stretch
        for stretch in added
        if not any(_overlap(joint.start, joint.end, *stretch) for joint in kept)
    ]
    return kept, rest


def _overlap(start: int, end: int, other_start: int, other_end: int) -> bool:
    return start < other_end and other_start < end
