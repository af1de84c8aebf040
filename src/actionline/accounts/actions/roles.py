"""Giving, ending and lending roles."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.accounts import notices
from actionline.accounts.models import Role, User
from actionline.common import audit


@transaction.atomic
def give_role(*, role: Role, by: User) -> Role:
    """Give `role`, which is not saved yet, to its person.

    PermissionDenied when `by` may not give it; ValidationError when it makes no sense.
    """
    if not by.has_perm("accounts.give_role", role):
        raise PermissionDenied
    audit.hold()
    given = grant(role, by=by)
    notices.role_given(given, by=by)
    return given


def grant(role: Role, *, by: User | None) -> Role:
    """Save a new role and note it; whoever calls has asked for permission, or is the operator."""
    role.given_by = by
    role.full_clean()
    role.save()
    role.person.__dict__.pop("known_roles", None)
    audit.record(verb="accounts.give_role", target=role, by=by, after=_noted(role))
    return role


@transaction.atomic
def end_role(*, role: Role, by: User) -> None:
    """End a role now; what was lent from it ends with it. The holder may give up their own."""
    audit.hold()
    role = Role.objects.select_for_update().get(pk=role.pk)
    lender = role.lent_from is not None and role.lent_from.person_id == by.pk
    if not (role.person_id == by.pk or lender or by.has_perm("accounts.give_role", role)):
        raise PermissionDenied
    now = timezone.now()
    if role.until is not None and role.until <= now:
        return
    before, role.ends = role.ends, max(now, role.starts)
    role.save(update_fields=["ends"])
    audit.record(
        verb="accounts.end_role",
        target=role,
        by=by,
        before={"ends": _iso(before)},
        after={"ends": _iso(role.ends)},
    )
    notices.role_ended(role, by=by)


@transaction.atomic
def lend_role(*, role: Role, to: User, until: datetime, by: User) -> Role:
    """Let somebody else act in a role of one's own until `until`, or until it ends."""
    if not by.has_perm("accounts.lend_role", role):
        raise PermissionDenied
    if to.pk == by.pk:
        raise ValidationError(_("This role is yours already."))
    audit.hold()
    lent = Role(
        person=to,
        kind=role.kind,
        level=role.level,
        scope=role.scope,
        scope_code=role.scope_code,
        ends=until,
        lent_from=role,
    )
    given = grant(lent, by=by)
    notices.role_given(given, by=by)
    return given


def _noted(role: Role) -> dict[str, Any]:
    """What the audit trail keeps: the person by their number only."""
    return {
        "person": role.person_id,
        "role": str(role),
        "starts": _iso(role.starts),
        "ends": _iso(role.ends),
        "lent_from": role.lent_from_id,
    }


def _iso(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
