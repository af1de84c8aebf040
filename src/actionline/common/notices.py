"""What people are told of their background work, and of mails that came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import work
from .models import Channel, Job, MailSettings
from .notifications import Kind, notify
from .ui import isolated

JOB = "common.job_ended"
PAUSED = "common.mail_paused"


def job_ended(job: Job) -> None:
    """Tell whoever asked for work that it is done, or failed."""
    values = {"work": job.kind, "state": job.state}
    notify(kind=JOB, record=job, to=[job.by], values=values, url=job.get_absolute_url())


def mail_paused(kept: MailSettings) -> None:
    """Tell somebody, on the site, that no mail goes to their address."""
    values = {"address": kept.paused_address}
    address = reverse("common:mail_choices")
    notify(kind=PAUSED, record=kept, to=[kept.person], values=values, url=address)


def _job(values: Mapping[str, Any]) -> str:
    parts = {"work": isolated(work.title(values["work"]))}
    if values["state"] == Job.State.FAILED:
        return _("It failed: %(work)s") % parts
    return _("It is ready: %(work)s") % parts


def _paused(values: Mapping[str, Any]) -> str:
    parts = {"address": isolated(values["address"])}
    return _("Mails to %(address)s came back, so none are sent there") % parts


KINDS = (
    Kind(
        JOB,
        gettext_lazy("Background work"),
        gettext_lazy("When a large export or import that you asked for has ended."),
        _job,
        Channel.SITE,
    ),
    Kind(
        PAUSED,
        gettext_lazy("Mails that came back"),
        gettext_lazy("So that you can confirm your address again."),
        _paused,
        Channel.SITE,
        can_be_chosen=False,
    ),
)
