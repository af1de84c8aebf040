"""A reading with a person's corrections applied. Pure: JSON objects in, a new one out.

Both are the object of the reading contract, `reading/output/contract.py`. Corrections are
kept apart, under the paths as read:

    {"document":   {"version": "2022", …},
     "provisions": {path: {"choice": "modified", "label": …, "base_label": …,
                           "text": …, "base_text": …}},
     "mandates":   {path: {"actors": […], …} or None where nothing is asked after all}}

A draft has the provisions of its reading, one for one and in the same order; their paths
follow corrected labels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from enum import StrEnum
from typing import Any

from actionline.reading.compare import word_spans
from actionline.reading.labels import fold
from actionline.reading.structure.build import collapse

Json = dict[str, Any]

_LABEL_MARKS = re.compile(r"[().–—•·-]+")
_ENUMERATED = re.compile(r"p[0-9]+\Z")


class Choice(StrEnum):
    """What a person says of a provision."""

    AS_READ = "as-read"
    KEPT = "kept"
    MODIFIED = "modified"
    INSERTED = "inserted"
    DELETED = "deleted"
    SWAPPED = "swapped"  # of words side by side that were guessed at, the others are new
    PLAIN = "plain"  # a text that is no revision: its label and words


def apply(reading: Json, corrections: Mapping[str, Any]) -> Json:
    """The reading as corrected, mandates left to `with_mandates`.

    What stood at a provision that is now deleted (citations, mandates) goes with it; what
    stood at a provision whose path changed follows it.
    """
    draft = deepcopy(reading)
    draft["document"].update(corrections.get("document", {}))
    changes = corrections.get("provisions", {})
    draft["provisions"] = [
        _corrected(item, changes.get(item["path"])) for item in draft["provisions"]
    ]
    renamed = _rename(reading["provisions"], draft["provisions"])
    _follow(draft, renamed)
    return draft


def with_mandates(draft: Json, reading: Json, corrections: Mapping[str, Any]) -> Json:
    """`draft` with the person's mandates in place of those read, in the order of provisions."""
    chosen = corrections.get("mandates", {})
    if not chosen:
        return draft
    found = {item["path"]: item for item in draft["mandates"]}
    pairs = zip(reading["provisions"], draft["provisions"], strict=True)
    for read, item in pairs:
        if read["path"] not in chosen:
            continue
        mandate = chosen[read["path"]]
        found.pop(item["path"], None)
        if mandate is not None and item["text"] is not None:
            found[item["path"]] = {**mandate, "path": item["path"], "certain": True}
    order = {item["path"]: index for index, item in enumerate(draft["provisions"])}
    mandates = sorted(found.values(), key=lambda item: order.get(item["path"], len(order)))
    return {**draft, "mandates": mandates}


def changes_words(corrections: Mapping[str, Any]) -> bool:
    """Whether citations and mandates have to be looked for again in the corrected text."""
    choices = corrections.get("provisions", {}).values()
    return bool(corrections.get("document")) or any(
        choice["choice"] != Choice.AS_READ for choice in choices
    )


def is_revision(reading: Json) -> bool:
    """Whether the text shows changes."""
    return any(item["change"] for item in reading["provisions"])


def uncertain(draft: Json) -> list[int]:
    """Positions of the provisions that the reader was unsure of and nobody has looked at yet."""
    return [index for index, item in enumerate(draft["provisions"]) if not item["certain"]]


def _corrected(item: Json, correction: Mapping[str, Any] | None) -> Json:
    if correction is None:
        return item
    sure = {**item, "certain": True, "doubts": []}
    choice = Choice(correction["choice"])
    if choice is Choice.AS_READ:
        sure["spans"] = [[side, text, True] for side, text, _certain in item["spans"]]
        return sure
    if choice is Choice.SWAPPED:
        return sure | _swapped(item["spans"])
    label, base_label = correction.get("label"), correction.get("base_label")
    text, base_text = correction.get("text"), correction.get("base_text")
    if choice is Choice.PLAIN:
        base_label = base_text = None
        sure |= {"change": None, "spans": [["both", text, True]]}
    elif choice is Choice.KEPT:
        base_label, base_text = label, text
        sure |= {"change": "kept", "spans": [["both", text, True]]}
    elif choice is Choice.INSERTED:
        base_label = base_text = None
        sure |= {"change": "inserted", "spans": [["new", text, True]]}
    elif choice is Choice.DELETED:
        label = text = None
        sure |= {"change": "deleted", "spans": [["old", base_text, True]]}
    else:
        spans = word_spans(base_text or "", text or "")
        sure["change"] = "modified"
        sure["spans"] = [[span.side.value, span.text, span.certain] for span in spans]
    sure |= {"label": label, "base_label": base_label, "text": text, "base_text": base_text}
    sure.pop("revisions", None)
    length = sum(len(words) for _side, words, _certain in sure["spans"])
    sure["marks"] = [[min(at, length), number, side] for at, number, side in item.get("marks", [])]
    return sure


def may_be_swapped(item: Json) -> bool:
    """Whether old and new words that were guessed at stand side by side in a provision."""
    guessed = {side for side, _text, certain in item.get("spans", []) if not certain}
    return item["change"] == "modified" and {"old", "new"} <= guessed


def _swapped(spans: list[list[Any]]) -> Json:
    """The words with the sides that were guessed at exchanged, and the two texts they give."""
    other = {"old": "new", "new": "old"}
    turned = [
        [side if certain else other.get(side, side), text, True] for side, text, certain in spans
    ]
    return {
        "spans": turned,
        "text": collapse("".join(text for side, text, _sure in turned if side != "old")),
        "base_text": collapse("".join(text for side, text, _sure in turned if side != "new")),
    }


def _rename(read: list[Json], provisions: list[Json]) -> dict[str, str]:
    """Give provisions with a corrected label, and what they hold, their paths.

    Returns the paths as read with the new ones. A path in use gets `~2`, `~3`, …
    """
    relabelled = _relabelled(read, provisions)
    taken = {item["path"] for item in read} - relabelled
    renamed: dict[str, str] = {}
    for before, item in zip(read, provisions, strict=True):
        if before["path"] not in relabelled:
            continue
        holder, _, last = before["path"].rpartition("/")
        holder = renamed.get(holder, holder)
        if _printed_label(item) != _printed_label(before):
            last = _segment(_printed_label(item), holder, taken)
        item["path"] = _free(f"{holder}/{last}" if holder else last, taken)
        taken.add(item["path"])
        renamed[before["path"]] = item["path"]
    return renamed


def _relabelled(read: list[Json], provisions: list[Json]) -> set[str]:
    """Paths as read of provisions whose label was corrected, and of all they hold."""
    found: set[str] = set()
    for before, item in zip(read, provisions, strict=True):
        holder = before["path"].rpartition("/")[0]
        if holder in found or _printed_label(item) != _printed_label(before):
            found.add(before["path"])
    return found


def _printed_label(item: Json) -> str | None:
    """The label its path is made of: as proposed, of a deleted provision as it stood."""
    label: str | None = item["base_label"] if item["text"] is None else item["label"]
    return label


def _segment(label: str | None, holder: str, taken: set[str]) -> str:
    written = _LABEL_MARKS.sub("", fold(label or "")).lower()
    if written:
        return written
    prefix = f"{holder}/"
    siblings = (path.removeprefix(prefix) for path in taken if path.startswith(prefix))
    numbers = [int(name[1:]) for name in siblings if _ENUMERATED.match(name)]
    return f"p{max(numbers, default=0) + 1}"


def _free(path: str, taken: set[str]) -> str:
    if path not in taken:
        return path
    count = 2
    while f"{path}~{count}" in taken:
        count += 1
    return f"{path}~{count}"


def _follow(draft: Json, renamed: Mapping[str, str]) -> None:
    """Move everything that names a path to the new one; drop what has lost its words."""
    for item in draft["provisions"]:
        if item.get("parent"):
            item["parent"] = renamed.get(item["parent"], item["parent"])
    gone = {item["path"] for item in draft["provisions"] if item["text"] is None}
    for name in ("citations", "mandates", "warnings", "footnotes"):
        for item in draft.get(name, []):
            item["path"] = renamed.get(item["path"], item["path"])
    for name in ("citations", "mandates"):
        draft[name] = [item for item in draft[name] if item["path"] not in gone]
