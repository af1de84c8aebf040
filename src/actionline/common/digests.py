"""Digests: one mail a day or a week with what somebody has not read yet.

Each notification knows when a digest is to bring it (`mail_at`). Writing the mail and taking
these times away is one transaction, so a worker that is killed midway leaves each person either
with their mail or with none: whoever comes next writes what is missing, and nothing twice.
"""

from __future__ import annotations

import logging
from datetime import datetime, timedelta
from itertools import groupby

from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import override

from . import mail, mail_choices, notifications
from .models import MailSettings, Notification

logger = logging.getLogger(__name__)

#: How often the worker looks whose hour has come; time zones differ by quarters of an hour.
EVERY = timedelta(minutes=15)
#: As many as a mail tells one by one; the site has the others.
MOST_TOLD = 100


def send_due(now: datetime | None = None) -> int:
    """Write the digests whose hour has come; how many. The worker calls it every `EVERY`."""
    now = now or timezone.now()
    due = notifications.waiting().filter(mail_at__lte=now, person__is_active=True)
    resting = MailSettings.objects.filter(paused_address=F("person__email"))
    people = due.exclude(person__in=resting.values("person")).values_list("person", flat=True)
    written = 0
    for person in list(people.order_by("person").distinct()):
        try:
            written += _send(person, now)
        except Exception:  # one person's mail must not keep back the others'
            logger.exception("The digest of person %s could not be written", person)
    return written


@transaction.atomic
def _send(person: int, now: datetime) -> bool:
    """Write one person's digest, unless another worker has done so meanwhile."""
    due = notifications.waiting().filter(person=person, mail_at__lte=now)
    keys = list(due.select_for_update(of=("self",)).values_list("pk", flat=True))
    if not keys:
        return False
    found = Notification.objects.filter(pk__in=keys)
    user = get_user_model()._default_manager.select_related("mail_settings").get(pk=person)
    language = mail_choices.settings_of(user).language
    with override(language):
        told = [
            notifications.in_words(each, complete=True)
            for each in found.select_related("by").order_by("kind", "-id")[:MOST_TOLD]
        ]
        groups = [(kind, list(each)) for kind, each in groupby(told, lambda one: one.kind)]
    mail.queue(
        to=user.email,
        template="common/mail/digest.txt",
        context={
            "groups": groups,
            "number": len(keys),
            "more": len(keys) - len(told),
            "site": mail_choices.site_address(language),
            "choices": mail_choices.choices_address(language),
            "stop": mail_choices.stop_address(person, mail_choices.DIGEST, language),
        },
        language=language,
        category=mail_choices.DIGEST,
        person=user,
    )
    found.update(mail_at=None)
    return True
