"""The yearly question and the Word form in a real browser."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from actionline.stocktaking import confirming, wordform
from actionline.stocktaking.actions import confirming as acting
from actionline.stocktaking.actions import writing
from actionline.stocktaking.models import Project, Submission

from .kept import made
from .test_wordform import edited

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_an_owner_answers_with_one_click_from_the_mail(page: Page, live_server, person) -> None:
    for number in (1, 2):
        made(number=number, days=400).owners.create(person=person)
    acting.daily()
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(live_server.url + confirming.address(person, "ar"))
    assert page.evaluate("document.documentElement.dir") == "rtl"
    page.locator("button[value='holds:1']").click()
    expect(page.locator("button[value='holds:1']")).to_have_count(0)
    page.locator("button[value='over:2']").click()
    expect(page.locator("main button[name=answer]")).to_have_count(0)
    assert not confirming.is_stale(Project.objects.get(number=1))
    assert Project.objects.get(number=2).status == "completed"


def test_the_form_goes_out_and_comes_back(
    officer_page: Page, live_server, officer, template, tmp_path
) -> None:
    entry = writing.begin(by=officer, language="en", template=template)
    officer_page.goto(f"{live_server.url}/en/stocktaking/entries/{entry.pk}/form/")
    with officer_page.expect_download() as started:
        officer_page.get_by_role("link", name="French").click()
    data = started.value.path().read_bytes()
    assert wordform.mark(entry) == f"{entry.pk}/1/0"
    filled = tmp_path / "filled.docx"
    filled.write_bytes(edited(data, title="Radio for all", lines="C2"))
    officer_page.set_input_files("input[type=file]", filled)
    officer_page.get_by_role("button", name="See what it changes").click()
    expect(officer_page.get_by_text("Radio for all")).to_be_visible()
    officer_page.get_by_role("checkbox", name="WSIS action lines").uncheck()
    officer_page.get_by_role("button", name="Save what is ticked").click()
    expect(officer_page.get_by_role("heading", name="Radio for all")).to_be_visible()
    assert Submission.objects.get().answers.get("lines") in (None, [])
