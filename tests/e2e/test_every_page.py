"""Every page of the site, staff's included: for assistive technology, at every width, alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Page
from tests.e2e import site
from tests.looks import opened, serious, too_wide

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


def shown(
    pages: dict[str, Page], visits: dict[str, site.Visit], language: str
) -> Iterator[tuple[str, Page, list[str]]]:
    """Each page in turn, open in the browser of whoever may see it, with what the browser said and
    asked for on the way."""
    heard: list[str] = []
    for page in pages.values():
        page.on("console", lambda message: heard.append(f"{message.type} {message.text}"))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
    for name, (who, address) in visits.items():
        heard.clear()
        if opened(pages[who], f"/{language}/{address}"):
            yield name, pages[who], list(heard)


def test_every_page_in_english_at_a_desk(visits, sight, live_server):
    """Nothing serious stands in anybody's way; the content security policy holds, scripts do not
    fail, all that is loaded is ours."""
    faults = {}
    for name, page, heard in shown(sight(viewport=DESK), visits, "en"):
        strange = [each for each in heard if not each.startswith((live_server.url, "verbose"))]
        found: dict[str, object] = dict(serious(page))
        if strange and name not in site.SAID:  # there the browser notes the status itself
            found["heard"] = strange
        if found:
            faults[name] = found

    assert faults == {}


def test_every_page_in_arabic_on_a_phone_in_the_dark(visits, sight):
    faults = {}
    for name, page, _heard in shown(sight(viewport=PHONE, color_scheme="dark"), visits, "ar"):
        found: dict[str, object] = dict(serious(page))
        if wide := too_wide(page):
            found["too wide"] = wide
        if found:
            faults[name] = found

    assert faults == {}


def test_no_page_is_too_wide_in_russian(visits, sight):
    """The longest words are Russian."""
    wide = {}
    for name, page, _heard in shown(sight(viewport=DESK), visits, "ru"):
        if found := too_wide(page):
            wide[name] = found

    assert wide == {}
