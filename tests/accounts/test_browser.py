"""Accounts in a real browser: a passkey, and the way in looked at by axe."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from tests.looks import serious

pytestmark = pytest.mark.browser
SECRET = "a long enough secret"


def with_a_key(page: Page) -> None:
    """Plug a security key into the browser that unlocks itself."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_added_and_signs_in(page, member, live_server):
    """Browsers keep keys for names, not for numbers: the site is asked as localhost."""
    address = live_server.url.replace("127.0.0.1", "localhost")
    with_a_key(page)
    page.goto(f"{address}/en/account/sign-in/?next=/en/account/passkeys/add/")
    page.get_by_label("Email").fill("member@example.org")
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Sign in", exact=True).click()
    page.get_by_label("Password").fill(SECRET)
    page.get_by_role("button", name="Confirm").click()
    page.locator("#id_passwordless").check()
    page.get_by_role("button", name="Add").click()
    page.wait_for_url("**/second-step/**")
    page.context.clear_cookies()

    page.goto(f"{address}/en/account/sign-in/")
    page.get_by_role("button", name="Sign in with a passkey").click()
    page.wait_for_url(f"{address}/en/")

    assert page.get_by_role("link", name="Member", exact=True).count() == 1


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_the_way_in(page, member, post, language):
    """What is reached only by going on: the code that was sent, and what was typed wrong."""
    page.goto(f"/{language}/account/sign-in/code/")
    page.locator("#id_email").fill("member@example.org")
    page.locator("main button[type=submit]").first.click()
    page.wait_for_url("**/code/enter/")
    assert serious(page) == {}
    page.locator("#id_code").fill("WRONG-1")
    page.locator("main button[type=submit]").first.click()
    assert page.locator(".error-summary a").count() == 1
    assert serious(page) == {}
