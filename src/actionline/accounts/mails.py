"""The mails of signing in, in our words: allauth says which, the outbox sends them.

What is mailed opens an account or tells who worked on it from where, so its text is shown to
nobody in the outbox and goes when it is sent.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.timezone import localtime
from django.utils.translation import get_language, override
from django.utils.translation import gettext_lazy as _

from actionline.common import mail, mail_choices

from .models import User

CODE = "accounts.code"
SECURITY = "accounts.security"


@dataclass(frozen=True, slots=True)
class _Code:
    """A code that is entered where it was asked for: the subject, and how long it is good."""

    subject: str | Promise
    setting: str  # of allauth, in seconds


_CODES = {
    "login_code": _Code(_("Your code to sign in"), "ACCOUNT_LOGIN_BY_CODE_TIMEOUT"),
    "email_confirmation": _Code(
        _("Your code to confirm this address"), "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT"
    ),
    "email_confirmation_signup": _Code(
        _("Your code to confirm this address"), "ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT"
    ),
    "password_reset_code": _Code(
        _("Your code to set a new password"), "ACCOUNT_PASSWORD_RESET_BY_CODE_TIMEOUT"
    ),
}
#: What was changed in an account; the person is told, for it may have been somebody else.
_CHANGES = {
    "email_changed": _("The e-mail address of your account was changed"),
    "email_confirm": _("An e-mail address of your account was confirmed"),
    "email_deleted": _("An e-mail address was taken out of your account"),
    "password_changed": _("Your password was changed"),
    "password_reset": _("Your password was set anew"),
    "password_set": _("You have set a password"),
    "recovery_codes_generated": _("New recovery codes were made for your account"),
    "totp_activated": _("An authenticator app was connected to your account"),
    "totp_deactivated": _("The authenticator app was taken out of your account"),
    "webauthn_added": _("A security key was added to your account"),
    "webauthn_removed": _("A security key was taken out of your account"),
    "account_connected": _("A sign-in provider was connected to your account"),
    "account_disconnected": _("A sign-in provider was taken out of your account"),
}
#: Which value of the context says more of a change.
_DETAILS = ("to_email", "deleted_email", "provider")
#: Somebody gave an address that has an account, or has none; what they wanted is not told apart.
_ANSWERS = {
    "account_already_exists": "accounts/mail/known_address.txt",
    "unknown_account": "accounts/mail/unknown_address.txt",
}
#: What allauth could send, but never does here: links for a new password, which codes stand for.
NEVER = ("password_reset_key",)


def send(*, template_prefix: str, email: str, context: Mapping[str, Any]) -> None:
    """Send one of allauth's mails now; the worker tries again what does not go at once.

    It goes in the language that the person chose, otherwise in that of the page. KeyError for a
    mail that is not known here.
    """
    name = template_prefix.rpartition("/")[2]
    person = User.objects.filter(email=email.lower()).first()
    language = _language(person)
    with override(language):
        template, values, category = _words(name, email, context)
    good_for = timedelta(seconds=values["seconds"]) if name in _CODES else None
    queued = mail.queue(
        to=email,
        template=template,
        context=values,
        language=language,
        category=category,
        person=person,
        private=True,
        good_for=good_for,
        later=False,
    )
    if queued is not None:
        mail.send(queued.pk)


def _language(person: User | None) -> str:
    kept = mail_choices.settings_of(person) if person else None
    return kept.language if kept is not None and kept.pk else get_language() or "en"


def _words(name: str, email: str, context: Mapping[str, Any]) -> tuple[str, dict[str, Any], str]:
    """The template of a mail, what it needs, and the category."""
    if name in _CODES:
        code = _CODES[name]
        seconds = _seconds(code.setting)
        values = {"subject": code.subject, "code": context["code"], "seconds": seconds}
        return "accounts/mail/code.txt", values | {"minutes": max(seconds // 60, 1)}, CODE
    if name in _ANSWERS:
        address = context.get("password_reset_url") or context.get("signup_url")
        return _ANSWERS[name], {"email": email, "address": address}, CODE
    values = {
        "what": _CHANGES[name],
        "detail": next((context[key] for key in _DETAILS if context.get(key)), ""),
        "ip": context["ip"],
        "browser": context["user_agent"],
        "at": date_format(localtime(context["timestamp"]), "DATETIME_FORMAT"),
    }
    return "accounts/mail/change.txt", values, SECURITY


def _seconds(setting: str) -> int:
    """How long a code is good; allauth's own 15 minutes where no setting says."""
    return int(getattr(settings, setting, 15 * 60))
