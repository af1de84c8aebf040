"""Signing in at an organisation's own provider: a real one, over http on this machine."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from tests.common.catcher import free_port

from actionline.accounts.models import User
from actionline.common.models import AuditEntry


@pytest.fixture(scope="module")
def process() -> Iterator[str]:
    """A provider that asks for nothing but a name, in a process of its own; its address."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        wait_for(port)
        yield f"http://localhost:{port}"
        running.terminate()


def wait_for(port: int) -> None:
    """Until the process answers; it gets half a minute."""
    end = time.monotonic() + 30
    while time.monotonic() < end:
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    pytest.fail("the provider did not start")


@pytest.fixture
def provider(process, settings) -> str:
    """The provider's address; the site knows it."""
    settings.OIDC_URL = process
    app = {
        "provider_id": "oidc",
        "name": "The Union",
        "client_id": "actionline",
        "secret": "a secret",
        "settings": {"server_url": process},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {
        "openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}
    }
    return process


def describe(provider: str, subject: str, **claims: object) -> None:
    """Tell the provider what it knows of somebody."""
    answer = requests.put(f"{provider}/users/{subject}", json=claims, timeout=10)
    answer.raise_for_status()


def sign_in(client: Client, subject: str):
    """Go to the provider, say who one is, and come back."""
    there = client.post("/en/account/providers/oidc/").headers["location"]
    back = requests.post(there, data={"sub": subject}, allow_redirects=False, timeout=10)
    parts = urlsplit(back.headers["location"])
    assert parts.path == "/sign-in/oidc/back/"
    return client.get(f"{parts.path}?{parts.query}", headers={"host": parts.netloc})


def test_it_works(client, db, provider):
    describe(provider, "7", email="new@example.org", email_verified=True, name="Somebody New")

    sign_in(client, "7")

    user = User.objects.get()
    assert (user.email, user.name, user.has_usable_password()) == (
        "new@example.org",
        "Somebody New",
        False,
    )
    assert client.get("/en/account/").status_code == 200
    assert AuditEntry.objects.get().after == {"provider": "oidc"}


def test_the_sign_in_page_names_the_provider(client, db, provider):
    assert "The Union" in client.get("/en/account/sign-in/").content.decode()


def test_somebody_known_is_known_by_a_confirmed_address(client, member, provider):
    describe(provider, "8", email=member.email, email_verified=True)

    sign_in(client, "8")

    assert SocialAccount.objects.get().user == member
    assert User.objects.count() == 1


def test_an_address_that_is_not_confirmed_opens_no_account(client, member, provider):
    describe(provider, "9", email=member.email, email_verified=False)

    sign_in(client, "9")

    assert client.get("/en/account/").status_code == 302
    assert not SocialAccount.objects.filter(user=member).exists()


def test_an_answer_that_nobody_asked_for_is_refused(client, db, provider):
    answer = client.get("/sign-in/oidc/back/?code=made-up&state=made-up")

    assert answer.status_code == 401
    assert not User.objects.exists()


def test_a_site_closed_to_strangers_stays_closed(client, db, provider, settings):
    settings.SIGN_UP = False
    describe(provider, "10", email="new@example.org", email_verified=True)

    sign_in(client, "10")

    assert not User.objects.exists()
