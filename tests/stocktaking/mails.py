"""What the mails of `stocktaking` are rendered with (`common/test_mail_templates`)."""

from __future__ import annotations

from django.utils import timezone

URL = "https://actionline.example/x/"


class _Entry:
    """As much of an entry as the mails ask for."""

    receipt = "R-2026-1"
    submitted_at = timezone.now()

    def __str__(self) -> str:
        return "P1"


CONTEXTS = {
    "stocktaking/mail/author.txt": lambda: [{"entry": _Entry(), "url": URL}],
    "stocktaking/mail/receipt.txt": lambda: [{"entry": _Entry(), "url": URL}],
}
