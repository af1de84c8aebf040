"""Cautions as they stand today, whatever was known when the document was read."""

from __future__ import annotations

import pytest
from django.utils import translation
from tests.instruments import readings

from actionline.instruments import actions, exports, remarks
from actionline.instruments.models import Edition, Instrument, Proposal

CITES = "Resolution 901 (Rev. Geneva, 2018)"


@pytest.fixture
def cited(bodies):
    """An instrument of which the edition of 2018 is on file."""
    instrument = Instrument.objects.create(slug="itu/pp/res-901", title="Harbours")
    Edition.objects.create(instrument=instrument, version="2018", title="Harbours")
    return instrument


def codes(reading):
    return [(one["path"], one["code"]) for one in remarks.cautions(reading)]


def test_an_edition_filed_since_is_known(cited):
    reading = readings.revision()
    reading["citations"] = [readings.citation("recalling/a", CITES, "itu/pp/res-901", "2018")]
    assert codes(reading) == []

    Edition.objects.create(instrument=cited, version="2022", title="Harbours")

    assert remarks.cautions(reading)[0]["message"] == (
        f"{CITES}: the edition of 2018 is cited; the latest known is of 2022."
    )


def test_a_caution_that_no_longer_holds_is_gone(cited):
    assert readings.edition()["warnings"] != []
    assert codes(readings.edition()) == []  # it was written when 2018 was not the latest


def test_other_cautions_stay_and_are_said_in_the_language_of_the_page(bodies):
    reading = readings.edition()
    reading["warnings"] = [
        {
            "path": "resolves/2", "code": "broken-sequence", "message": "The label 4 follows 2.",
            "case": "broken-sequence", "values": {"label": "4", "before": "2"},
        }
    ]  # fmt: skip
    with translation.override("fr"):
        told = remarks.cautions(reading)[0]["message"]
    assert told != "The label 4 follows 2."
    assert {"4", "2"} <= set(told.rstrip(".").split())


def test_words_of_a_document_keep_their_direction_in_arabic(cited):
    reading = readings.edition(version="2026")
    Edition.objects.create(instrument=cited, version="2022", title="Harbours")
    with translation.override("ar"):
        (told,) = remarks.cautions(reading)
    assert f"\u2068{CITES}\u2069" in told["message"]


def test_a_draft_filed_as_a_proposal_is_known_once_it_was_adopted(bodies):
    reading = readings.edition()
    symbol = "A/99/L.7"
    reading["citations"] = [
        readings.citation("recalling/a", f"resolution {symbol}", "un/ga/a-99-l-7")
    ]
    assert [one["message"] for one in remarks.cautions(reading)] == [
        f"{symbol}: the symbol of a draft."
    ]
    instrument = Instrument.objects.create(slug="un/ga/res-99-100", title="On lighthouses")
    Proposal.objects.create(instrument=instrument, action="ADD", reference=symbol, title="On them")
    assert codes(reading) == [("recalling/a", "draft-symbol")]

    Edition.objects.create(instrument=instrument, version="2044", title="On lighthouses")

    assert [one["message"] for one in remarks.cautions(reading)] == [
        f"{symbol}: the symbol of a draft that was adopted as On lighthouses."
    ]


def test_pages_and_files_of_what_is_filed_tell_them(client, cited, ready, officer):
    reading = readings.revision()
    reading["citations"] = [readings.citation("recalling/a", CITES, "itu/pp/res-901", "2018")]
    proposal = actions.file_import(item=ready(reading), by=officer)
    Edition.objects.create(instrument=cited, version="2022", title="Harbours")

    page = client.get(proposal.get_absolute_url())

    assert "the latest known is of 2022" in page.text
    assert "the latest known is of 2022" in exports.FORMS["json"].make(proposal).decode()
