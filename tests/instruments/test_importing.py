"""The journey of a document through the pages, without JavaScript."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import LANGUAGES
from tests.instruments import readings
from tests.instruments.uploads import PAGE, document, fields, send

from actionline.instruments import actions, drafts
from actionline.instruments.models import Edition, Import, Instrument, Proposal

# Who may


@pytest.mark.parametrize("page", ["", "1/", "1/provision/0/", "1/mandate/0/", "1/source/"])
def test_a_stranger_signs_in_first_and_a_person_without_the_right_is_refused(
    client, person_client, ready, page
):
    ready()

    assert client.get(PAGE + page).status_code == 302
    assert client.get(PAGE + page)["Location"].startswith("/en/account/")
    assert person_client.get(PAGE + page).status_code == 403


@pytest.mark.parametrize(
    "act",
    [
        "head/",
        "provision/0/",
        "mandate/0/",
        "take-back/0/",
        "accept/",
        "file/",
        "discard/",
        "undo/",
        "read/",
    ],
)
def test_nobody_without_the_right_changes_anything(client, person_client, ready, act):
    item = ready()
    address = f"{PAGE}{item.pk}/{act}"

    assert client.post(address).status_code == 302
    assert person_client.post(address).status_code == 403
    item.refresh_from_db()
    assert (item.state, item.corrections) == (Import.State.PREVIEW, {})


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_of_an_import_stand_in_every_language(officer_client, ready, language):
    item = ready(readings.revision())
    direction = "rtl" if language == "ar" else "ltr"
    base = f"/{language}/instruments/import/"

    for page in ("", f"{item.pk}/", f"{item.pk}/provision/2/", f"{item.pk}/mandate/3/"):
        response = officer_client.get(base + page)
        assert response.status_code == 200
        assert f'<html lang="{language}" dir="{direction}">' in response.text


# Checking


def test_uncertain_places_come_first_with_their_choices(officer_client, ready):
    item = ready(readings.revision())

    response = officer_client.get(f"{PAGE}{item.pk}/")

    assert [one.item["path"] for one, _form in response.context["uncertain"]] == [
        "resolves/2",
        "resolves/2~2",
    ]
    assert response.text.index('id="uncertain"') < response.text.index('id="resolves/1"')
    assert [one.extra["doubts"] for one, _form in response.context["uncertain"]] == [
        [
            "Two paragraphs have the label 2). This one was held for deleted, the one at "
            "resolves/2~2 for the one that stands."
        ],
        [
            "Two paragraphs have the label 2). This one was held for new, the one at resolves/2 "
            "for the older one."
        ],
    ]


def test_a_deleted_paragraph_is_kept_without_typing_its_words(officer_client, ready):
    item = ready(readings.revision())
    address = f"{PAGE}{item.pk}/provision/2/"

    officer_client.post(address, fields(officer_client.get(address)) | {"p2-choice": "kept"})

    item.refresh_from_db()
    kept = item.draft["provisions"][2]
    assert (kept["change"], kept["label"], kept["text"]) == ("kept", "2)", "to review that list;")


def test_changed_without_a_change_is_refused(officer_client, ready):
    item = ready(readings.revision())
    address = f"{PAGE}{item.pk}/provision/2/"

    entered = fields(officer_client.get(address)) | {"p2-choice": "modified"}
    response = officer_client.post(address, entered)

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "base_text": ["Words and label are the same: choose “Unchanged”."]
    }


def test_words_held_for_old_are_made_the_new_ones(officer_client, ready):
    reading = readings.revision()
    reading["provisions"][1] = readings.provision(
        "resolves/1", "through the Council;", "to the Council;", "modified", certain=False,
        spans=[["old", "to ", False], ["new", "through ", False], ["both", "the Council;", True]],
    )  # fmt: skip
    item = ready(reading)
    address = f"{PAGE}{item.pk}/provision/1/"

    officer_client.post(address, fields(officer_client.get(address)) | {"p1-choice": "swapped"})

    item.refresh_from_db()
    turned = item.draft["provisions"][1]
    assert (turned["base_text"], turned["text"]) == ("through the Council;", "to the Council;")
    assert turned["certain"]


def test_a_provision_is_corrected_shown_and_taken_back(officer_client, ready):
    item = ready(readings.revision())
    address = f"{PAGE}{item.pk}/provision/2/"
    entered = fields(officer_client.get(address))
    entered |= {"p2-choice": "kept", "p2-label": "2)", "p2-text": "to go over that list;"}

    officer_client.post(address, entered)

    item.refresh_from_db()
    assert item.draft["provisions"][2]["change"] == "kept"
    assert item.draft["provisions"][2]["text"] == "to go over that list;"
    assert "to go over that list;" in officer_client.get(f"{PAGE}{item.pk}/").text

    officer_client.post(f"{PAGE}{item.pk}/take-back/2/", {"kind": "provisions"})

    item.refresh_from_db()
    assert (item.corrections, item.draft) == ({}, item.reading)


def test_a_correction_without_its_words_is_refused_and_nothing_is_lost(officer_client, ready):
    item = ready(readings.revision())
    address = f"{PAGE}{item.pk}/provision/2/"
    entered = fields(officer_client.get(address))
    entered |= {"p2-choice": "modified", "p2-text": "", "p2-base_text": "my careful entry"}

    response = officer_client.post(address, entered)

    assert response.status_code == 422
    assert 'href="#id_p2-text"' in response.text
    assert "my careful entry" in response.text


def test_nobody_overwrites_what_somebody_else_corrected_meanwhile(officer_client, ready, officer):
    item = ready(readings.revision())
    address = f"{PAGE}{item.pk}/provision/2/"
    entered = fields(officer_client.get(address))
    choice = {"choice": "kept", "label": "2)", "text": "theirs;"}
    actions.correct_provision(item=item, position=2, choice=choice, by=officer)
    entered |= {"p2-choice": "kept", "p2-text": "mine;"}

    response = officer_client.post(address, entered)

    item.refresh_from_db()
    assert response.status_code == 409
    assert item.draft["provisions"][2]["text"] == "theirs;"
    assert "mine;" in response.text
    assert "theirs;" in response.text
    officer_client.post(address, entered | {"p2-seen": fields(response)["p2-seen"]})
    item.refresh_from_db()
    assert item.draft["provisions"][2]["text"] == "mine;"


def test_what_a_provision_asks_is_corrected(officer_client, ready):
    item = ready()
    address = f"{PAGE}{item.pk}/mandate/4/"
    page = officer_client.get(address)
    entered = fields(page) | {"actors": ["council"], "asks": "on", "every": "P2Y", "event": ""}

    officer_client.post(address, entered)

    item.refresh_from_db()
    assert item.draft["mandates"][0]["actors"] == ["council"]
    assert item.draft["mandates"][0]["deadline"]["every"] == "P2Y"
    assert "every 2 years" in officer_client.get(f"{PAGE}{item.pk}/").text


@pytest.mark.parametrize(
    "wrong", [{"every": "yearly"}, {"by": "soon"}, {"actors": []}, {"actors": ["nobody"]}]
)
def test_a_mandate_that_makes_no_sense_is_refused(officer_client, ready, wrong):
    item = ready()
    address = f"{PAGE}{item.pk}/mandate/4/"
    entered = fields(officer_client.get(address)) | {"asks": "on", "event": ""} | wrong

    assert officer_client.post(address, entered).status_code == 422
    item.refresh_from_db()
    assert item.corrections == {}


def test_all_uncertain_places_are_accepted_at_once(officer_client, ready):
    item = ready(readings.revision())
    seen = officer_client.get(f"{PAGE}{item.pk}/").context["seen"]

    officer_client.post(f"{PAGE}{item.pk}/accept/", {"seen": seen})

    item.refresh_from_db()
    assert all(provision["certain"] for provision in item.draft["provisions"])


# Filing


def test_a_document_is_corrected_filed_and_undone_through_the_pages(officer_client, ready):
    item = ready(readings.edition(version=None))
    page = officer_client.get(f"{PAGE}{item.pk}/")

    refused = officer_client.post(f"{PAGE}{item.pk}/file/", {"seen": page.context["seen"]})
    assert refused.status_code == 422
    assert 'href="#id_version"' in refused.text

    head = fields(page) | {"version": "2022"}
    assert officer_client.post(f"{PAGE}{item.pk}/head/", head).status_code == 302
    seen = officer_client.get(f"{PAGE}{item.pk}/").context["seen"]
    filed = officer_client.post(f"{PAGE}{item.pk}/file/", {"seen": seen})
    assert filed["Location"] == "/en/instruments/itu/pp/res-900/2022"
    assert Edition.objects.get().provisions.count() == 5

    officer_client.post(f"{PAGE}{item.pk}/undo/")
    assert not Instrument.objects.exists()
    assert "Undone" in officer_client.get(f"{PAGE}{item.pk}/").text


def test_what_is_on_file_is_replaced_on_purpose_only(officer_client, ready, officer):
    actions.file_import(item=ready(readings.revision()), by=officer)
    item = ready(readings.revision(title="Better read"))
    seen = officer_client.get(f"{PAGE}{item.pk}/").context["seen"]

    refused = officer_client.post(f"{PAGE}{item.pk}/file/", {"seen": seen})
    assert refused.status_code == 409
    assert "Replace it" in refused.text

    officer_client.post(f"{PAGE}{item.pk}/file/", {"seen": seen, "replace": "1"})
    assert Proposal.objects.get().title == "Better read"


def test_an_import_is_discarded_and_read_again(officer_client, bodies):
    send(officer_client, document())
    item = Import.objects.get()

    officer_client.post(f"{PAGE}{item.pk}/discard/")
    item.refresh_from_db()
    assert item.state == Import.State.DISCARDED

    response = officer_client.post(f"{PAGE}{item.pk}/read/")
    fresh = Import.objects.exclude(pk=item.pk).get()
    assert response["Location"] == f"{PAGE}{fresh.pk}/"
    assert fresh.state == Import.State.PREVIEW


@pytest.mark.parametrize("page", ["99/", "1/provision/99/", "1/mandate/99/"])
def test_what_is_not_there_is_not_found(officer_client, ready, page):
    ready()
    assert officer_client.get(PAGE + page).status_code == 404


def test_the_list_of_imports_asks_as_often_for_three_as_for_one(officer_client, ready, officer):
    def queries():
        with CaptureQueriesContext(connection) as caught:
            assert officer_client.get(PAGE).status_code == 200
        return len(caught)

    actions.file_import(item=ready(by=officer), by=officer)
    one = queries()
    actions.file_import(item=ready(readings.revision(), by=officer), by=officer)
    ready(by=officer)

    assert queries() == one
    listed = officer_client.get(f"{PAGE}?state=preview").context["page"]
    assert len(listed) == 1


def test_old_and_new_run_together_are_told_apart_by_the_older_edition_on_file(
    officer_client, officer, ready
):
    name = "flat-mod-council-kiosks.txt"
    send(officer_client, document(name))
    guessed = Import.objects.get()
    older = readings.before(guessed.draft)
    actions.file_import(item=ready(older), by=officer)

    fresh = actions.read_again(item=guessed, by=officer)

    before = {
        (item["base_label"], item["base_text"])
        for item in fresh.draft["provisions"]
        if item["base_text"] is not None
    }
    assert before == {(item["label"], item["text"]) for item in older["provisions"]}
    assert len(drafts.uncertain(fresh.draft)) < len(drafts.uncertain(guessed.draft))
