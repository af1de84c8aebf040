"""From a reading and its corrections to the draft that is shown and filed."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from actionline.instruments import drafts, reader

Json = dict[str, Any]


def redraft(reading: Json, corrections: Json) -> Json:
    """The corrected reading; citations and mandates are found anew where words changed."""
    draft = drafts.apply(reading, corrections)
    if drafts.changes_words(corrections):
        draft = reader.understand(draft)
    return drafts.with_mandates(draft, reading, corrections)


def stamp(shown: Any) -> str:
    """A short name for what a page showed, to tell whether it still stands."""
    written = json.dumps(shown, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(written.encode()).hexdigest()[:16]


def provision_stamp(draft: Json, position: int) -> str:
    """The stamp of one provision and of what it asks."""
    item = draft["provisions"][position]
    asked = [mandate for mandate in draft["mandates"] if mandate["path"] == item["path"]]
    return stamp([item, asked])
