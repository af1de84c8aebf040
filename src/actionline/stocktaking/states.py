"""The way of a submission, as a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from actionline.common.states import Move, Table

from .models import Submission

_S = Submission.State
_OPEN = (_S.SUBMITTED, _S.IN_REVIEW)

MOVES = Table(
    _S,
    [
        Move(
            "submit",
            (_S.DRAFT, _S.CHANGES_ASKED),
            _S.SUBMITTED,
            _("Submit"),
            "stocktaking.write",
            mails="authors",
        ),
        Move("review", (_S.SUBMITTED,), _S.IN_REVIEW, _("Begin the review"), "stocktaking.review"),
        Move(
            "ask",
            _OPEN,
            _S.CHANGES_ASKED,
            _("Ask for changes"),
            "stocktaking.review",
            needs_reason=True,
            mails="authors",
        ),
        Move("accept", _OPEN, _S.ACCEPTED, _("Accept"), "stocktaking.publish", mails="authors"),
        Move(
            "reject",
            _OPEN,
            _S.REJECTED,
            _("Reject"),
            "stocktaking.publish",
            needs_reason=True,
            mails="authors",
        ),
        Move(
            "reopen",
            (_S.REJECTED,),
            _S.IN_REVIEW,
            _("Review again"),
            "stocktaking.publish",
            mails="authors",
        ),
        Move(
            "withdraw",
            (_S.DRAFT, *_OPEN, _S.CHANGES_ASKED),
            _S.WITHDRAWN,
            _("Withdraw"),
            "stocktaking.write",
        ),
        Move("restore", (_S.WITHDRAWN,), _S.DRAFT, _("Take up again"), "stocktaking.write"),
        Move(
            "archive",
            (_S.REJECTED, _S.WITHDRAWN, _S.CHANGES_ASKED),
            _S.ARCHIVED,
            _("Archive"),
            "stocktaking.publish",
        ),
    ],
)
