"""Accounts in a real browser: a passkey, the pages looked at by axe."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from actionline.accounts.models import Organisation

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
def test_axe_finds_nothing_serious(officer_page, member, language):
    organisation = Organisation.objects.create(name="Union", type="government")
    pages = ["account/", "account/people/", f"account/people/{member.pk}/give/", "account/why/"]
    pages += ["account/invitations/", "account/data/", "account/erase/", "account/sessions/"]
    pages += ["account/second-step/", "account/e-mail/", "account/password/set/"]
    pages += ["organisations/", f"organisations/{organisation.pk}/", "organisations/add/"]
    found = {}
    for address in pages:
        officer_page.goto(f"/{language}/{address}")
        serious = [
            problem["id"]
            for problem in Axe().run(officer_page).response["violations"]
            if problem["impact"] in ("serious", "critical")
        ]
        if serious:
            found[address] = serious
    assert found == {}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_axe_finds_nothing_serious_where_one_signs_in(page, db, language):
    for address in ("sign-in/", "sign-up/", "sign-in/code/", "password/forgotten/"):
        page.goto(f"/{language}/account/{address}")
        violations = Axe().run(page).response["violations"]
        assert [v["id"] for v in violations if v["impact"] in ("serious", "critical")] == []
