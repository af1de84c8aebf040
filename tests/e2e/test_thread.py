"""The whole thread in a real browser: a mandate is assigned, planned, worked on, evidenced and told
in the report that its resolution asked for; and from one sentence of it back to the resolution."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2
import pytest
from django.core.management import call_command
from docx import Document
from playwright.sync_api import Page, expect
from tests.e2e import site

from actionline.accounts.models import User
from actionline.instruments import actions as instruments
from actionline.instruments.models import Import
from actionline.mandates.models import Evidence, Mandate
from actionline.mandates.progress.models import Version
from actionline.reporting.models import Report
from actionline.roadmaps.models import Activity

SEEDS = sorted((Path(__file__).resolve().parents[3] / "shared" / "seeds").glob("*.txt"))
#: Two editions and the proposal to revise the resolution that is followed; the others come in
#: through their own page in test_main_job.py.
WANTED = ("002", "003", "004")
PLACE = ("itu/council/res-1332", "instructs-the-secretary-general/6")

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture(autouse=True)
def documents(transactional_db, officer, settings, tmp_path):
    """The starter data, and the real documents where they are at hand."""
    settings.MEDIA_ROOT = tmp_path / "files"
    call_command("load_process")
    for path in (each for each in SEEDS if each.name.startswith(WANTED)):
        item = instruments.upload(data=path.read_bytes(), name=path.name, by=officer)
        instruments.read_waiting(item=item)
        item.refresh_from_db()
        instruments.file_import(item=item, by=officer)
        item.refresh_from_db()
        assert item.state == Import.State.FILED
    work()


@pytest.fixture
def mandate(documents) -> Mandate:
    """“Report each year to ECOSOC, by way of CSTD”."""
    slug, path = PLACE
    return Mandate.objects.get(instrument__slug=slug, current__path=path)


@pytest.fixture
def reviewer_page(browser, live_server):
    """A page of a second officer, whom validating and signing off need."""
    reviewer = User.objects.create_user("reviewer@example.org", name="Reviewer", is_officer=True)
    context = browser.new_context(base_url=live_server.url)
    session = site.client_of(reviewer).cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    yield context.new_page()
    context.close()


@pytest.fixture
def stranger_page(browser, live_server):
    context = browser.new_context(base_url=live_server.url)
    yield context.new_page()
    context.close()


def work() -> None:
    """Let the worker do what waits."""
    call_command("db_worker", batch=True, interval=0, verbosity=0)


def press(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("main").get_by_role("link", name=name).first.click()


def assign(page: Page, mandate: Mandate) -> None:
    """The suggestion from the words is there already."""
    page.goto(f"/en/mandates/?instrument={PLACE[0]}&kind=report&q=ECOSOC")
    page.locator("table tbody tr a").first.click()
    assert page.url.endswith(f"/mandates/{mandate.pk}/")
    follow(page, "Assign")
    assert page.get_by_label("Lead").first.input_value() == "general-secretariat"
    press(page, "Assign")
    expect(page.get_by_role("status").first).to_contain_text("It is assigned.")


def plan(page: Page) -> None:
    """An operational plan with one activity that answers the mandate."""
    page.goto("/en/roadmaps/begin/")
    page.get_by_label("Kind of plan").select_option(label="Operational plan")
    page.get_by_label("Body that keeps it").select_option(label="General Secretariat of ITU")
    page.get_by_label("Name of the edition").fill("2026–2029")
    page.get_by_label("Period from").fill("2026-01-01")
    page.get_by_label("Period until").fill("2029-12-31")
    press(page, "Begin")
    follow(page, "Outputs and activities")
    page.get_by_label("Add, one a line").fill("Write the yearly report")
    press(page, "Add")
    follow(page, "When, with what, with whom")
    page.get_by_label("Begins on").fill("2026-01-01")
    page.get_by_label("Ends on").fill("2029-12-31")
    press(page, "Save, then: What it answers")
    page.get_by_role("checkbox").first.check()  # offered: the mandates of this body
    press(page, "Save")
    page.goto("/en/roadmaps/plans/operational-plan-general-secretariat/1/check/")
    press(page, "Publish")


def report_progress(page: Page, mandate: Mandate, period: tuple[str, str], done: str) -> None:
    page.goto(f"/en/mandates/{mandate.pk}/")
    follow(page, "Report progress")
    page.get_by_label("Period from").fill(period[0])
    page.get_by_label("Until", exact=True).fill(period[1])
    press(page, "Begin")
    page.get_by_label("What was done").fill(done)
    press(page, "Hand in")


def validate_all(page: Page) -> None:
    page.goto("/en/progress/desk/")
    press(page, "Go on to the question")
    press(page, "Validate")
    work()


def show_meeting(page: Page, mandate: Mandate) -> None:
    page.goto(f"/en/mandates/{mandate.pk}/")
    follow(page, "Add evidence")
    page.get_by_label("Words of a record").fill("CSTD 2026")
    press(page, "Find records")
    page.get_by_role("checkbox").first.check()
    page.get_by_label("Why it is evidence").fill("The report was considered there.")
    press(page, "It is evidence")


def show_page(page: Page, mandate: Mandate, number: int) -> None:
    page.goto(f"/en/mandates/{mandate.pk}/")
    follow(page, "Add a web page")
    page.get_by_label("Address").fill(f"https://example.org/{number}")
    page.get_by_label("Title of the page").fill(f"Note {number}")
    page.get_by_label("Seen on").fill("2026-11-20")
    page.get_by_label("Text of the page").fill("The report was sent.")
    page.get_by_label("Why it is evidence").fill("It says that the report was sent.")
    press(page, "It is evidence")


def draft(page: Page) -> str:
    """Begin the report of the next session; the address of its desk."""
    page.goto("/en/reports/")
    follow(page, "Yearly report to ECOSOC through CSTD")
    follow(page, "Begin this report")
    press(page, "Begin and draft")
    address = page.url
    work()
    page.goto(address)
    return address


def edit(page: Page, old: str, new: str) -> None:
    """Put the sentence in other words."""
    follow(page, "As lead facilitator")
    press(page, "Write this section")
    fields = page.locator("main textarea").all()
    field = next(each for each in fields if old in each.input_value())
    field.fill(field.input_value().replace(old, new))
    press(page, "Save and finish")


def draft_again(page: Page, desk: str) -> None:
    """What people wrote stays, what the data says now is seen before it is taken."""
    page.goto(desk)
    expect(page.get_by_text("in the data since the draft")).to_be_visible()
    press(page, "Draft again from the data")
    work()
    page.goto(desk)
    follow(page, "See what it would change")
    expect(page.get_by_text("was changed both by hand and by the data")).to_be_visible()
    assert "4 records show what was done" in page.get_by_role("main").inner_text()
    press(page, "Take the new draft")


def publish(page: Page, reviewer: Page, desk: str) -> None:
    page.goto(desk)
    follow(page, "Submit for review")
    press(page, "Submit for review")
    expect(page.get_by_role("heading", level=1)).to_contain_text("In review")
    expect(page.get_by_role("main")).not_to_contain_text("Sign off")  # who wrote it does not sign
    reviewer.goto(desk)
    for verb in ("Sign off", "Publish"):
        follow(reviewer, verb)
        press(reviewer, verb)
    work()


def test_a_mandate_is_followed_to_its_report_and_back(
    officer_page, reviewer_page, stranger_page, mandate
):
    assign(officer_page, mandate)
    plan(officer_page)
    report_progress(officer_page, mandate, ("2026-01-01", "2026-06-30"), "The report was written.")
    report_progress(officer_page, mandate, ("2026-07-01", "2026-10-31"), "CSTD took note of it.")
    validate_all(reviewer_page)
    show_meeting(officer_page, mandate)
    show_page(officer_page, mandate, 1)
    show_page(officer_page, mandate, 2)
    desk = draft(officer_page)
    edit(officer_page, "CSTD took note of it.", "CSTD took note of it with appreciation.")
    show_page(officer_page, mandate, 3)
    draft_again(officer_page, desk)
    publish(officer_page, reviewer_page, desk)

    assert Activity.objects.filter(current__mandates=mandate).count() == 1
    assert Version.objects.filter(state=Version.State.VALIDATED).count() == 2
    assert Evidence.objects.filter(mandate=mandate).count() == 4
    report = Report.objects.get()
    assert report.state == Report.State.PUBLISHED
    assert report.signed_by.email == "reviewer@example.org"
    files_are_whole(officer_page, report)
    back_to_the_resolution(stranger_page, report, mandate)


def files_are_whole(page: Page, report: Report) -> None:
    """The files that everybody may take say the same in each language."""
    words = {
        "en": "CSTD took note of it with appreciation.",
        "ar": "خطوط العمل",
        "zh-hans": "行动方面",
    }
    for language, told in words.items():
        address = f"/{language}/reports/{report.pk}/editions/1/{language}"
        word = page.request.get(f"{address}.docx")
        paragraphs = [each.text for each in Document(io.BytesIO(word.body())).paragraphs]
        assert any(told in text for text in paragraphs), language
        pdf = pypdfium2.PdfDocument(page.request.get(f"{address}.pdf").body())
        text = "".join(sheet.get_textpage().get_text_bounded() for sheet in pdf)
        assert len(pdf) > 2
        # Shaped letters and broken lines are no other words.
        if language != "ar":
            assert re.sub(r"\s", "", told) in re.sub(r"\s", "", text), language


def back_to_the_resolution(page: Page, report: Report, mandate: Mandate) -> None:
    """A stranger goes from a sentence to the mandate and to the words, and back to the report."""
    page.goto(f"/en/reports/{report.pk}/")
    sentence = page.locator("[id*='lead.m'] a[href*='/sources/']").first
    sentence.click()
    expect(page.get_by_role("heading", name="What this sentence rests on")).to_be_visible()
    follow(page, "The resolution’s own words")
    assert page.url.endswith(f"#{PLACE[1]}")
    assert PLACE[0] in page.url
    page.goto(f"/en/mandates/{mandate.pk}/")
    follow(page, "Yearly report to ECOSOC through CSTD")
    assert f"/reports/{report.pk}/" in page.url
