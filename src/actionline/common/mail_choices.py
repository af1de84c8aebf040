"""How a person wants to be written to: the channel of each kind, language, hour, addresses.

Whoever asks for a channel gives the kind's own as `default`; a row says what the person chose.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.core.signing import BadSignature, Signer, TimestampSigner
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override

from .models import Channel, Mail, MailChoice, MailSettings

#: Stands for all digests in a link that stops mails.
DIGEST = "common.digest"
CONFIRM = "common.confirm_address"
#: How long a link that confirms an address is good, and the least time between two of them.
CONFIRM_WITHIN = timedelta(days=1)
CONFIRM_AGAIN = timedelta(minutes=2)

_stop = Signer(salt="actionline.common.mail_choices.stop")
_confirm = TimestampSigner(salt="actionline.common.mail_choices.confirm")


class TooSoonError(Exception):
    """A mail to confirm the address was sent a moment ago."""


def settings_of(person: Any) -> MailSettings:
    """How a person is written to; what holds until they choose where they have not."""
    try:
        found: MailSettings = person.mail_settings
    except MailSettings.DoesNotExist:
        return MailSettings(person=person, language=settings.LANGUAGE_CODE)
    return found


def channels(person: Any) -> dict[str, str]:
    """What a person chose, by category."""
    return dict(MailChoice.objects.filter(person=person.pk).values_list("category", "channel"))


def chosen(category: str, people: Collection[Any]) -> dict[int, str]:
    """What each of these people chose for a category, by their key, where they did."""
    rows = MailChoice.objects.filter(category=category, person__in=[each.pk for each in people])
    return dict(rows.values_list("person", "channel"))


@transaction.atomic
def remember_language(*, person: Any) -> None:
    """Write to somebody new in the language in which they came, until they choose another."""
    language = get_language() or settings.LANGUAGE_CODE
    MailSettings.objects.get_or_create(person_id=person.pk, defaults={"language": language})


@transaction.atomic
def choose(*, person: Any, choices: Mapping[str, str], values: Mapping[str, Any]) -> None:
    """Keep a channel for each category, and what `MailSettings` says of language and times."""
    for category, channel in choices.items():
        MailChoice.objects.update_or_create(
            person_id=person.pk, category=category, defaults={"channel": channel}
        )
    kept, _new = MailSettings.objects.get_or_create(person_id=person.pk)
    for name, value in values.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(values))
    kept.person = person  # so that whoever holds the person sees it too


def next_time(kept: MailSettings, channel: str, after: datetime) -> datetime | None:
    """When the next digest after a moment goes to somebody; None where the channel is none.

    An hour that a change to summer time leaves out comes as many minutes later, one that comes
    twice is taken the first time.
    """
    if channel not in (Channel.DAILY, Channel.WEEKLY):
        return None
    zone = _zone(kept.time_zone)
    today = after.astimezone(zone).date()
    days = (today + timedelta(days=ahead) for ahead in range(9))
    times = (
        datetime.combine(day, time(kept.digest_hour), tzinfo=zone).astimezone(UTC)
        for day in days
        if channel == Channel.DAILY or day.weekday() == kept.digest_day
    )
    return next(at for at in times if at > after)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):  # zones are renamed now and then
        return ZoneInfo(settings.TIME_ZONE)


def site_address(language: str) -> str:
    """Where somebody reads all they were told."""
    with override(language):
        return f"{settings.SITE_URL}{reverse('common:notifications')}"


def choices_address(language: str) -> str:
    """Where somebody chooses their mails."""
    with override(language):
        return f"{settings.SITE_URL}{reverse('common:mail_choices')}"


def stop_address(person: int, category: str, language: str) -> str:
    """The complete address at which mails of a category stop, without signing in (RFC 8058)."""
    with override(language):
        path = reverse("common:mail_stop", args=[_stop.sign_object([person, category])])
    return f"{settings.SITE_URL}{path}"


def read_stop(token: str) -> tuple[int, str] | None:
    """Whose mails of which category such an address stops; None where it is not ours."""
    try:
        person, category = _stop.unsign_object(token)
    except (BadSignature, ValueError, TypeError):
        return None
    return int(person), str(category)


def is_paused(person: Any, address: str) -> bool:
    """Whether mails to this address of theirs came back and wait for them to confirm it."""
    paused = settings_of(person).paused_address
    return bool(paused) and paused.lower() == address.lower()


def paused(person: Any) -> MailSettings | None:
    """Why no mail goes to a person; None where it does."""
    return settings_of(person) if is_paused(person, person.email) else None


@transaction.atomic
def pause(*, person: Any, address: str, reason: str) -> MailSettings:
    """Write no more to an address that sent a mail back for good."""
    values = {"paused_address": address, "paused_at": timezone.now()}
    kept, _new = MailSettings.objects.update_or_create(
        person_id=person.pk, defaults=values | {"paused_reason": reason[:400]}
    )
    kept.person = person  # so that whoever holds the person sees it too
    return kept


def confirm_address(person: Any, language: str) -> str:
    """The complete address by which somebody confirms their paused address."""
    token = _confirm.sign_object([person.pk, settings_of(person).paused_address])
    with override(language):
        return f"{settings.SITE_URL}{reverse('common:mail_confirm', args=[token])}"


def read_confirm(token: str) -> MailSettings | None:
    """The settings whose paused address a link confirms; None where there is nothing to."""
    try:
        person, address = _confirm.unsign_object(token, max_age=CONFIRM_WITHIN)
    except (BadSignature, ValueError, TypeError):
        return None
    return MailSettings.objects.filter(person=person, paused_address=address).first()


@transaction.atomic
def resume(*, settings: MailSettings) -> None:
    """Write to the address again: whoever opened the link got the mail."""
    settings.paused_address, settings.paused_at, settings.paused_reason = "", None, ""
    settings.save(update_fields=["paused_address", "paused_at", "paused_reason"])


def may_ask_again(person: Any) -> bool:
    """Whether the last mail to confirm an address is long enough ago."""
    since = timezone.now() - CONFIRM_AGAIN
    return not Mail.objects.filter(
        person=person.pk, category=CONFIRM, created_at__gt=since
    ).exists()
