"""How much is answered: counted by the stations that the threads of mandates reach."""

from __future__ import annotations

import csv
from xml.etree import ElementTree

import pytest
from tests.generate import generate
from tests.portal.test_home import a_mandate

from actionline.framework.models import ActionLine, Body
from actionline.framework.tagging import tag_record
from actionline.mandates.models import Evidence, Mandate
from actionline.mandates.stations import SETTLED
from actionline.mandates.tags import RECORD
from actionline.portal.dashboard.counting import BY, dashboard


@pytest.fixture
def body(db) -> Body:
    return Body.objects.create(slug="council", name_en="Council")


@pytest.fixture
def mandates(body) -> list[Mandate]:
    """Nothing, a lead, a lead and evidence, completed, ended."""
    found = [a_mandate(number, None) for number in range(1, 5)]
    a_mandate(5, None, Mandate.State.ENDED)
    for one in found[1:3]:
        one.holder = body
        one.save()
    found[3].standing = SETTLED[0]
    found[3].save()
    Mandate.objects.update(version="2020")
    Evidence.objects.create(
        mandate=found[2], record_type="x", record_id="1", reason="It shows it.", language="en"
    )
    return found


def figures(row) -> dict[str, object]:
    return {name: getattr(row, name) for name in ("total", "settled", "answered")}


def test_it_works(client, mandates) -> None:
    shown = dashboard("instrument")
    keys = [station.key for station in shown.stations]
    reached = dict(zip(keys, shown.all.reached, strict=True))
    lacking = dict(zip(keys, shown.all.lacking, strict=True))

    assert figures(shown.all) == {"total": 4, "settled": 1, "answered": 2}
    assert (reached["lead"], lacking["lead"]) == (2, 1)
    assert (reached["evidence"], lacking["evidence"]) == (1, 2)
    assert sum(shown.all.furthest) == 4
    assert [row.label for row in shown.rows] == ["Resolution 7"]
    page = client.get("/en/dashboard/").content.decode()
    assert "Of 4 mandates that stand, 2 are answered (50%)." in page


@pytest.mark.parametrize("key", ["lead", "evidence"])
def test_what_is_missing_is_listed_by_the_register(client, mandates, key) -> None:
    shown = dashboard("instrument")
    lacking = {one.key: n for one, n in zip(shown.stations, shown.all.lacking, strict=True)}

    page = client.get("/en/mandates/", {"missing": key})

    assert page.context["page"].paginator.count == lacking[key]


def test_by_lead_and_by_action_line(mandates, officer) -> None:
    line = ActionLine.objects.create(code="C1", name_en="Governance", position=1)
    tag_record(
        kind=RECORD,
        record_id=str(mandates[2].pk),
        lines=[line],
        goals=[],
        targets=[],
        objectives=[],
        by=officer,
    )

    assert [(row.label, row.total) for row in dashboard("lead").rows] == [("Council", 2)]
    assert [(row.label, row.total, row.answered) for row in dashboard("line").rows] == [
        ("C1 Governance", 1, 1)
    ]


def test_its_table_is_a_file(client, mandates) -> None:
    sent = client.get("/en/dashboard/lead/table.csv")
    rows = list(csv.DictReader(b"".join(sent).decode("utf-8-sig").splitlines()))

    assert [(row["lead"], row["mandates"], row["no_evidence"]) for row in rows] == [
        ("Council", "2", "1")
    ]


def test_its_chart_is_a_file(client, mandates) -> None:
    sent = client.get("/ar/dashboard/lead/chart.svg")

    assert sent["Content-Type"] == "image/svg+xml"
    drawn = ElementTree.fromstring(sent.content)
    widths = [int(rect.get("width")) for rect in drawn.iter("{http://www.w3.org/2000/svg}rect")]
    assert widths == [130, 130]  # the two parts of the one bar, each half of it


def test_what_is_not_public_is_for_officers(client, officer_client, mandates) -> None:
    assert client.get("/en/dashboard/", {"internal": "1"}).status_code == 403
    page = officer_client.get("/en/dashboard/", {"internal": "1"}).content.decode()
    assert "What is not public yet counts too." in page


@pytest.mark.parametrize("path", ["nonsense/", "lead/table.exe", "nonsense/chart.svg"])
def test_what_is_not_there_is_not_found(client, db, path) -> None:
    assert client.get(f"/en/dashboard/{path}").status_code == 404


def test_an_empty_site_has_an_empty_dashboard(client, db) -> None:
    for by in BY:
        assert client.get(f"/en/dashboard/{by}/").status_code == 200


@pytest.mark.parametrize("by", BY)
def test_queries_do_not_grow(client, db, by, django_assert_max_num_queries) -> None:
    generate(editions=8, mandates=40)
    with django_assert_max_num_queries(14):
        client.get(f"/en/dashboard/{by}/")
