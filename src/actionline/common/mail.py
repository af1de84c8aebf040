"""The outbox: mail is queued with the change that it tells of, and sent by the worker.

A mail is a text template whose first line is its subject; the HTML part is made from the text
(`common/mail.html`), so that an officer who corrects one corrects both.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Mapping
from datetime import timedelta
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

from . import audit
from .models import Mail, MailChoice
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
) -> Mail | None:
    """Write a mail and have it sent; None where the person does not want its category.

    `template` is rendered in `language`: its first line is the subject. With `held` an officer
    reads and releases it first. `private` is for what opens an account: such a mail is always
    sent, and its text is kept no longer than that. Call it inside the transaction of the change.
    """
    if person is not None and not private and not wanted(person, category):
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
            message_id=f"<{secrets.token_hex(16)}@{urlsplit(settings.SITE_URL).hostname}>",
        )
        if not held:
            _hand_over(mail)
    return mail


def queue_sign_in_link(*, person: Any, url: str, language: str) -> Mail | None:
    """Mail a one-time sign-in link; `url` is complete."""
    return queue(
        to=person.email,
        template="common/mail/sign_in_link.txt",
        context={"url": url, "minutes": settings.PASSWORD_RESET_TIMEOUT // 60},
        language=language,
        category="accounts.sign_in",
        person=person,
        private=True,
    )


def wanted(person: Any, category: str) -> bool:
    """Whether a person wants the mails of a category."""
    return not MailChoice.objects.filter(person=person.pk, category=category, wanted=False).exists()


@transaction.atomic
def change(*, mail: Mail, subject: str, text: str, by: Any) -> None:
    """Correct a mail that waits to be read. Raises PermissionDenied."""
    held = _locked(mail, by, State.HELD)
    held.subject, held.text = " ".join(subject.split())[:200], text
    held.save(update_fields=["subject", "text"])
    audit.record(verb="common.change_mail", target=held, by=by)


@transaction.atomic
def release(*, mail: Mail, by: Any) -> None:
    """Send what was read, or try again what was not sent. Raises PermissionDenied."""
    found = _locked(mail, by, State.HELD, State.FAILED, State.SENDING)
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
        if mail.private:
            mail.text = ""
    mail.save()


def html(mail: Mail) -> str:
    """The HTML part: the text in paragraphs, addresses as links, in its language and direction."""
    info = get_language_info(mail.language)
    with override(mail.language):
        context = {"mail": mail, "direction": "rtl" if info["bidi"] else "ltr"}
        return render_to_string("common/mail.html", context)


def _message(mail: Mail) -> EmailMultiAlternatives:
    headers = {"Message-ID": mail.message_id, "Auto-Submitted": "auto-generated"}
    headers["Content-Language"] = mail.language
    message = EmailMultiAlternatives(mail.subject, mail.text, to=[mail.to], headers=headers)
    message.attach_alternative(html(mail), "text/html")
    return message


def _failed(mail: Mail, error: OSError) -> None:
    mail.error = str(error)[:400]
    if _for_good(error) or mail.attempts > len(RETRIES):
        mail.state = State.FAILED
        logger.warning("Mail %s could not be sent", mail)
        return
    mail.state = State.QUEUED
    later = timezone.now() + timedelta(minutes=RETRIES[mail.attempts - 1])
    send_mail.using(run_after=later).enqueue(mail.pk)


def _for_good(error: OSError) -> bool:
    """Whether the server refused for good: replies from 500 on (RFC 5321, 4.2.1)."""
    if isinstance(error, SMTPRecipientsRefused):
        return all(code >= 500 for code, _said in error.recipients.values())
    return isinstance(error, SMTPResponseException) and error.smtp_code >= 500


def _locked(mail: Mail, by: Any, *states: str) -> Mail:
    """The mail, held until the transaction ends; PermissionDenied without the right."""
    if not by.has_perm("common.mail"):
        raise PermissionDenied
    return Mail.objects.select_for_update().get(pk=mail.pk, state__in=states)


def _hand_over(mail: Mail) -> None:
    transaction.on_commit(lambda: send_mail.enqueue(mail.pk))
