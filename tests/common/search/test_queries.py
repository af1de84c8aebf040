"""The same words find the same entries, in six languages and on whatever database the tests run.

`entries.csv` is a small register in our own words, `queries.csv` what each query has to find.
"""

import csv
from pathlib import Path

import pytest
from tests.common.search.corpus import Shelf

from actionline.common.search import Entry, Query, SearchIndex, Text

HERE = Path(__file__).parent
pytestmark = pytest.mark.django_db


def rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture
def register() -> SearchIndex:
    entries = [
        Entry(
            int(row["id"]),
            [
                Text("title", row["language"], row["title"]),
                Text("summary", row["language"], row["text"]),
            ],
        )
        for row in rows("entries.csv")
    ]
    found = SearchIndex("tests.register", source=Shelf(entries))
    found.put(entries)
    return found


def test_each_query_finds_what_it_has_to(register):
    asked = rows("queries.csv")

    found = {
        row["query"]: sorted(register.search(Query.parse(row["query"]), size=200, mend=False).hits)
        for row in asked
    }

    assert found == {row["query"]: [int(hit) for hit in row["hits"].split()] for row in asked}
    assert len(found) >= 120
    assert {row["language"] for row in asked} == {"ar", "en", "es", "fr", "ru", "zh"}


@pytest.mark.parametrize(
    ("typed", "searched", "hit"),
    [
        ("libary", "library", 2),
        ("fractrue numérique", "fracture numérique", 11),
        ("bibliotheqeus rurale", "bibliotheques rurale", 11),
        ("terremtos", "terremotos", 23),
        ("телемидицина", "телемедицина", 33),
        ("المستوصفت", "المستوصفات", 44),
        ("老年人手机", "老年人 手机", 55),
        ("数据开放", "数据 开放", 52),
    ],
)
def test_typing_errors_are_mended_and_told(register, typed, searched, hit):
    answer = register.search(Query.parse(typed))

    assert answer.query.text == searched
    assert answer.asked == Query.parse(typed)
    assert hit in answer.hits


def test_the_exact_search_can_be_had(register):
    answer = register.search(Query.parse("libary"), mend=False)

    assert (answer.total, answer.asked) == (0, None)
    assert [query.text for query in answer.meant] == ["library"]


def test_phrases_symbols_and_short_words_are_not_mended(register):
    for typed in ('"libary"', "A/RES/70/126", "C99", "zzz", "山水"):
        answer = register.search(Query.parse(typed))
        assert (answer.total, answer.asked, answer.meant) == (0, None, ()), typed


def test_words_that_find_something_are_left_as_they_are(register):
    answer = register.search(Query.parse("girls boys"))

    assert answer.asked is None
    assert [(clause.text, number) for clause, number in answer.without] == [("boys", 1)]
