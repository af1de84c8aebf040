"""The matrix out and in: CSV and JSON, tried row by row before anything is taken."""

from __future__ import annotations

import csv
import io
import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from tests.framework.terms import link, make_vocabulary

from actionline.common.models import AuditEntry
from actionline.framework.matrix.exchange import COLUMNS, ExchangeError, as_csv, read_file
from actionline.framework.matrix.imports import try_rows
from actionline.framework.matrix.queries import links
from actionline.framework.models import MatrixLink

HEAD = "action_line,sdg,gdc,reason,source\n"
NEW = "C2,9.1,,Roads need networks.,C26/59\n"


@pytest.fixture(autouse=True)
def vocabulary(db):
    make_vocabulary()


def upload(content: str | bytes) -> dict[str, SimpleUploadedFile]:
    data = content.encode() if isinstance(content, str) else content
    return {"file": SimpleUploadedFile("matrix.csv", data)}


def faults(content: str) -> list[tuple[int, str]]:
    return [
        (outcome.number, fault)
        for outcome in try_rows(read_file(content)).outcomes
        for fault in outcome.faults
    ]


def test_it_goes_out_as_csv(client):
    response = client.get("/en/matrix/matrix.csv")

    rows = list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert list(rows[0]) == COLUMNS
    assert [(row["action_line"], row["sdg"], row["gdc"], row["state"]) for row in rows] == [
        ("C2", "9.c", "", "confirmed"),
        ("C2", "", "1", "proposed"),
        ("C7-ehealth", "3", "", "doubtful"),
        ("C7-ehealth", "3.8", "", "confirmed"),
    ]
    assert (rows[1]["author"], rows[1]["date"]) == ("Somebody", "2026-03-01")


def test_it_goes_out_as_json(client):
    rows = json.loads(client.get("/en/matrix/matrix.json").content)["links"]

    assert [(row["action_line"], row["sdg"]) for row in rows[:1]] == [("C2", "9.c")]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_what_went_out_changes_nothing_when_it_comes_in(client, person, form):
    link_of_person = link("C2", "9.c")
    link_of_person.author, link_of_person.reason = person, "=HYPERLINK(1)"
    link_of_person.save()
    content = client.get(f"/en/matrix/matrix.{form}").content.decode()

    report = try_rows(read_file(content))

    assert (report.same, report.new, report.changed, report.faulty) == (4, 0, 0, 0)


def test_a_spreadsheet_runs_nothing_that_somebody_wrote():
    MatrixLink.objects.update(reason="=1+1")

    assert b"'=1+1" in as_csv(links())


def test_the_number_of_queries_does_not_grow_with_the_rows(django_assert_num_queries):
    rows = read_file(HEAD + NEW + "C7-ehealth,9.1,,x,y\nC7-ehealth,9.c,,x,y\n")

    with django_assert_num_queries(5):
        report = try_rows(rows)

    assert report.new == 3


#: A file, and what is said of which row.
SPOILT = [
    (HEAD + "C99,9.1,,x,y\n", (2, "action_line: there is no C99")),
    (HEAD + "C2,9.z,,x,y\n", (2, "sdg: there is no goal or target 9.z")),
    (HEAD + "C2,,7,x,y\n", (2, "gdc: there is no objective 7")),
    (HEAD + "C2,,,x,y\n", (2, "give either sdg or gdc, and not both")),
    (HEAD + "C2,9.1,1,x,y\n", (2, "give either sdg or gdc, and not both")),
    (HEAD + "C2,9.1,,,y\n", (2, "reason is missing")),
    (HEAD + "C2,9.1,,x,\n", (2, "source is missing")),
    (HEAD + NEW + NEW, (3, "the same link as row 2")),
    ("action_line,sdg,reason,source,state\nC2,9.1,x,y,sure\n",
     (2, "state: “sure” is none of proposed, confirmed, doubtful, rejected")),
    ("action_line,sdg,reason,source,language\nC2,9.1,x,y,la\n",
     (2, "language: “la” is none of ar, zh-hans, en, fr, ru, es")),
    ("action_line,sdg,reason,source,date\nC2,9.1,x,y,today\n",
     (2, "date: “today” is no date such as 2026-04-28")),
    (HEAD + "C2,9.1,,x," + "y" * 401 + "\n", (2, "source is longer than 400 characters")),
]  # fmt: skip


@pytest.mark.parametrize(("content", "fault"), SPOILT)
def test_a_fault_is_told_with_its_row(content, fault):
    assert faults(content) == [fault]


def test_every_fault_of_a_row_is_told():
    assert len(faults(HEAD + "C99,,,,\n")) == 4


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("", "The first line has to name the columns"),
        ("a,b\n1,2\n", "The first line has to name the columns"),
        (HEAD, "There is no row in it."),
        ("[1, 2]", "The JSON has to be a list of links."),
        ('{"links": 1}', "The JSON has to be a list of links."),
        ("[", "This is no JSON"),
        ("[" * 100_000, "This is no JSON"),
        (HEAD + NEW * 2001, "These are more than 2000 rows."),
        (HEAD + 'C2,9.1,,"' + "x" * 200_000 + '",y\n', "This is no CSV"),
    ],
)
def test_a_file_that_cannot_be_read(content, problem):
    with pytest.raises(ExchangeError, match=problem):
        read_file(content)


def test_the_dry_run_tells_and_saves_nothing(officer_client):
    changed = "C2,9.c,,Other words.,A/RES/70/125\n"

    page = officer_client.post("/en/matrix/import/", upload(HEAD + NEW + changed + "C2,x,,x,y\n"))

    assert "1 are new, 1 change a link, 0 change nothing, 1 have a fault" in page.text
    assert "sdg: there is no goal or target x" in page.text
    assert 'name="take"' not in page.text
    assert MatrixLink.objects.count() == 4


def test_what_was_tried_is_taken_on_a_second_word(officer_client, officer):
    content = HEAD + NEW + "C2,9.c,,Other words.,A/RES/70/125\n"
    page = officer_client.post("/en/matrix/import/", upload(content))
    assert 'name="take"' in page.text
    assert f'name="content" value="{content}"' in page.text

    response = officer_client.post("/en/matrix/import/", {"content": content, "take": "yes"})

    entries = AuditEntry.objects.filter(verb="framework.take_link")
    assert response["Location"] == "/en/matrix/"
    assert link("C2", "9.1").reason == "Roads need networks."
    assert link("C2", "9.1").state == "proposed"
    assert (link("C2", "9.c").reason, link("C2", "9.c").state) == ("Other words.", "confirmed")
    assert {entry.by for entry in entries} == {officer}
    assert len({entry.batch for entry in entries}) == 1


def test_a_column_that_is_not_given_changes_nothing():
    given = HEAD + "C2,9.c,,Because.,A/RES/70/125\n"
    with_empty_state = "action_line,sdg,reason,source,state\nC2,9.c,Because.,A/RES/70/125,\n"

    assert try_rows(read_file(given)).same == 1
    assert try_rows(read_file(with_empty_state)).same == 1


def test_rows_with_a_fault_are_not_taken_even_when_asked_for(officer_client):
    content = HEAD + NEW + "C2,x,,x,y\n"

    officer_client.post("/en/matrix/import/", {"content": content, "take": "yes"})

    assert MatrixLink.objects.count() == 4


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({}, "Choose a file."),
        (upload("é".encode("latin-1")), "The file is not in UTF-8."),
        (upload("x" * 1_000_001), "The file is larger than a megabyte."),
        (upload("nothing"), "The first line has to name the columns"),
    ],
)
def test_a_file_that_cannot_be_tried(officer_client, sent, problem):
    page = officer_client.post("/en/matrix/import/", sent).text

    assert problem in page
    assert 'class="error-summary"' in page


def test_only_officers_import(client, person_client):
    sent = {"content": HEAD + NEW, "take": "yes"}

    assert client.post("/en/matrix/import/", sent).status_code == 302
    assert person_client.post("/en/matrix/import/", sent).status_code == 403
    assert MatrixLink.objects.count() == 4
