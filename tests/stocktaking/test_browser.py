"""A project's way in a real browser: written in Arabic on a phone, sent back, accepted, found from
French by its action line, and told to somebody who kept the search."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page
from tests.looks import faults, serious

from actionline.accounts.models import User
from actionline.common import digests, mail
from actionline.common.models import Mail
from actionline.framework.models import ActionLine
from actionline.stocktaking import watching
from actionline.stocktaking.models import Project, Submission

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PHONE, DESK = {"width": 360, "height": 740}, {"width": 1280, "height": 900}
TITLE = "مكتبات على الخط"
SUMMARY = " ".join(["مكتبة"] * 160)


@pytest.fixture
def open_as(browser, live_server) -> Iterator[Callable[..., Page]]:
    """A page of somebody's own, at a phone's or a desk's width."""
    contexts = []

    def opened(person: User | None, viewport: dict[str, int]) -> Page:
        context = browser.new_context(base_url=live_server.url, viewport=viewport)
        contexts.append(context)
        if person is not None:
            client = Client()
            client.force_login(person)
            session = client.cookies["sessionid"].value
            context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


def go_on(page: Page) -> None:
    page.locator("button[name=then][value=on]:not([tabindex])").click()


def tick(page: Page, name: str, value: str) -> None:
    """Tick a box, folded or not."""
    box = page.locator(f"input[name={name}][value='{value}']")
    fold = page.locator("details", has=box)
    if fold.count() and not box.is_visible():
        fold.first.locator("summary").first.click()
    box.check()


def write_in_arabic(page: Page) -> None:
    """The steps of the wizard, one page each."""
    page.goto("/ar/stocktaking/entries/new/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/entries/*/")
    entry = page.url
    page.goto(f"{entry}entity/")
    page.locator("[name=entity_name]").fill("مكتب النفاذ الريفي")
    choose(page, "entity_type", "government")
    choose(page, "entity_economy", "KEN")
    page.locator("[name=contact_name]").fill("المكتب")
    page.locator("[name=contact_email]").fill("office@example.org")
    go_on(page)
    page.locator("[name=title]").fill(TITLE)
    page.locator("[name=summary]").fill(SUMMARY)
    go_on(page)
    tick(page, "lines", "C2")
    go_on(page)
    page.locator("[name=coverage]").first.wait_for(state="attached")
    choose(page, "coverage", "national")
    tick(page, "economies", "KEN")
    choose(page, "status", "ongoing")
    page.locator("[name=starts]").fill("2024-03-01")
    go_on(page)
    page.goto(f"{entry}check/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def choose(page: Page, name: str, value: str) -> None:
    """One of a list, whether it is shown as a menu or as buttons."""
    menu = page.locator(f"select[name={name}]")
    if menu.count():
        menu.select_option(value)
    else:
        page.locator(f"input[name={name}][value={value}]").check()


def decide(page: Page, entry: Submission, verb: str, reason: str = "") -> None:
    page.goto(f"/en/stocktaking/desk/{entry.pk}/")
    choose(page, "verb", verb)
    if reason:
        page.locator("textarea[name=reason]").fill(reason)
    page.get_by_role("button", name="Decide").click()
    page.wait_for_load_state()


def submit(page: Page) -> None:
    page.locator("main form button.button[type=submit]").click()
    page.wait_for_url("**/receipt/")


def test_a_project_comes_in_from_arabic_and_is_found_from_french(
    open_as, template, person, officer, mailoutbox
) -> None:
    ActionLine.objects.filter(code="C2").update(name_fr="Infrastructure de l’information")
    reader = User.objects.create_user("reader@example.org", name="Reader")
    search = open_as(reader, DESK)
    search.goto("/fr/stocktaking/?line=C2")
    search.locator("#keep summary").click()
    search.locator("#keep-name").fill("Infrastructure")
    search.locator("#keep button[type=submit]").click()
    search.wait_for_url("**/searches/")

    author = open_as(person, PHONE)
    write_in_arabic(author)
    submit(author)
    entry = Submission.objects.get()
    assert (entry.state, entry.language) == ("submitted", "ar")

    desk = open_as(officer, DESK)
    decide(desk, entry, "ask", "أضف وصفاً كاملاً من فضلك.")
    author.goto(f"/ar/stocktaking/entries/{entry.pk}/")
    assert "أضف وصفاً كاملاً من فضلك." in author.inner_text("main")
    author.goto(f"/ar/stocktaking/entries/{entry.pk}/project/")
    author.locator("[name=description]").fill("وصف كامل للمكتبات.")
    go_on(author)
    author.goto(f"/ar/stocktaking/entries/{entry.pk}/check/")
    submit(author)
    decide(desk, entry, "accept")
    project = Project.objects.get()

    search.goto("/fr/stocktaking/")
    search.locator(".facets input[name=line][value=C2]").check()
    search.locator(".facets > button").click()
    search.wait_for_url("**line=C2**")
    hit = search.locator(".hits a", has_text=TITLE)
    assert search.locator(".hits [lang=ar][dir=rtl]").count() > 0
    assert serious(search) == {}
    hit.click()
    search.wait_for_url(f"**/fr/stocktaking/{project.number}/")
    assert "Infrastructure de l’information" in search.inner_text("main")
    assert serious(search) == {}

    Project.objects.update(accepted_at=timezone.now() - timedelta(hours=1))
    assert watching.tell() == 1
    digests.send_due(timezone.now() + timedelta(days=2))
    written = Mail.objects.get(to=reader.email)
    mail.send(written.pk)
    assert "/stocktaking/?line=C2&sort=newest" in mailoutbox[-1].body


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_the_way(open_as, accepted, person, language) -> None:
    addresses = (
        "",
        "?q=libraries&line=C2",
        "?q=nothinglikeit",
        "map/",
        "searches/",
        f"{accepted.number}/",
        f"{accepted.number}/history/",
    )
    for viewport in (PHONE, DESK):
        page = open_as(person, viewport)
        assert faults(page, *(f"/{language}/stocktaking/{each}" for each in addresses)) == {}


def test_the_search_works_without_scripts(browser, live_server, accepted) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    page = context.new_page()
    page.goto("/en/stocktaking/")
    page.locator("#q").fill("libraries")
    page.locator(".facets input[name=line][value=C2]").check()
    page.get_by_role("button", name="Search", exact=True).click()
    assert "q=libraries" in page.url
    assert "line=C2" in page.url
    assert page.locator(".hits > li").count() == 1
    page.locator(".chips a").first.click()
    assert "q=" not in page.url
    context.close()
