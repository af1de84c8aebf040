"""What people let others read of them."""

from __future__ import annotations

from django.db import transaction

from actionline.accounts.models import User
from actionline.common import audit


@transaction.atomic
def show_name(*, user: User, shown: bool) -> None:
    """A person says whether everybody may read their name in the directory of focal points."""
    if shown == user.shows_name:
        return
    audit.hold()
    user.shows_name = shown
    user.save(update_fields=["shows_name"])
    audit.record(
        verb="accounts.show_name",
        target=user,
        by=user,
        before={"shows_name": not shown},
        after={"shows_name": shown},
    )
