"""Two texts laid beside each other, as provisions to be shown.

`actionline.reading.compare` says what became of each; this gives it the shape of a revision in
the reading contract, so that a comparison is shown as a proposal is.
"""

from __future__ import annotations

from typing import Any

from actionline.reading.compare import Change, Kind, compare
from actionline.reading.model import Provision, Resolution

Json = dict[str, Any]

_CHANGES = {
    Kind.KEPT: "kept",
    Kind.MODIFIED: "modified",
    Kind.INSERTED: "inserted",
    Kind.DELETED: "deleted",
    Kind.SPLIT: "inserted",
    Kind.MERGED: "deleted",
}


def compared(old: Resolution, new: Resolution) -> list[Json]:
    """The provisions of `new` as a revision of `old`, those deleted where they stood.

    A provision cut off an older one has `part_of`, one that went into another has
    `went_into`: the path of that other.
    """
    return [_as_revision(change) for change in compare(old, new).changes]


def _as_revision(change: Change) -> Json:
    deleted = change.kind in (Kind.DELETED, Kind.MERGED)
    inserted = change.kind in (Kind.INSERTED, Kind.SPLIT)
    old = None if inserted else change.old
    new = None if deleted else change.new
    shown = new or old
    assert shown is not None  # every change has the side it stands on
    kept = change.kind is Kind.KEPT and not change.relabelled and not change.moved
    return {
        "path": shown.path,
        "kind": shown.kind,
        "clause": shown.clause,
        "heading": shown.heading,
        "label": new.label if new else None,
        "base_label": old.label if old else None,
        "change": "modified" if change.kind is Kind.KEPT and not kept else _CHANGES[change.kind],
        "certain": True,
        "moved": change.moved,
        "text": new.text if new else None,
        "base_text": old.text if old else None,
        "spans": [[span.side.value, span.text, True] for span in change.spans],
        "part_of": _path(change.old) if change.kind is Kind.SPLIT else "",
        "went_into": _path(change.new) if change.kind is Kind.MERGED else "",
    }


def _path(provision: Provision | None) -> str:
    return provision.path if provision else ""
