"""The public pages: in every language, with a fixed number of queries."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.conftest import LANGUAGES
from tests.instruments import readings

from actionline.common import ui
from actionline.common.models import AuditEntry
from actionline.instruments import actions, hooks
from actionline.instruments.models import Instrument


@pytest.fixture
def on_file(ready, officer):
    """Two editions, a proposal, and an instrument that cites the first."""

    def file(reading):
        return actions.file_import(item=ready(reading), by=officer)

    older = readings.edition(version="2018")
    older["provisions"][2]["text"] = "to keep a closed list of lighthouses;"
    file(older)
    edition = file(readings.edition())
    proposal = file(readings.revision())
    citing = readings.edition(instrument="itu/pp/res-901", title="Buoys", version="2018")
    citing["citations"] = [
        readings.citation("recalling/a", "Resolution 901 (Rev.", "itu/pp/res-900", "2022"),
    ]
    file(citing)
    return edition, proposal


def pages(proposal):
    return [
        "",
        "graph/",
        "itu/pp/res-900",
        "itu/pp/res-900/2022",
        "itu/pp/res-900/2018/compare/2022",
        f"itu/pp/res-900/2022/compare/proposal-{proposal.pk}?view=sides",
        f"proposals/{proposal.pk}/",
        f"proposals/{proposal.pk}/?view=sides&only=changed",
        "history/itu/pp/res-900",
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_stands_in_every_language(client, on_file, language):
    direction = "rtl" if language == "ar" else "ltr"
    for page in pages(on_file[1]):
        response = client.get(f"/{language}/instruments/{page}")

        assert response.status_code == 200, page
        assert f'<html lang="{language}" dir="{direction}">' in response.text


def test_a_page_is_the_same_for_everybody_who_may_not_file(client, person_client, on_file):
    for page in pages(on_file[1]):
        assert person_client.get(f"/en/instruments/{page}").status_code == 200
        assert "Import a document" not in client.get(f"/en/instruments/{page}").text


def test_words_of_a_document_are_escaped(client, on_file):
    text = client.get("/en/instruments/itu/pp/res-900/2022").text

    assert "the &lt;data&gt; they keep" in text
    assert "harbours &amp; &lt;coasts&gt;" in text


def test_provisions_have_permanent_links_and_citations_lead_on(client, on_file):
    text = client.get("/en/instruments/itu/pp/res-900/2022").text

    assert 'id="resolves/2"' in text
    assert '<a href="#resolves/1">resolves 1 above</a>' in text
    cited = '<a href="/en/instruments/itu/pp/res-901/2018">Resolution 901 (Rev. Geneva, 2018)</a>'
    assert cited in text
    assert "Lights on inland waters too." in text


def test_a_proposal_shows_what_goes_and_what_comes(client, on_file):
    text = client.get(f"/en/instruments/proposals/{on_file[1].pk}/").text

    assert "<del>to review that list;</del>" in text
    assert "<ins>to renew the list;</ins>" in text
    assert text.count("tag-ended") == 1
    assert "change-deleted" in text


def test_side_by_side_each_side_has_its_own_words(client, on_file):
    text = client.get("/en/instruments/itu/pp/res-900/2018/compare/2022?view=sides").text

    assert "to keep a <del>closed</del> list of lighthouses;</td>" in text
    assert "to keep a <ins>public</ins> list of lighthouses;</td>" in text


def test_only_what_changes_is_shown_when_asked(client, on_file):
    text = client.get(f"/en/instruments/proposals/{on_file[1].pk}/?only=changed").text

    assert 'id="resolves/1"' in text
    assert 'id="recalling/a"' not in text


def test_two_editions_are_compared_in_words(client, on_file):
    text = client.get("/en/instruments/itu/pp/res-900/2018/compare/2022").text

    assert "1 provision differs." in text
    assert "<del>closed</del><ins>public</ins>" in text


@pytest.mark.parametrize(
    "page",
    [
        "itu/pp/res-1",
        "itu/pp/res-900/1999",
        "itu/pp/res-900/2022.exe",
        "itu/pp/res-900/2022/compare/1999",
        "itu/pp/res-900/2022/compare/proposal-x",
        "itu/pp/res-900/2022/compare/proposal-999",
        "proposals/999/",
        "history/itu/pp/res-1",
    ],
)
def test_what_is_not_there_is_not_found(client, on_file, page):
    assert client.get(f"/en/instruments/{page}").status_code == 404


def test_the_list_is_filtered_searched_and_sorted(client, on_file):
    def listed(query):
        page = client.get(f"/en/instruments/?{query}").context["page"]
        return [item.slug for item in page]

    assert listed("") == ["itu/pp/res-900", "itu/pp/res-901"]
    assert listed("q=BUOYS") == ["itu/pp/res-901"]
    assert listed("q=lighthouses+900") == ["itu/pp/res-900"]
    assert listed("q=nothing+like+it") == []
    assert listed("body=plenipotentiary-conference&kind=resolution") == listed("")
    assert listed("kind=decision") == []
    assert listed("status=suppressed") == []
    assert listed("sort=title") == ["itu/pp/res-901", "itu/pp/res-900"]
    assert listed("sort=newest") == ["itu/pp/res-900", "itu/pp/res-901"]
    assert listed("sort=cited") == ["itu/pp/res-901", "itu/pp/res-900"]
    assert listed("sort=nonsense&body=nobody&page=99") == listed("")


def test_an_empty_register_says_what_to_do(client, db):
    assert "No instrument is on file yet." in client.get("/en/instruments/").text
    assert "No instrument on file cites another" in client.get("/en/instruments/graph/").text


def test_the_graph_is_a_drawing_a_table_and_a_csv(client, on_file):
    response = client.get("/en/instruments/graph/")
    file = b"".join(client.get("/en/instruments/graph.csv").streaming_content)
    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))

    assert "<svg" in response.text
    assert rows == [
        ["citing", "cited", "mentions"],
        ["itu/pp/res-900", "itu/pp/res-901", "2"],
        ["itu/pp/res-901", "itu/pp/res-900", "1"],
    ]
    shown = [(source.name, cited.name, n) for source, cited, n in response.context["rows"]]
    assert shown == [
        ("PP Resolution 900", "PP Resolution 901", 2),
        ("PP Resolution 901", "PP Resolution 900", 1),
    ]


def test_the_json_is_what_was_filed(client, on_file):
    response = client.get("/en/instruments/itu/pp/res-900/2022.json")

    assert response["Content-Type"] == "application/json"
    filed = readings.edition() | {"warnings": []}  # as of today: no newer edition is on file
    assert json.loads(response.content) == filed


def test_history_names_acts_to_all_and_people_to_officers(client, officer_client, on_file):
    public = client.get("/en/instruments/history/itu/pp/res-900").text

    assert "Filed" in public
    assert "Officer" not in public
    assert "Officer" in officer_client.get("/en/instruments/history/itu/pp/res-900").text


def test_rooms_above_add_panels(client, on_file):
    hooks.panels.append(lambda request, record: f"<p>panel of {record.version}</p>")

    for page in ("itu/pp/res-900", "itu/pp/res-900/2022", f"proposals/{on_file[1].pk}/"):
        assert "<p>panel of 202" in client.get(f"/en/instruments/{page}").text


def test_the_line_leads_where_the_rooms_above_say(client, on_file):
    hooks.threads.append(lambda record: {ui.Stage.MANDATE: ("7 mandates", "/en/mandates/")})

    text = client.get("/en/instruments/itu/pp/res-900/2022").text

    assert '<a href="/en/mandates/">7 mandates</a>' in text
    assert "no mandate yet" not in text
    assert "no plan yet" in text


@pytest.fixture
def queries(client):
    """How many queries a page takes."""

    def count(page):
        with CaptureQueriesContext(connection) as caught:
            assert client.get(f"/en/instruments/{page}").status_code == 200
        return len(caught)

    return count


def test_lists_ask_as_often_for_three_as_for_one(ready, officer, queries):
    def file(number):
        reading = readings.edition(instrument=f"itu/pp/res-{number}")
        actions.file_import(item=ready(reading), by=officer)
        old = readings.edition(instrument=f"itu/pp/res-{number}", version="2018")
        actions.file_import(item=ready(old), by=officer)
        actions.file_import(
            item=ready(
                readings.revision(instrument=f"itu/pp/res-{number}", reference=f"A/{number}")
            ),
            by=officer,
        )

    shown = ["", "graph/", "itu/pp/res-901", "itu/pp/res-901/2022", "history/itu/pp/res-901"]
    file(901)
    file(904)
    one = [queries(page) for page in shown]
    file(902)
    file(903)

    assert [queries(page) for page in shown] == one
    assert max(one) <= 12


def test_the_audit_trail_of_a_removed_text_stays_with_its_instrument(client, on_file, officer):
    edition = on_file[0]
    actions.undo_import(item=edition.imports.get(), by=officer)

    text = client.get("/en/instruments/history/itu/pp/res-900").text

    assert "Filing undone" in text
    assert AuditEntry.objects.filter(verb="instruments.undo").count() == 1
    assert Instrument.objects.filter(slug="itu/pp/res-900").exists()


def test_what_it_cites_leads_to_the_places_that_cite(client, on_file):
    text = client.get("/en/instruments/itu/pp/res-900").text

    assert 'href="/en/instruments/itu/pp/res-900/2022#recalling/b"' in text
    assert "wsis/tunis-agenda" in text
