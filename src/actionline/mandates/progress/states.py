"""The way of a version of a progress report, as a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from actionline.common.states import Move, Table

from .models import Version

_S = Version.State
#: The states in which somebody works at it, or it waits for somebody.
OPEN = (_S.DRAFT, _S.SUBMITTED, _S.RETURNED)
WRITTEN = (_S.DRAFT, _S.RETURNED)

MOVES = Table(
    _S,
    [
        Move(
            "submit",
            WRITTEN,
            _S.SUBMITTED,
            _("Submit"),
            "progress.write",
            mails="validators",
        ),
        Move(
            "validate",
            (_S.SUBMITTED,),
            _S.VALIDATED,
            _("Validate"),
            "progress.validate",
            mails="authors",
        ),
        Move(
            "return",
            (_S.SUBMITTED,),
            _S.RETURNED,
            _("Return"),
            "progress.validate",
            needs_reason=True,
            mails="authors",
        ),
        Move("recall", (_S.SUBMITTED,), _S.DRAFT, _("Take back and go on"), "progress.write"),
        Move("replace", (_S.VALIDATED,), _S.REPLACED, _("Replace"), "progress.validate"),
        Move("discard", WRITTEN, _S.WITHDRAWN, _("Discard"), "progress.write"),
        Move(
            "withdraw",
            (_S.SUBMITTED, _S.VALIDATED),
            _S.WITHDRAWN,
            _("Withdraw"),
            "progress.withdraw",
            needs_reason=True,
            mails="authors",
        ),
        Move("restore", (_S.WITHDRAWN,), _S.DRAFT, _("Take up again"), "progress.write"),
    ],
)
