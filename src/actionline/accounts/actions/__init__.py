"""Verbs about people."""

from .people import become_first_officer, ensure_person, rename, sign_in
from .roles import end_role, give_role, lend_role

__all__ = [
    "become_first_officer",
    "end_role",
    "ensure_person",
    "give_role",
    "lend_role",
    "rename",
    "sign_in",
]
