"""A real mail server that keeps what it gets, and a fresh count of attempts for each test."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from tests.common.catcher import catching

from actionline.accounts.models import User


class Post:
    """What came in over SMTP, oldest first."""

    def __init__(self, mails: list[EmailMessage]) -> None:
        self.mails = mails

    @property
    def last(self) -> EmailMessage:
        return self.mails[-1]

    @property
    def words(self) -> str:
        return self.last.get_body(("plain",)).get_content()

    @property
    def code(self) -> str:
        """The code in the last mail; they stand alone on a line."""
        return re.search(r"^\s*([A-Z0-9]{3,}-[A-Z0-9]{3,}|[A-Z0-9]{6,})\s*$", self.words, re.M)[1]


@pytest.fixture
def post(settings) -> Iterator[Post]:
    """Mail goes over SMTP to a catcher on this machine."""
    with catching(settings) as catcher:
        yield Post(catcher.caught)


@pytest.fixture(autouse=True)
def _no_attempts_yet(db, settings) -> None:
    cache.clear()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick


@pytest.fixture
def member(db) -> User:
    """Somebody with a password and a confirmed address."""
    user = User.objects.create_user("member@example.org", "a long enough secret", name="Member")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
