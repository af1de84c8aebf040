"""Aligning a flattened text with the older edition, where that is on file.

A flattened paragraph holds all of its old text, in order, with the new text put in between.
So what the older edition does not have is new; only how far the deleted stretch before it
reaches is still told by the joints.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

from actionline.reading.flattened.shapes import Joint
from actionline.reading.labels import find_label
from actionline.reading.model import Provision, Resolution

_TOKEN = re.compile(r"\d+|[A-ZÀ-Þ]?[a-zà-ÿ]+|[A-ZÀ-Þ]+|\s+|[^\W\d_]+|.", re.DOTALL)
_FOLD = str.maketrans({"\u00a0": " ", "\u202f": " ", "‑": "-", "’": "'", "“": '"', "”": '"'})
_CONTAINED = 0.8  # share of an older paragraph's words that its flattened form still has
_CONTAINED_ELSEWHERE = 0.95  # the same, for one that came from another clause
_CANDIDATES = 6


class Held(NamedTuple):
    """A paragraph of the older edition that a flattened one holds."""

    text: str
    core: str | None  # what its label counts with


def held(lines: Sequence[tuple[str, str]], base: Resolution) -> list[Held | None]:
    """For each line, given as (slug of its clause, text), the older paragraph it holds.

    Each older paragraph is held once, by the line that has most of its words, those of its own
    clause first.
    """
    older = [p for p in base.provisions if p.text]
    wanted = [Counter(_parts(p.text or "")) for p in older]
    places: dict[str, list[int]] = {}
    for index, words in enumerate(wanted):
        for word in words:
            places.setdefault(word, []).append(index)
    most = max(8, len(older) // 4)
    scored: list[tuple[float, int, int]] = []
    for at, (clause, text) in enumerate(lines):
        label = find_label(text)
        for index, shared in _shares(Counter(_parts(text)), wanted, places, most):
            same_clause = older[index].clause == clause
            core = _core(older[index])
            same_label = bool(label and core and label.core.startswith(core))
            if shared >= (_CONTAINED if same_clause else _CONTAINED_ELSEWHERE):
                longer = min(wanted[index].total(), 200) / 1000
                scored.append((shared + 0.3 * same_clause + 0.1 * same_label + longer, at, index))
    found: list[Held | None] = [None] * len(lines)
    taken: set[int] = set()
    for _score, at, index in sorted(scored, key=lambda item: (-item[0], item[1], item[2])):
        if found[at] is None and index not in taken:
            found[at] = Held(older[index].text or "", _core(older[index]))
            taken.add(index)
    return found


def _shares(
    counted: Counter[str],
    wanted: Sequence[Counter[str]],
    places: Mapping[str, Sequence[int]],
    most: int,
) -> list[tuple[int, float]]:
    """The older paragraphs that share rarer words with a line, and how much of each it has."""
    votes: Counter[int] = Counter()
    for word in counted:
        found = places.get(word, ())
        if len(found) <= most:
            votes.update(found)
    return [
        (index, (wanted[index] & counted).total() / max(1, wanted[index].total()))
        for index, _ in votes.most_common(_CANDIDATES)
    ]


def _core(provision: Provision) -> str | None:
    label = find_label((provision.label or "") + "\tx")
    return label.core if label else None


def _parts(text: str) -> list[str]:
    """The words of a text, with those run together at a capital or a digit taken apart."""
    return [part.lower() for part in _TOKEN.findall(text.translate(_FOLD)) if part[:1].isalnum()]


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
