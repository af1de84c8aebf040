"""The way of a report, as a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.common.states import Move, Table

from .models import Report

_S = Report.State

MOVES = Table(
    _S,
    [
        Move(
            "submit",
            (_S.DRAFTING,),
            _S.IN_REVIEW,
            _("Submit for review"),
            "reporting.manage",
            mails="officers",
        ),
        Move(
            "return",
            (_S.IN_REVIEW, _S.SIGNED),
            _S.DRAFTING,
            _("Return for changes"),
            "reporting.manage",
            needs_reason=True,
            mails="editors",
        ),
        Move("sign", (_S.IN_REVIEW,), _S.SIGNED, _("Sign off"), "reporting.sign", mails="editors"),
        Move(
            "publish",
            (_S.SIGNED,),
            _S.PUBLISHED,
            pgettext_lazy("a report", "Publish"),
            "reporting.manage",
            mails="editors",
        ),
        Move(
            "reopen",
            (_S.PUBLISHED,),
            _S.DRAFTING,
            _("Write a new edition"),
            "reporting.manage",
            needs_reason=True,
            mails="editors",
        ),
    ],
)
