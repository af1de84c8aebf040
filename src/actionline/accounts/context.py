"""What the pages of signing in need to know of the settings."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def sign_in(request: HttpRequest) -> dict[str, bool]:
    """Context processor: whether strangers may sign up, whether mail goes out."""
    return {"may_sign_up": settings.SIGN_UP, "sends_mail": settings.SENDS_MAIL}
