"""What somebody typed, read."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionline.common.search.query import MOST_CHARACTERS, MOST_WORDS, Query, function_words


def shapes(text: str) -> list[tuple[str, bool, bool]]:
    return [(each.text, each.quoted, each.excluded) for each in Query.parse(text).clauses]


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("digital divide", [("digital", False, False), ("divide", False, False)]),
        ('"digital divide"', [("digital divide", True, False)]),
        ("« fracture numérique »", [("fracture numérique", True, False)]),
        (
            "“information society” -radio",
            [("information society", True, False), ("radio", False, True)],
        ),
        ('mobile -"last mile"', [("mobile", False, False), ("last mile", True, True)]),
        ("「信息社会」", [("信息社会", True, False)]),
        ("e-government", [("e-government", False, False)]),
        ('"not closed', [("not closed", True, False)]),
        ('"" - -- -"" \'', []),
        ("-only", [("only", False, True)]),
        ("digital digital DIGITAL", [("digital", False, False)]),
        ("NEAR(a b) OR x* AND ^title:", None),
    ],
)
def test_words_phrases_and_exclusions_are_read(typed, read):
    assert read is None or shapes(typed) == read


def test_a_word_is_meant_in_each_language_that_stems_it_differently():
    (clause,) = Query.parse("digitales").clauses

    assert clause.alternatives == (("digital",),)
    (clause,) = Query.parse("society").clauses
    assert set(clause.alternatives) == {("societi",), ("society",)}


def test_words_of_grammar_are_not_insisted_on():
    query = Query.parse("access to information for women")

    assert [clause.text for clause in query.clauses] == ["access", "information", "women"]
    assert query.ignored == ("to", "for")


def test_words_of_grammar_count_when_nothing_else_is_asked_or_they_are_quoted():
    assert [clause.text for clause in Query.parse("to be").clauses] == ["to", "be"]
    assert [clause.text for clause in Query.parse('"the wolf"').clauses] == ["the wolf"]


def test_capitals_are_a_name():
    assert [clause.text for clause in Query.parse("UN women").clauses] == ["UN", "women"]


def test_words_can_be_replaced_and_left_out():
    query = Query.parse('digitl divide -"last mile"')
    first, second, _third = query.clauses

    assert query.replaced({first: "digital"}).text == 'digital divide -"last mile"'
    assert [clause.text for clause in query.without(second).clauses] == ["digitl", "last mile"]


def test_what_is_too_long_is_left_out_and_told():
    query = Query.parse(" ".join(f"word{number}" for number in range(1_000)))

    assert len(query.clauses) == MOST_WORDS
    assert query.left_out
    assert len(Query.parse("x" * 10_000).text) == MOST_CHARACTERS
    assert not Query.parse("short enough").left_out


@pytest.mark.parametrize(
    "hostile",
    [
        '"' * 10_000,
        "-" * 10_000,
        "a-" * 5_000,
        '"a ' * 5_000,
        "\0" * 10_000,
        "‮" * 10_000,
        "«" * 9_999,
    ],
    ids=["quotes", "minus", "joined", "open", "nul", "bidi", "guillemets"],
)
def test_hostile_text_is_read_in_no_time(hostile):
    started = time.process_time()

    query = Query.parse(hostile)

    assert time.process_time() - started < 0.5
    assert len(query.clauses) <= MOST_WORDS


@given(st.text(max_size=200))
def test_any_text_can_be_read(text):
    query = Query.parse(text)

    assert all(clause.alternatives and all(clause.alternatives) for clause in query.clauses)
    assert all(0 <= clause.start < clause.end <= len(query.text) for clause in query.clauses)


def test_words_of_grammar_are_folded():
    assert {"the", "en", "для", "في"} <= function_words()
    assert not {"ai", "ict"} & function_words()
