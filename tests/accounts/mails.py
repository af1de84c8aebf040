"""What the mails of `accounts` are rendered with (`common/test_mail_templates`)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from actionline.accounts import mails
from actionline.accounts.models import Invitation, User

URL = "https://actionline.example/x/"


def codes() -> list[dict[str, Any]]:
    codes = mails._CODES.values()
    return [{"subject": each.subject, "code": "ABCDEF", "minutes": 15} for each in codes]


def changes() -> list[dict[str, Any]]:
    origin = {"ip": "192.0.2.1", "browser": "Mozilla/5.0", "at": "2026-11-22"}
    return [{"what": each, "detail": "x", **origin} for each in mails._CHANGES.values()]


def invitation() -> list[dict[str, Any]]:
    giver = User(email="officer@example.org")
    made = Invitation(kind="expert", invited_by=giver, expires_at=timezone.now())
    return [{"invitation": made, "role": made.role(), "address": URL}]


def answers() -> list[dict[str, Any]]:
    return [{"email": "person@example.org", "address": URL}]


CONTEXTS = {
    "accounts/mail/code.txt": codes,
    "accounts/mail/change.txt": changes,
    "accounts/mail/invitation.txt": invitation,
    "accounts/mail/known_address.txt": answers,
    "accounts/mail/unknown_address.txt": answers,
}
