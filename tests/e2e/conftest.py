"""A furnished site, and the browsers of those who look at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page
from tests.e2e import site


@pytest.fixture
def visits(transactional_db, officer, person, settings, tmp_path) -> dict[str, site.Visit]:
    """Every page by its name, on a site with something on each."""
    settings.MEDIA_ROOT = tmp_path
    site.fill(officer, person)
    return site.visits(officer, person)


Sight = Callable[..., dict[str, Page]]


@pytest.fixture
def sight(browser: Browser, live_server, officer, person) -> Iterator[Sight]:
    """Opens a page each for the officer, the person and the stranger, with what `new_context` of
    Playwright takes: `sight(color_scheme="dark")["officer"]`."""
    contexts = []

    def opened(**how: object) -> dict[str, Page]:
        pages = {}
        for who, user in (("officer", officer), ("person", person), ("stranger", None)):
            context = browser.new_context(base_url=live_server.url, **how)
            contexts.append(context)
            if user is not None:
                session = site.client_of(user).cookies["sessionid"].value
                cookie = {"name": "sessionid", "value": session, "url": live_server.url}
                context.add_cookies([cookie])
            pages[who] = context.new_page()
        return pages

    yield opened
    for context in contexts:
        context.close()
