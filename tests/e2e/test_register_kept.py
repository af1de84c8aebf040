"""What the secretariat makes of the register, in a real browser: twins, the report, numbers."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect
from tests.looks import faults
from tests.stocktaking.kept import made

from actionline.framework.models import ActionLine
from actionline.stocktaking import twins
from actionline.stocktaking.indexing import PROJECTS

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def projects(transactional_db):
    for number, code in enumerate(("C1", "C2")):
        ActionLine.objects.create(code=code, name_en=f"Line {code}", position=number)
    title = "Boats that carry books"
    one = made(number=7, days=3, title=title, lines=["C1"])
    other = made(number=8, days=2, title=f"{title} again", lines=["C2"], summary="They sail.")
    PROJECTS.refresh([one.pk, other.pk])
    twins.find_new(timezone.now() - timedelta(days=1))


def test_twins_become_one_and_two_again(officer_page):
    officer_page.goto("/en/stocktaking/desk/")
    officer_page.get_by_role("link", name="Projects that may be there twice").click()
    officer_page.get_by_role("link", name="Compare and merge").click()
    officer_page.locator("[name=side_title][value=right]").check()
    officer_page.get_by_role("button", name="Make them one project").click()
    expect(officer_page.get_by_text("They are one project now.")).to_be_visible()
    officer_page.goto("/en/stocktaking/8/")
    expect(officer_page).to_have_url(re.compile("/stocktaking/7/$"))
    expect(officer_page.get_by_role("heading", level=1)).to_have_text(
        "Boats that carry books again"
    )
    officer_page.goto("/en/stocktaking/desk/twins/")
    officer_page.get_by_role("link", name="Undo").click()
    officer_page.get_by_role("button", name="Make two of them").click()
    expect(officer_page.get_by_text("They are two projects again.")).to_be_visible()


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_anybodys_way(officer_page, language):
    paths = (
        "desk/twins/",
        "desk/merge/?kept=7&gone=8",
        "desk/merge/",
        "statistics/",
        "statistics/line/",
        "views/new/",
        "stories/new/",
        "report/2025/",
        "report/2025/choose/",
    )
    assert faults(officer_page, *(f"/{language}/stocktaking/{path}" for path in paths)) == {}
