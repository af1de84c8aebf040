"""The pages that everybody reads: six languages, who sees drafts, queries, files."""

from __future__ import annotations

import hashlib
import io
import json
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from tests.conftest import LANGUAGES

from actionline.common.translations.models import Translation
from actionline.framework import tagging
from actionline.mandates.tags import RECORD
from actionline.roadmaps import actions
from actionline.roadmaps.models import Activity, ActivityVersion, Target

BASE = "/en/roadmaps/plans/l1-harbour-office"
VIEWS = ("", "timeline/", "coverage/")


def test_it_works(client, published):
    page = client.get(f"{BASE}/1/")

    assert page.status_code == 200
    for words in ("No ship in the dark.", "Lit coasts", "Mend the lamps", "Lamps that burn"):
        assert words in page.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_each_language(client, published, language):
    for address in (
        f"/{language}/roadmaps/",
        *(f"/{language}/roadmaps/plans/l1-harbour-office/1/{view}" for view in VIEWS),
        f"/{language}/roadmaps/activities/{Activity.objects.first().pk}/",
        f"/{language}/roadmaps/targets/{Target.objects.get().pk}/",
        f"/{language}/roadmaps/states/",
    ):
        page = client.get(address)

        assert page.status_code == 200, address
        assert f'dir="{"rtl" if language == "ar" else "ltr"}">' in page.text


def test_a_plan_shows_what_the_public_reads(client, published, publisher):
    actions.begin_edition(
        plan=published.plan,
        label="next",
        starts=date(2030, 1, 1),
        ends=date(2031, 1, 1),
        by=publisher,
    )

    assert "2026–2029" in client.get(f"{BASE}/").text


def test_a_draft_is_for_those_who_write_it(client, client_of, draft, drafter, outsider, officer):
    addresses = [f"{BASE}/", *(f"{BASE}/1/{view}" for view in VIEWS), f"{BASE}/1/whole.json"]
    for address in addresses:
        assert client.get(address).status_code == 404
        assert client_of(outsider).get(address).status_code == 404
        for reader in (drafter, officer):
            assert client_of(reader).get(address, follow=True).status_code == 200
    assert "Keeping lights" not in client.get("/en/roadmaps/").text.partition("<table")[2]


@pytest.mark.parametrize("view", VIEWS)
def test_a_page_takes_as_many_queries_with_two_activities_as_with_six(
    client, draft, publisher, mandates, view
):
    counts = []
    for number in (0, 4):
        rows = [{"title": f"Activity {place}"} for place in range(number)]
        edition = draft
        if number:
            edition = actions.begin_edition(
                plan=draft.plan,
                label="next",
                starts=date(2030, 1, 1),
                ends=date(2031, 1, 1),
                by=publisher,
            )
            actions.add(edition=edition, kind=ActivityVersion, rows=rows, by=publisher)
        else:
            draft.activityversions.first().mandates.set(mandates(2))
        actions.move(edition=edition, verb="publish", by=publisher)
        address = f"{BASE}/{edition.number}/{view}"
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address, follow=True).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_an_activity_shows_its_line_and_what_it_answers(client, draft, publisher, mandates, terms):
    row = draft.activityversions.get(title="Mend the lamps")
    (mandate,) = mandates(1)
    values = {"mandates": [mandate.pk], "sdg_targets": [terms["9.c"].pk]}
    actions.change(record=row, values=values, revision=1, by=publisher)
    actions.move(edition=draft, verb="publish", by=publisher)

    page = client.get(f"/en/roadmaps/activities/{row.activity_id}/").text

    line = page.partition('class="the-line"')[2].partition("</ol>")[0]
    assert f"/en/mandates/{mandate.pk}/" in line and "/en/instruments/itu/pp/res-900" in line
    assert "Cables" in page and "Forty lamps burn." in page


def test_an_activity_of_a_draft_has_no_page(client, draft):
    assert client.get(f"/en/roadmaps/activities/{Activity.objects.first().pk}/").status_code == 404


def test_a_mandate_tells_which_plans_answer_it(client, draft, publisher, mandates):
    asked, left = mandates(2)
    draft.activityversions.first().mandates.set([asked])
    before = client.get(f"/en/mandates/{asked.pk}/").text
    assert "No plan answers it yet." in before and "Mend the lamps" not in before

    actions.move(edition=draft, verb="publish", by=publisher)

    after = client.get(f"/en/mandates/{asked.pk}/").text
    line = after.partition('class="the-line"')[2].partition("</ol>")[0]
    assert "Mend the lamps" in line and "Roadmap: L1 Keeping lights" in after
    assert "No plan answers it yet." in client.get(f"/en/mandates/{left.pk}/").text


def test_coverage_lists_the_mandates_that_no_activity_answers(
    client, published, mandates, officer, line
):
    answered, left, _other = mandates(3)
    for mandate in (answered, left):
        tagging.tag_record(
            kind=RECORD,
            record_id=str(mandate.pk),
            lines=[line],
            goals=[],
            targets=[],
            objectives=[],
            by=officer,
        )
    published.activityversions.first().mandates.set([answered])

    page = client.get(f"{BASE}/1/coverage/").text

    assert "to keep beacon 2" in page
    assert "to keep beacon 1" not in page and "to keep beacon 3" not in page


def test_the_matrix_counts_published_activities(client, draft, publisher, terms):
    row = draft.activityversions.first()
    row.sdg_targets.set([terms["9.c"], terms["9.1"]])
    actions.move(edition=draft, verb="publish", by=publisher)

    page = client.get("/en/matrix/cells/L1/9/").text

    assert f"/en/roadmaps/activities/{row.activity_id}/" in page


def test_the_whole_is_the_bytes_that_the_digest_is_of(client, published):
    told = client.get(f"{BASE}/1/whole.json").content

    assert hashlib.sha256(told).hexdigest() == published.digest
    assert json.loads(told)["plan"] == "l1-harbour-office"


@pytest.mark.parametrize("language", ["en", "ar"])
def test_it_is_set_as_word(client, published, language):
    answer = client.get(f"/{language}/roadmaps/plans/l1-harbour-office/1/plan.docx")

    made = Document(io.BytesIO(answer.content))
    texts = [paragraph.text for paragraph in made.paragraphs]
    assert any("No ship in the dark." in text for text in texts)
    assert "Mend the lamps" in {text.strip() for text in texts}
    assert len(made.tables) >= 2


def test_it_is_set_as_pdf(client, published):
    answer = client.get(f"{BASE}/1/plan.pdf")

    assert answer.content[:5] == b"%PDF-"


def test_the_timeline_has_its_table_and_csv(client, published):
    rows = b"".join(client.get(f"{BASE}/1/timeline.csv").streaming_content).decode("utf-8-sig")
    page = client.get(f"{BASE}/1/timeline/").text

    first = Activity.objects.first().pk
    assert rows.splitlines()[1].startswith(f"{first},Mend the lamps,2026-03-01,2027-02-28,")
    assert "<svg" in page and "no dates" in page


def test_two_editions_are_compared_on_a_page(client_of, published, publisher):
    following = actions.begin_edition(
        plan=published.plan,
        label="next",
        starts=date(2030, 1, 1),
        ends=date(2031, 1, 1),
        by=publisher,
    )
    row = following.activityversions.get(title="Mend the lamps")
    values = {"results": "Fifty lamps burn."}
    actions.change(record=row, values=values, revision=1, by=publisher)

    page = client_of(publisher).get(f"{BASE}/2/compare/1/").text

    assert "<del>Forty</del><ins>Fifty</ins>" in page.replace(" </del>", "</del>").replace(
        " </ins>", "</ins>"
    )


def test_texts_are_shown_in_the_readers_language_where_they_are_translated(client, published):
    row = published.activityversions.get(title="Mend the lamps")
    Translation.objects.create(
        content="roadmaps.activity",
        key=str(row.activity_id),
        field="title",
        language="ar",
        text="إصلاح المصابيح",
        source="Mend the lamps",
        state="approved",
    )

    page = client.get("/ar/roadmaps/plans/l1-harbour-office/1/").text

    assert "إصلاح المصابيح" in page and "Mend the lamps" not in page
    assert '<span lang="en" dir="ltr">Teach the keepers</span>' in page


def test_the_desk_of_translations_lists_the_texts_of_plans(officer_client, published):
    page = officer_client.get("/en/translations/ar/?state=missing").text

    for words in ("Mend the lamps", "Lit coasts", "No ship in the dark.", "Lamps that burn"):
        assert words in page
