"""Reading PDF: lines put together by place, margins left out, words mended."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.reading.pdf_files import Piece, column, file_of, pdf_of

from actionline.reading.api import read as read_document
from actionline.reading.errors import ReadingError
from actionline.reading.model import FootnoteMark, FootnoteText, Provision, Side, Source
from actionline.reading.redline import write_word
from actionline.reading.sources import open_source

CORPUS = Path(__file__).parent / "corpus"


def read(*pages: list[Piece]) -> Source:
    return open_source(pdf_of(*pages), "own.pdf")


def texts(source: Source) -> list[str]:
    return [paragraph.source_text for paragraph in source.paragraphs]


def test_it_works() -> None:
    lines = column(
        "a)   that tide gauges are read by hand on most of the islands of the region and that",
        "their keepers have no telephone;",
        "b)   that a reading which comes late warns nobody,",
    )
    source = read(list(reversed(lines)))
    assert source.media == "pdf"
    assert texts(source) == [
        "a)\tthat tide gauges are read by hand on most of the islands of the region and that "
        "their keepers have no telephone;",
        "b)\tthat a reading which comes late warns nobody,",
    ]
    assert [p.line for p in source.paragraphs] == [1, 2]
    assert [p.page for p in source.paragraphs] == [1, 1]


def test_a_label_that_stands_apart_is_followed_by_a_tab() -> None:
    page = [Piece(70, 700, "1"), Piece(100, 700, "to lend gauges to every harbour that has none;")]
    assert texts(read(page)) == ["1\tto lend gauges to every harbour that has none;"]


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        [
            Piece(70, 810, "Council paper C30/7"),
            *column(
                f"Sheet {name} tells of the tide gauges of the region, who keeps them and of",
                f"what use they are to harbour {name}.",
            ),
            Piece(290, 30, f"- {number} -"),
        ]
        for number, name in enumerate(("one", "two", "three"), 7)
    ]
    assert texts(read(*pages)) == [
        f"Sheet {name} tells of the tide gauges of the region, who keeps them and of "
        f"what use they are to harbour {name}."
        for name in ("one", "two", "three")
    ]


def test_a_paragraph_goes_on_overleaf() -> None:
    full = "that the keepers of the tide gauges of the archipelago have asked for a radio link to"
    first = column(full, full, full)
    second = column("the mainland before the storms of winter come.")
    assert texts(read(first, second)) == [
        f"{full} {full} {full} the mainland before the storms of winter come."
    ]


def test_footnotes_are_taken_from_the_foot() -> None:
    page = [
        Piece(70, 700, "the needs of island economies"),
        Piece(205, 704, "1", size=6),
        Piece(208, 700, ", in particular of their harbours;"),
        Piece(70, 90, "1", size=6),
        Piece(76, 86, "These are listed by the regional bureau.", size=9),
    ]
    source = read(page)
    assert texts(source) == ["the needs of island economies, in particular of their harbours;"]
    assert source.footnotes == (FootnoteText("1", "These are listed by the regional bureau."),)
    assert source.paragraphs[0].footnotes == (FootnoteMark(29, "1"),)


def test_a_raised_figure_without_a_footnote_stays() -> None:
    page = [
        Piece(70, 700, "every harbour of more than 40 km"),
        Piece(220, 704, "2", size=6),
        Piece(226, 700, "keeps a gauge that sends its readings by radio;"),
    ]
    assert texts(read(page)) == [
        "every harbour of more than 40 km2 keeps a gauge that sends its readings by radio;"
    ]


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("of tele-", "communication for harbours", "of telecommunication for harbours"),
        ("to the Secretary-", "General of the Union", "to the Secretary-General of the Union"),
        ("of the ITU-", "T study groups", "of the ITU-T study groups"),
        ("the follow-", "up of the plan", "the follow-up of the plan"),
    ],
)
def test_hyphens_at_line_ends(end: str, start: str, joined: str) -> None:
    lead = "that the telecommunication service and the follow-up of its plan should be the task "
    assert texts(read(column(lead + end, start))) == [lead + joined]


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"Left column line {number} runs on here" for number in range(12)]
    right = [f"Right column line {number} runs on here" for number in range(12)]
    page = [*column(*left), *column(*right, x=330)]
    assert texts(read(page)) == [" ".join(left + right)]


def test_a_heading_in_italics_is_a_call() -> None:
    page = [
        Piece(110, 700, "recalling further", font="italic"),
        Piece(70, 680, "the resolution on tide gauges adopted by the conference,"),
    ]
    source = read(page)
    assert [p.style for p in source.paragraphs] == ["call", ""]
    assert texts(source)[0] == "recalling further"


def test_lead_words_in_italics_are_counted() -> None:
    page = [
        Piece(70, 700, "Recalling", font="italic"),
        Piece(116, 700, "its resolution 61/4 on tide gauges, adopted without a vote,"),
    ]
    (paragraph,) = read(page).paragraphs
    assert paragraph.italic == len("Recalling")
    assert paragraph.style == ""


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (pdf_of([]), "no text layer"),
        (pdf_of(), "damaged or cut short"),
        (pdf_of(*[[]] * 1001), "1001 pages are more"),
        (pdf_of(column("A text"))[:300], "damaged or cut short"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "damaged or cut short"),
        (file_of([b"<< /Type /Catalog >>"]), "damaged or cut short"),
        (
            pdf_of(
                column("A text"),
                trailer=b"/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 "
                b"/O <%s> /U <%s> >>" % (b"41" * 32, b"42" * 32),
            ),
            "protected by a password",
        ),
    ],
    ids=["scan", "no-pages", "many-pages", "cut", "garbage", "no-tree", "encrypted"],
)
def test_what_cannot_be_read_is_told(data: bytes, complaint: str) -> None:
    with pytest.raises(ReadingError) as raised:
        open_source(data, "own.pdf")
    assert complaint in str(raised.value)
    assert "\n" not in str(raised.value)


OWN = CORPUS / "council-archive-digitization.txt"
SHARED = Path(__file__).parents[3] / "shared" / "reading" / "docx" / "000.docx"


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize(
    "path",
    [OWN, pytest.param(SHARED, marks=pytest.mark.seeds)],
    ids=["own", "shared"],
)
def test_what_an_office_program_prints_reads_like_its_file(path: Path, tmp_path: Path) -> None:
    if not path.exists():
        pytest.skip("the shared documents are not here")
    resolution = read_document(path.read_bytes(), path.name)
    (tmp_path / "own.docx").write_bytes(write_word(resolution, Side.NEW))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    convert = ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(tmp_path)]
    subprocess.run(
        ["soffice", "--headless", profile, *convert, str(tmp_path / "own.docx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    printed = read_document((tmp_path / "own.pdf").read_bytes(), "own.pdf")
    assert told(printed.provisions) == told(
        [item for item in resolution.provisions if item.change != "deleted"]
    )


def told(provisions: Sequence[Provision]) -> list[tuple[str, str | None, str]]:
    """Place, label and words; a PDF does not tell no-break blanks and hyphens from others, and
    a compound word broken at its hyphen reads like one broken between syllables."""
    fold = str.maketrans({"\u00a0": " ", "\u2011": None, "-": None})
    return [(p.path, p.label, (p.text or "").translate(fold)) for p in provisions]
