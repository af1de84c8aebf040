"""What allauth asks us: who may sign up, a note of those who did, and to send its mails."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse

from actionline.common import audit

from . import mails
from .actions import welcome
from .models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no type hints
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return bool(settings.SIGN_UP)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mails.send(template_prefix=template_prefix, email=email, context=context)

    def post_login(self, request: HttpRequest, user: User, **options: Any) -> HttpResponse:
        """Greet; and tell somebody to whom no mail goes that it does not."""
        response: HttpResponse = super().post_login(request, user, **options)
        welcome(request, user)
        return response

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        """Somebody made themselves an account (form) or came from a provider (no commit)."""
        super().save_user(request, user, form, commit)
        if commit:
            audit.record(verb="accounts.sign_up", target=user, by=user)
        return user


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no type hints
    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        user: User = super().save_user(request, sociallogin, form)
        audit.record(
            verb="accounts.sign_up",
            target=user,
            by=user,
            after={"provider": sociallogin.account.provider},
        )
        return user

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        """Take the name that the provider gives; allauth knows only first and last ones."""
        user: User = super().populate_user(request, sociallogin, data)
        given = data.get("name") or f"{data.get('first_name') or ''} {data.get('last_name') or ''}"
        user.name = given.strip()[:200]
        return user
