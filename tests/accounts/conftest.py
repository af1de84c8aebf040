"""A real mail server that keeps what it gets, and a fresh count of attempts for each test."""

from __future__ import annotations

import re
import socket
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller
from allauth.account.models import EmailAddress
from django.core.cache import cache

from actionline.accounts.models import User


class Post:
    """What came in over SMTP, oldest first."""

    def __init__(self) -> None:
        self.mails: list[EmailMessage] = []

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


class Letterbox:
    """What the server calls for each mail; it looks at every attribute, so it has one."""

    def __init__(self, post: Post) -> None:
        self._post = post

    async def handle_DATA(self, server, session, envelope) -> str:
        self._post.mails.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 Message accepted"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def post(settings) -> Iterator[Post]:
    """Mail goes over SMTP to a catcher on this machine."""
    caught = Post()
    server = Controller(Letterbox(caught), hostname="127.0.0.1", port=free_port())
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = server.hostname, server.port
    settings.SENDS_MAIL = True
    yield caught
    server.stop()


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
