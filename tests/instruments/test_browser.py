"""The pages of this room in a real browser: for assistive technology and at every width."""

from __future__ import annotations

import pytest
from tests.instruments import readings
from tests.looks import faults

from actionline.instruments import actions

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pages(ready, officer):
    """Addresses of all pages, each with something on it."""
    actions.file_import(item=ready(readings.edition(version="2018")), by=officer)
    actions.file_import(item=ready(readings.edition()), by=officer)
    actions.file_import(item=ready(readings.edition(instrument="itu/pp/res-901")), by=officer)
    proposal = actions.file_import(item=ready(readings.revision()), by=officer)
    item = ready(readings.revision(reference="AAA/9A1/2"))
    return [
        "",
        "graph/",
        "itu/pp/res-900",
        "itu/pp/res-900/2022",
        "itu/pp/res-900/2018/compare/2022?view=sides",
        f"proposals/{proposal.pk}/",
        "history/itu/pp/res-900",
        "import/",
        f"import/{item.pk}/",
        f"import/{item.pk}/provision/1/",
        f"import/{item.pk}/mandate/3/",
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_anybodys_way(officer_page, pages, language):
    assert faults(officer_page, *(f"/{language}/instruments/{each}" for each in pages)) == {}


def test_a_link_to_a_provision_leads_to_it(page, pages):
    page.goto("/en/instruments/itu/pp/res-900/2022#resolves/2")

    assert page.locator(":target").inner_text().startswith("2)")


def test_a_correction_needs_no_script(browser, officer, live_server, pages, officer_client):
    from actionline.instruments.models import Import

    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    session = officer_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto(f"/en/instruments/import/{Import.objects.get(state='preview').pk}/")
    place = page.locator("#uncertain-2")
    place.get_by_label("Unchanged").check()
    place.locator("summary").click()
    place.get_by_label("Words", exact=True).fill("to keep that list;")
    place.get_by_role("button", name="Save").click()

    assert "The correction is saved." in page.get_by_role("status").inner_text()
    assert page.get_by_text("to keep that list;").first.is_visible()
    context.close()
