"""Figures for a read resolution against its reference reading, each between 0 and 1.

Both have the shape of the reading contract. The figures are those the contract is judged by:

provisions  F1 of the paths
labels      share of the reference's certain provisions with both labels right
changes     share of the reference's certain provisions with the right change
citations   F1 of (path, target, version, fragment); `optional` ones count neither way
mandates    F1 of (path, set of actors); paths with an `optional` one count neither way
deadlines   share of the reference's certain mandates with the right deadline

and, where the reference holds the words (it does in our corpus, not for the real documents):

texts       share of the certain provisions with the right text on both sides
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable
from typing import Any

Reading = dict[str, Any]

FIGURES = ("provisions", "labels", "changes", "citations", "mandates", "deadlines", "texts")

_FOLDED = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2011": "-", "’": "'"})


def score(read: Reading, reference: Reading) -> dict[str, float]:
    """All figures for one document; a figure with nothing to judge is left out."""
    found = {item["path"]: item for item in read["provisions"]}
    certain = [item for item in reference["provisions"] if item.get("certain", True)]
    due = {item["path"]: _deadline(item) for item in read["mandates"]}

    def right(what: Callable[[Reading], Hashable], wanted: list[Reading]) -> list[bool]:
        return [
            item["path"] in found and what(found[item["path"]]) == what(item) for item in wanted
        ]

    figures = {
        "provisions": _f1(_paths(read), _paths(reference)),
        "labels": _share(right(_labels, certain)),
        "changes": _share(right(_change, certain)),
        "citations": _f1(*_without_optional(read, reference, "citations", _citation, _citation)),
        "mandates": _f1(*_without_optional(read, reference, "mandates", _mandate, _path)),
        "deadlines": _share(
            [
                due.get(item["path"]) == _deadline(item)
                for item in reference["mandates"]
                if item.get("certain", True) and not item.get("optional")
            ]
        ),
        "texts": _share(right(_texts, [item for item in certain if "text" in item])),
    }
    return {name: value for name, value in figures.items() if value is not None}


def mean(scores: Iterable[dict[str, float]]) -> dict[str, float]:
    """The mean of each figure over the documents that have it."""
    listed = list(scores)
    result = {}
    for name in FIGURES:
        values = [figures[name] for figures in listed if name in figures]
        if values:
            result[name] = sum(values) / len(values)
    return result


def faults(read: Reading, reference: Reading) -> list[str]:
    """Every miss in words, one line each: which figure, which path, found and wanted."""
    lines = []
    for name, what, same in (
        ("provision", _path, _path),
        ("citation", _citation, _citation),
        ("mandate", _mandate, _path),
    ):
        kind = name + "s"
        found, wanted = _without_optional(read, reference, kind, what, same)
        lines += [f"{name} missing: {_shown(key)}" for key in (wanted - found).elements()]
        lines += [f"{name} too many: {_shown(key)}" for key in (found - wanted).elements()]
    lines += _differences(read, reference, "provisions", (_labels, _change, _texts))
    lines += _differences(read, reference, "mandates", (_deadline,))
    return lines


def _differences(
    read: Reading,
    reference: Reading,
    kind: str,
    aspects: tuple[Callable[[Reading], Hashable], ...],
) -> list[str]:
    found = {item["path"]: item for item in read[kind]}
    lines = []
    for item in reference[kind]:
        other = found.get(item["path"])
        if other is None or not item.get("certain", True) or item.get("optional"):
            continue
        for aspect in aspects:
            if aspect is _texts and "text" not in item:
                continue
            if aspect(other) != aspect(item):
                name = aspect.__name__.strip("_")
                lines.append(
                    f"{name} of {item['path']}: found {_shown(aspect(other))}, "
                    f"wanted {_shown(aspect(item))}"
                )
    return lines


def _without_optional(
    read: Reading,
    reference: Reading,
    kind: str,
    key: Callable[[Reading], Hashable],
    same: Callable[[Reading], Hashable],
) -> tuple[Counter[Hashable], Counter[Hashable]]:
    """Found and wanted keys; what the reference calls optional is left out of both.

    `same` tells whether something found is what the reference calls optional.
    """
    optional = {same(item) for item in reference[kind] if item.get("optional")}
    found = Counter(key(item) for item in read[kind] if same(item) not in optional)
    wanted = Counter(key(item) for item in reference[kind] if not item.get("optional"))
    return found, wanted


def _f1(found: Counter[Hashable], wanted: Counter[Hashable]) -> float:
    """Harmonic mean of precision and recall of two multisets; two empty ones agree."""
    total = found.total() + wanted.total()
    return 2 * (found & wanted).total() / total if total else 1.0


def _share(hits: list[bool]) -> float | None:
    return sum(hits) / len(hits) if hits else None


def _paths(reading: Reading) -> Counter[Hashable]:
    return Counter(item["path"] for item in reading["provisions"])


def _path(item: Reading) -> Hashable:
    return str(item["path"])


def _labels(item: Reading) -> Hashable:
    return item.get("label"), item.get("base_label")


def _change(item: Reading) -> Hashable:
    return str(item.get("change"))


def _texts(item: Reading) -> Hashable:
    return tuple(
        " ".join(words.translate(_FOLDED).split()) if (words := item.get(side)) else None
        for side in ("text", "base_text")
    )


def _citation(item: Reading) -> Hashable:
    return item["path"], item["target"], item.get("version"), item.get("fragment")


def _mandate(item: Reading) -> Hashable:
    return item["path"], tuple(sorted(item["actors"]))


def _deadline(item: Reading) -> Hashable:
    due = item.get("deadline") or {}
    return tuple(due.get(name) for name in ("every", "by", "until", "event"))


def _shown(key: Hashable) -> str:
    if isinstance(key, tuple):
        return " | ".join("-" if part is None else str(part) for part in key)
    return str(key)
