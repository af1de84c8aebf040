"""What people are told of entries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, override

from actionline.accounts.models import User
from actionline.common import mail, mail_choices, notifications
from actionline.common.models import Channel, Mail

from . import confirming, contacting
from .models import Author, Call, Contact, Project, Submission

SUBMITTED = "stocktaking.submitted"
DECIDED = "stocktaking.decided"
RECEIPT = "stocktaking.receipt"
REMINDER = "stocktaking.reminder"
CONFIRM = "stocktaking.confirm"
CONTACT = "stocktaking.confirm_contact"


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


def _receipt(values: Mapping[str, Any]) -> str:
    return _("“%(title)s” is submitted; its receipt is %(receipt)s.") % values


def _reminder(values: Mapping[str, Any]) -> str:
    day = date_format(date.fromisoformat(values["day"]), "DATE_FORMAT")
    title = values["title"]
    return _("“%(title)s” is a draft; its call is open until %(day)s.") % {
        "title": title,
        "day": day,
    }


def _confirm(values: Mapping[str, Any]) -> str:
    text = ngettext(
        "Does it still hold? %(number)s project of yours is to be confirmed.",
        "Do they still hold? %(number)s projects of yours are to be confirmed.",
        values["number"],
    )
    return text % {"number": number_format(values["number"])}


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
    notifications.Kind(
        RECEIPT,
        gettext_lazy("Receipts"),
        gettext_lazy("An entry of yours was submitted; with the number of its receipt."),
        tell=_receipt,
        channel=Channel.AT_ONCE,
    ),
    notifications.Kind(
        REMINDER,
        gettext_lazy("Reminders of drafts"),
        gettext_lazy("A call ends soon, and an entry of yours for it is a draft."),
        tell=_reminder,
        channel=Channel.AT_ONCE,
    ),
    notifications.Kind(
        CONFIRM,
        gettext_lazy("Confirming your projects"),
        gettext_lazy("Once a year you are asked whether your projects in the register still hold."),
        tell=_confirm,
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
    url = settings.SITE_URL + submission.get_absolute_url()
    authors = submission.authors.filter(person__isnull=False).select_related("person")
    notifications.notify(
        kind=RECEIPT,
        record=submission,
        to=[author.person for author in authors],
        values={"title": str(submission), "receipt": submission.receipt},
        letter=notifications.Letter(
            "stocktaking/mail/receipt.txt", {"entry": submission, "url": url}, submission.language
        ),
    )


def remind(author: Author, call: Call, closes: datetime) -> None:
    """Tell an author that an entry is a draft yet, and until when its call is open."""
    entry = author.submission
    with override(entry.language):
        url = settings.SITE_URL + entry.get_absolute_url()
    notifications.notify(
        kind=REMINDER,
        record=entry,
        to=[author.person],
        values={"title": str(entry), "day": closes.date().isoformat()},
        letter=notifications.Letter(
            "stocktaking/mail/reminder.txt",
            {"entry": entry, "call": call, "closes": closes, "url": url},
            entry.language,
        ),
    )


def ask_to_confirm(person: User, projects: Sequence[Project], *, again: bool) -> None:
    """Ask an owner whether these entries still hold: once a day, for the link leads to all."""
    language = mail_choices.settings_of(person).language
    now = timezone.localdate()
    notifications.notify(
        kind=CONFIRM,
        record=projects[0],
        to=[person],
        values={"number": len(projects)},
        url=reverse("stocktaking:own"),
        once=f"confirm {now}",
        letter=notifications.Letter(
            "stocktaking/mail/confirm.txt",
            {
                "projects": [
                    (each, confirming.last_confirmed(each))
                    for each in projects[: confirming.MOST_NAMED]
                ],
                "number": len(projects),
                "more": max(0, len(projects) - confirming.MOST_NAMED),
                "again": again,
                "url": settings.SITE_URL + confirming.address(person, language),
            },
            language,
        ),
    )


def ask_contact_to_confirm(email: str, contacts: Sequence[Contact], *, again: bool) -> None:
    """Ask the contact of entries that nobody owns whether they still hold: once a day."""
    today = timezone.now() - timedelta(hours=20)
    if Mail.objects.filter(category=CONTACT, to=email, created_at__gt=today).exists():
        return  # its link leads to all
    language = contacts[0].project.language
    projects = [contact.project for contact in contacts]
    mail.queue(
        to=email,
        template="stocktaking/mail/confirm_contact.txt",
        context={
            "projects": [
                (each, confirming.last_confirmed(each))
                for each in projects[: confirming.MOST_NAMED]
            ],
            "more": max(0, len(projects) - confirming.MOST_NAMED),
            "again": again,
            "url": settings.SITE_URL + contacting.address(contacts[0], language),
        },
        language=language,
        category=CONTACT,
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
