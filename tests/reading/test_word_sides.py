"""Tracked changes of Word: what stands on which side, mark by mark, row by row."""

import re
from pathlib import Path

import pytest
from tests.reading.libreoffice import accepted_and_rejected
from tests.reading.word_files import WHO, come, gone, paragraph, run, word_file

from actionline.reading.model import Paragraph, Revision, Side, Source, Span, Tracking
from actionline.reading.sources.word import open_word

ONE, END = paragraph(run("One")), paragraph(run("End"))
MOVED = run("Moved")


def row(content: str, change: str = "") -> str:
    properties = f"<w:trPr><w:{change} {WHO}/></w:trPr>" if change else ""
    return f"<w:tr>{properties}<w:tc>{content}</w:tc></w:tr>"


def moving(kind: str, identifier: int) -> str:
    inner = paragraph(f"<w:{kind} {WHO}>{MOVED}</w:{kind}>", mark=kind)
    start = f'<w:{kind}RangeStart w:id="{identifier}" w:name="move7" w:author="E"/>'
    return f'{start}{inner}<w:{kind}RangeEnd w:id="{identifier}"/>'


# Name, body, the old side's paragraphs, the new side's.
CASES = [
    (
        "a mark deleted",
        paragraph(run("Alpha "), mark="del") + paragraph(run("beta")) + END,
        ["Alpha ", "beta", "End"],
        ["Alpha beta", "End"],
    ),
    (
        "a mark inserted",
        paragraph(run("Alpha "), mark="ins") + paragraph(run("beta")) + END,
        ["Alpha beta", "End"],
        ["Alpha ", "beta", "End"],
    ),
    (
        "a paragraph deleted",
        ONE + paragraph(gone("Two"), mark="del") + END,
        ["One", "Two", "End"],
        ["One", "End"],
    ),
    (
        "a paragraph inserted",
        ONE + paragraph(come("Two"), mark="ins") + END,
        ["One", "End"],
        ["One", "Two", "End"],
    ),
    (
        "inserted from the end of the one before",
        paragraph(run("One"), mark="ins") + paragraph(come("Two")) + END,
        ["One", "End"],
        ["One", "Two", "End"],
    ),
    (
        "deleted from the end of the one before",
        paragraph(run("One"), mark="del") + paragraph(gone("Two")) + END,
        ["One", "Two", "End"],
        ["One", "End"],
    ),
    (
        "several deleted, one inserted",
        ONE
        + paragraph(gone("Two"), mark="del")
        + paragraph(gone("Three"), mark="del")
        + paragraph(come("Zwei"), mark="ins")
        + END,
        ["One", "Two", "Three", "End"],
        ["One", "Zwei", "End"],
    ),
    (
        "deleted before a table",
        ONE + paragraph(gone("Two"), mark="del") + f"<w:tbl>{row(ONE)}</w:tbl>" + END,
        ["One", "Two", "One", "End"],
        ["One", "One", "End"],
    ),
    (
        "inserted at the end of the file",
        ONE + paragraph(come("Two"), mark="ins"),
        ["One"],
        ["One", "Two"],
    ),
    (
        "rows",
        "<w:tbl>"
        + row(paragraph(come("Row"), mark="ins"), "ins")
        + row(paragraph(gone("Gone"), mark="del"), "del")
        + row(ONE)
        + "</w:tbl>"
        + END,
        ["Gone", "One", "End"],
        ["Row", "One", "End"],
    ),
    (
        "a move",
        ONE + moving("moveFrom", 1) + paragraph(run("Two")) + moving("moveTo", 2) + END,
        ["One", "Moved", "Two", "End"],
        ["One", "Two", "Moved", "End"],
    ),
    (
        "words within a paragraph",
        paragraph(run("in ") + gone("2018") + come("2022") + run(",")) + END,
        ["in 2018,", "End"],
        ["in 2022,", "End"],
    ),
]


def read(body: str) -> Source:
    return open_word(word_file(body), "file.docx")


def texts(source: Source, side: Side) -> list[str]:
    return [p.on(side) for p in source.paragraphs if p.side in (Side.BOTH, side)]


@pytest.mark.parametrize(
    ("body", "old", "new"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_both_sides(body: str, old: list[str], new: list[str]) -> None:
    source = read(body)
    assert texts(source, Side.OLD) == old
    assert texts(source, Side.NEW) == new
    assert source.tracking is Tracking.TRACKED


def test_libreoffice_accepts_and_rejects_to_the_same(tmp_path: Path) -> None:
    files = [word_file(case[1]) for case in CASES]
    for (name, _body, old, new), (accepted, rejected) in zip(
        CASES, accepted_and_rejected(tmp_path, files), strict=True
    ):
        assert [text.strip() for text in new] == _lines(accepted), name
        assert [text.strip() for text in old] == _lines(rejected), name


def _lines(text: str) -> list[str]:
    return [line.strip() for line in re.split("[\n\t]", text) if line.strip()]


def test_a_deleted_mark_leaves_the_first_paragraph_on_both_sides() -> None:
    merged, rest, _end = read(CASES[0][1]).paragraphs
    editor = Revision("Editor", "2026-01-02T03:04:05Z")
    assert merged.side is Side.BOTH
    assert merged.spans == (Span("Alpha "), Span("beta", Side.NEW, revision=editor))
    assert (rest.side, rest.on(Side.OLD)) == (Side.OLD, "beta")


def test_an_inserted_paragraph_is_found_whichever_mark_was_inserted() -> None:
    for place in (3, 4):
        paragraphs = read(CASES[place][1]).paragraphs
        assert [(p.side, p.source_text) for p in paragraphs] == [
            (Side.BOTH, "One"),
            (Side.NEW, "Two"),
            (Side.BOTH, "End"),
        ]


def test_both_places_of_a_move_share_a_name() -> None:
    found = [(p.side, p.moved) for p in read(CASES[10][1]).paragraphs if p.moved]
    assert found == [(Side.OLD, "move7"), (Side.NEW, "move7")]


def test_inserted_by_one_and_deleted_by_another_stands_nowhere() -> None:
    body = paragraph(run("A ") + f"<w:ins {WHO}>{run('stays ')}{gone('goes ')}</w:ins>" + run("Z"))
    (only,) = read(body).paragraphs
    assert (only.on(Side.OLD), only.on(Side.NEW)) == ("A Z", "A stays Z")


def test_deleted_and_inserted_cells() -> None:
    cells = "".join(
        f"<w:tc><w:tcPr><w:{change} {WHO}/></w:tcPr>{paragraph(run(text))}</w:tc>"
        for change, text in (("cellDel", "old cell"), ("cellIns", "new cell"))
    )
    source = read(f"<w:tbl><w:tr>{cells}</w:tr></w:tbl>")
    assert texts(source, Side.OLD) == ["old cell"]
    assert texts(source, Side.NEW) == ["new cell"]


def test_changes_of_format_are_no_revision() -> None:
    body = (
        f"<w:p><w:pPr><w:pPrChange {WHO}><w:pPr><w:jc w:val='both'/></w:pPr></w:pPrChange></w:pPr>"
        f"<w:r><w:rPr><w:b/><w:rPrChange {WHO}><w:rPr/></w:rPrChange></w:rPr><w:t>Same</w:t></w:r>"
        "</w:p>"
    )
    source = read(body)
    assert source.paragraphs == (Paragraph((Span("Same"),), line=1),)
    assert source.tracking is Tracking.NONE


def test_a_style_separator_runs_two_paragraphs_together_on_both_sides() -> None:
    mark = "<w:rPr><w:vanish/><w:specVanish/></w:rPr>"
    body = paragraph(run("Run in. "), mark) + paragraph(run("Goes on"))
    assert [p.source_text for p in read(body).paragraphs] == ["Run in. Goes on"]


def test_author_and_date_of_a_change_are_kept() -> None:
    (only,) = read(paragraph(run("a") + come("b"))).paragraphs
    assert only.spans[1].revision == Revision("Editor", "2026-01-02T03:04:05Z")
