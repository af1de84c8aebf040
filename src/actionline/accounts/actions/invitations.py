"""Asking people to come, and letting them in."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import override

from actionline.accounts import links
from actionline.accounts.models import Invitation, Role, User
from actionline.common import audit, mail

from .people import ensure_person, start_session
from .roles import grant


@transaction.atomic
def invite(*, email: str, language: str, role: Role, by: User) -> Invitation:
    """Mail somebody a link by which they take `role`, which `by` must be allowed to give."""
    if not by.has_perm("accounts.give_role", role):
        raise PermissionDenied
    audit.hold()
    forget_addresses()
    invitation = Invitation.objects.create(
        email=email.lower(),
        language=language,
        kind=role.kind,
        level=role.level,
        scope=role.scope,
        scope_code=role.scope_code,
        role_ends=role.ends,
        invited_by=by,
    )
    with override(language):
        address = settings.SITE_URL + links.make_invitation(invitation)
    mail.queue(
        to=invitation.email,
        template="accounts/mail/invitation.txt",
        context={"invitation": invitation, "role": invitation.role(), "address": address},
        language=language,
        category="accounts.invitation",
        private=True,
    )
    audit.record(verb="accounts.invite", target=invitation, by=by, after={"role": str(role)})
    return invitation


def forget_addresses() -> None:
    """Take the addresses out of invitations that can no longer be accepted."""
    Invitation.objects.filter(expires_at__lt=timezone.now()).update(email="")


@transaction.atomic
def withdraw(*, invitation: Invitation, by: User) -> None:
    """Make an invitation's link useless."""
    if not by.has_perm("accounts.give_role", invitation.role()):
        raise PermissionDenied
    audit.hold()
    if invitation.is_open:
        invitation.withdrawn_at, invitation.email = timezone.now(), ""
        invitation.save(update_fields=["withdrawn_at", "email"])
        audit.record(verb="accounts.withdraw_invitation", target=invitation, by=by)


@transaction.atomic
def accept(*, token: str, request: HttpRequest) -> User | None:
    """Take the role that was offered; somebody new is let in and signed in.

    None when the link is no good, when whoever invited may no longer give the role, and when the
    address has an account in which somebody else, or nobody, is signed in: a link does not
    replace their password or their second step.
    """
    audit.hold()
    invitation = links.invitation(token, lock=True)
    giver = invitation.invited_by if invitation else None
    if invitation is None or giver is None:
        return None
    known = User.objects.filter(email=invitation.email).first()
    if known is not None and known.pk != request.user.pk:
        return None
    if not giver.has_perm("accounts.give_role", invitation.role()):
        return None
    user = known or ensure_person(email=invitation.email)
    grant(invitation.role(user), by=giver)
    invitation.accepted_at, invitation.accepted_by = timezone.now(), user
    invitation.email = ""
    invitation.save(update_fields=["accepted_at", "accepted_by", "email"])
    audit.record(verb="accounts.accept_invitation", target=invitation, by=user)
    if known is None:
        start_session(request, user)
    return user
