"""The main job, from the file to the register, in a real browser.

An officer imports the five real documents, checks them, files them, and finds what the
Secretary-General must report, to whom, by when.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page

from actionline.common.models import AuditEntry
from actionline.instruments.models import Import, Proposal

SEEDS = sorted((Path(__file__).resolve().parents[3] / "shared" / "seeds").glob("*.txt"))

pytestmark = [
    pytest.mark.browser,
    pytest.mark.seeds,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not SEEDS, reason="the real documents are not here"),
]

#: What a person has to add, by the number with which a document's file name begins: this one
#: drafts a resolution that has no number yet, so it cannot say which instrument it is.
TOLD = {"001": {"Instrument": "itu/council/doc-c23-85", "Version": "2023"}}
#: Editions before the proposals that revise them.
ORDER = ["002", "003", "001", "000", "004"]


@pytest.fixture(autouse=True)
def starter_data(transactional_db):
    call_command("load_process")


def upload(page: Page, document: Path) -> None:
    page.goto("/en/instruments/import/")
    page.get_by_label("Documents").set_input_files(document)
    page.get_by_role("button", name="Read").click()


def file(page: Page, told: dict[str, str]) -> None:
    for label, value in told.items():
        page.get_by_label(label, exact=True).fill(value)
    if told:
        page.get_by_role("button", name="Save the head").click()
    checked = page.get_by_role("button", name="I have checked them")
    if checked.count():
        checked.click()
    page.get_by_role("button", name="File this").first.click()


def test_five_documents_come_in_and_what_they_ask_is_found(officer_page):
    by_number = {document.name[:3]: document for document in SEEDS}
    for number in ORDER:
        upload(officer_page, by_number[number])
        file(officer_page, TOLD.get(number, {}))
        assert "Filed: " in officer_page.get_by_role("status").first.inner_text()

    officer_page.goto("/en/mandates/")
    officer_page.get_by_label("Who is asked").first.select_option("secretary-general")
    officer_page.get_by_label("Kind").first.select_option("report")
    officer_page.get_by_role("button", name="Show").click()

    assert "actor=secretary-general" in officer_page.url
    assert "kind=report" in officer_page.url
    sentence = officer_page.locator(".lede").inner_text()
    assert "what the Secretary-General of ITU must report, to whom, by when" in sentence
    rows = officer_page.locator("table tbody tr")
    assert rows.count() == int(sentence.split()[0])
    assert all("Report" in row.inner_text() for row in rows.all())
    assert set(Import.objects.values_list("state", flat=True)) == {Import.State.FILED}
    assert Proposal.objects.count() == 3
    assert AuditEntry.objects.filter(verb__startswith="instruments.").exists()


def test_a_proposal_says_what_it_would_ask(officer_page):
    upload(officer_page, next(document for document in SEEDS if document.name.startswith("000")))
    file(officer_page, {})

    text = officer_page.get_by_role("main").inner_text()
    assert "EUR/44A15/1" in text
    assert "Newly asked" in text
    assert officer_page.locator("ins").count() > 0
    assert officer_page.locator("del").count() > 0
