"""Digests: at the hour where the person is, once, even when the worker is killed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as site
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.conftest import LANGUAGES

from actionline.accounts.models import User
from actionline.common import digests, mail_choices, notifications, tasks
from actionline.common import mail as outbox
from actionline.common.models import Channel, Mail, MailChoice, MailSettings, Notification
from actionline.common.notifications import Kind, notify

LATER = timedelta(days=8)


@pytest.fixture(autouse=True)
def kinds(monkeypatch) -> None:
    def words(values):
        return f"New: {values['what']}"

    made = [
        Kind("test.changes", "Changes", "x", words, Channel.DAILY),
        Kind("test.dates", "Dates", "x", words, Channel.WEEKLY),
    ]
    monkeypatch.setattr(notifications, "_kinds", {kind.key: kind for kind in made})


def tell(person: User, what: str, kind: str = "test.changes") -> Notification:
    values = {"what": what}
    return notify(kind=kind, record=person, to=[person], values=values, url="/en/mandates/")[0]


def at(text: str, zone: str = "UTC") -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "after", "then"),
    [
        ("Europe/Zurich", "2026-01-10T05:59", "2026-01-10T06:00"),  # 7 in winter: an hour ahead
        ("Europe/Zurich", "2026-01-10T06:00", "2026-01-11T06:00"),
        ("Europe/Zurich", "2026-07-10T04:00", "2026-07-10T05:00"),  # in summer two
        ("Europe/Zurich", "2026-03-28T07:00", "2026-03-29T05:00"),  # the night of the change
        ("Europe/Zurich", "2026-10-24T06:00", "2026-10-25T06:00"),
        ("Asia/Kathmandu", "2026-01-10T00:00", "2026-01-10T01:15"),  # 5:45 ahead
        ("Pacific/Auckland", "2026-01-10T17:30", "2026-01-10T18:00"),  # the day after there
        ("America/New_York", "2026-03-07T13:00", "2026-03-08T11:00"),
        ("Atlantis/Nowhere", "2026-01-10T05:00", "2026-01-10T06:00"),  # then the site's own
    ],
)
def test_the_hour_is_where_the_person_is(zone, after, then):
    kept = MailSettings(time_zone=zone, digest_hour=7)

    assert mail_choices.next_time(kept, Channel.DAILY, at(after)) == at(then)


@pytest.mark.parametrize(
    ("after", "then"),
    [
        ("2026-03-28T12:00", "2026-03-29T01:00"),  # 2 o'clock is left out: it is 3
        ("2026-10-24T12:00", "2026-10-25T00:00"),  # 2 o'clock comes twice: the first
    ],
)
def test_an_hour_that_is_left_out_or_comes_twice(after, then):
    kept = MailSettings(time_zone="Europe/Zurich", digest_hour=2)

    assert mail_choices.next_time(kept, Channel.DAILY, at(after)) == at(then)


def test_the_weekly_one_has_its_day():
    kept = MailSettings(time_zone="Europe/Zurich", digest_hour=7, digest_day=3)

    found = mail_choices.next_time(kept, Channel.WEEKLY, at("2026-11-22T12:00"))

    assert found == at("2026-11-26T06:00")
    assert mail_choices.next_time(kept, Channel.WEEKLY, found) == at("2026-12-03T06:00")


def test_one_mail_a_person_by_kind(person, catcher):
    for what in ("rain", "wind"):
        tell(person, what)
    tell(person, "monday", "test.dates")

    assert digests.send_due(timezone.now() + LATER) == 1
    mail = Mail.objects.get()
    outbox.send(mail.pk)

    assert catcher.caught[0]["Subject"] == "3 things that you have not read"
    lines = catcher.words().splitlines()
    assert [line for line in lines if line[:1] in ("–", "C", "D")][:5] == [
        "Changes",
        "– New: wind",
        "– New: rain",
        "Dates",
        "– New: monday",
    ]
    assert "http://127.0.0.1:8000/en/mandates/" in catcher.words()


def test_it_comes_once(person):
    tell(person, "rain")

    sent = [digests.send_due(timezone.now() + LATER) for _again in range(2)]

    assert sent == [1, 0]
    assert Mail.objects.count() == 1


def test_nothing_comes_before_its_hour_nor_when_there_is_nothing(person):
    told = tell(person, "rain")

    assert digests.send_due(told.mail_at - timedelta(seconds=1)) == 0
    notifications.mark(person=person, read=True)
    assert digests.send_due(timezone.now() + LATER) == 0
    assert Mail.objects.count() == 0


def test_a_worker_that_is_killed_midway_sends_nothing_twice(person, officer, monkeypatch):
    for each in (person, officer):
        tell(each, "rain")
    queue = outbox.queue

    def killed(**values):
        if Mail.objects.exists():
            raise SystemExit
        return queue(**values)

    monkeypatch.setattr(outbox, "queue", killed)
    with pytest.raises(SystemExit):
        digests.send_due(timezone.now() + LATER)
    monkeypatch.setattr(outbox, "queue", queue)
    digests.send_due(timezone.now() + LATER)

    assert sorted(Mail.objects.values_list("to", flat=True)) == [officer.email, person.email]


def test_a_fault_with_one_keeps_no_mail_from_the_others(person, officer, monkeypatch):
    for each in (person, officer):
        tell(each, "rain")
    address = mail_choices.stop_address

    def failing(key, category, language):
        if key == min(person.pk, officer.pk):
            raise OSError("broken")
        return address(key, category, language)

    monkeypatch.setattr(mail_choices, "stop_address", failing)

    assert digests.send_due(timezone.now() + LATER) == 1
    monkeypatch.setattr(mail_choices, "stop_address", address)
    assert digests.send_due(timezone.now() + LATER) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_persons_language(person, language):
    MailSettings.objects.create(person=person, language=language)
    tell(person, "rain")

    digests.send_due(timezone.now() + LATER)

    mail = Mail.objects.get()
    assert mail.language == language
    assert f"http://127.0.0.1:8000/{language}/account/notifications/" in mail.text


def test_what_waits_follows_a_new_choice(person):
    daily, dates = tell(person, "rain"), tell(person, "monday", "test.dates")
    choices = {"test.changes": Channel.SITE, "test.dates": Channel.DAILY}
    values = {"time_zone": "Asia/Tokyo", "digest_hour": 9}

    notifications.choose(person=person, choices=choices, values=values)

    for each in (daily, dates):
        each.refresh_from_db()
    assert daily.mail_at is None
    assert dates.mail_at.astimezone(ZoneInfo("Asia/Tokyo")).hour == 9
    assert dates.mail_at - timezone.now() < timedelta(days=1)


def test_very_many_are_told_by_their_number(person):
    for number in range(digests.MOST_TOLD + 5):
        tell(person, str(number))

    digests.send_due(timezone.now() + LATER)

    mail = Mail.objects.get()
    assert mail.text.count("New:") == digests.MOST_TOLD
    assert "5 more are on the site:" in mail.text


def test_nothing_goes_to_an_address_that_sends_mails_back_until_it_is_confirmed(person):
    tell(person, "rain")
    mail_choices.pause(person=person, address=person.email, reason="550")
    assert digests.send_due(timezone.now() + LATER) == 0

    mail_choices.resume(settings=MailSettings.objects.get())

    assert digests.send_due(timezone.now() + LATER) == 1


@pytest.mark.django_db(transaction=True)
def test_the_worker_looks_every_quarter_of_an_hour(person, catcher):
    told = tell(person, "rain")
    Notification.objects.update(mail_at=timezone.now() - timedelta(minutes=1))
    tasks.plan()
    tasks.plan()
    assert DBTaskResult.objects.count() == 3

    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    told.refresh_from_db()
    assert told.mail_at is None
    assert [each["To"] for each in catcher.caught] == [person.email]
    path = tasks.send_digests.module_path
    later = DBTaskResult.objects.get(task_path=path, status="READY").run_after - timezone.now()
    assert timedelta(minutes=14) < later <= digests.EVERY


def test_old_mails_are_emptied(person, settings):
    mail = outbox.queue(
        to=person.email,
        template="common/mail/confirm_address.txt",
        context={"url": "x"},
        language="en",
        category="test",
        person=person,
    )
    old = timezone.now() - timedelta(days=site.MAIL_DAYS + 1)
    for state, kept in ((Mail.State.HELD, True), (Mail.State.SENT, False)):
        Mail.objects.update(created_at=old, state=state)
        tasks.forget_mail.call()
        mail.refresh_from_db()
        assert bool(mail.text) is kept
    assert mail.to == person.email


def test_a_choice_is_kept_once(person):
    for channel in (Channel.SITE, Channel.WEEKLY):
        notifications.choose(person=person, choices={"test.changes": channel}, values={})

    assert MailChoice.objects.get().channel == Channel.WEEKLY
