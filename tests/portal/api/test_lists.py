"""Pages that follow one another, and filters as the pages have them."""

import pytest
from django.http import QueryDict

from actionline.framework.models import Body
from actionline.instruments.models import Instrument
from actionline.mandates.filters import Filter
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Project


def walk(client, address):
    """All records, page by page."""
    records = []
    while address:
        page = client.get(address).json()
        records += page["records"]
        address = (page["next"] or "").removeprefix("http://testserver")
    return records


def test_pages_lead_through_all_records_once(client, fill):
    fill(7)

    slugs = [each["slug"] for each in walk(client, "/api/v1/bodies?limit=2&lang=fr")]

    assert slugs == [f"body-{index}" for index in range(7)]


def test_the_last_page_has_no_next_even_when_it_is_full(client, fill):
    fill(2)

    answer = client.get("/api/v1/bodies?limit=2")

    assert answer.json()["next"] is None
    assert "Link" not in answer.headers


def test_next_is_also_a_link_header(client, fill):
    fill(2)

    answer = client.get("/api/v1/bodies?limit=1")

    assert answer.headers["Link"] == f'<{answer.json()["next"]}>; rel="next"'


def test_a_page_stays_when_records_go_and_come(client, fill):
    fill(4)
    second = client.get("/api/v1/bodies?limit=2").json()["next"].removeprefix("http://testserver")
    Instrument.objects.filter(body__slug="body-1").update(body=None)
    Body.objects.create(slug="newest", name_en="Newest")

    assert [each["slug"] for each in walk(client, second)] == ["body-2", "body-3", "newest"]


@pytest.mark.parametrize(
    "query",
    [
        "",
        "kind=report&state=all",
        "q=beacons+yearless",
        "q=report&actor=body-1",
        "instrument=itu/pp/res-901",
        "body=body-2&due=2030",
        "after=2031-01-01&before=2031-12-31",
        "due=none",
        "certainty=sure&year=2022",
        "recipient=body-0&via=body-0",
    ],
)
def test_mandates_are_narrowed_down_as_on_the_page(client, fill, query):
    fill(3)
    expected = Filter.from_query(QueryDict(query)).mandates().order_by("pk")

    told = [each["id"] for each in walk(client, f"/api/v1/mandates?{query}")]

    assert told == list(expected.values_list("pk", flat=True))


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("instruments?q=beacons&body=body-1", ["itu/pp/res-901"]),
        ("instruments?kind=decision", []),
        ("editions?instrument=itu/pp/res-902", ["2018", "2022"]),
        ("provisions?instrument=itu/pp/res-900&edition=2022", ["resolves/1"]),
        ("provisions?instrument=itu/pp/res-900", ["resolves/1", "resolves/1"]),
        ("citations?cited=itu/pp/res-901&edition=2022", ["itu/pp/res-901"]),
        ("meetings?body=body-1&when=ahead", ["body-1-2030"]),
        ("meetings?when=past", []),
        ("targets?goal=2", ["2.a"]),
        ("organisations?q=harbour+2&type=government", ["Harbour 2"]),
        ("matrix-links?action_line=C7-1&state=proposed", ["C7-1", "C7-1"]),
        ("matrix-links?state=rejected", []),
        ("projects?line=C7-1", ["Lamps 1"]),
        ("projects?q=lamp&status=ongoing&economy=AB2", ["Lamps 2"]),
        ("projects?q=lamps+-light", []),
        ("projects?q=lampz", []),
        ("projects?year=1999", []),
    ],
)
def test_lists_are_narrowed_down(client, fill, address, found):
    fill(3)
    fields = {
        "instruments": "slug",
        "editions": "version",
        "provisions": "path",
        "citations": "target",
        "meetings": "slug",
        "targets": "code",
        "projects": "title",
        "organisations": "name",
        "matrix-links": "action_line",
    }

    records = client.get(f"/api/v1/{address}").json()["records"]

    field = fields[address.split("?")[0]]
    assert [each[field] for each in records] == found


@pytest.mark.parametrize(
    ("address", "parameter"),
    [
        ("mandates?due=someday", "due"),
        ("mandates?after=2026-13-45", "after"),
        ("mandates?kind=lunch", "kind"),
        ("mandates?kin=report", "kin"),
        ("mandates?limit=0", "limit"),
        ("mandates?limit=101", "limit"),
        ("mandates?limit=" + "9" * 5000, "limit"),
        ("mandates?q=" + "a" * 201, "q"),
        ("mandates?lang=xx", "lang"),
        ("mandates/1?actor=council", "actor"),
        ("meetings?body=nobody", "body"),
        ("meetings?year=1234", "year"),
        ("instruments?body=nobody", "body"),
        ("provisions?proposal=" + "9" * 40, "proposal"),
        ("bodies?cursor=nonsense", "cursor"),
        ("bodies?cursor=%C3%A9", "cursor"),
        ("bodies?cursor=bWFuZGF0ZXMgMQ", "cursor"),  # one of mandates
        ("bodies?cursor=Ym9kaWVzIDk5OTk5OTk5OTk5OTk5OTk5OTk", "cursor"),  # beyond any key
        ("bodies?cursor=Ym9kaWVzIC0x", "cursor"),  # bodies -1
    ],
)
def test_what_makes_no_sense_is_told(client, fill, address, parameter):
    fill(1)

    answer = client.get(f"/api/v1/{address}")

    assert answer.status_code == 400
    assert answer.headers["Content-Type"] == "application/problem+json"
    assert [each["name"] for each in answer.json()["parameters"]] == [parameter]
    assert answer.json()["parameters"][0]["detail"]


@pytest.mark.parametrize("query", ["", "&q=lamps", "&status=ongoing&year=2020"])
def test_pages_of_a_search_lead_through_all_that_it_finds_once(client, fill, query):
    fill(5)

    titles = [each["title"] for each in walk(client, f"/api/v1/projects?limit=2{query}")]

    assert titles == [f"Lamps {index}" for index in range(5)]


def test_what_is_archived_is_not_told(client, fill):
    fill(2)
    gone = Project.objects.get(title="Lamps 0")
    Project.objects.filter(pk=gone.pk).update(state="archived")
    PROJECTS.refresh([gone.pk])

    assert client.get(f"/api/v1/projects/{gone.number}").status_code == 404
    for query in ("", "?q=lamps"):
        listed = client.get(f"/api/v1/projects{query}").json()["records"]
        assert [each["title"] for each in listed] == ["Lamps 1"]


@pytest.mark.parametrize("query", [f"line={'x' * 150}", "type=guild", "colour=red", "year=%07"])
def test_a_filter_that_makes_no_sense_is_an_error(client, fill, query):
    fill(1)

    assert client.get(f"/api/v1/projects?{query}").status_code == 400


def test_the_same_list_is_not_sent_twice(client, fill):
    fill(2)
    etag = client.get("/api/v1/projects?q=lamps").headers["ETag"]

    again = client.get("/api/v1/projects?q=lamps", headers={"If-None-Match": etag})
    Project.objects.update(title="Candles")
    changed = client.get("/api/v1/projects?q=lamps", headers={"If-None-Match": etag})

    assert (again.status_code, changed.status_code) == (304, 200)
