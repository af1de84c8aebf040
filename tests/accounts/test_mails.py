"""The mails of signing in: ours, in the person's language, at once, and nobody else's to read."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import allauth
import pytest
from django.test import Client
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from tests.conftest import LANGUAGES

from actionline.accounts import mails
from actionline.common import mail as outbox
from actionline.common import mail_choices
from actionline.common.models import Mail, MailSettings

TEMPLATES = Path(allauth.__file__).parent / "templates"
NAMES = sorted(
    path.name.removesuffix("_message.txt")
    for path in TEMPLATES.glob("*/email/*_message.txt")
    if not path.name.startswith("base_")
)
#: What allauth gives its templates.
CONTEXT = {
    "code": "ABCDEF",
    "ip": "192.0.2.1",
    "user_agent": "Mozilla/5.0",
    "timestamp": timezone.now(),
    "password_reset_url": "https://actionline.example/en/account/password/forgotten/",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
}


def send(name: str, email: str = "member@example.org") -> Mail:
    mails.send(template_prefix=f"account/email/{name}", email=email, context=CONTEXT)
    return Mail.objects.latest("pk")


def test_every_mail_of_the_library_is_ours(member, post):
    for name in NAMES:
        if name not in mails.NEVER:
            send(name)

    assert len(post.mails) == len(NAMES) - len(mails.NEVER) > 15


def test_a_mail_that_is_not_known_is_no_mail(member, post):
    with pytest.raises(KeyError):
        send("something_new")

    assert post.mails == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_code_comes_in_the_language_of_the_page(member, post, language):
    Client().post(f"/{language}/account/sign-in/", {"login": member.email, "password": ""})

    page = post.last.get_body(("html",)).get_content()
    direction = "rtl" if language == "ar" else "ltr"
    assert post.code
    assert post.last["Content-Language"] == language
    assert f'<html lang="{language}" dir="{direction}">' in page


def test_the_persons_own_choice_comes_first(member, post):
    MailSettings.objects.create(person=member, language="ru")

    Client().post("/fr/account/sign-in/", {"login": member.email, "password": ""})

    assert post.last["Content-Language"] == "ru"


def test_the_language_of_the_first_visit_is_kept(member, client):
    for language in ("es", "fr"):
        secret = {"login": member.email, "password": "a long enough secret"}
        client.post(f"/{language}/account/sign-in/", secret)
        client.post(f"/{language}/account/sign-out/")

    assert MailSettings.objects.get().language == "es"


def test_nobody_reads_a_code_in_the_outbox(client, member, post, officer_client):
    client.post("/en/account/sign-in/", {"login": member.email, "password": ""})
    mail = Mail.objects.get()

    assert post.code not in str(Mail.objects.values_list())
    assert (mail.person, mail.category, mail.state) == (member, mails.CODE, Mail.State.SENT)
    for address in ("/en/mail/", mail.get_absolute_url()):
        assert post.code not in officer_client.get(address).content.decode()


def test_nor_while_it_waits(client, member, settings, officer_client):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    answer = client.post("/en/account/sign-in/", {"login": member.email, "password": ""})

    mail = Mail.objects.get()
    code = re.search(r"^([A-Z0-9-]{6,})$", mail.text, re.M)[1]
    assert answer.status_code == 302
    assert (mail.state, DBTaskResult.objects.count()) == (Mail.State.QUEUED, 1)
    assert code not in officer_client.get(mail.get_absolute_url()).content.decode()


def test_a_code_that_has_grown_old_is_not_sent_any_more(member, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    mail = send("login_code")
    Mail.objects.update(good_until=timezone.now() - timedelta(seconds=1))

    outbox.send(mail.pk)

    mail.refresh_from_db()
    assert (mail.state, mail.text) == (Mail.State.FAILED, "")


def test_a_code_is_sent_to_an_address_that_sends_mails_back(client, member, post):
    mail_choices.pause(person=member, address=member.email, reason="550 full")

    client.post("/en/account/sign-in/", {"login": member.email, "password": ""})

    assert post.code


def test_whoever_signs_in_learns_that_their_mails_come_back(client, member):
    mail_choices.pause(person=member, address=member.email, reason="550 full")
    secret = {"login": member.email, "password": "a long enough secret"}

    page = client.post("/en/account/sign-in/", secret, follow=True).content.decode()
    account = client.get("/en/account/").content.decode()

    assert "Mails to your address came back" in page
    assert "550 full" in account


def test_a_changed_password_is_told_with_where_it_came_from(client, member, post):
    client.post("/en/account/sign-in/", {"login": member.email, "password": "a long enough secret"})
    client.post(
        "/en/account/password/",
        {
            "oldpassword": "a long enough secret",
            "password1": "another long secret",
            "password2": "another long secret",
        },
    )

    assert post.last["Subject"] == "Your password was changed"
    assert "127.0.0.1" in post.words
    assert Mail.objects.get().text == ""


def test_what_is_changed_is_told_with_the_new_address(member, post):
    send("email_changed")

    assert "(new@example.org)" in post.words


def test_an_address_without_an_account_leaves_no_trace_for_long(db, post):
    mail = send("unknown_account", "stranger@example.org")
    Mail.objects.update(created_at=timezone.now() - timedelta(days=100))

    outbox.forget(before=timezone.now() - timedelta(days=90))

    mail.refresh_from_db()
    assert (mail.to, mail.text, mail.state) == ("", "", Mail.State.SENT)
