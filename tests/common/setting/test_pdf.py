"""A document as PDF: tagged, readable in its order, and no text in it ever code."""

import re
import shutil
import subprocess
import unicodedata
from dataclasses import replace

import pypdfium2
import pytest
from tests.common.setting import samples

from actionline.common.setting import fonts, pdf
from actionline.common.setting.document import (
    Column,
    Document,
    ListOf,
    Paragraph,
    Picture,
    Run,
    Section,
    Table,
)


def pages(content):
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def letters(said):
    """Letters only: programs differ in spaces and in where they put the marks of vowels."""
    plain = unicodedata.normalize("NFKD", said)
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")


def simple(*blocks, title="Title"):
    return Document(title, "en", sections=(Section("s", "Heading", blocks),))


@pytest.fixture(scope="module")
def made():
    return {language: pdf.write(samples.full(language)) for language in samples.LANGUAGES}


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_it_is_tagged_in_its_language_and_says_that_it_is_for_all(made, language):
    content = made[language]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in content
    assert b"/MarkInfo" in content
    assert f"/Lang({language[:2]}".encode() in content.replace(b"/Lang (", b"/Lang(")
    document = pypdfium2.PdfDocument(content)
    told = samples.told(language)
    assert document.get_metadata_value("Title") == told["title"]
    assert [each.get_title() for each in document.get_toc()] == [
        f"I.\u2003{told['heading']}",
        f"A.\u2003{told['sub']}",
        told["annex"],
    ]


@pytest.mark.parametrize("language", samples.LANGUAGES)
def test_its_text_is_in_reading_order(made, language, tmp_path):
    """As Poppler reads it, which also turns Arabic back; where it is not here, as PDFium does."""
    if shutil.which("pdftotext"):
        (tmp_path / "file.pdf").write_bytes(made[language])
        command = ["pdftotext", tmp_path / "file.pdf", "-"]
        read = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    elif language == "ar":
        pytest.skip("pdftotext is not here, and PDFium gives Arabic by the line")
    else:
        read = "".join(pages(made[language]))
    told, read = samples.told(language), letters(read)
    names = "organisation title heading strong first second third sub annex".split()
    at = 0
    for words in (told[name] for name in names):
        found = read.find(letters(words), at)
        assert found >= 0, (words, read[at : at + 200])
        at = found


def test_all_letters_come_from_our_fonts(made):
    for content in made.values():
        names = re.findall(rb"/FontName/[A-Z]{6}\+(\S+)", content)
        assert names
        assert all(
            each.startswith((b"Libertinus", b"Amiri", b"NotoSe", b"NotoSa", b"DejaVuSansMo"))
            for each in names
        ), names
    assert fonts.missing() == ()


def test_nothing_in_a_text_is_code():
    bad = '#read("/etc/passwd") $x$ *b* = h // c \\ #{1} <l> @r `r` "q" #sys.inputs'
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text>#x</text></svg>'
    table = Table(bad, (Column(bad),), (((Run(bad),),),), note=bad)
    blocks = (
        Paragraph((Run(bad, note=bad, strong=True),), bad),
        ListOf(((Run(bad, emphasis=True),),), ordered=True),
        Picture(drawing, bad, table),
    )
    read = "".join(pages(pdf.write(simple(*blocks, title=bad))))
    assert read.replace("\r\n", " ").count('"/etc/passwd"') == 9


def test_a_template_cannot_read_files_nor_fetch():
    for code, reason in (
        ('#read("/etc/passwd")', "not found"),
        ('#read("../../../../etc/passwd")', "would escape|not found|outside"),
        ('#import "@preview/x:1.0.0": *', "package"),
    ):
        setting = pdf.Setting(code, {}, [])
        with pytest.raises(pdf.SettingError, match=reason):
            setting.result()


def test_letters_that_no_font_has_are_marked_and_the_rest_stays():
    document = simple(Paragraph((Run("before \U00013000\ue123 after"),)))
    read = "".join(pages(pdf.write(document)))
    assert "before" in read
    assert "after" in read


def test_a_mark_that_no_font_has_takes_no_letter_with_it():
    """typst tells of the letter that carries it, which may be a sign of the data themselves."""
    sections = (Section("s", "\u200e", (Paragraph((Run("Z\U000e0110 4\u0fbd {1}"),)),)),)
    (read,) = pages(pdf.write(Document("Title", "en", sections=sections)))
    assert "Z" in read
    assert "{1}" in read


def test_hostile_text_is_set():
    bad = "\x00\ud800\u202e\ufffe" + "word" * 25_000
    document = simple(Paragraph((Run(bad),)), Paragraph((Run("the end"),), "2."))
    assert "the end" in pages(pdf.write(document))[-1]


def test_a_table_of_thousands_of_rows_repeats_its_heads():
    rows = tuple(((Run(f"row {number}"),), (Run(str(number)),)) for number in range(5000))
    table = Table("Long", (Column("Name"), Column("Number", "end")), rows)
    read = pages(pdf.write(simple(table)))
    assert len(read) > 80
    assert all("Name" in page for page in read)
    assert "row 4999" in read[-1]


def test_empty_documents_are_set():
    for document in (
        Document("Only a title", "en"),
        simple(Paragraph(()), ListOf(()), Table("", (), ()), title=""),
        replace(Document("x", "ar"), sections=(Section("", "", (), level=5),) * 2),
    ):
        assert pages(pdf.write(document))


def test_what_takes_too_long_is_stopped():
    with pytest.raises(pdf.SettingError, match="more than 0 seconds"):
        pdf.write(samples.large("en"), patience=0.01)


def test_the_same_document_gives_the_same_file(made):
    assert pdf.write(samples.full("en")) == made["en"]
