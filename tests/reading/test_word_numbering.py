"""Automatic numbers, counted on both sides as Word prints them."""

from pathlib import Path

import pytest
from tests.reading.libreoffice import accepted_and_rejected
from tests.reading.word_files import (
    WHO,
    abstract,
    come,
    gone,
    level,
    listed,
    number_list,
    paragraph,
    run,
    word_file,
)

from actionline.reading.model import AutoLabel, Side
from actionline.reading.sources.number_formats import printed_number
from actionline.reading.sources.word import open_word

RESTART = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
NO_RESTART = '<w:lvlRestart w:val="0"/>'
DEFINITIONS = (
    abstract(1, level(0, "lowerLetter", "%1)") + level(1, "lowerRoman", "%2)"))
    + abstract(2, level(0, "decimal", "%1") + level(1, "decimal", "%1.%2"))
    + abstract(
        3,
        level(0, "upperRoman", "%1.")
        + level(1, "decimal", "%1.%2", "<w:isLgl/>")
        + level(2, "decimalZero", "(%3)", NO_RESTART),
    )
    + abstract(4, level(0, "bullet", "&#xF0B7;") + level(1, "bullet", "o") + level(2, "none", ""))
    + abstract(5, level(0, "decimal", "%1.", '<w:pStyle w:val="Item"/>'))
    + abstract(6, '<w:numStyleLink w:val="Series"/>')
    + number_list(1, 1)
    + number_list(2, 2)
    + number_list(3, 3)
    + number_list(4, 4)
    + number_list(5, 5)
    + number_list(6, 6)
    + number_list(7, 1, RESTART)
)
STYLES = (
    '<w:style w:type="paragraph" w:styleId="Item"><w:name w:val="Item"/>'
    '<w:pPr><w:numPr><w:numId w:val="5"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="numbering" w:styleId="Series"><w:name w:val="Series"/>'
    '<w:pPr><w:numPr><w:numId w:val="2"/></w:numPr></w:pPr></w:style>'
)


def labels(body: str) -> list[tuple[str | None, str | None]]:
    source = open_word(word_file(body, numbering=DEFINITIONS, styles=STYLES), "a")
    return [(p.auto.old, p.auto.new) if p.auto else (None, None) for p in source.paragraphs]


def same(*printed: str | None) -> list[tuple[str | None, str | None]]:
    return [(label, label) for label in printed]


def series(num_id: int, *levels: int) -> str:
    return "".join(listed(run("item"), num_id, depth) for depth in levels)


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        (series(1, 0, 0, 1, 1, 0, 1), ["a)", "b)", "i)", "ii)", "c)", "i)"]),
        (series(2, 0, 1, 1, 0, 1), ["1", "1.1", "1.2", "2", "2.1"]),
        (series(2, 1, 1, 0), ["1.1", "1.2", "2"]),
        (series(3, 0, 1, 2, 1, 2, 0, 1), ["I.", "1.1", "(01)", "1.2", "(02)", "II.", "2.1"]),
        (series(4, 0, 1, 2), ["•", "◦", None]),
        (series(1, 0, 0) + series(7, 0, 0) + series(1, 0), ["a)", "b)", "a)", "b)", "c)"]),
        (series(6, 0, 1), ["1", "1.1"]),
        (series(99, 0), [None]),
        (series(1, 77), [None]),
    ],
)
def test_labels(body: str, printed: list[str | None]) -> None:
    assert labels(body) == same(*printed)


def test_numbering_that_a_style_brings_and_a_paragraph_takes_away() -> None:
    styled = '<w:pStyle w:val="Item"/>'
    without = styled + '<w:numPr><w:numId w:val="0"/></w:numPr>'
    body = "".join(paragraph(run("x"), properties) for properties in (styled, without, styled))
    assert labels(body) == same("1.", None, "2.")


def test_each_side_counts_its_own_paragraphs() -> None:
    body = (
        listed(run("first"))
        + listed(come("second"), mark="ins")
        + listed(gone("third"), mark="del")
        + listed(run("fourth"))
    )
    assert labels(body) == [("a)", "a)"), (None, "b)"), ("b)", None), ("c)", "c)")]


def test_a_tracked_change_of_numbering() -> None:
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr>'
    became = f"{numbered}<w:pPrChange {WHO}><w:pPr/></w:pPrChange>"
    was = f"<w:pPrChange {WHO}><w:pPr>{numbered}</w:pPr></w:pPrChange>"
    inserted = f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/><w:ins {WHO}/></w:numPr>'
    body = "".join(
        paragraph(run("x"), properties) for properties in (numbered, became, was, inserted)
    )
    assert labels(body) == [("1", "1"), (None, "2"), ("2", None), (None, "3")]


def test_a_merged_paragraph_is_counted_once() -> None:
    body = (
        listed(run("one "))
        + listed(run("two "), mark="del")
        + listed(run("three"))
        + listed(run("four"))
    )
    assert labels(body) == [("a)", "a)"), ("b)", None), ("c)", "b)"), ("d)", "c)")]


def test_libreoffice_counts_the_same(tmp_path: Path) -> None:
    body = (
        series(1, 0, 0, 1)
        + listed(come("second"), mark="ins")
        + listed(gone("third"), mark="del")
        + series(1, 0, 1, 1)
        + series(2, 1, 0, 1)
        + series(7, 0, 0)
    )
    data = word_file(body, numbering=DEFINITIONS, styles=STYLES)
    source = open_word(data, "a")
    both = accepted_and_rejected(tmp_path, [data])[0]
    for side, text in zip((Side.NEW, Side.OLD), both, strict=True):
        ours = []
        for found in source.paragraphs:
            if found.side in (Side.BOTH, side):
                auto = found.auto or AutoLabel(None, None)
                ours.append(f"{getattr(auto, side.value)} {found.on(side)}")
        assert ours == [line.strip() for line in text.splitlines() if line.strip()]


@pytest.mark.parametrize(
    ("number_format", "number", "printed"),
    [
        ("decimal", 12, "12"),
        ("decimalZero", 7, "07"),
        ("lowerLetter", 26, "z"),
        ("lowerLetter", 28, "bb"),
        ("upperLetter", 3, "C"),
        ("lowerRoman", 49, "xlix"),
        ("upperRoman", 2026, "MMXXVI"),
        ("lowerRoman", 999_999_999, "999999999"),
        ("lowerLetter", 999_999_999, "999999999"),
        ("lowerLetter", 0, "0"),
        ("russianLower", 10, "к"),
        ("arabicAbjad", 3, "ج"),
        ("arabicAlpha", 3, "ت"),
        ("hindiNumbers", 10, "١٠"),
        ("chineseCounting", 10, "十"),
        ("chineseCounting", 21, "二十一"),
        ("chineseCounting", 105, "一百零五"),
        ("chineseCounting", 1005, "一千零五"),
        ("ideographTraditional", 2, "乙"),
        ("decimalEnclosedCircle", 3, "③"),
        ("ordinal", 12, "12th"),
        ("ordinal", 22, "22nd"),
        ("chicago", 2, "†"),
        ("none", 5, ""),
        ("unheardOf", 5, "5"),
    ],
)
def test_number_formats(number_format: str, number: int, printed: str) -> None:
    assert printed_number(number, number_format) == printed
