"""Verbs that change reports."""

from .commenting import answer, comment, resolve
from .deciding import move
from .drafting import discard_redraft, take_draft, take_redraft, undo_redraft
from .holding import HeldError, break_hold, keep_hold, release, take_hold
from .inviting import invite, uninvite
from .starting import change_head, start
from .writing import ChangedError, ClosedError, Written, lags, original_of, restore, save

__all__ = [
    "ChangedError",
    "ClosedError",
    "HeldError",
    "Written",
    "answer",
    "break_hold",
    "change_head",
    "comment",
    "discard_redraft",
    "invite",
    "keep_hold",
    "lags",
    "move",
    "original_of",
    "release",
    "resolve",
    "restore",
    "save",
    "start",
    "take_draft",
    "take_hold",
    "take_redraft",
    "undo_redraft",
    "uninvite",
]
