"""What the mails of `common` are rendered with (`test_mail_templates`)."""

from __future__ import annotations

from typing import Any

from actionline.common import notifications
from actionline.common.models import Notification

URL = "https://actionline.example/x/"
LINKS = {"name": "K1", "choices": URL, "stop": URL}


def told() -> notifications.Told:
    values = {"address": "person@example.org"}
    one = Notification(kind="common.mail_paused", values=values, url="/en/account/mails/")
    return notifications.in_words(one, complete=True)


def notification() -> list[dict[str, Any]]:
    return [{"told": told(), "kind": told().kind, "by": None, **LINKS}]


def digest() -> list[dict[str, Any]]:
    groups = [(told().kind, [told(), told()])]
    numbers = [{"number": 2, "more": 0}, {"number": 102, "more": 100}, {"number": 1, "more": 1}]
    return [{"groups": groups, "site": URL, **LINKS, **each} for each in numbers]


CONTEXTS = {
    "common/mail/confirm_address.txt": lambda: [{"url": URL}],
    "common/mail/notification.txt": notification,
    "common/mail/digest.txt": digest,
}
