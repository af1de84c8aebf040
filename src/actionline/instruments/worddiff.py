"""Words that came and went between two texts, as spans with sides."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

#: `[side, text, certain]`, side one of both, old, new: the spans of a read provision.
Span = list[object]

_TOKENS = re.compile(r"\w+|\s+|[^\w\s]")
#: Beyond this many words on both sides together the middle is shown as replaced whole:
#: aligning takes time that grows with their product, and texts come from outside.
_MAX_TOKENS = 6_000


def word_spans(old: str, new: str) -> list[Span]:
    """Spans whose old side joins to `old` and whose new side joins to `new`, all certain."""
    before, after = _TOKENS.findall(old), _TOKENS.findall(new)
    if len(before) + len(after) > _MAX_TOKENS:
        return _replaced(old, new)
    spans: list[Span] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for operation, i, j, k, end in matcher.get_opcodes():
        if operation == "equal":
            _extend(spans, "both", "".join(before[i:j]))
        else:
            _extend(spans, "old", "".join(before[i:j]))
            _extend(spans, "new", "".join(after[k:end]))
    return _without_islands(spans)


def _replaced(old: str, new: str) -> list[Span]:
    spans: list[Span] = []
    _extend(spans, "old", old)
    _extend(spans, "new", new)
    return spans


def _extend(spans: list[Span], side: str, text: str) -> None:
    if text:
        spans.append([side, text, True])


def _without_islands(spans: list[Span]) -> list[Span]:
    """A lone blank between two changes is read as part of them: whole phrases are replaced."""
    joined: list[Span] = []
    old = new = ""
    for index, (side, text, _certain) in enumerate(spans):
        island = side == "both" and str(text).isspace() and 0 < index < len(spans) - 1
        if side == "both" and not island:
            joined.extend(_replaced(old, new))
            joined.append([side, text, True])
            old = new = ""
            continue
        old += str(text) if side != "new" else ""
        new += str(text) if side != "old" else ""
    joined.extend(_replaced(old, new))
    return joined
