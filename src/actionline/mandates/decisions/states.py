"""The states of a decision, as one table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from actionline.common.states import Move, Table

from .models import Decision

PROPOSED, SETTLE = ("proposed",), "decisions.settle"
MOVES = Table(
    Decision.State,
    [
        Move("validate", PROPOSED, "validated", _("Validate"), SETTLE, mails="author"),
        Move("refuse", PROPOSED, "refused", _("Refuse"), SETTLE, needs_reason=True, mails="author"),
        Move("withdraw", PROPOSED, "withdrawn", _("Withdraw"), "decisions.withdraw"),
    ],
)
