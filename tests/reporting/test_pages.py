"""The pages: who reaches what, and the whole way without a script."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.mandates.documents import asks
from tests.reporting import made

from actionline.accounts.models import User
from actionline.common.models import Job
from actionline.reporting import actions, setting, work
from actionline.reporting.models import Report


class Unwatched:
    """Stands for a job's progress: hands everything through."""

    def of(self, items, total):
        return iter(items)


def published(report, officer, second) -> Report:
    actions.move(report=report, verb="submit", by=officer)
    actions.move(report=report, verb="sign", by=second)
    return actions.move(report=report, verb="publish", by=second)


def page(client, name, *args, language="en", **data):
    return client.get(reverse(f"reporting:{name}", args=args), data)


def test_a_report_is_begun_and_drafted(mandates, definition, officer_client, officer):
    answer = officer_client.post(
        reverse("reporting:start", args=["harbours"]),
        {"starts": "2026-01-01", "ends": "2026-12-31", "language": "en", "languages": ["en", "fr"]},
    )
    report = Report.objects.get()
    assert answer.url == reverse("reporting:desk", args=[report.pk])

    job = Job.objects.get()
    work.draft(Unwatched(), **job.arguments)

    desk = page(officer_client, "desk", report.pk).content.decode()
    assert (report.languages, report.year) == (["en", "fr"], 2026)
    assert "Submit for review" in desk


def test_a_draft_is_for_those_who_write_it(report, client, person, person_client, officer):
    addresses = [reverse(f"reporting:{name}", args=[report.pk]) for name in ("desk", "changes")]
    section = reverse("reporting:section", args=[report.pk, "en", "work"])

    assert page(client, "report", report.pk).status_code == 404
    assert page(person_client, "report", report.pk).status_code == 403
    assert [person_client.get(each).status_code for each in (*addresses, section)] == [403] * 3
    assert "Report on harbours" not in page(client, "list").content.decode().split("<h2>")[0]

    actions.invite(report=report, person=person, sections=["work"], by=officer)
    assert page(person_client, "report", report.pk).status_code == 200
    assert [person_client.get(each).status_code for each in (*addresses, section)] == [200] * 3
    assert page(person_client, "head", report.pk).status_code == 403


def test_from_a_sentence_to_the_words_of_the_resolution_and_back(
    report, officer, second, client, mandates
):
    published(report, officer, second)
    first = mandates[0]
    progress = first.progress_reports.get()
    key = f"work.m{first.pk}.r{progress.pk}-done"

    text = page(client, "report", report.pk).content.decode()
    assert f'id="{key}"' in text
    sources = reverse("reporting:sources", args=[report.pk, key])
    assert sources in text

    rests = client.get(sources).content.decode()
    assert "to report to the Council, every year;" in rests
    assert reverse("mandates:mandate", args=[first.pk]) in rests
    assert progress.get_absolute_url() in rests
    assert f"{reverse('reporting:report', args=[report.pk])}#{key}" in rests
    asked = f"work.m{first.pk}.asked"
    own = client.get(reverse("reporting:sources", args=[report.pk, asked])).content.decode()
    assert "/instruments/itu/pp/res-900/2022#instructs/1" in own

    mandate = client.get(reverse("mandates:mandate", args=[first.pk])).content.decode()
    assert f"{reverse('reporting:report', args=[report.pk])}#" in mandate
    assert "Told in these reports" in mandate


def test_a_section_is_written_without_a_script(report, officer_client, mandates):
    place = [report.pk, "en", "work"]
    officer_client.post(reverse("reporting:hold", args=place))
    edit = reverse("reporting:edit", args=place)
    key = f"work.m{mandates[0].pk}"
    assert f'name="text:{key}"' in officer_client.get(edit).content.decode()

    answer = officer_client.post(
        edit, {"number": 1, f"text:{key}": "All *ours*.", f"add:{key}": "- a\n- b", "done": "1"}
    )

    assert answer.url == reverse("reporting:section", args=place)
    text = officer_client.get(answer.url).content.decode()
    assert "All <em>ours</em>." in text
    assert "<li>" in text.partition("ours")[2].partition("</ul>")[0]
    history = officer_client.get(reverse("reporting:history", args=place), {"number": "2"})
    assert "<del>" in history.content.decode()


def test_what_could_not_be_saved_is_not_lost(report, officer_client, second, mandates):
    place = [report.pk, "en", "work"]
    officer_client.post(reverse("reporting:hold", args=place))
    actions.break_hold(section=made.section_of(report, "work"), by=second)
    made.write(report, "work", second, added={"": "By another."})

    key = f"work.m{mandates[0].pk}"
    answer = officer_client.post(
        reverse("reporting:edit", args=place), {"number": 1, f"text:{key}": "My own words."}
    )

    text = answer.content.decode()
    assert "Somebody saved this section meanwhile." in text
    assert "My own words." in text
    assert 'name="number" value="2"' in text


def test_a_new_draft_is_shown_before_it_is_taken(report, officer_client, officer, mandates):
    made.told(mandates[1], "A list was made.")
    redraft = made.drafted(report, officer)
    address = reverse("reporting:redraft", args=[report.pk, redraft.pk])

    shown = officer_client.get(address).content.decode()
    assert "<ins>" in shown
    assert "A list was made." in shown
    officer_client.post(address)

    assert "A list was made." in made.text_of(report, "work")


def test_an_edition_shows_its_digest_to_everybody_and_names_to_officers(
    report, officer, second, client, officer_client
):
    edition = published(report, officer, second).editions.get()

    public = client.get(edition.get_absolute_url()).content.decode()
    inside = officer_client.get(edition.get_absolute_url()).content.decode()

    assert edition.digest in public
    assert ("Second" in public, "Second" in inside) == (False, True)
    answer = page(client, "edition_json", report.pk, 1)
    assert answer.content.startswith(b'{"definition":"harbours"')


def test_the_files_of_an_edition_are_made_and_given_to_everybody(
    report, officer, second, client, settings, tmp_path
):
    settings.MEDIA_ROOT = tmp_path
    edition = published(report, officer, second).editions.get()
    setting.set_edition(Unwatched(), edition=edition.pk, report=report.pk)

    made_files = sorted(edition.files.values_list("language", "form"))
    assert made_files == [("ar", "docx"), ("ar", "pdf"), ("en", "docx"), ("en", "pdf")]
    for language in ("en", "ar"):
        shown = client.get(f"/{language}/reports/{report.pk}/").content.decode()
        assert f"/editions/1/{language}.pdf" in shown
    answer = page(client, "edition_file", report.pk, 1, "en", "pdf")
    assert b"".join(answer.streaming_content).startswith(b"%PDF")


@pytest.mark.parametrize("language", ["ar", "zh-hans", "fr", "ru", "es"])
def test_pages_speak_each_language(report, officer_client, language):
    answer = officer_client.get(f"/{language}/reports/{report.pk}/desk/")
    assert answer.status_code == 200
    assert officer_client.get(f"/{language}/reports/{report.pk}/").status_code == 200


def test_a_list_asks_the_same_of_one_report_and_of_three(
    report, definition, officer, officer_client, django_assert_max_num_queries
):
    counts = []
    for many in (1, 3):
        while Report.objects.count() < many:
            made.begin(definition, officer)
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        with CaptureQueriesContext(connection) as asked:
            page(officer_client, "list")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_a_mandate_tells_strangers_of_published_reports_only(report, client, mandates):
    text = client.get(reverse("mandates:mandate", args=[mandates[0].pk])).content.decode()

    assert "Told in these reports" not in text


def client_of(person: User) -> Client:
    found = Client()
    found.force_login(person)
    return found


def test_two_people_take_a_report_to_the_public(report, officer, second):
    editor, signer = client_of(officer), client_of(second)
    move = [reverse("reporting:move", args=[report.pk, verb]) for verb in ("submit", "sign")]
    editor.post(move[0])
    assert editor.get(move[1]).status_code == 403

    signer.post(move[1])
    signer.post(reverse("reporting:move", args=[report.pk, "publish"]))

    report.refresh_from_db()
    assert report.state == "published"
    assert Job.objects.get().kind == "reporting.set"


def test_a_hundred_paragraphs_go_over_pages(file_edition, definition, officer, officer_client):
    file_edition("2022", *(asks(f"instructs/{n}", f"to do {n};") for n in range(1, 41)))
    report = made.begin(definition, officer)
    made.drafted(report, officer)
    place = [report.pk, "en", "work"]
    officer_client.post(reverse("reporting:hold", args=place))

    second = officer_client.get(reverse("reporting:edit", args=place), {"page": "2"})

    assert second.content.decode().count('name="text:') == 10
