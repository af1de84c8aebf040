"""A draft of a progress report is saved while somebody writes, in a real browser."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from actionline.accounts.models import User
from actionline.framework.models import Body
from actionline.instruments.models import Edition, Instrument
from actionline.mandates.models import Mandate, Wording
from actionline.mandates.progress import actions
from actionline.mandates.subjects import MANDATE, Subject

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_what_is_written_is_saved_meanwhile(officer_page: Page) -> None:
    officer = User.objects.get()
    version = actions.begin(
        subject=Subject(MANDATE, str(_mandate().pk)),
        starts=date(2026, 1, 1),
        ends=timezone.localdate(),
        language="en",
        by=officer,
    )
    officer_page.clock.install()
    officer_page.goto(f"/en/progress/{version.report_id}/edit/")

    officer_page.get_by_label("What was done").fill("Seven lighthouses were mended.")
    officer_page.clock.fast_forward(6000)

    expect(officer_page.locator("[data-told]")).to_have_text("Saved.", timeout=20_000)
    version.refresh_from_db()
    assert version.done == "Seven lighthouses were mended."
    actions.save(version=version, by=officer, values={"done": "Eight."}, figures=None, saves=1)
    officer_page.get_by_label("What was done").fill("Nine lighthouses.")
    officer_page.clock.fast_forward(6000)
    expect(officer_page.locator("[data-told]")).to_contain_text(
        "Somebody else saved", timeout=20_000
    )


def _mandate() -> Mandate:
    body = Body.objects.create(slug="council", name_en="Council")
    instrument = Instrument.objects.create(
        slug="itu/pp/res-900", number="900", title="On lighthouses", short_title="R 900", body=body
    )
    edition = Edition.objects.create(instrument=instrument, version="2022", title="On lighthouses")
    mandate = Mandate.objects.create(instrument=instrument, version="2022")
    mandate.current = Wording.objects.create(
        mandate=mandate, edition=edition, path="resolves/1", text="to mend;", force="resolves"
    )
    mandate.save()
    return mandate
