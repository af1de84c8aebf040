"""The outbox: mail is queued with the change that it tells of, and sent by the worker.

A mail is a text template whose first line is its subject; the HTML part is made from the text
(`common/mail.html`), so that an officer who corrects one corrects both.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from smtplib import SMTPRecipientsRefused, SMTPResponseException
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import get_language_info, override

from . import audit, mail_choices
from .models import Channel, Mail, MailChoice
from .tasks import send_mail

logger = logging.getLogger(__name__)
State = Mail.State

#: Minutes until a mail is tried again, after the first, second … attempt; then it has failed.
RETRIES = (1, 5, 30, 120, 480)


def queue(
    *,
    to: str,
    template: str,
    context: Mapping[str, Any],
    language: str,
    category: str,
    person: Any = None,
    held: bool = False,
    private: bool = False,
    good_for: timedelta | None = None,
    later: bool = True,
) -> Mail | None:
    """Write a mail and have it sent; None where the person does not want its category.

    `template` is rendered in `language`: its first line is the subject. With `held` an officer
    reads and releases it first. `private` is for what opens an account: such a mail is always
    sent, and its text is kept no longer than that; it is of use `good_for` so long. Call it inside
    the transaction of the change; without `later`, call `send` after it.
    """
    if person is not None and not private and not wanted(person, category, to):
        return None
    with override(language):
        subject, _line, text = render_to_string(template, dict(context)).strip().partition("\n")
    with transaction.atomic():
        mail = Mail.objects.create(
            category=category,
            person=person,
            to=to,
            language=language,
            subject=" ".join(subject.split())[:200],
            text=text.strip() + "\n",
            private=private,
            state=State.HELD if held else State.QUEUED,
            good_until=timezone.now() + good_for if good_for else None,
            message_id=f"<{secrets.token_hex(16)}@{urlsplit(settings.SITE_URL).hostname}>",
        )
        if later and not held:
            _hand_over(mail)
    return mail


@transaction.atomic
def queue_confirmation(*, person: Any, language: str) -> Mail | None:
    """Mail somebody a link by which their address, from which mails came back, is good again.

    None where none did. Raises TooSoonError where one was asked for a moment ago.
    """
    if mail_choices.paused(person) is None:
        return None
    if not mail_choices.may_ask_again(person):
        raise mail_choices.TooSoonError
    return queue(
        to=person.email,
        template="common/mail/confirm_address.txt",
        context={"url": mail_choices.confirm_address(person, language)},
        language=language,
        category=mail_choices.CONFIRM,
        person=person,
        private=True,
        good_for=mail_choices.CONFIRM_WITHIN,
    )


def wanted(person: Any, category: str, to: str) -> bool:
    """Whether a person wants the mails of a category, at an address that sends none back."""
    not_by_mail = MailChoice.objects.filter(
        person=person.pk, category=category, channel__in=(Channel.SITE, Channel.NONE)
    )
    return not mail_choices.is_paused(person, to) and not not_by_mail.exists()


@transaction.atomic
def change(*, mail: Mail, subject: str, text: str, by: Any) -> None:
    """Correct a mail that waits to be read. Raises PermissionDenied."""
    held = _locked(mail, by, State.HELD)
    held.subject, held.text = " ".join(subject.split())[:200], text
    held.save(update_fields=["subject", "text"])
    audit.record(verb="common.change_mail", target=held, by=by)


@transaction.atomic
def release(*, mail: Mail, by: Any) -> None:
    """Send what was read, or try again what was not sent. Raises PermissionDenied, DoesNotExist.

    What is emptied, for its code has grown old, is not sent again.
    """
    found = _locked(mail, by, State.HELD, State.FAILED, State.SENDING)
    if not found.text:
        raise Mail.DoesNotExist
    audit.record(verb="common.release_mail", target=found, by=by, before={"state": found.state})
    found.state, found.attempts = State.QUEUED, 0
    found.save(update_fields=["state", "attempts"])
    _hand_over(found)


@transaction.atomic
def withdraw(*, mail: Mail, by: Any) -> None:
    """Do not send it after all. Raises PermissionDenied."""
    found = _locked(mail, by, State.HELD, State.QUEUED, State.FAILED)
    audit.record(verb="common.withdraw_mail", target=found, by=by, before={"state": found.state})
    found.state = State.WITHDRAWN
    found.save(update_fields=["state"])


def send(key: int) -> None:
    """Send one mail; the worker calls it. What fails for now is tried again later."""
    if not Mail.objects.filter(pk=key, state=State.QUEUED).update(state=State.SENDING):
        return  # withdrawn, sent by another worker, or gone with its person
    mail = Mail.objects.get(pk=key)
    mail.attempts += 1
    try:
        _message(mail).send()
    except OSError as error:  # smtplib's errors are among them
        _failed(mail, error)
    else:
        mail.state, mail.sent_at, mail.error = State.SENT, timezone.now(), ""
    if mail.private and (mail.state == State.SENT or _outdated(mail, timezone.now())):
        mail.text = ""
    mail.save()


def forget(*, before: datetime) -> int:
    """Empty the mails that were written before a moment and wait for nothing; how many.

    Their lines stay, as a log: to whom, of which kind, when and how it ended. Of people without
    an account not even the address stays.
    """
    old = Mail.objects.filter(created_at__lt=before).exclude(
        state__in=(State.HELD, State.QUEUED, State.SENDING)
    )
    old.filter(person=None).exclude(to="").update(to="")
    return old.exclude(text="").update(text="")


def bounced(*, mail: Mail, reason: str, for_good: bool) -> None:
    """Note that a mail came back; for good, and no more is written to the address."""
    mail.state, mail.error = State.BOUNCED, reason[:400]
    mail.save(update_fields=["state", "error"])
    if for_good:
        _pause(mail)


def html(mail: Mail) -> str:
    """The HTML part: the text in paragraphs, addresses as links, in its language and direction."""
    info = get_language_info(mail.language)
    with override(mail.language):
        context = {"mail": mail, "direction": "rtl" if info["bidi"] else "ltr"}
        return render_to_string("common/mail.html", context)


def _message(mail: Mail) -> EmailMultiAlternatives:
    from . import notifications  # it sends mails

    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    headers["Content-Language"] = mail.language
    if mail.person_id and notifications.can_be_stopped(mail.category):
        headers |= _way_out(mail.person_id, mail)
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    message.attach_alternative(html(mail), "text/html")
    return message


def _way_out(person: int, mail: Mail) -> dict[str, str]:
    """How mail programs offer to stop such mails (RFC 2369, RFC 8058: one click, by https only)."""
    address = mail_choices.stop_address(person, mail.category, mail.language)
    headers = {"List-Unsubscribe": f"<{address}>"}
    if address.startswith("https:"):
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _failed(mail: Mail, error: OSError) -> None:
    mail.error = str(error)[:400]
    minutes = RETRIES[min(mail.attempts, len(RETRIES)) - 1]
    later = timezone.now() + timedelta(minutes=minutes)
    for_good = _for_good(error)
    if for_good or mail.attempts > len(RETRIES) or _outdated(mail, later):
        mail.state = State.FAILED
        logger.warning("Mail %s could not be sent", mail)
        if for_good and isinstance(error, SMTPRecipientsRefused):
            _pause(mail)
        return
    mail.state = State.QUEUED
    send_mail.using(run_after=later).enqueue(mail.pk)


def _outdated(mail: Mail, at: datetime) -> bool:
    return mail.good_until is not None and mail.good_until < at


def _pause(mail: Mail) -> None:
    """Write no more to the address of a mail; the person is told why when they sign in."""
    from . import notices  # it sends mails

    if mail.person is not None and mail.to.lower() == mail.person.email.lower():
        kept = mail_choices.pause(person=mail.person, address=mail.to, reason=mail.error)
        notices.mail_paused(kept)


def _for_good(error: OSError) -> bool:
    """Whether the server refused for good: replies from 500 on (RFC 5321, 4.2.1)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code >= 500


def _locked(mail: Mail, by: Any, *states: str) -> Mail:
    """The mail, held until the transaction ends; PermissionDenied without the right."""
    if not by.has_perm("common.mail"):
        raise PermissionDenied
    audit.hold()
    return Mail.objects.select_for_update().get(pk=mail.pk, state__in=states)


def _hand_over(mail: Mail) -> None:
    """Have the worker send it. The task is a row as well: it stands or goes with the mail."""
    send_mail.enqueue(mail.pk)
