"""The shell in a real browser: readable by assistive technology, at every width, by keyboard."""

import pytest
from tests.looks import faults

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = ["", "account/sign-in/"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("language", ["en", "ar", "fr"])
def test_nothing_serious_stands_in_anybodys_way(page, language, scheme):
    page.emulate_media(color_scheme=scheme)
    assert faults(page, *(f"/{language}/{address}" for address in PAGES)) == {}
    assert faults(page, f"/{language}/nothing-here/", status=404) == {}


def test_the_first_tab_leads_to_the_content(page):
    page.goto("/en/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.url.endswith("#main")
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_language_is_switched_on_the_page(page):
    page.goto("/en/account/sign-in/")
    page.locator("header summary").click()
    page.locator("a[hreflang=ar]").click()

    assert page.url.endswith("/ar/account/sign-in/")
    assert page.locator("html").get_attribute("dir") == "rtl"


def test_signing_out_needs_no_script(browser, officer_client, live_server):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = officer_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto("/en/")
    page.get_by_role("button", name="Sign out").click()

    assert page.get_by_role("status").inner_text() == "You have signed out."
    assert page.get_by_role("link", name="Sign in", exact=True).is_visible()
    context.close()


def test_nothing_breaks_the_content_security_policy(officer_page):
    complaints = []
    officer_page.on("console", lambda message: complaints.append(message.text))
    for address in PAGES:
        officer_page.goto(f"/en/{address}")

    assert complaints == []
