"""The tiny markup: what it marks, and that every text is valid and comes back."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from actionline.reporting import markup
from actionline.reporting.markup import Part, Span


def test_it_marks_emphasis_symbols_footnotes_and_addresses():
    found = markup.parse("A *b* **c** `d/1`^[see e], https://example.org/x. \\*f")

    assert found == [
        Span("A "),
        Span("b", emphasis=True),
        Span(" "),
        Span("c", strong=True),
        Span(" "),
        Span("d/1", code=True, note="see e"),
        Span(", "),
        Span("https://example.org/x", url="https://example.org/x"),
        Span(". *f"),
    ]


def test_signs_without_a_counterpart_stand_for_themselves():
    text = "2 * 3 = 6, `open, ^[never closed, **half"

    assert markup.plain(text) == text


@given(st.text(alphabet="ab *`^[]\\\n.é中ع", max_size=60))
def test_escaped_words_come_back_as_they_were(text):
    assert markup.plain(markup.escape(text)) == " ".join(text.split())


@given(st.text(alphabet="ab *`^[]\\:/.ht", max_size=200))
def test_any_text_can_be_parsed(text):
    assert isinstance(markup.plain(text), str)


def test_blank_lines_part_paragraphs_and_signs_make_lists():
    found = markup.parts("One\nline.\r\n\r\n- first\n  goes on\n- second\n\n1. a\n2. b")

    assert found == [
        Part(("One line.",)),
        Part(("first goes on", "second"), is_list=True),
        Part(("a", "b"), is_list=True, ordered=True),
    ]


def test_words_of_footnotes_count_and_signs_do_not():
    assert markup.words_in("Two *words*^[and three more].") == 5
