"""The way of an edition, as a table."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.common.states import Move, Table

from .models import Edition

_S = Edition.State

#: Comes with the publishing of the next edition, and by no button.
SUPERSEDE = "supersede"

MOVES = Table(
    _S,
    [
        Move(
            "ask",
            (_S.DRAFT,),
            _S.IN_REVIEW,
            _("Ask for review"),
            "roadmaps.write",
            mails="publishers",
        ),
        Move(
            "return",
            (_S.IN_REVIEW,),
            _S.DRAFT,
            _("Give back"),
            "roadmaps.publish",
            needs_reason=True,
            mails="writers",
        ),
        Move(
            "publish",
            (_S.DRAFT, _S.IN_REVIEW),
            _S.PUBLISHED,
            pgettext_lazy("an edition of a plan", "Publish"),
            "roadmaps.publish",
            mails="writers",
        ),
        Move(
            SUPERSEDE,
            (_S.PUBLISHED,),
            _S.SUPERSEDED,
            _("The next edition is published"),
            "roadmaps.publish",
        ),
    ],
)
