"""Words that came and went."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from actionline.instruments.worddiff import word_spans


def side(spans, name):
    return "".join(text for at, text, _certain in spans if at in ("both", name))


def test_whole_words_are_replaced():
    spans = word_spans("to keep a public list", "to keep an open list")

    assert [span[:2] for span in spans] == [
        ["both", "to keep "],
        ["old", "a public"],
        ["new", "an open"],
        ["both", " list"],
    ]


@given(st.text(alphabet="ab ,é", max_size=40), st.text(alphabet="ab ,é", max_size=40))
def test_the_sides_give_back_both_texts(old, new):
    spans = word_spans(old, new)

    assert (side(spans, "old"), side(spans, "new")) == (old, new)


def test_a_hostile_paragraph_takes_no_time():
    old, new = "a b " * 50_000, "b a " * 50_000
    started = time.perf_counter()

    spans = word_spans(old, new)

    assert time.perf_counter() - started < 1
    assert side(spans, "new") == new
