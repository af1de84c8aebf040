"""Words as they are looked for: folded, cut, stemmed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from actionline.common.search.analysis import (
    LONGEST,
    WORD,
    fold,
    having,
    is_unspaced,
    spans,
    terms,
    title_key,
    tokens,
)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Égalité NUMÉRIQUE", "egalite numerique"),
        ("Ｆｕｌｌ ｗｉｄｔｈ", "full width"),
        ("Straße", "strasse"),
        ("мой ЁЖ", "мой еж"),  # й is a letter of its own
        ("مُحَمَّد أإآٱ", "محمد اااا"),
        ("الرقميــة إلى", "الرقميه الي"),
        ("٢٠٢٥ ۴۵", "2025 45"),
        ("ﷺ", "صلي الله عليه وسلم"),
    ],
)
def test_what_writers_differ_in_is_folded(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", "project projects"),
        ("en", "Women’s women"),
        ("en", "connected connecting connects"),
        ("fr", "égalité égalités egalite"),
        ("fr", "connecté connectée connectées connectés"),
        ("fr", "l’économie économies economie"),
        ("es", "mujer mujeres"),
        ("es", "educación educaciones educacion"),
        ("es", "tecnología tecnologías tecnologia"),
        ("ru", "общество общества обществом"),
        ("ru", "цифровой цифровая цифровых"),
        ("ar", "المعلومات معلومات للمعلومات معلومة والمعلومات"),
        ("ar", "الرقمية رقمية الرقميه بالرقمية"),
        ("ar", "وثيقة الوثيقة والوثيقة"),
        ("ar", "الوطنية وطنية وطني"),
    ],
)
def test_forms_of_a_word_have_one_stem(language, forms):
    assert len({tuple(tokens(form, language)) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A/RES/70/125", ["a/res/70/125", "a", "res", "70", "125"]),
        ("4.1", ["4.1", "4", "1"]),
        ("٤٫١", ["4.1", "4", "1"]),
        ("C7", ["c7"]),
        ("COVID-19", ["covid-19", "covid19", "covid", "19"]),
        ("e‑government", ["egovernment", "e", "govern"]),
        ("U.N.", ["un"]),
        ("and/or", ["and", "or"]),
        ("2024–2025", ["2024-2025", "2024", "2025"]),
    ],
)
def test_symbols_and_joined_words_keep_their_name(text, found):
    assert tokens(text, "en") == found


def test_chinese_is_cut_in_pairs_and_found_by_character():
    found = tokens("信息社会 C7 人", "zh-hans")

    assert found == ["信息", "息社", "社会", "c7", "人"]
    assert terms(found) == {*found, "信", "息", "社", "会"}


def test_the_script_tells_more_than_the_language_of_the_text():
    assert tokens("цифровые projects", "en") == ["цифров", "project"]
    assert tokens("projects", "zh") == ["project"]


def test_places_are_those_of_the_words():
    text = "En l’École 数字鸿沟"

    assert [
        (each.token, text[each.start : each.end])
        for each in spans(text, "fr", set(tokens(text, "fr")), set(WORD.findall(text)))
    ] == [
        ("en", "En"),
        ("ecol", "l’École"),
        ("数字", "数字"),
        ("字鸿", "字鸿"),
        ("鸿沟", "鸿沟"),
    ]


def test_titles_are_sorted_without_the_signs_in_front():
    assert title_key("« Égalité » : accès") == "egalite acces"


@given(st.text(max_size=300), st.sampled_from(["ar", "en", "es", "fr", "ru", "zh-hans", "pt", ""]))
def test_any_text_has_tokens_that_fit(text, language):
    found = tokens(text, language)

    assert all(
        0 < len(token) <= 2 * LONGEST and not set(token) & {" ", "\n", "\0"} for token in found
    )
    placed = list(spans(text, language, set(found), set(WORD.findall(text))))
    assert [each.token for each in placed] == found
    assert [each.position for each in placed] == list(range(len(found)))
    assert all(text[each.start : each.end] for each in placed)


def test_marks_do_not_make_a_script_unspaced():
    assert not is_unspaced("é")
    assert is_unspaced("会")


@given(
    st.text("ab-.’ AÉé数字学م", max_size=60) | st.text(max_size=200),
    st.sampled_from(["ar", "en", "fr", "zh-hans"]),
    st.data(),
)
def test_what_is_not_counted_stands_where_it_stands(text, language, data):
    some = data.draw(st.sets(st.sampled_from(tokens(text, language) or ["none"])))
    without: set[str] = set()

    words = having(text, language, some, without)
    assert words | without == set(WORD.findall(text))
    counted = list(spans(text, language, some, words))
    assert counted == list(spans(text, language, some, words | without))
    found = list(spans(text, language, some, words, counted=False))
    assert sorted((each.start, each.end, each.token) for each in found) == sorted(
        (each.start, each.end, each.token) for each in counted
    )
