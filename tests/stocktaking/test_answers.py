"""What can be submitted and what cannot."""

import pytest

from actionline.stocktaking import answers as checking
from actionline.stocktaking.models import Question

from .conftest import COMPLETE

pytestmark = pytest.mark.django_db


def wrong(template, **changes):
    found = checking.faults(template.questions.all(), COMPLETE | changes)
    return [(fault.key, fault.message) for fault in found]


def test_it_works(template):
    assert wrong(template) == []


@pytest.mark.parametrize(
    ("key", "answer", "message"),
    [
        ("title", "", "Answer this question."),
        ("title", "a" * 301, "Use at most 300 characters."),
        ("summary", "too short", "Use at least 150 words; there are 2."),
        ("summary", "word " * 201, "Use at most 200 words; there are 201."),
        ("summary", "社" * 149, "Use at least 150 words; there are 149."),
        ("lines", ["C99"], "“C99” is not in the list."),
        ("entity_economy", "XXX", "“XXX” is not in the list."),
        ("status", "<b>", "“<b>” is not in the list."),
        ("starts", "2026-02-30", "Give a date that exists: day, month and year."),
        ("starts", "0001-01-01", "Give a date that exists: day, month and year."),
        ("ends", "2020-01-01", "It cannot end before it begins."),
        ("economies", [], "Say in which country it works."),
        ("contact_email", "nobody", "Give an e-mail address such as office@example.org."),
        (
            "links",
            [{"url": "javascript:alert(1)", "text": ""}],
            "“javascript:alert(1)” is no web address; begin it with https:// or http://.",
        ),
        (
            "figures",
            [{"what": "people", "value": "many", "unit": "people"}],
            "“many” is no number; use digits only: 1200 or 12.5.",
        ),
        (
            "figures",
            [{"what": "people", "value": "12", "unit": ""}],
            "Say of each figure what was counted and in which unit.",
        ),
        ("pictures", [{"attachment": 1, "alt": ""}], "Say in words what each picture shows."),
    ],
)
def test_each_fault_is_told_at_its_question(template, key, answer, message):
    assert wrong(template, **{key: answer}) == [(key, message)]


def test_chinese_counts_characters(template):
    assert wrong(template, summary="社" * 150) == []


def test_one_step_is_checked_alone(template):
    found = checking.faults(template.questions.all(), {}, only={"title", "summary"})
    assert [fault.key for fault in found] == ["title", "summary"]


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("line", "  two \n words\0 ", "two words"),
        ("text", "one\r\n\r\ntwo ", "one\n\ntwo"),
        ("line", ["a"], ""),
        ("text", {"a": 1}, ""),
        ("some", "C2", []),
        ("some", ["C2", "", "C2", "C1"], ["C2", "C1"]),
        (
            "links",
            [{"url": " https://example.org ", "odd": 1}, {}, "x"],
            [{"url": "https://example.org", "text": ""}],
        ),
        (
            "pictures",
            [{"attachment": "1"}, {"attachment": 2, "alt": " a school "}],
            [{"attachment": 2, "alt": "a school"}],
        ),
    ],
)
def test_a_draft_holds_only_what_it_can(kind, typed, stored):
    assert checking.as_stored(Question(kind=kind), typed) == stored


def test_a_text_is_cut_before_it_grows_beyond_reason():
    stored = checking.as_stored(Question(kind="text"), "a" * 1_000_000)
    assert len(stored) == checking.MOST_CHARACTERS


@pytest.mark.parametrize("typed", ["NaN", "1e400", "Infinity", "", "12,5.1", "١٢٣x"])
def test_what_is_no_number(typed):
    assert checking.as_number(typed) is None


@pytest.mark.parametrize(("typed", "number"), [("1 200", 1200), ("١٢٣", 123), ("-1", -1)])
def test_numbers_in_any_digits(typed, number):
    assert checking.as_number(typed) == number
