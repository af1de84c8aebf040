"""A real mail server for tests: it keeps what it is sent, or refuses it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller


class Catcher:
    """What came in over SMTP, oldest first; `refuse` is what it says instead of taking it.

    The server looks at every attribute, so none may fail.
    """

    def __init__(self) -> None:
        self.caught: list[EmailMessage] = []
        self.refuse = ""

    async def handle_RCPT(self, server, session, envelope, address, options):
        if self.refuse:
            return self.refuse
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.caught.append(message_from_bytes(envelope.content, policy=policy.default))
        return "250 OK"

    def words(self, form: str = "plain") -> str:
        """The last mail's text; its HTML by `html`."""
        part = self.caught[-1].get_body((form,))
        assert part is not None
        return part.get_content()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def catching(settings: Any) -> Iterator[Catcher]:
    """Mail goes over SMTP to a catcher on this machine."""
    catcher = Catcher()
    port = free_port()
    server = Controller(catcher, hostname="127.0.0.1", port=port)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
    settings.SENDS_MAIL = True
    try:
        yield catcher
    finally:
        server.stop()
