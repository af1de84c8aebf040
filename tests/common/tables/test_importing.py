"""A file from its coming to its being taken and taken back, on the pages of a table."""

from __future__ import annotations

import csv
import io

import pytest
from tests.common.tables.bringing import bring, got, upload
from tests.framework.terms import link, make_vocabulary

from actionline.common import work
from actionline.common.models import AuditEntry, Job
from actionline.common.tables import actions, jobs, taking
from actionline.common.tables.models import ColumnProfile, TableImport
from actionline.framework.models import MatrixLink

HEAD = "action_line,sdg,gdc,reason,source\n"
NEW = "C2,9.1,,Roads need networks.,C26/59\n"
CHANGED = "C2,9.c,,Other words.,A/RES/70/125\n"
FAULTY = "C99,9.1,,x,y\n"


@pytest.fixture(autouse=True)
def vocabulary(db):
    make_vocabulary()


@pytest.fixture
def long_work(monkeypatch):
    """Files are taken for long ones: the worker does them."""
    monkeypatch.setattr(actions, "_AT_ONCE", 0)


def take(client, brought: TableImport, **data: str) -> TableImport:
    client.post(f"/en/tables/imports/{brought.pk}/take/", data)
    brought.refresh_from_db()
    return brought


def undone(client, brought: TableImport) -> TableImport:
    client.post(f"/en/tables/imports/{brought.pk}/undo/")
    brought.refresh_from_db()
    return brought


def test_it_works(officer_client):
    brought = bring(officer_client, "matrix", HEAD + NEW + CHANGED)
    page = officer_client.get(brought.get_absolute_url()).text

    assert "1 are new, 1 change a record, 0 change nothing, 0 have a fault" in page
    assert "Take 2 rows" in page
    assert MatrixLink.objects.count() == 4

    taken = take(officer_client, brought)
    assert (taken.state, taken.taken) == ("taken", 2)
    assert MatrixLink.objects.count() == 5
    assert AuditEntry.objects.filter(verb="tables.take").count() == 1


def test_what_was_taken_changes_nothing_the_second_time(officer_client):
    take(officer_client, bring(officer_client, "matrix", HEAD + NEW + CHANGED))

    again = bring(officer_client, "matrix", HEAD + NEW + CHANGED)

    assert (again.new, again.changed, again.same) == (0, 0, 2)


def test_a_fault_is_on_the_page_and_in_the_report(officer_client):
    brought = bring(officer_client, "matrix", HEAD + NEW + FAULTY)
    page = officer_client.get(brought.get_absolute_url()).text
    report = got(officer_client, f"/en/tables/imports/{brought.pk}/faults.csv")

    assert "There is no action line C99." in page
    assert list(csv.DictReader(io.StringIO(report))) == [
        {
            "row": "3",
            "column": "action_line",
            "value": "C99",
            "wrong": "There is no action line C99.",
            "advice": "Write a code such as C2 or C7-ehealth.",
        }
    ]


def test_all_or_nothing_takes_nothing_where_a_row_has_a_fault(officer_client):
    brought = take(officer_client, bring(officer_client, "matrix", HEAD + NEW + FAULTY))

    assert brought.state == "tried"
    assert MatrixLink.objects.count() == 4


def test_the_good_rows_are_taken_where_that_is_chosen(officer_client):
    brought = bring(officer_client, "matrix", HEAD + NEW + FAULTY)

    taken = take(officer_client, brought, good="yes")

    assert (taken.state, taken.taken, taken.faults.count()) == ("taken", 1, 1)
    assert link("C2", "9.1").reason == "Roads need networks."


def test_what_changed_since_it_was_tried_stops_all(officer_client):
    brought = bring(officer_client, "matrix", HEAD + NEW + CHANGED)
    link("C2", "9.c").line.__class__.objects.filter(code="C2").update(code="C20")

    after = take(officer_client, brought)

    assert (after.state, after.message) == (
        "tried",
        "Something changed since it was tried. Try it again.",
    )
    assert MatrixLink.objects.count() == 4


def test_it_is_taken_back(officer_client):
    brought = take(officer_client, bring(officer_client, "matrix", HEAD + NEW + CHANGED))

    after = undone(officer_client, brought)

    assert (after.state, after.message) == ("undone", "")
    assert MatrixLink.objects.count() == 4
    assert link("C2", "9.c").reason == "Because."
    assert AuditEntry.objects.filter(verb="framework.take_link_back").count() == 2


def test_what_was_changed_since_stays_when_it_is_taken_back(officer_client):
    brought = take(officer_client, bring(officer_client, "matrix", HEAD + NEW + CHANGED))
    MatrixLink.objects.filter(target__code="9.1").update(reason="Mended since.")

    after = undone(officer_client, brought)

    assert "1 were left" in after.message
    assert link("C2", "9.1").reason == "Mended since."
    assert link("C2", "9.c").reason == "Because."


def test_foreign_headings_are_mapped_and_kept(officer_client):
    content = "Ligne,Cible,Pourquoi,Référence\nC2,9.1,Roads.,C26/59\n"
    first = bring(officer_client, "matrix", content)
    address = f"/en/tables/imports/{first.pk}/columns/"
    assert officer_client.get(first.get_absolute_url())["Location"] == address

    mapping = {"action_line": "Ligne", "sdg": "Cible", "reason": "Pourquoi", "source": "Référence"}
    officer_client.post(address, mapping | {"keep_as": "The ministry"})
    first.refresh_from_db()
    second = bring(officer_client, "matrix", content, profile="The ministry")

    assert (first.state, first.new, second.state, second.new) == ("tried", 1, "tried", 1)
    assert ColumnProfile.objects.get().mapping == mapping


def test_titles_in_any_language_are_known(officer_client):
    content = "Grande orientation,Source,Pourquoi la grande orientation y contribue,sdg\n"
    brought = bring(officer_client, "matrix", content + "C2,x,y,9.1\n")

    assert {"source", "sdg"} <= set(brought.mapping)


def test_one_heading_stands_for_one_column(officer_client):
    brought = bring(officer_client, "matrix", "a,b\n1,2\n")
    sent = {"action_line": "a", "reason": "a", "source": "b"}

    page = officer_client.post(f"/en/tables/imports/{brought.pk}/columns/", sent)

    assert "Another column stands for this heading already." in page.text


@pytest.mark.parametrize(
    ("sent", "problem"),
    [
        ({}, "This field is required."),
        ({"file": upload(b"")}, "The submitted file is empty."),
        ({"file": upload(b"\x01\x00\x00\x02 no text")}, "This is no table."),
        ({"file": upload(b"PK\x03\x04")}, "The spreadsheet is damaged."),
    ],
)
def test_a_file_that_is_no_table(officer_client, sent, problem):
    page = officer_client.post("/en/tables/matrix/", sent).text

    assert problem in page
    assert 'class="error-summary"' in page
    assert not TableImport.objects.exists()


def test_a_file_that_breaks_off_is_told_and_may_be_thrown_away(officer_client):
    brought = bring(officer_client, "matrix", HEAD + NEW + 'C2,9.1,,"' + "x\n" * 100_000)

    assert "Line 3 is no CSV" in officer_client.get(brought.get_absolute_url()).text
    officer_client.post(f"/en/tables/imports/{brought.pk}/discard/")
    assert not TableImport.objects.exists()


def test_long_work_is_done_by_the_worker(officer_client, long_work):
    brought = bring(officer_client, "matrix", HEAD + NEW)
    waiting = officer_client.get(brought.get_absolute_url()).text
    assert (brought.state, 'data-component="watch"' in waiting) == ("new", True)

    work.run(Job.objects.get().pk)
    assert "Take 1 row" in officer_client.get(brought.get_absolute_url()).text
    take(officer_client, brought)
    work.run(Job.objects.order_by("-pk")[0].pk)

    brought.refresh_from_db()
    assert (brought.state, brought.taken) == ("taken", 1)


def test_what_is_interrupted_goes_on_behind_the_last_batch(officer_client, monkeypatch):
    rows = [f"C2,{code},,x,y\n" for code in ("9.1", "3.8", "3")]
    monkeypatch.setattr("actionline.common.tables.checking.BATCH", 1)
    brought = bring(officer_client, "matrix", HEAD + "".join(rows) + FAULTY)
    real, calls = taking.take, []

    def breaks(*args, **more):
        calls.append(1)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return real(*args, **more)

    monkeypatch.setattr(jobs, "take", breaks)
    with pytest.raises(KeyboardInterrupt):
        take(officer_client, brought, good="yes")
    brought.refresh_from_db()
    assert (brought.state, brought.taken, MatrixLink.objects.count()) == ("taking", 1, 5)
    assert "Go on" in officer_client.get(brought.get_absolute_url()).text

    taken = take(officer_client, brought)

    assert (taken.state, taken.taken, taken.faults.count()) == ("taken", 3, 1)
    assert AuditEntry.objects.filter(verb="framework.take_link").count() == 3


def test_a_batch_costs_the_same_queries_whatever_its_rows(
    officer_client, django_assert_max_num_queries
):
    with django_assert_max_num_queries(45) as few:
        bring(officer_client, "matrix", HEAD + NEW)
    with django_assert_max_num_queries(45) as many:
        bring(officer_client, "matrix", HEAD + "".join(f"C2,{c},,x,y\n" for c in ("9.1", "3.8")))
    assert len(few) == len(many)


def test_somebody_else_went_on_meanwhile(officer_client):
    brought = take(officer_client, bring(officer_client, "matrix", HEAD + NEW))

    response = officer_client.post(f"/en/tables/imports/{brought.pk}/take/", follow=True)

    assert "Somebody went on with this file meanwhile." in response.text


def test_the_pages_of_tables(officer_client):
    bring(officer_client, "matrix", HEAD + NEW)

    index = officer_client.get("/en/tables/").text
    assert "table.csv" in index
    assert "Links of the matrix" in index
    assert "<code>action_line</code>" in officer_client.get("/en/tables/matrix/").text
    assert got(officer_client, "/en/tables/matrix/empty.csv").startswith("action_line,sdg,gdc")
    assert officer_client.get("/en/tables/nothing/").status_code == 404
