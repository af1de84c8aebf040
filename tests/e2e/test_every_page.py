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


@pytest.mark.parametrize(
    ("language", "window"),
    [("en", DESK), ("ar", PHONE)],
    ids=["English at a desk", "Arabic on a phone"],
)
def test_nothing_serious_stands_in_anybodys_way(visits, sight, language, window):
    faults = {}
    for name, page in shown(sight(viewport=window), visits, language):
        if found := serious(page):
            faults[name] = found

    assert faults == {}


def test_words_can_be_read_in_the_dark(visits, sight):
    faults = {}
    for name, page in shown(sight(viewport=DESK, color_scheme="dark"), visits, "en"):
        if found := serious(page, runOnly=["color-contrast"]):
            faults[name] = found

    assert faults == {}


@pytest.mark.parametrize("language", ["ar", "ru"])  # the longest words are Russian
def test_no_page_is_wider_than_the_window(visits, sight, language):
    wide = []
    for name, page in shown(sight(viewport=DESK), visits, language):
        for width in (320, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            if page.evaluate("document.documentElement.scrollWidth") > width:
                wide.append((name, width))

    assert wide == []


def test_no_page_complains_or_asks_another_site(visits, sight, live_server):
    """The content security policy holds, scripts do not fail, all that is loaded is ours."""
    pages = sight(viewport=DESK)
    heard: list[str] = []
    for page in pages.values():
        page.on("console", lambda message: heard.append(f"{message.type} {message.text}"))
        page.on("pageerror", lambda error: heard.append(str(error)))
        page.on("request", lambda request: heard.append(request.url))
    for name, page in shown(pages, visits, "en"):
        heard = [each for each in heard if not each.startswith((live_server.url, "verbose"))]
        if name in site.SAID:
            heard.clear()  # the browser notes the status itself
        assert heard == [], (name, page.url)
