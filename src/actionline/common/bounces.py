"""Mail that came back: delivery status notifications (RFC 3464), as messages or an mbox."""

from __future__ import annotations

import mailbox
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import Message
from pathlib import Path

from django.db import transaction

from . import mail
from .models import Mail

_ID = re.compile(rb"^message-id:\s*(<[0-9a-f]{32}@[^>\s]{1,255}>)", re.I | re.M)
#: A notification is small; what it returns of the mail need not be read further.
MOST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Bounce:
    """That a mail of ours could not be delivered, and what the server said."""

    message_id: str
    reason: str
    for_good: bool  # the address itself is refused (RFC 3463: codes of class 5)


def messages(path: Path) -> Iterator[bytes]:
    """The messages of a file: one, or many in mbox. Raises OSError."""
    with path.open("rb") as file:
        if file.read(5) != b"From ":
            file.seek(0)
            yield file.read(MOST)
            return
    box = mailbox.mbox(path, create=False)
    try:
        for key in box.iterkeys():
            yield box.get_bytes(key)[:MOST]
    finally:
        box.close()


def bounce(message: bytes) -> Bounce | None:
    """What a notification says of a mail of ours; None where it is none, or only of a delay."""
    parsed = message_from_bytes(message, policy=policy.compat32)
    if parsed.get_content_type() != "multipart/report":
        return None
    status = next((part for part in parsed.walk() if _is_status(part)), None)
    if status is None:
        return None
    for block in status.get_payload():
        if isinstance(block, Message) and str(block.get("Action", "")).lower() == "failed":
            found = [each for part in parsed.walk() if (each := _returned_id(part))]
            if not found:
                return None
            reason = str(block.get("Diagnostic-Code") or block.get("Status") or "")
            for_good = str(block.get("Status", "")).strip().startswith("5.")
            return Bounce(found[0], " ".join(reason.split()), for_good)
    return None


@transaction.atomic
def note(found: Bounce) -> bool:
    """Write it to the mail; False where we never sent it."""
    sent = Mail.objects.select_for_update().filter(message_id=found.message_id).first()
    if sent is not None:
        mail.bounced(mail=sent, reason=found.reason, for_good=found.for_good)
    return sent is not None


def _is_status(part: Message) -> bool:
    return part.get_content_type() == "message/delivery-status" and part.is_multipart()


def _returned_id(part: Message) -> str:
    """The id of the mail that a part gives back, whole or its headers only."""
    if part.get_content_type() == "message/rfc822" and part.is_multipart():
        inner = part.get_payload(0)
        return str(inner.get("Message-ID", "")).strip() if isinstance(inner, Message) else ""
    if part.get_content_type() == "text/rfc822-headers":
        content = part.get_payload(decode=True)
        match = _ID.search(content) if isinstance(content, bytes) else None
        return match[1].decode("ascii", "replace") if match else ""
    return ""
