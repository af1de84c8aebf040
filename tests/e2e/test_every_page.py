"""Every page with the starter data: nothing serious for assistive technology, nothing too wide."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.core.management import call_command

from actionline.mandates.models import Mandate

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PUBLIC = [
    "",
    "instruments/",
    "instruments/graph/",
    "instruments/itu/pp/res-140",
    "instruments/itu/pp/res-140/2018",
    "instruments/itu/pp/res-140/2018/compare/2014",
    "instruments/history/itu/pp/res-140",
    "mandates/",
    "mandates/?kind=report&due=year",
    "mandates/?q=nothing-of-the-kind",
    "calendar/",
    "calendar/bodies/council/",
]
STAFF = [
    "instruments/import/",
    "calendar/add/",
    "account/",
    "audit/",
    "mail/",
    "jobs/",
    "filters/",
]


@pytest.fixture(autouse=True)
def starter_data(transactional_db):
    call_command("load_process")


def addresses() -> list[str]:
    mandate = Mandate.objects.filter(next_due__isnull=False).first()
    assert mandate is not None
    return [*PUBLIC, *STAFF, f"mandates/{mandate.pk}/"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_anybodys_way(officer_page, language):
    faults = {}
    for address in addresses():
        answer = officer_page.goto(f"/{language}/{address}")
        assert answer.status == 200, address
        for fault in Axe().run(officer_page).response["violations"]:
            if fault["impact"] in ("serious", "critical"):
                places = [place["html"][:120] for place in fault["nodes"][:3]]
                faults.setdefault(fault["id"], []).append((address, places))

    assert faults == {}


@pytest.mark.parametrize("width", [320, 768, 1024])
def test_no_page_is_wider_than_the_window(officer_page, width):
    officer_page.set_viewport_size({"width": width, "height": 800})
    wide = []
    for address in addresses():
        officer_page.goto(f"/en/{address}")
        if officer_page.evaluate("document.documentElement.scrollWidth") > width:
            wide.append(address)

    assert wide == []


def test_nothing_breaks_the_content_security_policy(officer_page):
    complaints = []
    officer_page.on("console", lambda message: complaints.append(message.text))
    for address in addresses():
        officer_page.goto(f"/en/{address}")

    assert complaints == []
