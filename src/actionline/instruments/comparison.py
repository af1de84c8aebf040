"""Two texts laid beside each other: what came, went, moved and changed in words.

Provisions are paired by path and, where that fails, by their words. Pure.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rapidfuzz import fuzz, process

from .worddiff import word_spans

Json = dict[str, Any]

#: How alike two provisions at different places must be (0 to 100) to be one that moved.
_MOVED = 80.0


def compare(old: Json, new: Json) -> list[Json]:
    """The provisions of `new` as a revision of `old`, in the shape of the reading contract.

    What `old` alone has stands after the provision that it followed there. Both are clean
    texts or the proposed side of a revision.
    """
    before = [item for item in old["provisions"] if item["text"] is not None]
    after = [item for item in new["provisions"] if item["text"] is not None]
    pairs = _pairs(before, after)
    gone: dict[int, list[Json]] = {}
    last = -1
    partner = {base: position for position, base in pairs.items()}
    for index, item in enumerate(before):
        if index in partner:
            last = partner[index]
        else:
            gone.setdefault(last, []).append(_deleted(item))
    return list(_merged(before, after, pairs, gone))


def _merged(
    before: list[Json], after: list[Json], pairs: dict[int, int], gone: dict[int, list[Json]]
) -> Iterator[Json]:
    yield from gone.get(-1, [])
    for position, item in enumerate(after):
        base = pairs.get(position)
        yield _inserted(item) if base is None else _kept(before[base], item)
        yield from gone.get(position, [])


def _pairs(before: list[Json], after: list[Json]) -> dict[int, int]:
    """Positions in `after` with those in `before`: the same words, then alike, then same place."""
    pairs: dict[int, int] = {}
    free = dict(enumerate(before))
    for matches in (_same_words, _same_place, _alike):
        open_positions = [position for position in range(len(after)) if position not in pairs]
        for position, base in matches(free, after, open_positions):
            if base in free:
                pairs[position] = base
                del free[base]
    return pairs


def _same_words(
    free: dict[int, Json], after: list[Json], positions: list[int]
) -> Iterator[tuple[int, int]]:
    by_words: dict[tuple[str, str], list[int]] = {}
    for base, item in free.items():
        by_words.setdefault((item["clause"], item["text"]), []).append(base)
    for position in positions:
        found = by_words.get((after[position]["clause"], after[position]["text"]))
        if found:
            yield position, found.pop(0)


def _same_place(
    free: dict[int, Json], after: list[Json], positions: list[int]
) -> Iterator[tuple[int, int]]:
    by_path = {item["path"]: base for base, item in free.items()}
    for position in positions:
        base = by_path.get(after[position]["path"])
        if base is not None and fuzz.ratio(free[base]["text"], after[position]["text"]) >= 50:
            yield position, base


def _alike(
    free: dict[int, Json], after: list[Json], positions: list[int]
) -> Iterator[tuple[int, int]]:
    choices = {base: item["text"] for base, item in free.items()}
    for position in positions:
        found = process.extractOne(after[position]["text"], choices, score_cutoff=_MOVED)
        if found is not None:
            choices.pop(found[2])
            yield position, found[2]


def _kept(old: Json, new: Json) -> Json:
    same = old["text"] == new["text"] and old["label"] == new["label"]
    spans = [["both", new["text"], True]] if same else word_spans(old["text"], new["text"])
    return {
        **new,
        "change": "kept" if same else "modified",
        "base_label": old["label"],
        "base_text": old["text"],
        "spans": spans,
    }


def _inserted(item: Json) -> Json:
    return {
        **item,
        "change": "inserted",
        "base_label": None,
        "base_text": None,
        "spans": [["new", item["text"], True]],
    }


def _deleted(item: Json) -> Json:
    return {
        **item,
        "change": "deleted",
        "label": None,
        "text": None,
        "base_label": item["label"],
        "base_text": item["text"],
        "spans": [["old", item["text"], True]],
    }
