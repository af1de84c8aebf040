"""Comments on a submission."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction

from actionline.common import audit
from actionline.stocktaking.models import Comment, Submission

from .writing import locked


@transaction.atomic
def comment(
    *, submission: Submission, by: Any, text: str, internal: bool, question: str = ""
) -> Comment:
    """Say something of a submission, to the desk only or to its authors too. PermissionDenied."""
    found = locked(submission)
    if not by.has_perm("stocktaking.review", found):
        raise PermissionDenied
    made = found.comments.create(by=by, text=text, internal=internal, question=question)
    audit.record(
        verb="stocktaking.comment",
        target=found,
        by=by,
        after={"internal": internal, "question": question},
    )
    return made
