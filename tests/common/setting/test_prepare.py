"""What setters may rely on."""

from dataclasses import replace

import pytest
from tests.common.setting import samples

from actionline.common.setting import svg
from actionline.common.setting.document import (
    Column,
    Document,
    Paragraph,
    Run,
    Section,
    Source,
    Table,
)
from actionline.common.setting.prepare import prepared


def of(*blocks, **more):
    return Document("Title", "en", sections=(Section("s", "Heading", blocks),), **more)


def test_a_document_that_is_fit_stays_as_it_is():
    made = prepared(samples.full("ar"))
    assert prepared(made) == made


def test_a_document_without_a_language_is_refused():
    with pytest.raises(ValueError, match="no language"):
        prepared(Document("Title", "<b>"))


def test_levels_grow_by_one():
    sections = tuple(Section("", "Heading", (), level=level) for level in (3, 1, 4, 9, 2))
    made = prepared(Document("Title", "en", sections=sections))
    assert [section.level for section in made.sections] == [1, 1, 2, 3, 2]


def test_keys_are_anchors_and_unique():
    blocks = tuple(Paragraph((Run("x"),), key=key) for key in ("a b", "a-b", "", "s"))
    (section,) = prepared(of(*blocks)).sections
    assert [section.key, *(block.key for block in section.blocks)] == [
        "s",
        "a-b",
        "a-b-2",
        "",
        "s-2",
    ]


def test_rows_have_as_many_cells_as_there_are_columns():
    table = Table("", (Column("A"), Column("B")), (((Run("1"),),), ((Run("1"),),) * 3))
    (block,) = prepared(of(table)).sections[0].blocks
    assert [len(row) for row in block.rows] == [2, 2]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("https://example.org/a b", "https://example.org/a%20b"),
        ("/en/mandates/3/", "https://here.example/en/mandates/3/"),
        ("mailto:somebody@example.org", "mailto:somebody@example.org"),
        ("javascript:alert(1)", ""),
        ("//elsewhere.example/", ""),
        ("file:///etc/passwd", ""),
        ("http://[broken", ""),
        ("https:///nowhere", ""),
        ("https://example.org/" + "x" * 3000, ""),
    ],
)
def test_addresses_are_those_that_may_be_followed(given, kept):
    run = Run("x", url=given, sources=(Source("r", "1", "One", given),))
    made = prepared(of(Paragraph((run,)), site="https://here.example/"))
    (run,) = made.sections[0].blocks[0].runs
    assert (run.url, run.sources[0].url) == (kept, kept)


def test_drawings_hold_shapes_and_words_only():
    drawing = """<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" onload="x()">
        <script>x()</script><style>*{}</style><foreignObject/><image href="file:///etc/passwd"/>
        <rect width="3" style="fill:url(http://a.b)" fill="url(http://a.b)" stroke="url(#p)"/>
        <use href="#a"/><a href="javascript:x()"><text>y</text></a><text>words</text></svg>"""
    made = svg.safe(drawing)
    for away in ("script", "style", "foreign", "image", "onload", "http://a.b", "javascript"):
        assert away not in made
    assert "words" in made and 'stroke="url(#p)"' in made and 'href="#a"' in made


@pytest.mark.parametrize(
    "drawing",
    [
        "",
        "no drawing",
        "<html/>",
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
        '<svg xmlns="http://www.w3.org/2000/svg">&x;</svg>',
    ],
)
def test_what_is_no_drawing_becomes_an_empty_one(drawing):
    assert svg.size(svg.safe(drawing)) == (1.0, 1.0)


def test_a_title_is_never_empty():
    document = replace(samples.full("en"), title=" \n")
    assert prepared(document).title == "C27/59-E"
