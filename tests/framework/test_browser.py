"""The calendar in a real browser."""

from __future__ import annotations

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone

from actionline.framework.models import Body, Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEXT_YEAR = timezone.localdate().year + 1
PAGES = ["", "bodies/council/", "add/", f"council-{NEXT_YEAR}/edit/"]


@pytest.fixture(autouse=True)
def meeting() -> Meeting:
    council = Body.objects.create(slug="council", name_en="Council", name_ar="مجلس")
    return Meeting.objects.create(
        slug=f"council-{NEXT_YEAR}",
        body=council,
        name_en="Council, next session",
        starts=date(NEXT_YEAR, 6, 8),
        certain=False,
        source="Every year in June, a rule told at some length so that the row is long.",
    )


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_anybodys_way(officer_page, language):
    for address in PAGES:
        officer_page.goto(f"/{language}/calendar/{address}")
        found = Axe().run(officer_page).response["violations"]

        assert [each for each in found if each["impact"] in ("serious", "critical")] == []


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_page_is_wider_than_a_phone(officer_page, language):
    officer_page.set_viewport_size({"width": 320, "height": 800})
    for address in PAGES:
        officer_page.goto(f"/{language}/calendar/{address}")

        assert officer_page.evaluate("document.documentElement.scrollWidth") <= 320


def test_an_officer_moves_a_meeting(officer_page, meeting):
    officer_page.goto("/en/calendar/")
    officer_page.get_by_role("link", name="Change Council, next session").click()
    officer_page.get_by_label("Opens").fill(f"{NEXT_YEAR}-07-01")
    officer_page.get_by_role("button", name="Save the meeting").click()

    assert officer_page.get_by_role("status").inner_text() == "Council, next session is saved."
    meeting.refresh_from_db()
    assert meeting.starts == date(NEXT_YEAR, 7, 1)
