"""What people are told of entries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from actionline.common import mail, notifications
from actionline.common.models import Channel

from .models import Submission

SUBMITTED = "stocktaking.submitted"
DECIDED = "stocktaking.decided"
RECEIPT = "stocktaking.receipt"


def _submitted(values: Mapping[str, Any]) -> str:
    return _("“%(title)s” was submitted and waits for its review.") % values


def _decided(values: Mapping[str, Any]) -> str:
    sentences = {
        "ask": _("Changes are asked to your entry “%(title)s”: %(reason)s"),
        "accept": _("Your entry “%(title)s” is accepted and in the register."),
        "reject": _("Your entry “%(title)s” is rejected: %(reason)s"),
        "reopen": _("Your entry “%(title)s” is reviewed again."),
    }
    return sentences[values["verb"]] % values


KINDS = (
    notifications.Kind(
        SUBMITTED,
        gettext_lazy("New entries"),
        gettext_lazy("An entry was submitted to the register of projects."),
        tell=_submitted,
        permission="stocktaking.publish",
    ),
    notifications.Kind(
        DECIDED,
        gettext_lazy("Your entries"),
        gettext_lazy(
            "The secretariat accepted or rejected an entry of yours, or asks for changes."
        ),
        tell=_decided,
        channel=Channel.AT_ONCE,
    ),
)


def submitted(submission: Submission, by: Any) -> None:
    """Tell those who publish, and mail the authors a receipt; in the transaction of the change."""
    notifications.notify(
        kind=SUBMITTED,
        record=submission,
        by=by,
        values={"title": str(submission)},
    )
    for author in submission.authors.filter(person__isnull=False).select_related("person"):
        assert author.person is not None
        mail.queue(
            to=author.person.email,
            template="stocktaking/mail/receipt.txt",
            context={"entry": submission, "url": settings.SITE_URL + submission.get_absolute_url()},
            language=submission.language,
            category=RECEIPT,
            person=author.person,
        )


def decided(submission: Submission, verb: str, by: Any) -> None:
    """Tell the authors. Within the transaction of the change."""
    authors = submission.authors.filter(person__isnull=False).select_related("person")
    notifications.notify(
        kind=DECIDED,
        record=submission,
        to=[author.person for author in authors],
        by=by,
        values={"title": str(submission), "verb": verb, "reason": submission.reason},
    )
