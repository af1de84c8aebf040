"""What people are told: by kind, as each wants it, once, read and unread; the page of it."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from django.utils.translation import get_language, override
from tests.conftest import LANGUAGES

from actionline.accounts.models import User
from actionline.common import mail as outbox
from actionline.common import mail_choices, notifications
from actionline.common.models import Channel, Mail, MailChoice, MailSettings, Notification
from actionline.common.notifications import Kind, notify

ADDRESS = "/en/account/notifications/"


@pytest.fixture(autouse=True)
def kinds(monkeypatch) -> None:
    """Three kinds of a made-up room."""

    def words(values):
        return f"{get_language()} New: {values['what']}"

    made = [
        Kind("test.at_once", "News", "About news.", words, Channel.AT_ONCE),
        Kind("test.daily", "Changes", "About changes.", words, Channel.DAILY),
        Kind("test.staff", "Work", "About work.", words, Channel.SITE, permission="common.mail"),
    ]
    monkeypatch.setattr(notifications, "_kinds", {kind.key: kind for kind in made})


def tell(person: User, kind: str = "test.daily", **options) -> list[Notification]:
    values = {"record": person, "url": "/en/mandates/", "values": {"what": "rain"}}
    return notify(kind=kind, **(values | {"to": [person]} | options))


def test_it_works(person, person_client):
    tell(person)

    page = person_client.get(ADDRESS).content.decode()

    assert "en New: rain" in page
    assert "Changes" in page
    assert '<span class="tag tag-new">1<span' in page


def test_what_is_told_at_once_comes_by_mail_too(person, officer, catcher):
    (told,) = tell(person, "test.at_once", by=officer)

    mail = Mail.objects.get()
    outbox.send(mail.pk)

    assert catcher.caught[0]["Subject"] == "en New: rain"
    assert "(Officer)" in catcher.words()
    assert "http://127.0.0.1:8000/en/mandates/" in catcher.words()
    assert told.mail_at is None


@pytest.mark.parametrize("language", LANGUAGES)
def test_mail_and_page_speak_the_readers_language(person, person_client, language):
    MailSettings.objects.create(person=person, language=language)
    tell(person, "test.at_once")

    mail = Mail.objects.get()
    page = person_client.get(f"/{language}/account/notifications/").content.decode()

    assert mail.subject == f"{language} New: rain"
    assert f"/{language}/mandates/" in mail.text
    assert f"{language} New: rain" in page


@pytest.mark.parametrize(
    ("channel", "told", "mailed", "waits"),
    [
        (Channel.AT_ONCE, 1, 1, False),
        (Channel.DAILY, 1, 0, True),
        (Channel.WEEKLY, 1, 0, True),
        (Channel.SITE, 1, 0, False),
        (Channel.NONE, 0, 0, False),
    ],
)
def test_each_hears_of_it_as_they_chose(person, channel, told, mailed, waits):
    MailChoice.objects.create(person=person, category="test.daily", channel=channel)

    made = tell(person)

    assert (len(made), Mail.objects.count()) == (told, mailed)
    assert [each.mail_at is not None for each in made] == [waits] * told


def test_who_acted_is_not_told_nor_who_is_gone_and_nobody_twice(person, officer):
    gone = User.objects.create_user("gone@example.org", is_active=False)

    made = tell(person, to=[person, person, officer, gone, None], by=officer)

    assert [each.person for each in made] == [person]


def test_what_is_told_once_is_not_told_again(person, officer):
    tell(person, once="due 1")

    made = tell(person, to=[person, officer], once="due 1")

    assert [each.person for each in made] == [officer]


def test_those_who_hold_the_right_are_told(person, officer, django_assert_num_queries):
    focal = User.objects.create_user("focal@example.org")
    focal.roles.create(kind="focal_point", level="drafts")

    with django_assert_num_queries(2):
        found = notifications.holders("common.mail")

    assert found == [officer]
    assert [each.person for each in tell(person, "test.staff", to=None)] == [officer]


def test_a_kind_is_offered_to_those_whom_it_reaches(person, officer):
    assert [kind.key for kind in notifications.kinds_for(person)] == ["test.at_once", "test.daily"]
    assert len(notifications.kinds_for(officer)) == 3


def test_following_it_marks_it_read_and_leads_on_in_the_readers_language(person, person_client):
    (told,) = tell(person)

    with override("ar"):
        answer = person_client.get(f"/ar/account/notifications/{told.pk}/")

    told.refresh_from_db()
    assert answer.headers["location"] == "/ar/mandates/"
    assert told.read_at is not None
    assert told.mail_at is None


def test_nobody_follows_or_marks_what_another_was_told(person, officer_client):
    (told,) = tell(person)

    answer = officer_client.get(f"{ADDRESS}{told.pk}/")
    officer_client.post(f"{ADDRESS}mark/", {"verb": "read", "key": [told.pk]})
    officer_client.post(f"{ADDRESS}mark/", {"verb": "all"})

    told.refresh_from_db()
    assert answer.status_code == 404
    assert told.read_at is None


def test_some_and_all_are_marked(person, person_client):
    keys = [tell(person)[0].pk for _number in range(3)]

    def unread(**values) -> int:
        person_client.post(f"{ADDRESS}mark/", values)
        return notifications.unread(person)

    assert unread(verb="read", key=keys[:2]) == 1
    assert unread(verb="unread", key=keys[:1]) == 2
    assert unread(verb="all") == 0
    assert person_client.get(f"{ADDRESS}?show=unread").context["page"].paginator.count == 0


@pytest.mark.parametrize("key", ["x", "-1", "9" * 30, "0", ""])
def test_an_odd_choice_marks_nothing(person, person_client, key):
    tell(person)

    answer = person_client.post(f"{ADDRESS}mark/", {"verb": "read", "key": [key]})

    assert answer.status_code == 302
    assert notifications.unread(person) == 1


def test_what_is_settled_is_read_for_everybody(person, officer):
    tell(person, to=[person, officer])

    assert notifications.done(kind="test.daily", record=person) == 2
    assert notifications.unread(officer) == 0


def test_what_no_room_knows_any_more_breaks_no_page(person, person_client, monkeypatch):
    tell(person)
    monkeypatch.setattr(notifications, "_kinds", {})

    page = person_client.get(ADDRESS).content.decode()

    assert "Something that is no longer told of here" in page


def test_values_that_do_not_fit_break_no_page(person, person_client):
    tell(person, values={})

    assert "Changes" in person_client.get(ADDRESS).content.decode()


def test_a_name_goes_from_here_too_when_the_person_is_erased(person, officer, person_client):
    tell(person, by=officer)
    User.objects.filter(pk=officer.pk).update(erased_at=timezone.now(), erased_as="officer")

    page = person_client.get(ADDRESS).content.decode()

    assert "a secretariat officer" in page
    assert "Officer</bdi>" not in page


def test_a_year_later_it_is_gone(person):
    tell(person)
    (kept,) = tell(person)
    old = timezone.now() - notifications.KEPT - timedelta(days=1)
    Notification.objects.exclude(pk=kept.pk).update(created_at=old)

    notifications.forget()

    assert Notification.objects.get() == kept


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_takes_the_same_queries(
    person, person_client, officer, number, django_assert_num_queries
):
    for _each in range(number):
        tell(person, by=officer)
    person_client.get(ADDRESS)

    with django_assert_num_queries(6):
        person_client.get(ADDRESS)


def test_ten_thousand_are_listed_quickly(person, person_client):
    same = {"person": person, "kind": "test.daily", "record_type": "x", "record_id": "1"}
    rows = [Notification(**same, values={"what": number}) for number in range(10_000)]
    Notification.objects.bulk_create(rows, batch_size=1000)
    person_client.get(ADDRESS)

    took = []
    for page in (1, 100, 200):
        started = time.process_time()  # others may be using the machine
        answer = person_client.get(f"{ADDRESS}?page={page}")
        took.append(time.process_time() - started)
        assert answer.context["page"].number == page

    assert "99+" in answer.content.decode()
    assert min(took) < 0.15


def test_without_an_account_there_is_nothing(client, db):
    for address in (ADDRESS, "/en/account/mails/"):
        assert client.get(address).status_code == 302
        assert "Notifications" not in client.get("/en/").content.decode()


def test_a_mail_that_came_back_is_told_when_signing_in(person, person_client, catcher):
    """The refused mail, the pause, the notification, the way back."""
    catcher.refuse = "550 No such person"
    tell(person, "test.at_once")
    notifications.register(Kind("common.mail_paused", "Back", "x", lambda _values: "It came back"))
    outbox.send(Mail.objects.get().pk)
    catcher.refuse = ""

    kept = MailSettings.objects.get()
    assert (kept.paused_address, "No such person" in kept.paused_reason) == (person.email, True)
    assert "It came back" in person_client.get(ADDRESS).content.decode()
    page = person_client.get("/en/account/mails/").content.decode()
    assert "Mail me a link to confirm it" in page
    (told,) = tell(User.objects.get(pk=person.pk), "test.at_once")
    assert Mail.objects.count() == 1
    told.refresh_from_db()
    assert told.mail_at is not None

    person_client.post("/en/account/mails/confirm/")
    person_client.post("/en/account/mails/confirm/")
    mail = Mail.objects.get(category=mail_choices.CONFIRM)
    outbox.send(mail.pk)
    link = next(word for word in catcher.words().split() if "/confirm/" in word)
    path = link.removeprefix("http://127.0.0.1:8000")
    asked = Client().get(path)
    assert MailSettings.objects.get().paused_address == person.email
    Client().post(path)

    assert asked.status_code == 200
    assert MailSettings.objects.get().paused_address == ""
    assert Client().get(path).status_code == 410
