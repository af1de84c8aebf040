"""The verbs of plans."""

from .moving import move
from .observing import observe, withdraw_observation
from .planning import begin_edition, begin_plan, describe, discard, offer
from .writing import (
    ChangedError,
    ClosedError,
    add,
    arrange,
    change,
    remove,
    undo,
    undoable,
    write_passage,
)

__all__ = [
    "ChangedError",
    "ClosedError",
    "add",
    "arrange",
    "begin_edition",
    "begin_plan",
    "change",
    "describe",
    "discard",
    "move",
    "observe",
    "offer",
    "remove",
    "undo",
    "undoable",
    "withdraw_observation",
    "write_passage",
]
