"""Entries are found, counted, sorted; they change and leave."""

from itertools import chain

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.common.search.corpus import Shelf, entry, index

from actionline.common.models import SearchBlock
from actionline.common.search import Query, SearchIndex, Sort, match, order, rank
from actionline.common.search.analysis import tokens
from actionline.common.search.sets import BLOCK

pytestmark = pytest.mark.django_db


def found(searched: SearchIndex, text: str, **options) -> list[int]:
    return list(searched.search(Query.parse(text), **options).hits)


@pytest.fixture
def projects() -> SearchIndex:
    return index(
        entry(1, "Bridging the digital divide", "Rural schools and women", line="C2 C4", land="ml"),
        entry(2, "Fracture numérique", "Relier les écoles rurales", "fr", line="C2", land="fr ml"),
        entry(3, "信息社会世界峰会", "人工智能与数字鸿沟", "zh", line="C7", land="cn"),
        entry(4, "مجتمع المعلومات", "سد الفجوة الرقمية", "ar", line="C7", land="eg"),
        entry(
            5, "A divide of the digital kind", "Radio for schools, C7, 4.1", line="C4", land="ml"
        ),
        entry(6, "Цифровой разрыв", "Сельские школы", "ru", line="C2", land="ru"),
    )


@pytest.mark.parametrize(
    ("text", "hits"),
    [
        ("digital divide", [1, 5]),
        ('"digital divide"', [1]),
        ("schools -radio", [1]),
        ('divide -"digital divide"', [5]),
        ("ecole rurale", [2]),
        ("数字鸿沟", [3]),
        ("世界", [3]),
        ("峰", [3]),
        ("الفجوه الرقميه", [4]),
        ("школа", [6]),
        ("4.1", [5]),
        ("-digital -schools", [6, 4, 3, 2]),
        ("", [6, 5, 4, 3, 2, 1]),
        ('"" --', [6, 5, 4, 3, 2, 1]),
        ("nowhere", []),
    ],
)
def test_it_works(projects, text, hits):
    assert found(projects, text, mend=False) == hits


def test_several_values_of_a_facet_widen_and_several_facets_narrow(projects):
    query = Query.parse("")

    assert found(projects, "", chosen={"line": {"C2", "C7"}}) == [6, 4, 3, 2, 1]
    assert found(projects, "", chosen={"line": {"C2", "C7"}, "land": {"ml"}}) == [2, 1]
    assert projects.search(query, {"line": {"no such"}, "none": {"x"}}).total == 0


def test_the_counts_of_a_facet_ignore_its_own_choice(projects):
    answer = projects.search(Query.parse("-radio"), {"line": {"C2"}, "land": {"ml", "xx"}})

    assert answer.total == 2
    assert answer.counts == {"line": {"C2": 2, "C4": 1}, "land": {"ml": 2, "fr": 1, "ru": 1}}


def test_two_facets_are_counted_against_one_another(projects):
    assert projects.cross("line", "land", "none") == {
        "land": {
            ("C2", "ml"): 2,
            ("C4", "ml"): 2,
            ("C2", "fr"): 1,
            ("C7", "cn"): 1,
            ("C7", "eg"): 1,
            ("C2", "ru"): 1,
        },
        "none": {},
    }


def test_sorted_by_title_and_by_time(projects):
    assert found(projects, "digital", sort=Sort.NEWEST) == [5, 1]
    assert found(projects, "", sort=Sort.TITLE) == [5, 1, 2, 6, 4, 3]
    assert found(projects, "", sort=Sort.TITLE, start=2, size=2) == [2, 6]


def test_words_in_the_title_and_side_by_side_come_first():
    searched = index(
        entry(1, "Women and networks", "community of radio"),
        entry(2, "Something", "a community with its own radio, community radio"),
        entry(3, "Community radio", "women"),
        entry(4, "Else", "radio of the women, the old men and the wider community"),
    )

    assert found(searched, "community radio") == [3, 2, 1, 4]


def test_pages_follow_one_another():
    searched = index(*(entry(number, f"Title {number % 7}", "same") for number in range(1, 450)))

    for sort in Sort:
        pages = [
            found(searched, "same", sort=sort, start=start, size=60) for start in range(0, 480, 60)
        ]
        assert sorted(chain.from_iterable(pages)) == list(range(1, 450)), sort
    assert found(searched, "same", start=10_000, size=5) == []


def test_titles_that_begin_alike_are_sorted_by_the_rest(monkeypatch):
    monkeypatch.setattr(order, "_READ", 5)
    titles = [f"National strategy {letter}{number % 9}" for number in range(40) for letter in "ba"]
    searched = index(
        entry(200, "National"),
        entry(201, "Zebra"),
        entry(202, "A first"),
        *(entry(number, title) for number, title in enumerate(titles)),
        *(entry(300 + number, "National strategy", "radio") for number in range(3)),
    )
    expected = sorted(searched.source.kept.values(), key=lambda each: (each.title_key, each.id))

    pages = [
        found(searched, "", sort=Sort.TITLE, start=start, size=10) for start in range(0, 90, 10)
    ]

    assert list(chain.from_iterable(pages)) == [each.id for each in expected]
    assert found(searched, "radio", sort=Sort.TITLE) == [300, 301, 302]


def test_phrases_of_common_words_are_counted_about_and_shown_for_sure(monkeypatch):
    searched = index(
        *(entry(number, "digital village and radio") for number in range(10)),
        *(entry(number, "digital, the radio village") for number in range(10, 20)),
        *(entry(number, "village of radio, digital village") for number in range(20, 30)),
    )
    exact = searched.search(Query.parse('"digital village"'), size=100)
    monkeypatch.setattr(match, "MOST_READ", 5)
    monkeypatch.setattr(rank, "MOST_SCORED", 7)

    for sort in Sort:
        about = searched.search(Query.parse('"digital village"'), sort=sort, size=100)
        assert sorted(about.hits) == sorted(exact.hits) == [*range(10), *range(20, 30)]
        assert (exact.exact, about.exact) == (True, False)
    assert list(searched.ids(Query.parse('"digital village"'))) == [*range(10), *range(20, 30)]
    without = searched.search(Query.parse('radio -"digital village"'))
    assert sorted(without.hits) == list(range(10, 20))


def test_changed_entries_are_found_by_what_they_say_now(projects):
    changed = entry(1, "A new title", "nothing of before", line="C9")

    assert projects.put([changed]) == 1
    assert projects.put([changed]) == 0
    assert found(projects, "bridging", mend=False) == []
    assert found(projects, "new title") == [1]
    assert projects.search(Query.parse("")).counts["line"]["C9"] == 1
    assert found(projects, '"digital divide"', mend=False) == []


def test_removed_entries_leave(projects):
    assert projects.remove([1, 99]) == 1
    assert found(projects, "digital") == [5]
    assert projects.search(Query.parse("")).total == 5


def test_refresh_takes_what_the_records_say(projects):
    shelf = projects.source
    del shelf.kept[2]
    shelf.kept[1] = entry(1, "Refreshed")

    projects.refresh([1, 2])

    assert found(projects, "refreshed") == [1]
    assert found(projects, "numérique", mend=False) == []


def test_verify_names_what_differs_and_rebuild_mends_it(projects):
    shelf = projects.source
    shelf.kept[1] = entry(1, "Changed without telling")
    del shelf.kept[2]
    shelf.kept[BLOCK + 7] = entry(BLOCK + 7, "In the next block")

    assert list(projects.verify()) == [
        "Entry 1 is not as its record is.",
        "Entry 2 has no record.",
        f"Entry {BLOCK + 7} is missing.",
    ]
    assert list(projects.rebuild()) == [5, 1]
    assert list(projects.verify()) == []
    assert found(projects, "next block") == [BLOCK + 7]


def test_verify_names_sets_that_differ(projects):
    SearchBlock.objects.filter(key="digit").delete()

    assert list(projects.verify()) == [
        "The set TERM 'digit' of block 0 is not what its entries say.",
        "The set TITLE 'digit' of block 0 is not what its entries say.",
    ]


def test_rebuild_empties_blocks_whose_records_are_gone():
    searched = index(entry(3 * BLOCK, "Far away"), entry(1, "Near"))
    del searched.source.kept[3 * BLOCK]

    assert list(searched.rebuild()) == [1, 0]
    assert found(searched, "", mend=False) == [1]


def test_all_keys_for_an_export_in_order(projects):
    assert list(projects.ids(Query.parse(""), {"line": {"C2", "C7"}})) == [1, 2, 3, 4, 6]
    assert list(projects.ids(Query.parse("schools"), after=1)) == [5]


def test_long_exports_leave_none_out():
    searched = index(*(entry(number, "same") for number in range(1_203)))

    assert list(searched.ids(Query.parse("same"))) == list(range(1_203))


@pytest.mark.parametrize("odd", [-1, 2**32])
def test_numbers_that_do_not_fit_are_refused(odd):
    with pytest.raises(ValueError, match="does not fit"):
        index(entry(odd, "Odd"))


def test_facets_that_do_not_fit_are_refused():
    with pytest.raises(ValueError, match="facet"):
        index(entry(1, "Odd", land="x" * 200))


def test_two_indexes_do_not_see_one_another(projects):
    other = index(entry(1, "Other"))

    assert found(other, "digital", mend=False) == []
    assert found(other, "other") == [1]
    assert found(projects, "other", mend=False) == []


WORDS = st.sampled_from("network radio women schools 数字 信息社会 école رقمية школа C7".split())
TEXTS = st.lists(WORDS, max_size=6).map(" ".join)


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, 5), TEXTS, st.sampled_from(["", "a", "b", "a b"])), max_size=12
    ),
    TEXTS,
)
def test_after_any_writings_it_is_what_a_rebuild_makes(writings, text):
    searched = SearchIndex("tests.writings", source=Shelf())
    searched.remove(range(6))
    for number, words, facets in writings:
        if words:
            searched.source.kept[number] = entry(number, words, words, land=facets)
        else:
            searched.source.kept.pop(number, None)
        searched.refresh([number])
        searched.search(Query.parse(text))

    assert list(searched.verify()) == []
    query = Query.parse(text)
    before = searched.search(query, mend=False)
    list(searched.rebuild())
    after = searched.search(query, mend=False)
    assert (before.hits, before.total, before.counts) == (after.hits, after.total, after.counts)


def test_titles_with_all_words_but_one_are_found_those_with_all_first():
    searched = index(
        entry(1, "Radio for schools", "x"),
        entry(2, "Radio for rural schools", "x"),
        entry(3, "Radio", "for rural schools"),
        entry(4, "Schools for radio, rural ones", "x"),
    )
    words = tokens("Radio for rural schools", "en")
    assert searched.titled(words) == [2, 4]
    assert searched.titled(words, lacking=1) == [2, 4, 1]
    assert searched.titled(words, lacking=1, most=2) == [2, 4]
    assert searched.titled(words[:1], lacking=1) == [1, 2, 3, 4]
    assert searched.titled([]) == []
    assert searched.titled(["nowhere"], lacking=1) == []


def test_facets_are_counted_two_at_a_time_of_what_a_search_finds(projects):
    counted = projects.cross("line", "land", query=Query.parse("schools"), chosen={"land": {"ml"}})
    assert counted == {"land": {("C2", "ml"): 1, ("C4", "ml"): 2}}
    assert projects.cross("line", "land", chosen={"land": {"cn"}}) == {"land": {("C7", "cn"): 1}}
