"""Verbs that change instruments, their editions, proposals and imports.

Each takes keyword-only arguments, is one transaction, checks the right of who acts (`by`;
None is the operator's command) and writes the audit trail.
"""

from .corrections import accept_all, correct_head, correct_mandate, correct_provision, take_back
from .errors import (
    AlreadyFiledError,
    AlreadyUploadedError,
    ConflictError,
    NotReadyError,
    RefusedError,
)
from .filing import file_import, resolve_citations
from .undoing import discard_import, undo_import
from .uploads import read_again, read_waiting, upload

__all__ = [
    "AlreadyFiledError",
    "AlreadyUploadedError",
    "ConflictError",
    "NotReadyError",
    "RefusedError",
    "accept_all",
    "correct_head",
    "correct_mandate",
    "correct_provision",
    "discard_import",
    "file_import",
    "read_again",
    "read_waiting",
    "resolve_citations",
    "take_back",
    "undo_import",
    "upload",
]
