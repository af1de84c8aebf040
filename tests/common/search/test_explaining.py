"""Why an entry is among the hits."""

import pytest
from tests.common.search.corpus import entry, index

from actionline.common.search import Entry, Passage, Query, Text
from actionline.common.search.explaining import SNIPPET, Sought, why


def explained(query: str, *texts: Text, language: str = "en"):
    return why(Sought(Query.parse(query)), Entry(1, texts), titles={"title"}, language=language)


def shown(passage: Passage | None) -> str:
    """A passage with its marks as brackets."""
    if passage is None:
        return ""
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in passage.pieces)


def test_words_are_marked_in_title_and_text():
    told = explained(
        "digital school",
        Text("title", "en", "The Digital village"),
        Text("summary", "en", "Rural schools, digitally."),
    )

    assert shown(told.title) == "The [Digital] village"
    assert shown(told.snippet) == "Rural [schools], [digitally]."
    assert (told.fields, told.words) == (("title", "summary"), ("digital", "school"))


@pytest.mark.parametrize(
    ("query", "language", "text", "marked"),
    [
        ("数字鸿沟", "zh", "弥合数字鸿沟。", "弥合[数字鸿沟]。"),
        ("鸿", "zh", "数字鸿沟", "数字鸿沟"),
        ("égalité", "fr", "Pour l’egalite !", "Pour [l’egalite] !"),
        ("المعلومات", "ar", "مجتمع المَعْلُومات", "مجتمع [المَعْلُومات]"),
        ('"last mile"', "en", "mile last, the last mile", "mile last, the [last mile]"),
        ("A/RES/70/125", "en", "see A/RES/70/125, para 33", "see [A/RES/70/125], para 33"),
        ("e-government", "en", "e government or e-Government", "[e government] or [e-Government]"),
        ("-mile last", "en", "last mile", "[last] mile"),
    ],
)
def test_what_was_found_is_what_is_marked(query, language, text, marked):
    told = explained(query, Text("summary", language, text), language=language)

    assert shown(told.snippet) == marked


def test_the_snippet_is_where_most_words_are():
    filler = "nothing to see here " * 40
    text = f"radio {filler} solar radio for fishing boats {filler}"

    told = shown(explained("solar radio", Text("summary", "en", text)).snippet)

    assert "[solar] [radio] for fishing" in told
    assert told.startswith("…") and told.endswith("…")
    assert len(told) <= SNIPPET + 10


def test_texts_of_the_reader_come_first_and_others_where_they_say_more():
    texts = [
        Text("title", "fr", "Radio solaire"),
        Text("summary", "fr", "Pour les villages"),
        Text("title", "en", "Solar radio"),
        Text("summary", "en", "For villages"),
    ]

    assert shown(explained("radio", *texts).title) == "Solar [radio]"
    assert shown(explained("solaire", *texts).title) == "Radio [solaire]"
    assert shown(explained("radio", *texts, language="ar").snippet) == "Pour les villages"


def test_without_words_the_beginning_is_shown():
    told = explained("", Text("title", "en", "Title"), Text("summary", "en", "word " * 200))

    assert shown(told.title) == "Title"
    assert shown(told.snippet).startswith("word word")
    assert told.fields == ()


def test_an_entry_without_texts_is_explained_by_nothing():
    told = explained("word")

    assert (told.title, told.snippet, told.fields, told.words) == (None, None, (), ())


@pytest.mark.django_db
def test_each_hit_of_a_page_is_explained():
    searched = index(entry(1, "One radio"), entry(2, "Two radios"), entry(3, "None"))

    told = searched.why(searched.search(Query.parse("radio")), language="en")

    assert {number: shown(each.title) for number, each in told.items()} == {
        1: "One [radio]",
        2: "Two [radios]",
    }
