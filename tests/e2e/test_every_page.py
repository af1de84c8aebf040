"""Every page of the site, staff's included: for assistive technology, at every width, alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page
from tests.e2e import site

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}


def shown(
    pages: dict[str, Page], visits: dict[str, site.Visit], language: str
) -> Iterator[tuple[str, Page]]:
    """Each page in turn, open in the browser of whoever may see it."""
    for name, (who, address) in visits.items():
        pages[who].goto(f"/{language}/{address}")
        yield name, pages[who]


def serious(page: Page, **options: object) -> dict[str, list[str]]:
    """What axe finds that stands in somebody's way, with the places."""
    found = Axe().run(page, options=options).response["violations"]
    return {
        fault["id"]: [place["html"][:160] for place in fault["nodes"][:3]]
        for fault in found
        if fault["impact"] in ("serious", "critical")
    }


def too_wide(page: Page) -> list[int]:
    """The widths of a window in which the page would have to be pushed sideways."""
    found = []
    for width in (320, 768, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(width)
    return found


def test_every_page_in_english_at_a_desk(visits, sight, live_server):
    """Nothing serious stands in anybody's way, in the light and in the dark; the content security
    policy holds, scripts do not fail, all that is loaded is ours. One load for all of it."""
    pages = sight(viewport=DESK)
    heard: list[str] = []
    for page in pages.values():
        page.on("console", lambda message: heard.append(f"{message.type} {message.text}"))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
    faults = {}
    for name, page in shown(pages, visits, "en"):
        strange = [each for each in heard if not each.startswith((live_server.url, "verbose"))]
        heard.clear()
        found: dict[str, object] = dict(serious(page))
        if strange and name not in site.SAID:  # there the browser notes the status itself
            found["heard"] = strange
        page.emulate_media(color_scheme="dark")
        if dark := serious(page, runOnly=["color-contrast"]):
            found["in the dark"] = dark
        page.emulate_media(color_scheme="light")
        heard.clear()  # what the check itself loads and says
        if found:
            faults[name] = found

    assert faults == {}


def test_every_page_in_arabic_on_a_phone(visits, sight):
    faults = {}
    for name, page in shown(sight(viewport=PHONE), visits, "ar"):
        found: dict[str, object] = dict(serious(page))
        if wide := too_wide(page):
            found["too wide"] = wide
        page.set_viewport_size(PHONE)
        if found:
            faults[name] = found

    assert faults == {}


def test_no_page_is_too_wide_in_russian(visits, sight):
    """The longest words are Russian."""
    wide = {}
    for name, page in shown(sight(viewport=DESK), visits, "ru"):
        if found := too_wide(page):
            wide[name] = found

    assert wide == {}
