"""The page of one's mails, the links that stop them, and the way there in a browser."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command
from django.core.signing import Signer
from django.test import Client
from playwright.sync_api import Browser
from tests.common.catcher import Catcher
from tests.conftest import LANGUAGES

from actionline.accounts import actions
from actionline.accounts.models import Role, User
from actionline.common import mail as outbox
from actionline.common import mail_choices, notifications, tasks
from actionline.common.mail_forms import time_zones
from actionline.common.models import Channel, Mail, MailChoice, MailSettings, Notification

ADDRESS = "/en/account/mails/"
GIVEN = "accounts.role_given"


def values(person: User, **more) -> dict[str, object]:
    """The form as it stands when nothing is changed."""
    kept = mail_choices.settings_of(person)
    channels = notifications.channels_of(person)
    names = ("language", "time_zone", "digest_hour", "digest_day")
    told = {name: getattr(kept, name) for name in names}
    return told | {f"kind-{key}": channel for key, channel in channels.items()} | more


def give_role(person: User, officer: User) -> Mail:
    """A mail that comes at once."""
    actions.give_role(role=Role(person=person, kind="expert"), by=officer)
    return Mail.objects.get()


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_works(person, person_client, language):
    address = f"/{language}/account/mails/"
    answer = person_client.post(
        address,
        values(
            person,
            language="ar",
            time_zone="Asia/Riyadh",
            digest_hour="18",
            digest_day="6",
            **{f"kind-{GIVEN}": "weekly"},
        ),
    )

    kept = MailSettings.objects.get()
    assert answer.headers["location"] == address
    assert (kept.language, kept.time_zone) == ("ar", "Asia/Riyadh")
    assert (kept.digest_hour, kept.digest_day) == (18, 6)
    assert notifications.channels_of(person)[GIVEN] == Channel.WEEKLY
    page = person_client.get(address).content.decode()
    assert '<option value="weekly" selected>' in page


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("time_zone", "../../etc/passwd"),
        ("digest_hour", "24"),
        ("digest_day", "9"),
        ("language", "xx"),
        (f"kind-{GIVEN}", "carrier-pigeon"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_lost(person, person_client, field, value):
    answer = person_client.post(ADDRESS, values(person, **{field: value}))

    page = answer.content.decode()
    assert answer.status_code == 200
    assert f'href="#id_{field}"' in page
    assert not MailSettings.objects.exists()
    assert not MailChoice.objects.exists()


def test_everybody_is_asked_for_what_reaches_them_only(person_client, officer_client):
    assert "Mandates to confirm" not in person_client.get(ADDRESS).content.decode()
    assert "Mandates to confirm" in officer_client.get(ADDRESS).content.decode()


def test_obligatory_mails_are_named(person_client):
    page = person_client.get(ADDRESS).content.decode()

    assert "cannot be switched off" in page
    assert "accounts.code" not in page


def test_every_time_zone_offered_is_one():
    names = [name for _part, zones in time_zones() for name, _place in zones]

    assert len(names) == len(set(names)) > 400
    assert "Europe/Zurich" in names


def test_a_mail_carries_the_way_out(person, officer, catcher, settings):
    settings.SITE_URL = "https://actionline.example"
    outbox.send(give_role(person, officer).pk)

    got = catcher.caught[0]
    link = got["List-Unsubscribe"].strip(" <>")
    assert link.startswith("https://actionline.example/en/account/mails/stop/")
    assert got["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert link in catcher.words().replace("\n", "")


def test_without_https_no_one_click_is_promised(person, officer, catcher):
    outbox.send(give_role(person, officer).pk)

    assert catcher.caught[0]["List-Unsubscribe-Post"] is None


def test_what_nobody_can_choose_offers_no_way_out(person, catcher):
    values = {"template": "common/mail/confirm_address.txt", "context": {"url": "x"}}
    mail = outbox.queue(
        to=person.email, language="en", category="test.receipt", person=person, **values
    )
    address = mail_choices.stop_address(person.pk, "test.receipt", "en")

    outbox.send(mail.pk)

    assert catcher.caught[0]["List-Unsubscribe"] is None
    assert Client().post(address.removeprefix("http://127.0.0.1:8000")).status_code == 410


def path_out(mail: Mail) -> str:
    return re.search(r"/en/account/mails/stop/\S+", mail.text)[0]


def test_one_click_stops_a_kind_without_signing_in(person, officer):
    path = path_out(give_role(person, officer))

    answer = Client(enforce_csrf_checks=True).post(path, {"List-Unsubscribe": "One-Click"})

    assert answer.status_code == 200
    assert notifications.channels_of(person)[GIVEN] == Channel.SITE
    actions.give_role(role=Role(person=person, kind="delegate"), by=officer)
    assert (Mail.objects.count(), Notification.objects.count()) == (1, 2)


def test_opening_the_link_only_asks(person, officer):
    path = path_out(give_role(person, officer))

    page = Client().get(path).content.decode()

    assert "Roles that you are given" in page
    assert notifications.channels_of(person)[GIVEN] == Channel.AT_ONCE


def test_the_link_of_a_digest_stops_all_digests(person):
    address = mail_choices.stop_address(person.pk, mail_choices.DIGEST, "en")

    Client().post(address.removeprefix("http://127.0.0.1:8000"))

    channels = notifications.channels_of(person)
    assert not {Channel.DAILY, Channel.WEEKLY} & set(channels.values())
    assert channels[GIVEN] == Channel.AT_ONCE


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_forged_or_broken_link_stops_nothing(person, verb):
    forged = Signer(salt="other").sign_object([person.pk, GIVEN])
    good = mail_choices.stop_address(person.pk, GIVEN, "en").rstrip("/").rpartition("/")[2]

    for token in (forged, good[:-1], good + "x", "x", "%00", "٣" * 40, "a" * 5000):
        assert getattr(Client(), verb)(f"{ADDRESS}stop/{token}/").status_code == 410

    assert not MailChoice.objects.exists()


def test_a_link_of_somebody_who_is_gone_says_so(person):
    address = mail_choices.stop_address(person.pk, GIVEN, "en")
    User.objects.update(is_active=False)

    assert Client().post(address.removeprefix("http://127.0.0.1:8000")).status_code == 410


def test_only_the_own_paused_address_is_confirmed(person):
    mail_choices.pause(person=person, address=person.email, reason="550")
    address = mail_choices.confirm_address(person, "en").removeprefix("http://127.0.0.1:8000")
    MailSettings.objects.update(paused_address="new@example.org")

    assert Client().post(address).status_code == 410
    assert Client().get(f"{ADDRESS}confirm/x/").status_code == 410


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_without_a_script_somebody_chooses_the_digest_and_gets_it(
    browser: Browser, live_server, person, officer, person_client, catcher: Catcher
):
    session = person_client.cookies["sessionid"].value
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto("/en/account/")
    page.get_by_role("link", name="What you hear of, how").click()
    page.get_by_label("Roles that you are given").select_option("daily")
    page.get_by_label("Language of mails").select_option("fr")
    page.get_by_label("Time zone").select_option("Africa/Tunis")
    page.get_by_role("button", name="Save").click()
    assert page.get_by_text("Your choices are saved.").is_visible()

    actions.give_role(role=Role(person=person, kind="expert"), by=officer)
    assert Mail.objects.count() == 0
    Notification.objects.update(mail_at="2026-01-01T00:00Z")
    tasks.plan()
    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    assert catcher.caught[0]["Content-Language"] == "fr"
    page.goto("/en/")
    page.get_by_role("link", name="Notifications").click()
    page.get_by_role("button", name="Mark all as read").click()
    assert page.get_by_text("1 marked as read.").is_visible()
    context.close()
