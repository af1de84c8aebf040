"""Whatever is typed, written or chosen: bounded work and a clear answer."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.common.search.corpus import Shelf, entry, index

from actionline.common.search import Entry, Query, SearchIndex, Sort, Text
from actionline.common.search.entries import MOST_WORDS

pytestmark = pytest.mark.django_db


@pytest.fixture
def searched() -> SearchIndex:
    return index(
        *(entry(number, f"Radio {number}", "women 信息社会 C7", land="ml") for number in range(60))
    )


@pytest.mark.parametrize(
    "typed",
    [
        "radio " * 2_000,
        "x" * 10_000,
        "信息社会" * 2_500,
        '"' * 10_000,
        '"radio ' * 1_500,
        "-a " * 3_000,
        "a-b-" * 2_500,
        "\0radio\0",
        "\u202eradio\u202c",
        'radio" OR 1=1; DROP TABLE common_searchentry; --',
        "radio NEAR/2 women* ^title:{x} {y}:* !& | <-> ()",
        "%s %(x)s {} \\ \ud800",
        " ".join(f"wrod{number}x" for number in range(400)),
    ],
    ids=range(13),
)
def test_hostile_queries_are_answered_in_bounded_time(searched, typed):
    searched.search(Query.parse("radio"))
    started = time.process_time()

    answer = searched.search(Query.parse(typed))

    assert time.process_time() - started < 1.0
    assert answer.total <= 60
    searched.why(answer)


@pytest.mark.parametrize("typed", ["\0radio\0", "\u202eradio\u202c", "radio\u200f", "ra\u00addio"])
def test_signs_that_nobody_sees_do_not_hide_a_word(searched, typed):
    assert searched.search(Query.parse(typed), mend=False).total == 60


@pytest.mark.parametrize("sort", list(Sort))
@pytest.mark.parametrize(("start", "size"), [(-5, 20), (10**9, 20), (0, -1), (0, 10**6), (59, 20)])
def test_pages_that_are_not_there_are_the_nearest(searched, sort, start, size):
    answer = searched.search(Query.parse("radio"), sort=sort, start=start, size=size)

    assert 0 <= answer.start <= 60
    assert len(answer.hits) <= 200
    assert answer.total == 60


def test_choices_that_do_not_exist_find_nothing(searched):
    chosen = {"land": {"ml' --", "\0", "x" * 10_000}, "no such facet": {"1"}}

    assert searched.search(Query.parse("radio"), chosen).total == 0


def test_hostile_texts_are_kept_in_bounds(searched):
    texts = [
        Text("title", "en", "\0 \ud800 \u202e title"),
        Text("summary", "xx", "word " * 100_000),
        Text("summary", "", "信" * 50_000),
        Text("summary", "ar", "ـ" * 10_000 + "مجتمع"),
        Text("summary", "en", "x" * 100_000),
    ]
    started = time.process_time()

    searched.put([Entry(99, texts, {"land": {"ci"}}, newest=5, title_key="\ud800 title")])

    assert time.process_time() - started < 5.0
    assert searched.search(Query.parse("title")).hits == (99,)
    kept = searched._store.entries([99])[99]
    assert len(kept.texts.split()) <= 4 * MOST_WORDS


@settings(max_examples=60, deadline=None)
@given(title=st.text(max_size=40), text=st.text(max_size=80), typed=st.text(max_size=40))
def test_an_entry_is_found_by_any_word_of_its_own(title, text, typed):
    searched = SearchIndex("tests.any", source=Shelf([entry(1, title, text)]))
    searched.put(searched.source.kept.values())

    for word in text.split()[:5]:
        query = Query.parse(f'"{word.replace(chr(34), " ")}"')
        if query.wanted:
            assert searched.search(query, mend=False).hits == (1,), word
    answer = searched.search(Query.parse(typed))
    assert set(searched.why(answer)) == set(answer.hits)
    assert list(searched.verify()) == []
