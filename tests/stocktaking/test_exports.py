"""The register as files: of a search, and of all of it each night."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
from datetime import date, timedelta

import jsonschema_rs
import pytest
from django.db import connection
from django.utils import timezone, translation
from django_tasks_db.models import DBTaskResult
from openpyxl import load_workbook
from tests.common.tables.bringing import bring
from tests.conftest import LANGUAGES
from tests.stocktaking import registers

from actionline.accounts.models import Organisation
from actionline.common.tables import writing
from actionline.stocktaking import confirming, dump, exports, tasks
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Contact, Dump, Project

pytestmark = pytest.mark.usefixtures("vocabulary")


@pytest.fixture(autouse=True)
def files_apart(settings, tmp_path):
    """Files of other tests are not looked at here."""
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def projects(officer_client) -> list[Project]:
    """Three of the register, one of them archived."""
    brought = bring(officer_client, "projects", registers.as_csv(map(registers.row, range(3))))
    officer_client.post(f"/en/tables/imports/{brought.pk}/take/")
    found = list(Project.objects.order_by("number"))
    Project.objects.filter(pk=found[2].pk).update(state="archived")
    PROJECTS.refresh([project.pk for project in found])
    Contact.objects.create(project=found[0], name="Nobody", email="hidden@example.org")
    Project.objects.filter(pk=found[0].pk).update(
        answers={
            "secret": {"public": False, "answer": "not told"},
            "ships": {"public": True, "answer": "twelve"},
        }
    )
    return found


def got(client, address: str) -> bytes:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.getvalue()


def numbers(content: bytes) -> list[str]:
    rows = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    return [row["number"] for row in rows]


def test_it_works(client, projects):
    content = got(client, "/en/stocktaking/projects.csv")

    (first, second) = csv.DictReader(io.StringIO(content.decode("utf-8-sig")))
    assert tuple(first) == exports.COLUMNS
    assert first["number"] == str(projects[0].number)
    assert first["url"] == f"http://testserver/en/stocktaking/{projects[0].number}/"
    assert first["lines"] == "C1; C2"
    assert first["line_names"] == "C1 Line C1; C2 Line C2"
    assert first["figures"] == "people trained: 1200 people | boats: 3"
    assert second["links"] == "https://boats.example/books The boats"


@pytest.mark.parametrize("form", exports.FORMATS)
def test_every_form_has_what_is_published_and_nothing_else(client, projects, form):
    content = got(client, f"/en/stocktaking/projects.{form}")

    for hidden in (b"hidden@example.org", b"not told", str(projects[2].number).encode()):
        assert hidden not in content
    if form == "xlsx":
        rows = list(load_workbook(io.BytesIO(content), read_only=True).worksheets[0].values)
        found = [row[0] for row in rows[1:]]
    elif form == "jsonl":
        found = [json.loads(line)["number"] for line in content.splitlines()]
    elif form == "json":
        told = json.loads(content)["projects"]
        found = [each["number"] for each in told]
        assert told[0]["lines"] == ["C1", "C2"]
        assert told[0]["answers"] == {"ships": "twelve"}
    elif form == "jsonld":
        told = json.loads(content)
        assert told["@context"] == "https://schema.org"
        assert {each["@type"] for each in told["@graph"]} == {"Project"}
        found = [int(each["identifier"]) for each in told["@graph"]]
    else:
        found = [int(each) for each in numbers(content)]
    assert found == [projects[0].number, projects[1].number]


@pytest.mark.parametrize(
    ("query", "places"),
    [
        ("line=C7-elearning", [1]),
        ("q=tablets&line=C1", [0]),
        ("q=tabletz", [0, 1]),  # mended as on the page
        ("q=tabletz&as_typed=1", []),
        ("economy=FRA&status=planned", []),
    ],
)
def test_a_file_has_what_its_search_finds(client, projects, query, places):
    found = numbers(got(client, f"/en/stocktaking/projects.csv?{query}"))

    assert found == [str(projects[place].number) for place in places]


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_in_the_language_of_the_page(client, projects, language):
    content = got(client, f"/{language}/stocktaking/projects.jsonl").splitlines()

    told = json.loads(content[0])
    with translation.override(language):
        assert told["status_name"] == str(Project.Status.ONGOING.label)
    assert told["url"].startswith(f"http://testserver/{language}/")
    assert told["status"] == "ongoing"


@pytest.mark.parametrize("form", ["csv", "json", "jsonl", "xlsx"])
def test_what_goes_out_comes_in_again_and_changes_nothing(client, officer_client, projects, form):
    content = got(client, f"/en/stocktaking/projects.{form}")

    brought = bring(officer_client, "projects", content)

    assert (brought.rows, brought.same, brought.faulty) == (2, 2, 0)


def test_text_that_looks_like_a_formula_is_guarded(client, projects):
    Project.objects.update(title="=HYPERLINK(1)")

    rows = csv.DictReader(
        io.StringIO(got(client, "/en/stocktaking/projects.csv").decode("utf-8-sig"))
    )

    assert {row["title"] for row in rows} == {"'=HYPERLINK(1)"}


def test_a_sheet_that_is_full_goes_on_in_another(client, projects, monkeypatch):
    monkeypatch.setattr(writing, "_SHEET", 1)
    book = load_workbook(io.BytesIO(got(client, "/en/stocktaking/projects.xlsx")), read_only=True)
    sheets = [[row[0] for row in sheet.iter_rows(values_only=True)] for sheet in book]
    assert sheets == [["number", project.number] for project in projects[:2]]


def test_only_a_verified_organisation_is_named(client, projects):
    ours = Organisation.objects.create(name="Harbour", type="private")
    Project.objects.update(organisation=ours)
    before = json.loads(got(client, "/en/stocktaking/projects.json"))["projects"][0]
    Organisation.objects.update(verified_at=timezone.now())
    after = json.loads(got(client, "/en/stocktaking/projects.json"))["projects"][0]

    assert (before["organisation"], after["organisation"]) == (None, "Harbour")


def test_a_form_that_is_not_there(client, db):
    assert client.get("/en/stocktaking/projects.exe").status_code == 404


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what a table holds")
def test_the_register_is_read_in_order_without_sorting_it_for_each_part():
    assert "PRIMARY KEY" in exports.public().filter(pk__gt=1).order_by("pk")[:5].explain()
    assert "USING INDEX project_changed_last" in exports.public().order_by("-updated_at").explain()
    assert confirming.stale().explain().count("USING INDEX project_confirmed") == 2


@pytest.mark.parametrize("many", [1, 3])
def test_a_file_takes_as_many_queries_whatever_it_has(
    client, projects, many, django_assert_max_num_queries
):
    Project.objects.exclude(pk__in=[each.pk for each in projects[:many]]).delete()
    Project.objects.update(state="published")

    with django_assert_max_num_queries(16):
        got(client, "/en/stocktaking/projects.csv")


# The nightly files


def test_a_night_has_its_files_with_schema_and_checksums(client, projects):
    dump.make(date(2026, 11, 22))

    listed = {each.name: each for each in Dump.objects.all()}
    assert set(listed) == {"projects.csv.gz", "projects.jsonl.gz", "projects.schema.json"}
    for each in listed.values():
        content = got(client, each.get_absolute_url())
        assert (len(content), hashlib.sha256(content).hexdigest()) == (each.size, each.sha256)
        assert each.rows == 2
    packed = got(client, "/en/stocktaking/nightly/2026-11-22/projects.csv.gz")
    assert numbers(gzip.decompress(packed)) == [str(each.number) for each in projects[:2]]
    sums = got(client, "/en/stocktaking/nightly/2026-11-22/SHA256SUMS").decode().splitlines()
    assert sums[0] == f"{listed['projects.csv.gz'].sha256}  2026-11-22-projects.csv.gz"


def test_each_line_is_as_the_schema_says(client, projects):
    dump.make(date(2026, 11, 22))
    schema = json.loads(got(client, "/en/stocktaking/nightly/2026-11-22/projects.schema.json"))
    lines = gzip.decompress(got(client, "/en/stocktaking/nightly/2026-11-22/projects.jsonl.gz"))

    check = jsonschema_rs.validator_for(schema)
    found = [json.loads(line) for line in lines.splitlines()]
    assert len(found) == 2
    assert [error.message for each in found for error in check.iter_errors(each)] == []
    assert [*check.iter_errors(found[0] | {"title": 3})] != []


def test_the_last_seven_nights_are_kept_and_their_files_with_them(projects):
    first = date(2026, 11, 1)
    for day in range(9):
        dump.make(first + timedelta(days=day))
    dump.make(first + timedelta(days=8))  # once more

    kept = sorted(set(Dump.objects.values_list("day", flat=True)))
    assert kept == [first + timedelta(days=day) for day in range(2, 9)]
    storage = Dump._meta.get_field("file").storage
    on_disk = {f"open/{name}" for name in storage.listdir("open")[1]}
    assert on_disk == set(Dump.objects.values_list("file", flat=True))
    assert len(on_disk) == 21


def test_who_has_it_gets_it_not_again(client, projects):
    dump.make(date(2026, 11, 22))
    address = "/en/stocktaking/nightly/2026-11-22/projects.csv.gz"
    first = client.get(address)
    first.getvalue()
    etag = first.headers["ETag"]

    assert client.get(address, headers={"If-None-Match": etag}).status_code == 304


@pytest.mark.parametrize("path", ["x/projects.csv.gz", "2026-01-01/SHA256SUMS", "2026-01-01/y"])
def test_a_night_that_is_not_there(client, db, path):
    assert client.get(f"/en/stocktaking/nightly/{path}").status_code == 404


def test_the_worker_plans_the_next_night(projects):
    tasks.publish.call()

    assert Dump.objects.count() == 3
    assert DBTaskResult.objects.filter(task_path=tasks.publish.module_path).count() == 1
