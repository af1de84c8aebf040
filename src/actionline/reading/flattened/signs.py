"""Whether a text may be a revision with old and new run together: asked of every text, so quick."""

from __future__ import annotations

import re

from actionline.reading.model import Source, Tracking
from actionline.reading.structure.opening import Opening

# Two years, editions, sessions, symbols or ordinals run together (see `shapes`).
_SIGN = (
    r"\d{8}|\d[-–]\d{5}|\d\d[A-Z][a-z]+, ?\d{4}\)|\d\)\(R|[A-Z]\d\d[A-Z]\d\d|/\d{4,6}/|"
    r"(?:st|nd|rd|th)\d+(?:st|nd|rd|th)"
)


def may_be_flattened(source: Source, opening: Opening) -> bool:
    """Whether it is worth looking closer: a text or PDF that calls itself a modification, or
    that has at least one shape which no sentence has."""
    if source.tracking is not Tracking.NONE or source.media not in ("text", "pdf"):
        return False
    action = opening.head.info.action
    if action is not None:
        return action == "MOD"
    return any(re.search(_SIGN, paragraph.source_text) for paragraph in source.paragraphs)
