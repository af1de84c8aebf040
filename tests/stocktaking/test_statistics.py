"""The register in numbers: by every facet, over the years, of a search."""

from __future__ import annotations

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.conftest import LANGUAGES

from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Project

from .kept import made

pytestmark = pytest.mark.django_db
PAGE = reverse("stocktaking:statistics")
OF_LINES = reverse("stocktaking:statistics_of", args=["line"])


def some(*years: int) -> None:
    for number, year in enumerate(years, start=20):
        project = made(number=number, days=1, lines=["C2", "C1"] if number % 2 else ["C2"])
        Project.objects.filter(pk=project.pk).update(year=year)
        PROJECTS.refresh([project.pk])


def rows(response) -> list[dict[str, str]]:
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text)))


def test_it_works(client, vocabulary):
    some(2022, 2024, 2024)
    page = client.get(PAGE).content.decode()
    assert "3 projects as of" in page
    assert 'id="line"' in page
    assert "<svg" in page
    found = rows(client.get(reverse("stocktaking:years_csv")))
    assert [(each["year"], each["projects"]) for each in found] == [
        ("2022", "1"),
        ("2023", "0"),
        ("2024", "2"),
    ]


def test_a_facet_is_counted_over_the_years(client, vocabulary):
    some(2022, 2024, 2024)
    page = client.get(OF_LINES).content.decode()
    assert "Action line over the years" in page
    assert "<polyline" in page
    found = rows(client.get(reverse("stocktaking:statistics_csv", args=["line"])))
    assert [(each["value"], each["projects"], each["2022"], each["2024"]) for each in found] == [
        ("C1", "1", "0", "1"),
        ("C2", "3", "1", "2"),
    ]


def test_a_search_is_counted_alone(client, vocabulary):
    some(2022, 2024, 2024)
    found = rows(client.get(reverse("stocktaking:statistics_csv", args=["line"]), {"year": "2022"}))
    assert [(each["value"], each["projects"], each["2022"]) for each in found] == [("C2", "1", "1")]
    assert "1 project as of" in client.get(PAGE, {"line": "C1"}).content.decode()
    found = rows(client.get(reverse("stocktaking:statistics_csv", args=["line"]), {"q": "20"}))
    assert [each["projects"] for each in found] == ["1"]


@pytest.mark.parametrize("facet", ["year", "organisation", "nothing"])
def test_other_facets_are_not_there(client, facet):
    assert client.get(reverse("stocktaking:statistics_of", args=[facet])).status_code == 404


def test_an_empty_register_says_so(client):
    assert "No project is found." in client.get(PAGE).content.decode()
    assert "No project is found." in client.get(OF_LINES).content.decode()
    assert client.get(PAGE, {"q": '"-', "line": "<x>"}).status_code == 200


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_speak_each_language(client, vocabulary, language):
    some(2022)
    for path in (PAGE, OF_LINES):
        page = client.get(path.replace("/en/", f"/{language}/")).content.decode()
        assert f'lang="{language}"' in page
        assert ('direction="rtl"' in page) == (language == "ar")


def test_the_pages_cost_the_same_for_one_and_for_many(client, vocabulary):
    some(2022)
    before = [_count(client, path) for path in (PAGE, OF_LINES)]
    Project.objects.all().delete()
    some(2022, 2023, 2024, 2024)
    assert [_count(client, path) for path in (PAGE, OF_LINES)] == before


def _count(client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path, {"sort": "title"})
    return len(queries)
