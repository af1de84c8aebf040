"""The life of a roadmap in a real browser: built as another facilitator's, written, published,
carried into its next edition, compared, and read over time, in English and Arabic."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from tests.roadmaps.conftest import fill as fill_plan

from actionline.framework.models import ActionLine
from actionline.roadmaps import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PLAN = "/en/roadmaps/plans/l2-harbour-office"


@pytest.fixture
def template(begin) -> ActionLine:
    """A published roadmap that is offered to others, and the line of the one that copies it."""
    edition = fill_plan(begin())
    actions.move(edition=edition, verb="publish", by=edition.begun_by)
    actions.offer(plan=edition.plan, offered=True, by=edition.begun_by)
    return ActionLine.objects.create(code="L2", name_en="Pilots", name_ar="المرشدون", source="x")


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def describe(page: Page, label: str, starts: str, ends: str) -> None:
    page.get_by_label("Name of the edition").fill(label)
    page.get_by_label("Period from").fill(starts)
    page.get_by_label("Period until").fill(ends)
    press(page, "Begin")


def build(page: Page) -> None:
    """Texts, activities and indicators come along; dates and figures do not."""
    page.goto("/en/roadmaps/begin/")
    page.get_by_label("Kind of plan").select_option(label="Roadmap")
    page.get_by_label("Action line").select_option(label="L2 Pilots")
    page.get_by_label("Body that keeps it").select_option(label="Harbour Office")
    page.get_by_label("Built as").select_option(label="Roadmap: L1 Keeping lights (2026–2029)")
    describe(page, "2026–2029", "2026-01-01", "2029-12-31")
    page.goto(f"{PLAN}/1/")
    text = page.get_by_role("main").inner_text()
    assert "No ship in the dark." in text and "Teach the keepers" in text
    assert "Forty lamps burn." not in text and "Mar 2026" not in text


def write(page: Page) -> None:
    """A new activity with its time and its mandate, and the figures of the target."""
    page.goto(f"{PLAN}/1/edit/activities/")
    page.get_by_label("Add, one a line").fill("Paint the towers")
    press(page, "Add")
    row = page.get_by_role("row", name="Paint the towers")
    row.get_by_role("link", name="When, with what, with whom").click()
    page.get_by_label("Begins on").fill("2026-05-01")
    page.get_by_label("Ends on").fill("2028-04-30")
    press(page, "Save, then: What it answers")
    page.get_by_role("searchbox", name="Find mandates").fill("beacon 1")
    press(page, "Find mandates")
    page.get_by_role("checkbox").first.check()
    press(page, "Save")
    page.goto(f"{PLAN}/1/edit/targets/")
    follow(page, "Lamps that burn")
    for name, value in (("Baseline", "10"), ("Target value", "40"), ("Unit", "lamps")):
        page.get_by_label(name, exact=True).fill(value)
    page.get_by_label("Date of the baseline").fill("2026-01-01")
    page.get_by_label("Target date").fill("2029-12-31")
    press(page, "Save")


def publish(page: Page, number: int) -> None:
    page.goto(f"{PLAN}/{number}/check/")
    press(page, "Publish")
    expect(page.get_by_role("main")).to_contain_text("SHA-256")


def carry_on(page: Page) -> None:
    """The next edition is filled in; one activity changes, one comes."""
    page.goto(f"{PLAN}/")
    follow(page, "Begin the next edition")
    describe(page, "2030–2033", "2030-01-01", "2033-12-31")
    page.goto(f"{PLAN}/2/edit/activities/")
    page.get_by_label("Add, one a line").fill("Ring the bells")
    press(page, "Add")
    row = page.get_by_role("row", name="Paint the towers")
    row.get_by_role("link", name="When, with what, with whom").click()
    assert page.get_by_label("Begins on").input_value() == "2026-05-01"
    page.get_by_label("Ends on").fill("2031-04-30")
    press(page, "Save")
    publish(page, 2)


def test_a_roadmap_is_built_written_published_and_carried_on(template, mandates, officer_page):
    mandates(1)
    officer_page.set_default_timeout(8000)
    build(officer_page)
    write(officer_page)
    publish(officer_page, 1)
    follow(officer_page, "Paint the towers")
    expect(officer_page.locator("#mandates")).to_contain_text("resolves/1")
    carry_on(officer_page)

    officer_page.goto(f"{PLAN}/2/compare/1/")
    changed = officer_page.get_by_role("article").filter(has_text="Paint the towers")
    expect(changed.locator("ins")).to_have_text("2031")
    expect(officer_page.get_by_role("main")).to_contain_text("Ring the bells New")

    officer_page.goto(f"{PLAN}/2/timeline/")
    bars = officer_page.locator("figure svg rect")
    rows = officer_page.get_by_role("table", name="Timeline").locator("tbody tr")
    expect(rows).to_have_count(4)
    assert bars.count() == rows.filter(has_text="2031").count() == 1
    officer_page.set_viewport_size({"width": 360, "height": 800})
    officer_page.goto(f"{PLAN.replace('/en/', '/ar/')}/2/timeline/")
    assert officer_page.locator("html").get_attribute("dir") == "rtl"
    expect(officer_page.get_by_role("main")).to_contain_text("المرشدون")
    wide = officer_page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
