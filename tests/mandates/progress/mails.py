"""What the mails of this part are rendered with (`common/test_mail_templates`)."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

URL = "https://actionline.example/x/"
WAYS = {"name": "R1", "choices": URL, "stop": URL}


class _Round:
    name = "P1"
    text = "T1"
    starts = ends = timezone.localdate()
    timezone = "UTC"


def asked() -> list[dict[str, Any]]:
    return [
        {"round": _Round(), "closes": timezone.now(), "number": n, "again": again, "url": URL}
        | WAYS
        for n, again in ((1, False), (5, False), (1, True), (5, True))
    ]


CONTEXTS = {"progress/mail/asked.txt": asked}
