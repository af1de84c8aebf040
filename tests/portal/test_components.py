"""The page of all parts, for developers."""

from __future__ import annotations

import pytest
from tests.looks import serious

PAGE = "developers/components/"
#: A mark of each part -> how it is told apart in the page.
PARTS = {
    "language switch": 'class="menu"',
    "breadcrumbs": 'class="breadcrumbs"',
    "error summary": 'class="error-summary"',
    "error that leads to its field": '<a href="#id_title">',
    "the line": 'class="the-line"',
    "summary list": 'class="summary-list"',
    "task list": 'class="task-list"',
    "table with a caption": "<caption>",
    "cells that name themselves on a phone": "data-label=",
    "filters": 'class="filters"',
    "pages": 'class="pagination"',
    "tabs": 'class="tabs"',
    "notice": 'class="notice notice-warning"',
    "empty": 'class="empty"',
    "progress": "<progress ",
    "file": 'type="file"',
    "day": 'type="date"',
    "word counter": 'data-component="word-counter"',
    "single choice": "field-single",
    "timeline": 'class="timeline"',
    "figures": 'class="figures"',
}


@pytest.fixture(autouse=True)
def for_developers(settings) -> None:
    settings.DEBUG = True


def test_visitors_of_a_site_do_not_meet_it(client, db, settings):
    settings.DEBUG = False

    assert client.get(f"/en/{PAGE}").status_code == 404


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_shows_every_part(client, db, language):
    html = client.get(f"/{language}/{PAGE}").content.decode()

    assert [part for part, mark in PARTS.items() if mark not in html] == []


def test_dates_and_numbers_follow_the_language(client, db):
    def shown(language: str, text: str) -> bool:
        return text in client.get(f"/{language}/{PAGE}").content.decode()

    assert shown("en", "9 March 2027")
    assert shown("fr", "9 mars 2027")
    assert shown("ar", "9 مارس 2027")
    assert shown("zh-hans", "2027年3月9日")
    assert shown("en", "1,234,567.5")
    assert shown("fr", "1\xa0234\xa0567,5")
    assert shown("ar", "1\xa0234\xa0567,5")
    assert shown("zh-hans", "1,234,567.5")


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_anybodys_way(page, language):
    page.goto(f"/{language}/{PAGE}")
    assert serious(page) == {}


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_words_are_counted_while_somebody_writes(page):
    page.goto(f"/en/{PAGE}")
    area = page.get_by_label("Description")
    area.fill("one two three four five 六 七")
    page.keyboard.press("Tab")

    assert page.locator("#id_told_words output").inner_text() == "7"
    assert not page.get_by_text("too many").is_visible()
    area.fill("few")
    page.keyboard.press("Tab")
    assert page.get_by_text("too few").is_visible()
