"""The verbs of this room. Each is one transaction and writes its audit entries."""

from .carrying import CARRY, carry_over, on_filing, on_undo, take_out
from .correcting import REVERSIBLE, Correction, correct, last_change, set_kind, undo
from .deciding import confirm, pair, separate
from .evidence import (
    edit_evidence,
    give_evidence,
    give_many,
    keep_web_page,
    restore_evidence,
    withdraw_evidence,
)

__all__ = [
    "CARRY",
    "REVERSIBLE",
    "Correction",
    "carry_over",
    "confirm",
    "correct",
    "edit_evidence",
    "give_evidence",
    "give_many",
    "keep_web_page",
    "last_change",
    "on_filing",
    "on_undo",
    "pair",
    "restore_evidence",
    "separate",
    "set_kind",
    "take_out",
    "undo",
    "withdraw_evidence",
]
