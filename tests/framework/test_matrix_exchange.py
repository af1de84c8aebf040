"""The matrix out and in: a table like the others, with what is special to links."""

from __future__ import annotations

import csv
import io
import json

import pytest
from tests.common.tables.bringing import bring, faults, got, tried
from tests.framework.terms import link, make_vocabulary

from actionline.common.models import AuditEntry
from actionline.common.tables.models import TableImport
from actionline.framework.matrix.exchange import COLUMNS, LinkTable
from actionline.framework.models import MatrixLink

HEAD = "action_line,sdg,gdc,reason,source\n"
NEW = "C2,9.1,,Roads need networks.,C26/59\n"


@pytest.fixture(autouse=True)
def vocabulary(db):
    make_vocabulary()


def test_it_goes_out_as_csv(client):
    rows = list(csv.DictReader(io.StringIO(got(client, "/en/matrix/matrix.csv"))))

    assert list(rows[0]) == COLUMNS
    assert [(row["action_line"], row["sdg"], row["gdc"], row["state"]) for row in rows] == [
        ("C2", "9.c", "", "confirmed"),
        ("C2", "", "1", "proposed"),
        ("C7-ehealth", "3", "", "doubtful"),
        ("C7-ehealth", "3.8", "", "confirmed"),
    ]
    assert (rows[1]["author"], rows[1]["date"]) == ("Somebody", "2026-03-01")


def test_it_goes_out_as_json(client):
    rows = json.loads(got(client, "/en/matrix/matrix.json"))["matrix"]

    assert [(row["action_line"], row["sdg"]) for row in rows[:1]] == [("C2", "9.c")]


@pytest.mark.parametrize("form", ["csv", "xlsx", "json", "jsonl"])
def test_what_went_out_changes_nothing_when_it_comes_in(client, person, form):
    link_of_person = link("C2", "9.c")
    link_of_person.author, link_of_person.reason = person, "=HYPERLINK(1)"
    link_of_person.save()
    content = client.get(f"/en/matrix/matrix.{form}").getvalue()

    counts, _faults = tried(LinkTable, content)

    assert counts == {"rows": 4, "new": 0, "changed": 0, "same": 4, "faulty": 0}


def test_a_spreadsheet_runs_nothing_that_somebody_wrote(client):
    MatrixLink.objects.update(reason="=1+1")

    assert "'=1+1" in got(client, "/en/matrix/matrix.csv")


#: A file, and what is said of which row and column.
SPOILT = [
    (HEAD + "C99,9.1,,x,y\n", (2, "action_line", "There is no action line C99.")),
    (HEAD + "C2,9.z,,x,y\n", (2, "sdg", "There is no goal or target 9.z.")),
    (HEAD + "C2,,7,x,y\n", (2, "gdc", "There is no objective 7.")),
    (HEAD + "C2,,,x,y\n", (2, "sdg", "Give either sdg or gdc, and not both.")),
    (HEAD + "C2,9.1,1,x,y\n", (2, "sdg", "Give either sdg or gdc, and not both.")),
    (HEAD + "C2,9.1,,,y\n", (2, "reason", "It is missing.")),
    (HEAD + "C2,9.1,,x,\n", (2, "source", "It is missing.")),
    (HEAD + NEW + NEW, (3, "", "It is the same as row 2.")),
    ("action_line,sdg,reason,source,state\nC2,9.1,x,y,sure\n",
     (2, "state", "This value is not known here.")),
    ("action_line,sdg,reason,source,language\nC2,9.1,x,y,la\n",
     (2, "language", "This value is not known here.")),
    ("action_line,sdg,reason,source,date\nC2,9.1,x,y,today\n",
     (2, "date", "This is no date.")),
    (HEAD + "C2,9.1,,x," + "y" * 401 + "\n", (2, "source", "It has 401 characters.")),
]  # fmt: skip


@pytest.mark.parametrize(("content", "fault"), SPOILT)
def test_a_fault_is_told_with_its_row(content, fault):
    assert faults(LinkTable, content) == [fault]


def test_every_fault_of_a_row_is_told():
    assert len(faults(LinkTable, HEAD + "C2,,,,\n")) == 2
    assert len(faults(LinkTable, HEAD + "C99,,,x,y\n")) == 2


def test_more_rows_than_there_can_be_links(officer_client):
    brought = bring(officer_client, "matrix", HEAD + NEW * 4001)

    assert brought.message == "These are more than 4000 rows."


def test_what_was_tried_is_taken_on_a_second_word(officer_client, officer):
    brought = bring(officer_client, "matrix", HEAD + NEW + "C2,9.c,,Other words.,A/RES/70/125\n")
    assert (brought.new, brought.changed, MatrixLink.objects.count()) == (1, 1, 4)

    officer_client.post(f"/en/tables/imports/{brought.pk}/take/")

    entries = AuditEntry.objects.filter(verb="framework.take_link")
    assert link("C2", "9.1").reason == "Roads need networks."
    assert (link("C2", "9.1").state, link("C2", "9.1").by_hand) == ("proposed", True)
    assert (link("C2", "9.c").reason, link("C2", "9.c").state) == ("Other words.", "confirmed")
    assert {(entry.by, entry.batch) for entry in entries} == {(officer, brought.batch)}


def test_a_column_that_is_not_given_changes_nothing():
    given = HEAD + "C2,9.c,,Because.,A/RES/70/125\n"
    with_empty_state = "action_line,sdg,reason,source,state\nC2,9.c,Because.,A/RES/70/125,\n"

    assert tried(LinkTable, given)[0]["same"] == 1
    assert tried(LinkTable, with_empty_state)[0]["same"] == 1


def test_only_officers_import(client, person_client):
    assert client.get("/en/tables/matrix/").status_code == 302
    assert person_client.get("/en/tables/matrix/").status_code == 403
    assert not TableImport.objects.exists()
