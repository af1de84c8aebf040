"""Signing in by code, by password, with a second step; limits; sessions; a new address."""

from __future__ import annotations

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from actionline.accounts.models import User
from actionline.common.models import AuditEntry

SECRET = "a long enough secret"
LANGUAGES = ["ar", "zh-hans", "en", "fr", "ru", "es"]


def sign_in(client: Client, email: str = "member@example.org", password: str = "", **more):
    return client.post("/en/account/sign-in/", {"login": email, "password": password, **more})


def is_in(client: Client) -> bool:
    return client.get("/en/account/").status_code == 200


def authenticator_code(secret: str) -> str:
    """What the app on the telephone shows now."""
    counter = next(iter(yield_hotp_counters_from_time()))
    return format_hotp_value(hotp_value(secret, counter))


def test_it_works(client, member, post):
    sign_in(client)
    answer = client.post("/en/account/sign-in/code/enter/", {"code": post.code})

    assert answer.status_code == 302
    assert is_in(client)
    assert post.last["to"] == "member@example.org"
    assert len(post.mails) == 1


def test_a_code_works_once(client, member, post):
    sign_in(client)
    code = post.code
    client.post("/en/account/sign-in/code/enter/", {"code": code})
    client.post("/en/account/sign-out/")

    sign_in(client)
    client.post("/en/account/sign-in/code/enter/", {"code": code})

    assert not is_in(client)


def test_three_wrong_codes_end_the_attempt(client, member, post):
    sign_in(client)
    code = post.code
    for _attempt in range(3):
        client.post("/en/account/sign-in/code/enter/", {"code": "AAAAAA"})

    client.post("/en/account/sign-in/code/enter/", {"code": code})

    assert not is_in(client)


def test_a_code_grows_old(client, member, post, settings):
    sign_in(client)
    settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT = -1

    client.post("/en/account/sign-in/code/enter/", {"code": post.code})

    assert not is_in(client)


def test_whether_an_address_is_known_does_not_show(client, member, post):
    known = sign_in(client)
    unknown = sign_in(Client(), "nobody@example.org")

    assert unknown.headers["location"] == known.headers["location"]
    assert "member" not in post.words


def test_signing_in_by_password(client, member):
    answer = sign_in(client, password=SECRET)

    assert answer.headers["location"] == "/en/"
    assert is_in(client)


def test_after_signing_in_one_goes_where_one_wanted(client, member):
    answer = sign_in(client, password=SECRET, next="/fr/mandates/")

    assert answer.headers["location"] == "/fr/mandates/"


@pytest.mark.parametrize("elsewhere", ["https://example.org/", "//example.org/", "javascript:1"])
def test_signing_in_leads_to_no_other_site(client, member, elsewhere):
    answer = sign_in(client, password=SECRET, next=elsewhere)

    assert answer.headers["location"] == "/en/"


def test_after_five_wrong_passwords_the_right_one_is_not_heard(client, member):
    for _attempt in range(5):
        sign_in(client, password="wrong")

    answer = sign_in(Client(REMOTE_ADDR="192.0.2.7"), password=SECRET)

    assert "Too many failed" in answer.content.decode()
    assert not is_in(client)


def test_one_address_may_not_try_many_people(client, member):
    for number in range(10):
        sign_in(client, f"person{number}@example.org", "wrong")

    assert "Too many failed" in sign_in(client, password=SECRET).content.decode()


def test_codes_are_not_sent_without_end(client, member, post):
    for _attempt in range(5):
        sign_in(Client())

    assert len(post.mails) == 3


def test_a_closed_account_stays_closed(client, member):
    User.objects.update(is_active=False)

    sign_in(client, password=SECRET)

    assert not is_in(client)


def test_a_stranger_makes_an_account(client, db, post):
    client.post("/en/account/sign-up/", {"email": "New@Example.org"})
    answer = client.post("/en/account/e-mail/code/", {"code": post.code})

    user = User.objects.get()
    assert answer.status_code == 302
    assert (user.email, user.has_usable_password()) == ("new@example.org", False)
    assert AuditEntry.objects.get().verb == "accounts.sign_up"
    assert is_in(client)
    assert not user.is_officer


def test_an_address_that_was_not_confirmed_lets_nobody_in(client, db, post):
    client.post("/en/account/sign-up/", {"email": "new@example.org"})

    assert not is_in(client)


def test_a_site_may_be_closed_to_strangers(client, db, settings):
    settings.SIGN_UP = False

    client.post("/en/account/sign-up/", {"email": "new@example.org"})

    assert not User.objects.exists()
    assert "sign-up" not in client.get("/en/account/sign-in/").content.decode()


def test_a_password_is_set_by_who_has_none(client, member, post):
    member.set_unusable_password()
    member.save()
    sign_in(client)
    client.post("/en/account/sign-in/code/enter/", {"code": post.code})

    client.post("/en/account/password/set/", {"password1": SECRET * 2, "password2": SECRET * 2})

    member.refresh_from_db()
    assert member.check_password(SECRET * 2)


@pytest.mark.parametrize("weak", ["short", "1234567890123", "password1"])
def test_weak_passwords_are_refused(client, member, weak):
    member.set_unusable_password()
    member.save()
    client.force_login(member)

    client.post("/en/account/password/set/", {"password1": weak, "password2": weak})

    member.refresh_from_db()
    assert not member.has_usable_password()


def test_a_forgotten_password_is_replaced(client, member, post):
    client.post("/en/account/password/forgotten/", {"email": member.email})
    client.post("/en/account/password/forgotten/code/", {"code": post.code})
    new = {"password1": SECRET * 2, "password2": SECRET * 2}
    client.post("/en/account/password/forgotten/new/", new)

    member.refresh_from_db()
    assert member.check_password(SECRET * 2)


def with_authenticator(client: Client) -> str:
    """Sign in and switch the second step on; gives its secret."""
    sign_in(client, password=SECRET)
    client.post("/en/account/sign-in/again/?next=/en/", {"password": SECRET})
    page = client.get("/en/account/second-step/app/")
    secret: str = page.context["form"].secret
    client.post("/en/account/second-step/app/", {"code": authenticator_code(secret)})
    return secret


def test_the_second_step_is_asked_for(client, member):
    with_authenticator(client)
    other = Client()

    answer = sign_in(other, password=SECRET)

    assert answer.headers["location"].startswith("/en/account/second-step/enter/")
    assert not is_in(other)


def test_the_second_step_lets_in(client, member):
    secret = with_authenticator(client)
    cache.clear()  # which keeps codes that were used: this one comes a moment later
    other = Client()
    sign_in(other, password=SECRET)
    other.post("/en/account/second-step/enter/", {"code": authenticator_code(secret)})

    assert is_in(other)


def test_a_code_by_mail_does_not_replace_the_second_step(client, member, post):
    with_authenticator(client)
    other = Client()
    sign_in(other)
    other.post("/en/account/sign-in/code/enter/", {"code": post.code})

    assert not is_in(other)


def test_a_recovery_code_lets_in_once(client, member):
    with_authenticator(client)
    codes = client.get("/en/account/second-step/codes/").context["unused_codes"]

    tries = []
    for _attempt in range(2):
        other = Client()
        sign_in(other, password=SECRET)
        other.post("/en/account/second-step/enter/", {"code": codes[0]})
        tries.append(is_in(other))

    assert tries == [True, False]


def test_switching_the_second_step_on_asks_for_the_password_again(client, member):
    sign_in(client, password=SECRET)

    answer = client.get("/en/account/second-step/app/")

    assert answer.headers["location"].startswith("/en/account/sign-in/again/")


def test_only_the_page_with_the_square_code_may_show_pictures_of_its_own(client, member):
    sign_in(client, password=SECRET)
    client.post("/en/account/sign-in/again/?next=/en/", {"password": SECRET})

    square = client.get("/en/account/second-step/app/").headers["content-security-policy"]
    other = client.get("/en/account/").headers["content-security-policy"]

    assert "img-src 'self' data:" in square
    assert "data:" not in other


def test_sessions_are_listed_and_the_others_ended(client, member):
    elsewhere = Client(HTTP_USER_AGENT="Another browser")
    sign_in(elsewhere, password=SECRET)
    sign_in(client, password=SECRET)

    shown = client.get("/en/account/sessions/").content.decode()
    client.post("/en/account/sessions/")

    assert "Another browser" in shown
    assert is_in(client)
    assert not is_in(elsewhere)


def test_a_new_address_counts_when_it_is_confirmed(client, member, post):
    sign_in(client, password=SECRET)
    client.post("/en/account/sign-in/again/?next=/en/", {"password": SECRET})
    client.post("/en/account/e-mail/", {"email": "moved@example.org", "action_add": "1"})

    member.refresh_from_db()
    assert member.email == "member@example.org"
    assert post.last["to"] == "moved@example.org"

    client.post("/en/account/e-mail/code/", {"code": post.code})

    member.refresh_from_db()
    assert member.email == "moved@example.org"
    assert [each.email for each in EmailAddress.objects.all()] == ["moved@example.org"]


PAGES = [
    "sign-in/",
    "sign-in/code/",
    "sign-up/",
    "password/forgotten/",
    "closed/",
]
OWN_PAGES = ["", "sign-out/", "e-mail/", "second-step/", "sessions/", "passkeys/", "providers/"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_our_shell_in_six_languages(client, member, language):
    sign_in(client, password=SECRET)
    pages = [(Client(), page) for page in PAGES] + [(client, page) for page in OWN_PAGES]

    for who, page in pages:
        answer = who.get(f"/{language}/account/{page}")
        html = answer.content.decode()
        assert answer.status_code == 200, page
        assert 'class="site-header"' in html, page
        assert html.count("<h1") == 1, page
        assert f'dir="{"rtl" if language == "ar" else "ltr"}"' in html, page


def test_the_fields_of_a_new_passkey_are_named_in_the_language_of_the_page(client, member):
    sign_in(client, password=SECRET)
    client.post("/en/account/sign-in/again/?next=/en/", {"password": SECRET})

    html = client.get("/fr/account/passkeys/add/").content.decode()

    labels = re.findall(r"<label[^>]*>([^<]+)</label>", html)
    assert labels == ["Nom", "Se connecter avec elle seule"]
