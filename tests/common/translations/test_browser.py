"""The desk in a real browser: to read, to reach, to use without a script."""

from __future__ import annotations

import pytest
from tests.common.translations.conftest import CONTENT, FIELD
from tests.looks import faults

from actionline.common.translations import actions, queries
from actionline.framework.models import MatrixLink
from actionline.instruments.models import Edition, Instrument, Provision
from actionline.mandates.models import Mandate, Wording

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
KEY = "itu/pp/res-9@2022#resolves/1"
EDITOR = f"translations/ar/instruments.provision/text/{KEY.replace('#', '%23')}/"


@pytest.fixture
def mandate(db) -> Mandate:
    """A mandate told in our own words."""
    instrument = Instrument.objects.create(slug="itu/pp/res-9", title="Beacons", short_title="R 9")
    edition = Edition.objects.create(instrument=instrument, version="2022", is_summary=True)
    words = "Keep the beacons lit, and report on them to the stakeholders every year."
    told = {"kind": "operative", "clause": "resolves", "heading": "resolves"}
    Provision.objects.create(
        edition=edition, position=1, path="resolves/1", label="1", text=words, **told
    )
    found = Mandate.objects.create(instrument=instrument, version="2022")
    found.current = Wording.objects.create(
        mandate=found,
        edition=edition,
        path="resolves/1",
        text=words,
        is_summary=True,
        force="resolves",
        action="keep",
    )
    found.save()
    return found


@pytest.fixture
def pages(reason, write, officer, mandate) -> list[str]:
    """Every page of the desk, with something in each state."""
    links = list(MatrixLink.objects.exclude(pk=reason.pk))
    write(reason, "كلمات {most}")
    write(reason, "كلمات {most} أفضل", approve=False)
    text = queries.find_text(CONTENT, FIELD, str(links[0].pk))
    actions.take_machine(text=text, language="ar", words="لأن", engine="LibreTranslate", by=officer)
    write(links[1], "لأن")
    MatrixLink.objects.filter(pk=links[1].pk).update(reason="Because it is so, and was.")
    data = f"""<xliff version="1.2" xmlns="urn:oasis:names:tc:xliff:document:1.2">
      <file target-language="ar"><body>
      <trans-unit id="{CONTENT}:{FIELD}:{links[2].pk}"><source>Because.</source>
      <target>لأن</target></trans-unit><trans-unit id="odd"><source>x</source>
      <target>y</target></trans-unit></body></file></xliff>"""
    intake = actions.try_intake(name="x.xlf", data=data.encode(), approve=False, by=officer)
    return [
        "translations/",
        "translations/ar/",
        "translations/ar/?q=nothing-of-the-kind",
        f"translations/ar/{CONTENT}/{FIELD}/{reason.pk}/",
        f"translations/ar/{CONTENT}/{FIELD}/{links[1].pk}/",
        EDITOR,
        "translations/import/",
        f"translations/import/{intake.pk}/",
        "matrix/lines/C2/",
        f"matrix/links/{links[0].pk}/",
        f"mandates/{mandate.pk}/",
        "instruments/itu/pp/res-9/2022",
    ]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_nothing_serious_stands_in_anybodys_way(officer_page, pages, language):
    assert faults(officer_page, *(f"/{language}/{address}" for address in pages)) == {}


def test_a_mandate_is_translated_into_arabic_without_scripts(
    browser, live_server, officer_client, mandate
):
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False)
    session = officer_client.cookies["sessionid"].value
    context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = context.new_page()
    page.goto("/en/")
    page.get_by_role("link", name="Translations").press("Enter")
    page.get_by_role("link", name="Arabic", exact=True).press("Enter")
    page.get_by_role("link", name="Keep the beacons lit").press("Enter")
    page.get_by_label("Translation").fill("إبقاء المنارات مضاءة")
    page.get_by_role("button", name="Save the draft").press("Enter")
    assert "The draft is saved." in page.get_by_role("status").first.inner_text()

    page.goto(f"/ar/mandates/{mandate.pk}/")
    assert "Keep the beacons lit" in page.locator("blockquote").inner_text()
    page.goto(f"/en/{EDITOR}")
    page.get_by_label("Translation").fill("إبقاء المنارات مضاءة والإبلاغ عنها")
    page.get_by_role("button", name="Approve").press("Enter")

    page.goto(f"/ar/mandates/{mandate.pk}/")
    quote = page.locator("blockquote")
    assert quote.inner_text() == "إبقاء المنارات مضاءة والإبلاغ عنها"
    assert (quote.get_attribute("lang"), quote.get_attribute("dir")) == ("ar", "rtl")
    page.goto("/ar/instruments/itu/pp/res-9/2022")
    assert page.locator(".provision").get_attribute("dir") == "rtl"
    context.close()
