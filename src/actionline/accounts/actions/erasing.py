"""Erasing an account at the person's wish."""

from __future__ import annotations

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.accounts import data_protection
from actionline.accounts.models import Role, User
from actionline.common import audit

#: The office under which acts stay, the highest first.
OFFICES = [kind.value for kind in Role.Kind]


@transaction.atomic
def erase(*, user: User, by: User) -> None:
    """Erase a person's account; only they themselves may.

    Their official acts stay under the office they held; the audit trail keeps each act without
    the person. Nothing of this can be taken back.
    """
    if user.pk != by.pk:
        raise PermissionDenied
    audit.hold()
    user = User.objects.select_for_update().get(pk=user.pk)
    held = {role.kind for role in user.known_roles}
    user.erased_as = next((kind for kind in OFFICES if kind in held), "")
    now = timezone.now()
    for role in Role.objects.filter(person=user) | Role.objects.filter(lent_from__person=user):
        if role.ends is None or role.ends > now:
            role.ends = max(now, role.starts)
            role.save(update_fields=["ends"])
    for session in UserSession.objects.filter(user=user):
        session.end()
    data_protection.erase_rows(user, clear)
    audit.forget(person=user)
    audit.record(verb="accounts.erase", target=user, after={"office": user.erased_as})


def clear(user: User) -> None:
    """Empty everything a person's row says of them, save the office they held."""
    user.email = f"erased-{user.pk}@erased.invalid"
    user.name, user.last_login, user.is_active = "", None, False
    user.shows_name = False
    user.is_superuser, user.erased_at = False, timezone.now()
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()
