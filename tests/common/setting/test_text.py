"""Text is made fit for every form before it is set."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from actionline.common.setting import text


def test_it_leaves_ordinary_text_alone():
    said = "Le Sommet – “القمة” 峰会 1\u00a0284 🎉"
    assert text.clean(said) == said


@pytest.mark.parametrize(
    ("given_text", "clean"),
    [
        ("two\nlines\tand\x0bmore", "two lines and more"),
        ("nul\x00 bell\x07 half \ud83d pair", "nul bell half  pair"),
        ("not\ufffe a \uffffsign\ufeff", "not a sign"),
        # An override that is never closed would turn round what follows.
        ("abc \u202edef", "abc \u2067def\u2069"),
        ("abc \u202ddef\u202c ghi", "abc \u2066def\u2069 ghi"),
        # An end that nothing began would end what stands round the text.
        ("abc\u2069 \u202cdef", "abc def"),
    ],
)
def test_it_takes_away_what_a_file_cannot_hold(given_text, clean):
    assert text.clean(given_text) == clean


@settings(max_examples=100)
@given(st.text(st.characters()))
def test_whatever_comes_is_xml_and_closed(said):
    clean = text.clean(said)
    element = etree.Element("p")
    element.text = clean  # lxml refuses what XML cannot hold
    assert sum(clean.count(sign) for sign in "\u2066\u2067\u2068") == clean.count("\u2069")
    assert text.clean(clean) == clean


def test_items_are_lettered_as_the_united_nations_do():
    assert [text.letter(at, "fr") for at in (0, 25, 26)] == ["a", "z", "aa"]
    assert [text.letter(at, "ar") for at in (0, 1, 4)] == ["أ", "ب", "هـ"]


def test_days_are_written_in_each_language():
    day = date(2027, 5, 3)
    assert text.day(day, "en") == "3 May 2027"
    assert text.day(day, "ar") == "3 مايو 2027"
    assert text.day(day, "zh-hans") == "2027年5月3日"


def test_long_words_may_be_broken_and_others_not():
    assert text.breakable("an ordinary line of words") == "an ordinary line of words"
    assert text.breakable("x" * 100).split("\u200b") == ["x" * 20] * 5


def test_in_a_narrow_column_words_break_save_those_with_known_syllables():
    said = "internationalization CWG-WSIS-44/8-E short"
    spared = re.compile("[a-z]+")
    assert text.breakable(said, 12, spared) == (
        "internationalization CWG-\u200bWSIS-\u200b44/\u200b8-\u200bE short"
    )
    assert text.breakable("x" * 61, 12, spared).count("\u200b") == 15
