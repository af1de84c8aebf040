"""Verbs about people."""

from .consent import show_name
from .erasing import erase
from .invitations import accept, invite, withdraw
from .organisations import (
    join_organisation,
    leave_organisation,
    merge_organisations,
    save_organisation,
    verify_member,
    verify_organisation,
)
from .people import become_first_officer, ensure_person, rename, sign_in, welcome
from .roles import end_role, give_role, lend_role

__all__ = [
    "accept",
    "become_first_officer",
    "end_role",
    "ensure_person",
    "erase",
    "give_role",
    "invite",
    "join_organisation",
    "leave_organisation",
    "lend_role",
    "merge_organisations",
    "rename",
    "save_organisation",
    "show_name",
    "sign_in",
    "verify_member",
    "verify_organisation",
    "welcome",
    "withdraw",
]
