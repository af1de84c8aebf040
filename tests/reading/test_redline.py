"""Redlines: accepting gives the new text, rejecting the old one, exactly."""

import io
import re
import zipfile
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.flatten import plain
from tests.reading.libreoffice import accepted_and_rejected
from tests.reading.pairs import make_pair

from actionline.reading.api import read
from actionline.reading.model import (
    DocumentInfo,
    Footnote,
    FootnoteMark,
    FootnoteText,
    Paragraph,
    Provision,
    Resolution,
    Side,
    Span,
    Tracking,
)
from actionline.reading.redline import (
    RedlineError,
    redline_between,
    redline_of,
    verify_redline,
    write_redline,
    write_word,
)
from actionline.reading.redline.check import text_on
from actionline.reading.redline.lines import lines_of
from actionline.reading.redline.markup import writable
from actionline.reading.sources.word import open_word

WHEN = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)


def provision(path: str, label: str | None, text: str, heading: str = "") -> Provision:
    """A provision that a revision left as it was."""
    clause = path.partition("/")[0]
    return Provision(
        path=path, kind="operative", clause=clause, heading=heading or clause, addressees=(),
        label=label, base_label=label, change="kept", certain=True, text=text, base_text=text,
    )  # fmt: skip


def deleted(path: str, label: str | None, text: str) -> Provision:
    was = provision(path, label, text)
    return was._replace(change="deleted", label=None, text=None)


def revision() -> Resolution:
    """A small revision: a word changed, one clause deleted, a paragraph inserted at the end."""
    dusk = provision("resolves/1", "1", "to light them at dusk:")._replace(
        change="modified",
        base_text="to light them at night:",
        spans=(
            Span("to light them at "),
            Span("night", Side.OLD),
            Span("dusk", Side.NEW),
            Span(":"),
        ),
        footnotes=(FootnoteMark(8, "1"),),
    )
    inserted = provision("resolves/2", "2", "to count them.")._replace(
        change="inserted",
        base_label=None,
        base_text=None,
    )
    return Resolution(
        DocumentInfo("test", "MOD", "ABC/1/1", "itu/pp/res-7", "2026", "2022", "On lighthouses"),
        (
            provision("noting/a", "a)", "that lamps burn <oil> & gas;"),
            deleted("noting/b", "b)", "keepers;"),
            deleted("seeing/p1", None, "the tide,"),
            dusk,
            provision("resolves/1/i", "i)", "every day;")._replace(parent="resolves/1"),
            inserted,
        ),
        footnotes=(Footnote("1", "Also the small ones.", "resolves/1"),),
        tracking=Tracking.TRACKED,
    )


OLD = [
    "MOD\tABC/1/1", "RESOLUTION 7 (2022)", "On lighthouses", "noting",
    "a)\tthat lamps burn <oil> & gas;", "b)\tkeepers;", "seeing", "the tide,", "resolves",
    "1\tto light them at night:", "i)\tevery day;",
]  # fmt: skip
NEW = [
    "MOD\tABC/1/1", "RESOLUTION 7 (2026)", "On lighthouses", "noting",
    "a)\tthat lamps burn <oil> & gas;", "resolves", "1\tto light them at dusk:", "i)\tevery day;",
    "2\tto count them.",
]  # fmt: skip


def sides(data: bytes) -> tuple[list[str], list[str]]:
    paragraphs = open_word(data, "a").paragraphs
    return text_on(paragraphs, Side.OLD), text_on(paragraphs, Side.NEW)


def test_a_revision_has_both_texts() -> None:
    assert sides(redline_of(revision(), date=WHEN)) == (OLD, NEW)


def test_a_redline_reads_as_the_revision_it_was_made_of() -> None:
    made = read(redline_of(revision(), date=WHEN), "a.docx")
    wanted = revision()
    assert made.document.action == "MOD"
    told = attrgetter("path", "label", "base_label", "change", "text", "base_text")
    assert [told(p) for p in made.provisions] == [told(p) for p in wanted.provisions]
    assert made.footnotes == wanted.footnotes


def test_changes_carry_author_and_date() -> None:
    source = open_word(redline_of(revision(), date=WHEN), "a")
    found = {s.revision for p in source.paragraphs for s in p.spans if s.revision is not None}
    assert {revision.author for revision in found} == {"Actionline"}
    assert min(revision.date for revision in found) == "2026-03-04T05:06:00Z"


def test_the_same_text_and_date_give_the_same_file() -> None:
    assert redline_of(revision(), date=WHEN) == redline_of(revision(), date=WHEN)


@pytest.mark.parametrize(("side", "text"), [(Side.OLD, OLD[1:]), (Side.NEW, NEW[1:])])
def test_a_clean_file_of_either_side(side: Side, text: list[str]) -> None:
    data = write_word(revision(), side)
    assert sides(data) == (text, text)
    assert open_word(data, "a").tracking is Tracking.NONE
    assert open_word(data, "a").footnotes == (FootnoteText("1", "Also the small ones."),)


def test_styles_of_the_house() -> None:
    styles = [p.style for p in open_word(write_word(revision()), "a").paragraphs]
    assert styles == ["resno", "restitle", "call", "", "call", "", "enumlev1", ""]


def test_arabic_is_set_from_right_to_left() -> None:
    arabic = revision()._replace(document=DocumentInfo("test", language="ar"))
    with zipfile.ZipFile(io.BytesIO(redline_of(arabic))) as archive:
        body = archive.read("word/document.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    assert body.count("<w:bidi/>") == body.count("<w:p>") + 1  # and that of the section
    assert '<w:lang w:bidi="ar-SA"/>' in styles


@pytest.mark.parametrize("seed", range(4))
def test_from_one_edition_to_another(seed: int) -> None:
    pair = make_pair(Random(seed))
    old = read(plain(pair, new=False).encode(), "old.txt")
    new = read(plain(pair, new=True).encode(), "new.txt")
    data = redline_between(old, new, date=WHEN)
    assert sides(data) == (
        [writable(line.text) for line in lines_of(old, Side.NEW)],
        [writable(line.text) for line in lines_of(new, Side.NEW)],
    )


def shuffled(order: str, words: str = "") -> tuple[Resolution, Resolution]:
    """A text of four paragraphs, and the same with the paragraphs in another order, the first
    of them in other words where `words` are given."""
    paragraphs = [
        provision(f"resolves/{n}", str(n), f"to do the {n}th thing of all;") for n in "1234"
    ]
    one = revision()._replace(provisions=tuple(paragraphs), footnotes=())
    first = provision("resolves/1", "1", words or "to do the 1th thing of all;")
    after = {paragraph.label: paragraph for paragraph in (*paragraphs, first)}
    return one, one._replace(provisions=tuple(after[n] for n in order))


@pytest.mark.parametrize("order", ["2341", "4123", "1324", "2143"])
def test_a_paragraph_that_moved_is_written_as_a_move(order: str) -> None:
    data = redline_between(*shuffled(order))

    old, new = sides(data)
    assert old[-4:] == [f"{n}\tto do the {n}th thing of all;" for n in "1234"]
    assert new[-4:] == [f"{n}\tto do the {n}th thing of all;" for n in order]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    names = re.findall(r'<w:(moveFrom|moveTo)RangeStart [^>]*w:name="(\w+)"', body)
    assert len(names) == 2 * len({name for _kind, name in names}) > 0
    assert "<w:ins " not in body.replace("<w:rPr><w:ins ", "")  # save marks


def test_a_paragraph_that_moved_and_was_reworded_hides_no_change() -> None:
    data = redline_between(*shuffled("2341", "to do the first and best thing of all;"))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = archive.read("word/document.xml").decode()
    assert "moveFrom" not in body
    assert "first and best" in body


def test_a_heading_that_was_reworded_stands_once() -> None:
    old = revision()._replace(provisions=(provision("instructs/p1", None, "to report yearly."),))
    words = provision("instructs/p1", None, "to report yearly.", "instructs the Director")
    source = open_word(redline_between(old, old._replace(provisions=(words,))), "a")
    (heading,) = [p for p in source.paragraphs if p.style == "call"]
    assert (heading.on(Side.OLD), heading.on(Side.NEW)) == ("instructs", "instructs the Director")


def test_moves_are_written_as_moves() -> None:
    paragraphs = [
        Paragraph((Span("away", Side.OLD),), Side.OLD, moved="m"),
        Paragraph((Span("stays"),)),
        Paragraph((Span("away", Side.NEW),), Side.NEW, moved="m"),
        Paragraph((Span("end"),)),
    ]
    found = open_word(write_redline(paragraphs), "a").paragraphs
    assert [(p.side, p.moved, p.source_text) for p in found] == [
        (p.side, p.moved, p.source_text) for p in paragraphs
    ]


def test_a_redline_that_says_something_else_is_not_handed_over() -> None:
    data = write_redline([Paragraph((Span("one"), Span(" two", Side.NEW)))])
    verify_redline(data, ["one"], ["one two"])
    with pytest.raises(RedlineError, match="new side in paragraph 1"):
        verify_redline(data, ["one"], ["one  two"])
    with pytest.raises(RedlineError, match="old side in paragraph 2: nothing instead of 'x'"):
        verify_redline(data, ["one", "x"], ["one two"])


SIDES = st.sampled_from(list(Side))
TEXTS = st.text(st.characters(exclude_categories=[]), min_size=1, max_size=12)


@st.composite
def paragraphs(draw: st.DrawFn) -> Paragraph:
    side = draw(SIDES)
    inner = SIDES if side is Side.BOTH else st.just(side)
    spans = tuple(Span(draw(TEXTS), draw(inner)) for _ in range(draw(st.integers(0, 4))))
    length = sum(len(span.text) for span in spans)
    marks = (FootnoteMark(draw(st.integers(0, length)), "1", draw(inner)),)
    moved = draw(st.sampled_from([None, "move1"])) if side is not Side.BOTH else None
    return Paragraph(spans, side, footnotes=marks if draw(st.booleans()) else (), moved=moved)


@settings(max_examples=200)
@given(st.lists(paragraphs(), max_size=8))
def test_any_paragraphs_come_back(written: list[Paragraph]) -> None:
    data = write_redline(written, [FootnoteText("1", "note")], date=WHEN)
    for side, found in zip((Side.OLD, Side.NEW), sides(data), strict=True):
        standing = (writable(p.on(side)) for p in written if p.side in (Side.BOTH, side))
        assert found == [text for text in standing if text.strip()]


def test_libreoffice_agrees(tmp_path: Path) -> None:
    without_notes = tuple(p._replace(footnotes=()) for p in revision().provisions)
    small = revision()._replace(provisions=without_notes, footnotes=())
    pair = make_pair(Random(5))
    old = read(plain(pair, new=False).encode(), "old.txt")
    new = read(plain(pair, new=True).encode(), "new.txt")
    moved = [redline_between(*shuffled(order)) for order in ("2341", "4123", "2143")]
    files = [redline_of(small), redline_between(old, new), *moved]
    for data, (accepted, rejected) in zip(
        files, accepted_and_rejected(tmp_path, files), strict=True
    ):
        was, now = sides(data)
        assert _lines(accepted) == [text.strip() for text in now]
        assert _lines(rejected) == [text.strip() for text in was]


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]
