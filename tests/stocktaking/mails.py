"""What the mails of `stocktaking` are rendered with (`common/test_mail_templates`)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

URL = "https://actionline.example/x/"
WAYS = {"name": "R1", "choices": URL, "stop": URL}


class _Call:
    name = "C1"
    timezone = "UTC"


class _Entry:
    """As much of an entry as the mails ask for."""

    receipt = "R-2026-1"
    submitted_at = timezone.now()

    def __str__(self) -> str:
        return "P1"


def reminder() -> list[dict[str, Any]]:
    return [{"entry": _Entry(), "call": _Call(), "closes": timezone.now(), "url": URL} | WAYS]


def confirm() -> list[dict[str, Any]]:
    one = [("P1", timezone.localdate())]
    return [
        {"projects": one, "number": 1, "more": more, "again": again, "url": URL} | WAYS
        for more, again in ((0, False), (1, True), (5, True))
    ]


CONTEXTS = {
    "stocktaking/mail/confirm_contact.txt": lambda: [
        {name: each[name] for name in ("projects", "more", "again", "url")} for each in confirm()
    ],
    "stocktaking/mail/confirm.txt": confirm,
    "stocktaking/mail/owner.txt": lambda: [{"project": "P1", "url": URL}],
    "stocktaking/mail/reminder.txt": reminder,
    "stocktaking/mail/author.txt": lambda: [{"entry": _Entry(), "url": URL}],
    "stocktaking/mail/receipt.txt": lambda: [{"entry": _Entry(), "url": URL} | WAYS],
}
