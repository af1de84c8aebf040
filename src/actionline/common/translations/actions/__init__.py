"""The verbs of translations."""

from .intakes import discard_intake, take_intake, try_intake, undo_intake
from .words import (
    FaultsError,
    NothingBeforeError,
    StaleError,
    approve_many,
    save,
    take_machine,
    undo,
    withdraw,
)

__all__ = [
    "FaultsError",
    "NothingBeforeError",
    "StaleError",
    "approve_many",
    "discard_intake",
    "save",
    "take_intake",
    "take_machine",
    "try_intake",
    "undo",
    "undo_intake",
    "withdraw",
]
