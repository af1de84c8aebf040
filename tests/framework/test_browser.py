"""The calendar and the matrix in a real browser."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from tests.framework.terms import link, make_vocabulary

from actionline.framework.models import Body, Meeting

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

NEXT_YEAR = timezone.localdate().year + 1


@pytest.fixture(autouse=True)
def vocabulary() -> None:
    make_vocabulary()


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


def test_an_officer_moves_a_meeting(officer_page, meeting):
    officer_page.goto("/en/calendar/")
    officer_page.get_by_role("link", name="Change Council, next session").click()
    officer_page.get_by_label("Opens").fill(f"{NEXT_YEAR}-07-01")
    officer_page.get_by_role("button", name="Save the meeting").click()

    assert officer_page.get_by_role("status").inner_text() == "Council, next session is saved."
    meeting.refresh_from_db()
    assert meeting.starts == date(NEXT_YEAR, 7, 1)


def test_an_officer_decides_on_a_link_by_keyboard_and_without_scripts(
    browser, live_server, officer_client
):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = officer_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto("/en/matrix/")
    page.get_by_role("link", name="1 C2, SDG 9").press("Enter")
    page.get_by_role("link", name="9.c Internet (en)").press("Enter")
    page.get_by_role("link", name="Decide").press("Enter")
    page.get_by_label("Reject it").press("Space")
    page.get_by_label("Why you decide so").fill("Nobody could say why.")
    page.get_by_role("button", name="Save the decision").press("Enter")

    assert page.get_by_role("status").inner_text() == "C2 – 9.c is settled."
    assert link("C2", "9.c").state == "rejected"
    context.close()


def test_the_focus_is_seen_and_the_table_scrolls_by_keyboard(officer_page):
    officer_page.set_viewport_size({"width": 320, "height": 800})
    officer_page.goto("/en/matrix/")
    region = officer_page.get_by_role("region", name="Matrix")
    region.focus()
    officer_page.keyboard.press("Tab")
    outline = officer_page.evaluate("getComputedStyle(document.activeElement).outlineStyle")

    assert outline == "solid"
    assert region.get_attribute("tabindex") == "0"


def test_an_officer_tries_a_file_and_takes_it(officer_page, tmp_path):
    file = tmp_path / "links.csv"
    row = 'C2,9.1,"Roads, and\nmore: “networks”.",C26/59\n'
    file.write_text("action_line,sdg,reason,source\n" + row, encoding="utf-8")
    officer_page.goto("/en/tables/matrix/")
    officer_page.get_by_label("File").set_input_files(file)
    officer_page.get_by_role("button", name="Try the file").click()
    officer_page.get_by_role("button", name="Take 1 row").click()

    told = officer_page.get_by_role("status").inner_text()
    assert told == "1 record was taken from this file."
    assert link("C2", "9.1").reason.split() == ["Roads,", "and", "more:", "“networks”."]
