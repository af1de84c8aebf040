"""Editions and proposals as files, each read again by the program itself."""

from __future__ import annotations

import json

import pytest
from tests.instruments import readings

from actionline.instruments import actions, exports
from actionline.instruments.models import Edition, Instrument, Provision
from actionline.reading.model import Side, Tracking
from actionline.reading.output.contract import as_json, from_json
from actionline.reading.sources import open_source


@pytest.fixture
def edition(ready, officer):
    return actions.file_import(item=ready(), by=officer)


@pytest.fixture
def proposal(ready, officer, edition):
    return actions.file_import(item=ready(readings.revision()), by=officer)


def fetch(client, address):
    response = client.get(address)
    assert response.status_code == 200
    assert response["Content-Disposition"].startswith("attachment")
    return response.content


@pytest.mark.parametrize("form", ["txt", "docx", "xml"])
def test_every_form_has_the_words(client, edition, form):
    data = fetch(client, f"{edition.get_absolute_url()}.{form}")

    source = open_source(data, "again")
    text = "\n".join(paragraph.on(Side.NEW) for paragraph in source.paragraphs)
    for row in edition.provisions.all():
        assert row.text in text
    assert source.tracking is Tracking.NONE


def test_the_word_file_of_a_proposal_has_tracked_changes(client, proposal):
    data = fetch(client, f"/en/instruments/proposals/{proposal.pk}.docx")

    source = open_source(data, "again")
    old = "\n".join(paragraph.on(Side.OLD) for paragraph in source.paragraphs)
    new = "\n".join(paragraph.on(Side.NEW) for paragraph in source.paragraphs)
    assert source.tracking is Tracking.TRACKED
    assert "to review that list;" in old
    assert "to review that list;" not in new
    assert "to renew the list;" in new


def test_a_comparison_is_a_word_file_with_tracked_changes(client, edition, proposal):
    address = f"{edition.get_absolute_url()}/compare/proposal-{proposal.pk}.docx"

    source = open_source(fetch(client, address), "again")

    assert source.tracking is Tracking.TRACKED


def test_a_summary_is_given_in_every_form_and_says_what_it_is(client, db):
    instrument = Instrument.objects.create(slug="itu/pp/res-900", title="Lighthouses")
    edition = Edition.objects.create(
        instrument=instrument, version="2022", title="Lighthouses", is_summary=True
    )
    Provision.objects.create(
        edition=edition,
        position=0,
        path="resolves/1",
        kind="operative",
        clause="resolves",
        heading="resolves",
        label="1",
        text="ITU keeps a list.",
    )

    read = json.loads(fetch(client, f"{edition.get_absolute_url()}.json"))

    assert read["summary"] is True
    assert [item["path"] for item in read["provisions"]] == ["resolves/1"]
    for form in exports.FORMS:
        assert fetch(client, f"{edition.get_absolute_url()}.{form}")


def test_what_is_filed_is_what_the_contract_says(edition):
    assert (
        as_json(from_json(exports.contract(edition)))["provisions"]
        == (readings.edition()["provisions"])
    )
