"""The verbs of this part. Each is one transaction and writes its audit entries."""

from .asking import open_round, reopen, save_round
from .deciding import return_, validate, withdraw
from .errors import (
    BusyError,
    ChangedMeanwhileError,
    ChangedRoundError,
    ClosedError,
    FaultyError,
)
from .writing import begin, correct, discard, recall, restore, save, submit

__all__ = [
    "BusyError",
    "ChangedMeanwhileError",
    "ChangedRoundError",
    "ClosedError",
    "FaultyError",
    "begin",
    "correct",
    "discard",
    "open_round",
    "recall",
    "reopen",
    "restore",
    "return_",
    "save",
    "save_round",
    "submit",
    "validate",
    "withdraw",
]
