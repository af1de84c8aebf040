"""The cast: a stranger (`client`), a person without a right, a secretariat officer."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

# Tests keep their files in a folder of their own, whatever the environment says; so do the
# commands that they start. Django's settings may have been read before this file is.
FOLDER = Path(tempfile.mkdtemp(prefix="actionline-tests-"))
atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
os.environ["ACTIONLINE_DATA"] = str(FOLDER)
for name in ("ACTIONLINE_DEBUG", "ACTIONLINE_HTTPS", "ACTIONLINE_URL", "ACTIONLINE_HOSTS"):
    os.environ.pop(name, None)

import pytest  # noqa: E402 - after the environment is set
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import translation  # noqa: E402
from playwright.sync_api import Browser, Page, sync_playwright  # noqa: E402
from tests import prepared  # noqa: E402

from actionline.accounts.models import User  # noqa: E402
from actionline.common import triggers  # noqa: E402
from actionline.common.messages import MessagesError, compile_stale  # noqa: E402
from actionline.portal.demo import mark  # noqa: E402

settings.DATA_DIR, settings.MEDIA_ROOT = FOLDER, FOLDER / "files"
with suppress(MessagesError):  # ground/test_messages.py tells it
    compile_stale()

LANGUAGES = ["ar", "zh-hans", "en", "fr", "ru", "es"]


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment, django_db_modify_db_settings, django_db_blocker
) -> Iterator[None]:
    """A copy of the migrated database. Tests that commit are cleaned up by emptying tables,
    which the audit trail refuses."""
    name = connection.settings_dict["NAME"]
    with django_db_blocker.unblock():
        prepared.fill(connection)
        triggers.take_down(connection)
    yield
    with django_db_blocker.unblock():
        connection.creation.destroy_test_db(name, verbosity=0)


@pytest.fixture(autouse=True)
def in_english() -> None:
    """Each test begins in English: a page asked for in another language leaves that one active."""
    translation.activate("en")
    mark.remember(False)  # else the first page of a test would ask


@pytest.fixture(autouse=True)
def nothing_kept(settings) -> None:
    """Tests change rows without an entry in the trail, which is what kept pages look at."""
    settings.PAGES_KEPT = 0


@pytest.fixture
def officer(db) -> User:
    return User.objects.create_user("officer@example.org", name="Officer", is_officer=True)


@pytest.fixture
def person(db) -> User:
    return User.objects.create_user("person@example.org", name="Person")


@pytest.fixture
def officer_client(officer: User) -> Client:
    client = Client()
    client.force_login(officer)
    return client


@pytest.fixture
def person_client(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's chromium. Playwright runs a loop of its own, so Django's guard is told."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("there is no chromium here")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield browser
        browser.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def page(browser: Browser, live_server) -> Iterator[Page]:
    """A fresh page; `page.goto("/en/")` goes to the site under test."""
    context = browser.new_context(base_url=live_server.url, viewport={"width": 1280, "height": 800})
    yield context.new_page()
    context.close()


@pytest.fixture
def officer_page(page: Page, officer_client: Client, live_server) -> Page:
    """A fresh page on which the officer is signed in."""
    session = officer_client.cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    return page
