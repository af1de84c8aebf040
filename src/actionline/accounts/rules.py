"""Who may do what: one predicate a permission."""

import rules

from .models import User


@rules.predicate
def is_officer(user: User) -> bool:
    return user.is_active and getattr(user, "is_officer", False)


rules.add_perm("instruments.file", is_officer)  # import, correct, file, undo
rules.add_perm("mandates.confirm", is_officer)  # confirm how mandates carry over, correct them
rules.add_perm("framework.edit", is_officer)  # bodies and the calendar
rules.add_perm("common.audit", is_officer)  # read the audit trail
