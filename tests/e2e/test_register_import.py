"""An existing register of 5,000 projects comes in, 37 of them with a fault, in a real browser."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from playwright.sync_api import expect
from tests.stocktaking.registers import as_csv, expected, rows

from actionline.framework.models import ActionLine, Economy, Goal, Target
from actionline.stocktaking.models import Project

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ROWS, FAULTS = 5000, 37


@pytest.fixture(autouse=True)
def vocabulary(transactional_db):
    for number, code in enumerate(("C1", "C2", "C7-elearning")):
        ActionLine.objects.create(code=code, name_en=f"Line {code}", position=number)
    goal = Goal.objects.create(number=9, name_en="Goal 9")
    Target.objects.create(code="9.c", goal=goal, name_en="Target 9.c")
    for m49, iso2, iso3 in (("404", "KE", "KEN"), ("250", "FR", "FRA")):
        Economy.objects.create(m49=m49, iso2=iso2, iso3=iso3, name_en=iso3)


def work() -> None:
    """Let the worker do what waits."""
    call_command("db_worker", batch=True, interval=0, verbosity=0)


def test_exactly_the_rows_with_a_fault_are_told_and_the_others_taken(
    officer_page, tmp_path, settings
):
    settings.MEDIA_ROOT = tmp_path / "files"
    file = tmp_path / "register.csv"
    file.write_text(as_csv(rows(ROWS, FAULTS)))

    officer_page.goto("/en/stocktaking/desk/")
    officer_page.get_by_role("link", name="Import projects").click()
    officer_page.get_by_label("File").set_input_files(file)
    officer_page.get_by_role("button", name="Try the file").click()
    work()
    officer_page.reload()

    told = f"{ROWS - FAULTS} are new, 0 change a record, 0 change nothing, {FAULTS} have a fault"
    expect(officer_page.get_by_text(told)).to_be_visible()
    faults = officer_page.get_by_role("table", name="Faults").locator("tbody tr")
    texts = "rows => rows.map(row => [...row.cells].map(cell => cell.innerText.trim()))"
    found = [(int(cells[0]), cells[3]) for cells in faults.evaluate_all(texts)]
    assert found == [(row, wrong) for row, _column, wrong in expected(ROWS, FAULTS)]
    assert Project.objects.count() == 0

    officer_page.get_by_role("button", name="rows that have no fault").click()
    work()
    officer_page.reload()

    taken = f"{ROWS - FAULTS} records were taken from this file."
    expect(officer_page.get_by_text(taken)).to_be_visible()
    officer_page.goto("/en/stocktaking/?q=part+4321")
    expect(officer_page.get_by_text("Boats that carry books, part 4321").first).to_be_visible()
    assert Project.objects.count() == ROWS - FAULTS
