"""Verbs about a person's account."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext as _

from actionline.accounts import links
from actionline.accounts.models import Role, User
from actionline.common import audit, mail_choices

from .roles import grant

BACKEND = "actionline.accounts.backends.SignInBackend"  # as sessions remember it


@transaction.atomic
def ensure_person(*, email: str, role: Role.Kind | None = None) -> User:
    """The person with this address, made where unknown; with the role, where one is named.

    Run by the operator: nobody is asked for permission. Raises ValidationError when `email`
    is no address, and when the account is closed.
    """
    email = email.strip().lower()
    validate_email(email)
    audit.hold()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User.objects.create_user(email)
        audit.record(verb="accounts.create", target=user)
    if not user.is_active:
        raise ValidationError("This person's account is closed.")
    if role is not None and not user.holding((role,)):
        grant(Role(person=user, kind=role), by=None)
    _vouch(user)
    return user


def _vouch(user: User) -> None:
    """Take the person's address for theirs, as whoever runs the site named it."""
    if not EmailAddress.objects.filter(user=user, verified=True).exists():
        EmailAddress.objects.update_or_create(
            user=user, email=user.email, defaults={"verified": True, "primary": True}
        )


@transaction.atomic
def sign_in(*, request: HttpRequest, key: str, token: str) -> User | None:
    """Use up a sign-in link: starts a new session for its owner, None when it is no good."""
    user = links.owner(key, token, lock=True)
    if user is not None:
        start_session(request, user)
    return user


@transaction.atomic
def become_first_officer(*, request: HttpRequest, token: str, email: str) -> User | None:
    """Make `email` the first officer, who is an administrator, and sign them in.

    None when the link is no good.
    """
    if not links.is_first(token):
        return None
    user = ensure_person(email=email, role=Role.Kind.ADMINISTRATOR)
    start_session(request, user)
    return user


def start_session(request: HttpRequest, user: User) -> None:
    """Sign somebody in who has shown by a link who they are."""
    login(request, user, backend=BACKEND)
    UserSession.objects.create_from_request(request)
    welcome(request, user)


def welcome(request: HttpRequest, user: User) -> None:
    """What is to be seen to whenever somebody has signed in, by whatever way."""
    mail_choices.remember_language(person=user)
    if mail_choices.paused(user):
        text = _("Mails to your address came back, so none are sent. See “Your mails”.")
        messages.warning(request, text)


@transaction.atomic
def rename(*, user: User, name: str) -> None:
    """A person says what they are called."""
    if name != user.name:
        audit.hold()
        before = user.name
        user.name = name
        user.save(update_fields=["name"])
        audit.record(
            verb="accounts.rename",
            target=user,
            by=user,
            before={"name": before},
            after={"name": name},
        )
