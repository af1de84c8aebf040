"""Telling people: on the site, and by mail as each wants it.

A room registers what it tells of in `AppConfig.ready`, and its verbs tell it within the
transaction of the change:

    notifications.register(Kind("matrix.settled", _("Your proposals"), _("…"), tell=settled))
    notifications.notify(kind="matrix.settled", record=link, to=[link.author], by=by, values={…})

What is told is kept as values and put in words when it is read, in the reader's language. Where a
sentence is not enough, `letter` is the mail of its own that goes to those who want one at once.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import models, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from . import mail, mail_choices
from .models import Channel, Notification

#: How long what somebody was told is kept.
KEPT = timedelta(days=365)
logger = logging.getLogger(__name__)
Words = str | Promise
#: Unread ones are counted up to here; the header then says “99+”.
MOST_COUNTED = 100


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of thing that people are told of.

    `tell` makes the sentence of its values, in the active language. With a `permission` those
    are told who hold it, and nobody else is asked how they want it. What cannot be chosen is
    always on the site, and nowhere else.
    """

    key: str
    name: Words
    about: Words
    tell: Callable[[Mapping[str, Any]], str]
    channel: str = Channel.DAILY
    permission: str = ""
    can_be_chosen: bool = True

    def sentence(self, values: Mapping[str, Any]) -> str:
        """What happened, in the active language; only its name where the values do not fit."""
        try:
            return self.tell(values)
        except (KeyError, TypeError, ValueError):
            logger.exception("A notification of %s could not be put in words", self.key)
            return str(self.name)


@dataclass(frozen=True, slots=True)
class Told:
    """A notification in words, with the address where it leads (complete or a path)."""

    notification: Notification
    kind: Kind
    sentence: str
    url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail template and what it is rendered with, in a language or (empty) in the reader's.

    It ends with `{% include "common/mail/why.txt" %}`: how to choose and how to stop such mails.
    """

    template: str
    context: Mapping[str, Any]
    language: str = ""


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known, from `AppConfig.ready`; the last one of a key counts."""
    _kinds.update((kind.key, kind) for kind in kinds)


def kinds_for(person: Any) -> list[Kind]:
    """The kinds that somebody may be told of and can choose how, in the order of the rooms."""
    return [
        kind
        for kind in _kinds.values()
        if kind.can_be_chosen and (not kind.permission or person.has_perm(kind.permission))
    ]


def channels_of(person: Any) -> dict[str, str]:
    """How somebody hears of each kind that they can choose, by its key."""
    picked = mail_choices.channels(person)
    return {kind.key: picked.get(kind.key, kind.channel) for kind in kinds_for(person)}


def can_be_stopped(category: str) -> bool:
    """Whether people choose if they want such mails, and so find the choice again."""
    return category == mail_choices.DIGEST or category in _kinds


def stopped_by(person: Any, category: str) -> tuple[str, list[str]]:
    """What a link in a mail of this category stops: its name, and the kinds. KeyError for none."""
    if category == mail_choices.DIGEST:
        digest = (Channel.DAILY, Channel.WEEKLY)
        return _("digests"), [key for key, at in channels_of(person).items() if at in digest]
    return str(_kinds[category].name), [category]


def holders(permission: str) -> list[Any]:
    """Those who hold an office and by it a permission."""
    people: Any = get_user_model()._default_manager
    return list(people.with_perm(permission))


@transaction.atomic
def notify(
    *,
    kind: str,
    record: models.Model,
    to: Iterable[Any] | None = None,
    by: Any = None,
    values: Mapping[str, Any] | None = None,
    url: str | None = None,
    once: str = "",
    letter: Letter | None = None,
) -> list[Notification]:
    """Tell people of `record`, each as they want it; without `to`, those who hold the kind's
    permission. `by`, who acted, is not told; nor is anybody twice who was told `once` before.

    Call it inside the transaction of the change. KeyError for an unknown kind.
    """
    told = _kinds[kind]
    people = _recipients(holders(told.permission) if to is None else to, by, once)
    picked = mail_choices.chosen(kind, people) if told.can_be_chosen else {}
    wanted = [(each, picked.get(each.pk, told.channel)) for each in people]
    now = timezone.now()
    made = [
        Notification(
            person=person,
            kind=kind,
            record_type=record._meta.label_lower,
            record_id=str(record.pk),
            by=by if getattr(by, "pk", None) else None,
            values=dict(values or {}),
            url=record.get_absolute_url() if url is None else url,  # type: ignore[attr-defined]  # those with a page
            once=once,
            created_at=now,
            mail_at=mail_choices.next_time(mail_choices.settings_of(person), channel, now),
        )
        for person, channel in wanted
        if channel != Channel.NONE
    ]
    Notification.objects.bulk_create(made)
    at_once = {person.pk for person, channel in wanted if channel == Channel.AT_ONCE}
    for notification in made:
        if notification.person_id in at_once:
            _mail(notification, told, letter)
    return made


def _recipients(to: Iterable[Any], by: Any, once: str) -> list[Any]:
    """Each once, with their settings; without who acted, is gone, or was told before."""
    keys = {each.pk for each in to if each is not None} - {getattr(by, "pk", None)}
    if once:
        before = Notification.objects.filter(once=once, person__in=keys)
        keys -= set(before.values_list("person", flat=True))
    people = get_user_model()._default_manager.filter(pk__in=keys, is_active=True)
    return list(people.select_related("mail_settings").order_by("pk"))


def _mail(notification: Notification, kind: Kind, letter: Letter | None) -> None:
    """Write a mail of it; where mails to the person are paused, a later digest brings it."""
    person = notification.person
    language = (letter and letter.language) or mail_choices.settings_of(person).language
    with override(language):
        told = in_words(notification, complete=True)
        ways = _addresses(person, kind.key, language) | {"name": kind.name}
    sentence = {"told": told, "kind": kind, "by": notification.by}
    if not mail.queue(
        to=person.email,
        template=letter.template if letter else "common/mail/notification.txt",
        context={**(letter.context if letter else sentence), **ways},
        language=language,
        category=kind.key,
        person=person,
    ):
        at = mail_choices.next_time(mail_choices.settings_of(person), Channel.DAILY, timezone.now())
        Notification.objects.filter(pk=notification.pk).update(mail_at=at)


def _addresses(person: Any, category: str, language: str) -> dict[str, str]:
    return {
        "choices": mail_choices.choices_address(language),
        "stop": mail_choices.stop_address(person.pk, category, language),
    }


def in_words(notification: Notification, *, complete: bool = False) -> Told:
    """A notification in the active language; `complete` addresses are for mails."""
    kind = _kinds.get(notification.kind) or _gone(notification.kind)
    site = settings.SITE_URL if complete else ""
    url = notification.url and site + _in_language(notification.url)
    return Told(notification, kind, kind.sentence(notification.values), url)


def _gone(key: str) -> Kind:
    """Stands for a kind whose room is gone, so that what it told can still be listed."""
    name = _("Something that is no longer told of here")
    return Kind(key, name, "", lambda _values: name)


def _in_language(path: str) -> str:
    """The same page in the active language: the first part of the address says which."""
    rest = path.split("/", 2)[2]
    return f"/{get_language()}/{rest}"


def of(person: Any) -> QuerySet[Notification]:
    """What somebody was told, the newest first."""
    found = Notification.objects.filter(person=person.pk)
    return found.select_related("by").order_by("-id")


def waiting() -> QuerySet[Notification]:
    """What a digest is to bring."""
    return Notification.objects.filter(mail_at__isnull=False, read_at=None)


@transaction.atomic
def choose(*, person: Any, choices: Mapping[str, str], values: Mapping[str, Any]) -> None:
    """Keep how somebody wants to be told (`mail_choices.choose`); what waits follows."""
    mail_choices.choose(person=person, choices=choices, values=values)
    now, kept = timezone.now(), mail_choices.settings_of(person)
    for kind, channel in channels_of(person).items():
        at = mail_choices.next_time(kept, channel, now)
        waiting().filter(person=person.pk, kind=kind).update(mail_at=at)


def unread(person: Any) -> int:
    """How many somebody has not read, counted up to `MOST_COUNTED`."""
    found = Notification.objects.filter(person=person.pk, read_at=None)
    return found.values("pk")[:MOST_COUNTED].count()


def mark(*, person: Any, read: bool, keys: Sequence[int] | None = None) -> int:
    """Mark some of a person's notifications, all without `keys`, as read or unread; how many."""
    found = Notification.objects.filter(person=person.pk, read_at__isnull=read)
    if keys is not None:
        found = found.filter(pk__in=keys)
    if read:
        return found.update(read_at=timezone.now(), mail_at=None)
    return found.update(read_at=None)


def done(*, kind: str, record: models.Model) -> int:
    """Mark what was told of a record as read for everybody: nobody need see to it any more."""
    return done_with(kind=kind, model=type(record), keys=[record.pk])


def done_with(*, kind: str, model: type[models.Model], keys: Iterable[Any]) -> int:
    """The same for several records of a model, by their keys, in one query."""
    found = Notification.objects.filter(
        kind=kind,
        record_type=model._meta.label_lower,
        record_id__in=[str(key) for key in keys],
        read_at=None,
    )
    return found.update(read_at=timezone.now(), mail_at=None)


def forget() -> int:
    """Delete what people were told longer ago than it is kept; how many."""
    return Notification.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]
