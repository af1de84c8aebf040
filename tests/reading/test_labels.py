"""Labels: how they are told from text and how they follow one another."""

import pytest

from actionline.reading import labels
from actionline.reading.api import read
from actionline.reading.labels import find_label, roman_value, to_roman, value


@pytest.mark.parametrize(
    ("text", "printed", "words"),
    [
        ("a)\tthat ropes wear out", "a)", "that ropes wear out"),
        ("a) that ropes wear out", "a)", "that ropes wear out"),
        ("\tii)\tto splice them", "ii)", "to splice them"),
        ("(b) To splice them", "(b)", "To splice them"),
        ("1\tthat ropes wear out", "1", "that ropes wear out"),
        ("12 that ropes wear out", "12", "that ropes wear out"),
        ("3.\tRequests a rope", "3.", "Requests a rope"),
        ("3. Requests a rope", "3.", "Requests a rope"),
        ("a.\tsplicing", "a.", "splicing"),
        ("1.2\tRopes", "1.2", "Ropes"),
        ("5bis)\tropes", "5bis)", "ropes"),
        ("\u0430)\tthat", "a)", "that"),  # a Cyrillic letter
        ("\u0441)\tthat", "c)", "that"),
    ],
)
def test_it_finds_a_label(text: str, printed: str, words: str) -> None:
    label = find_label(text)
    assert label is not None
    assert (label.printed, text[label.end :]) == (printed, words)


@pytest.mark.parametrize(
    "text",
    [
        "2030 Agenda for all",
        "(Geneva, 2003) ropes",
        "that a) and b) hold",
        "ropes",
        "1990 was a year",
        "",
    ],
)
def test_what_only_looks_like_a_label_is_none(text: str) -> None:
    assert find_label(text) is None


@pytest.mark.parametrize("text", ["–\tropes", "–ropes", "• ropes", "- ropes", "*  ropes"])
def test_a_dash_is_a_bullet(text: str) -> None:
    label = find_label(text)
    assert label is not None
    assert label.is_bullet
    assert text[label.end :] == "ropes"


def test_a_letter_in_a_russian_text_stays_cyrillic() -> None:
    label = find_label("\u0430)\tчто", latin=False)
    assert label is not None
    assert labels.families(label.core) == (labels.CYRILLIC,)


@pytest.mark.parametrize("number", range(1, 100))
def test_roman_numerals_go_there_and_back(number: int) -> None:
    assert roman_value(to_roman(number)) == number


@pytest.mark.parametrize("core", ["iiii", "vx", "ic", "", "abc", "iix"])
def test_what_is_no_roman_numeral(core: str) -> None:
    assert roman_value(core) is None


@pytest.mark.parametrize(
    ("core", "family", "place"),
    [
        ("z", labels.LETTER, 26),
        ("aa", labels.LETTER, 27),
        ("bb", labels.LETTER, 28),
        ("ab", labels.LETTER, 28),
        ("A", labels.CAPITAL, 1),
        ("i", labels.LETTER, 9),
        ("i", labels.ROMAN, 1),
        ("112", labels.NUMERAL, 112),
        ("2.13", labels.DECIMAL, 13),
        ("в", labels.CYRILLIC, 3),
        ("ج", labels.ARABIC, 3),
        ("十二", labels.CHINESE, 12),
        ("二十", labels.CHINESE, 20),
        ("a", labels.NUMERAL, None),
    ],
)
def test_the_place_of_a_label_in_its_family(core: str, family: str, place: int | None) -> None:
    assert value(core, family) == place


@pytest.mark.parametrize("label", ["0)", "00)", "0.", "1.0\t"])
def test_nothing_is_counted_from_nought(label: str) -> None:
    text = f"RESOLUTION 900 (Rev. Geneva, 2022)\nresolves\n{label} to light it;\n1) to keep it;\n"

    provisions = read(text.encode(), "lights.txt").provisions

    assert len(provisions) == 2
    assert provisions[1].path == "resolves/1"
