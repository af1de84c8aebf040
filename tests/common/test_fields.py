"""A text with a limit of words: what it refuses, and what the page tells."""

from __future__ import annotations

import pytest
from django import forms

from actionline.common.fields import WordsField
from actionline.common.words import count_words


class Project(forms.Form):
    told = WordsField(label="Description", least=3, most=5)
    short = WordsField(label="Title", most=4, required=False)


@pytest.mark.parametrize(
    ("told", "message"),
    [
        ("one two", "This is 1 word too short: 3 words at least."),
        ("a b c d e f g", "This is 2 words too long: 5 words at most."),
        ("", "This field is required."),
    ],
)
def test_what_is_too_short_or_too_long_says_by_how_much(told, message):
    assert Project({"told": told}).errors == {"told": [message]}


def test_the_limits_themselves_are_within():
    assert Project({"told": "a b c"}).is_valid()
    assert Project({"told": "a b c d e", "short": "a b c d"}).is_valid()


def test_the_page_tells_the_count_without_a_script():
    html = str(Project({"told": "a b c d e f", "short": ""}))

    assert "<output>6</output>" in html
    assert "(3 to 5 are wanted)" in html
    assert "<span data-many> · <strong>too many</strong></span>" in html
    assert "<span data-few hidden>" in html
    assert 'aria-describedby="id_told_error id_told_words"' in html
    assert "<output>0</output> (4 at most)" in html
    assert 'src="/static/common/word-counter.js' in str(Project().media)


@pytest.mark.browser
@pytest.mark.django_db(transaction=True)
def test_the_script_counts_as_the_server_does(page):
    page.goto("/en/")
    samples = [
        "",
        "a follow-up, l’accès à l'Internet, 2.5 and A/RES/70/125 …",
        "مُحَمَّد يكتب، أن يحتفظ بسجل عام ٣٤",
        "为3000人提供ICT培训。㐀\U00020000 々〇",
        "вести открытый реестр, e\u0301cole under_score Ⅻ ½",
        "a- -b c--d e.f. 'g' –",
    ]

    found = page.evaluate(
        """async (samples) => {
            const counter = await import("/static/common/word-counter.js");
            return samples.map(counter.countWords);
        }""",
        samples,
    )

    assert found == [count_words(text) for text in samples]
