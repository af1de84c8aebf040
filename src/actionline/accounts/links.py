"""One-time sign-in links: made for a person, good once and for an hour."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.urls import reverse
from django.utils.encoding import force_bytes, force_str
from django.utils.http import urlsafe_base64_decode, urlsafe_base64_encode

from .models import Invitation, Role, User


class SignInTokens(PasswordResetTokenGenerator):
    """Django's signed, expiring tokens (`PASSWORD_RESET_TIMEOUT` seconds), used up by signing in.

    Django cuts the last sign-in to a second, so that a link used in the second in which it
    was made would stay good; here it counts to the microsecond.
    """

    key_salt = "actionline.accounts.links.SignInTokens"

    def _make_hash_value(self, user: User, timestamp: int) -> str:
        last = user.last_login.isoformat() if user.last_login else ""
        return f"{user.pk}{user.email}{user.password}{last}{timestamp}"


tokens = SignInTokens()
_invited = Signer(salt="actionline.accounts.links.invited")
_first = TimestampSigner(salt="actionline.accounts.links.first_officer")


def make(user: User) -> str:
    """The path of a sign-in link for `user`."""
    key = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("accounts:enter", args=[key, tokens.make_token(user)])


def owner(key: str, token: str, *, lock: bool = False) -> User | None:
    """Whose link this is; None where it is used up, too old or not ours.

    With `lock` the person's row is held until the transaction ends, so that a link that
    arrives twice at once signs in once.
    """
    people = User.objects.filter(is_active=True)
    if lock:
        people = people.select_for_update()
    try:
        user = people.get(pk=force_str(urlsafe_base64_decode(key)))
    except (User.DoesNotExist, ValueError, OverflowError):
        return None
    return user if tokens.check_token(user, token) else None


def first_officer_wanted() -> bool:
    """Whether the site lacks somebody of the secretariat who can sign in."""
    offices = Role.objects.filter(kind__in=("officer", "administrator"), person__is_active=True)
    return not any(role.is_current() for role in offices.select_related("lent_from"))


def make_first() -> str:
    """The path by which whoever started the site becomes its first officer."""
    return reverse("accounts:first_officer", args=[_first.sign("officer")])


def is_first(token: str) -> bool:
    """Whether `token` is one of `make_first`, not too old, and still wanted."""
    try:
        _first.unsign(token, max_age=settings.PASSWORD_RESET_TIMEOUT)
    except BadSignature:
        return False
    return first_officer_wanted()


def make_invitation(invitation: Invitation) -> str:
    """The path by which somebody accepts an invitation."""
    return reverse("accounts:accept", args=[_invited.sign(str(invitation.pk))])


def invitation(token: str, *, lock: bool = False) -> Invitation | None:
    """The invitation this link belongs to; None where it is no longer good."""
    found = Invitation.objects.select_for_update() if lock else Invitation.objects.all()
    try:
        invited = found.get(pk=int(_invited.unsign(token)))
    except (BadSignature, ValueError, Invitation.DoesNotExist):
        return None
    return invited if invited.is_open else None
