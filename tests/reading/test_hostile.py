"""Documents made to do harm: one line, exit 2, within 10 s and 512 MB, through the command."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.reading.command import actionline
from tests.reading.pdf_files import column, file_of, pdf_of

from actionline.reading import guard
from actionline.reading.errors import ReadingError
from actionline.reading.model import Source
from actionline.reading.sources import open_source

MEGABYTE = 1_000_000
BEGINNINGS = [b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<akomaNtoso>"]
RECIPE = """Onion soup

4 onions
1 litre of stock
Slice the onions and fry them slowly in butter.
Pour the stock over them and let it boil for half an hour.
Serve with bread.
"""


def package(*members: tuple[str, bytes]) -> bytes:
    """A ZIP archive."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return data.getvalue()


def stream(content: bytes, entries: bytes = b"", times: int = 1) -> bytes:
    """A stream of a PDF, deflated: the content so many times over."""
    deflate = zlib.compressobj(9)
    packed = b"".join(deflate.compress(content) for _ in range(times)) + deflate.flush()
    head = b"<< /Length %d /Filter /FlateDecode %s >>" % (len(packed), entries)
    return head + b"\nstream\n" + packed + b"\nendstream"


def pdf_with(content: bytes, *more: bytes, resources: bytes = b"") -> bytes:
    """A PDF of one page with a content stream; `more` are the objects from number 6 on."""
    return file_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
            b"/Resources << /Font << /F 5 0 R >> %s >> >>" % resources,
            content,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>",
            *more,
        ]
    )


def nested_forms(depth: int, width: int) -> bytes:
    """Forms that each draw the next several times: width to the power of depth of them."""
    forms = [
        stream(
            b"/X%d Do " % (level + 1) * width,
            b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] "
            b"/Resources << /XObject << /X%d %d 0 R >> >>" % (level + 1, 7 + level),
        )
        for level in range(depth)
    ]
    last = stream(
        b"BT /F 9 Tf (a) Tj ET",
        b"/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /Font << /F 5 0 R >> >>",
    )
    return pdf_with(stream(b"/X0 Do"), *forms, last, resources=b"/XObject << /X0 6 0 R >>")


HOSTILE: dict[str, Callable[[], bytes]] = {
    "empty": lambda: b"",
    "garbage": lambda: bytes(range(256)) * 4000,
    "null-bytes": lambda: bytes(2 * MEGABYTE),
    "recipe": RECIPE.encode,
    "recipe-utf-16": lambda: RECIPE.encode("utf-16"),
    "cut-utf-16": lambda: RECIPE.encode("utf-16")[:-1],
    "lone-surrogates": lambda: b"\xff\xfe" + b"\x00\xd8" * 5000,
    "utf-8-surrogates": lambda: b"\xed\xa0\x80" * 5000,
    "long-line": lambda: b"recalling\na)\t" + b"that words go on and on " * (30 * MEGABYTE // 24),
    "long-line-no-blanks": lambda: b"recalling\n" + b"a" * 30 * MEGABYTE,
    "long-line-of-labels": lambda: b"recalling\n" + b"a) " * (10 * MEGABYTE),
    "long-line-of-digits": lambda: b"recalling\n" + b"20182022" * (30 * MEGABYTE // 8),
    "long-line-of-brackets": lambda: b"recalling\n" + b"[" * 30 * MEGABYTE,
    "many-paragraphs": lambda: b"recalling\n" + b"a)\tthat it rains;\n" * 200_000,
    "many-headings": lambda: b"The Council,\n" + b"recalling\nthat it rains;\n" * 100_000,
    "too-large": lambda: b"a" * 65 * 1024 * 1024,
    "old-word": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "WordDocument".encode("utf-16-le")
    ),
    "encrypted-word": lambda: (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500) + "EncryptedPackage".encode("utf-16-le")
    ),
    "rich-text": lambda: b"{\\rtf1\\ansi recalling}",
    "picture": lambda: b"\x89PNG\r\n\x1a\n" + bytes(100),
    "web-page": lambda: b"<!DOCTYPE html><html><body>recalling</body></html>",
    "other-xml": lambda: b"<?xml version='1.0'?><w:document xmlns:w='w'/>",
    "spreadsheet": lambda: package(("xl/workbook.xml", b"<a/>")),
    "open-document": lambda: package(("mimetype", b"x"), ("content.xml", b"<a/>")),
    "archive": lambda: package(("notes.txt", b"recalling")),
    "cut-archive": lambda: package(("word/document.xml", b"<a/>" * 999))[:-40],
    "akn-entities": lambda: (
        b"<!DOCTYPE akomaNtoso [<!ENTITY a '"
        + b"a" * 999
        + b"'>]><akomaNtoso>"
        + b"&a;" * 99_999
        + b"</akomaNtoso>"
    ),
    "akn-deep": lambda: b"<akomaNtoso>" + b"<p>" * MEGABYTE,
    "akn-wide": lambda: b"<akomaNtoso>" + b"<p>a</p>" * MEGABYTE + b"</akomaNtoso>",
    "akn-attribute": lambda: b"<akomaNtoso a='" + b"a" * 30 * MEGABYTE + b"'/>",
    "akn-attributes": lambda: (
        b"<akomaNtoso " + b"".join(b"a%d='' " % n for n in range(3_000_000)) + b"/>"
    ),
    "akn-long-text": lambda: b"<akomaNtoso><p>" + b"a" * 30 * MEGABYTE + b"</p></akomaNtoso>",
    "pdf-scan": lambda: pdf_of([]),
    "pdf-cut": lambda: pdf_of(column("that it rains"))[:200],
    "pdf-many-pages": lambda: pdf_of(*[column("that it rains")] * 10_000),
    "pdf-much-text": lambda: pdf_of(*[column(*["that it rains each day;"] * 700)] * 900),
    "pdf-bomb": lambda: pdf_with(stream(b" " * MEGABYTE, times=500)),
    "pdf-text-bomb": lambda: pdf_with(
        stream(b"BT /F 9 Tf 9 9 Td " + b"(aaaa bbbb) Tj " * 4000 + b"ET ", times=1000)
    ),
    "pdf-nested-forms": lambda: nested_forms(12, 10),
    "pdf-own-parent": lambda: file_of(
        [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [2 0 R] /Count 9 >>"]
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_harm_is_one_line(kind: str) -> None:
    ran = actionline("read", "-", given=HOSTILE[kind]())
    assert (ran.status, ran.out, ran.err.count("\n")) == (2, b"", 1), ran.err
    assert ran.err.startswith("actionline read: standard input: ")
    assert "a fault in the reader" not in ran.err
    assert ran.seconds < 10
    assert ran.memory < 512 * MEGABYTE


def test_a_recipe_is_told_from_a_resolution() -> None:
    ran = actionline("read", "-", given=RECIPE.encode())
    assert "this does not read like a resolution" in ran.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
def test_encodings_are_no_harm(encoding: str) -> None:
    text = "The Council,\n\nrecalling\n\na)\tthat it rains — each day;\n\nresolves\n\n1\tto wait.\n"
    ran = actionline("read", "-", "--proposed", given=text.encode(encoding))
    assert ran.status == 0
    assert "that it rains — each day;" in ran.out.decode()


def test_work_that_never_ends_is_ended(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(guard, "MAX_SECONDS", 0.3)
    said: list[str] = []

    def for_ever() -> int:
        while True:
            pass

    assert guard.run_guarded(for_ever, said.append) == 2
    assert said == ["reading took longer than 0 s and was ended; give it in parts"]
    assert capfd.readouterr() == ("", "")


def test_work_that_takes_too_much_memory_is_ended() -> None:
    said: list[str] = []

    def greedy() -> int:
        try:
            return len(bytearray(guard.MAX_DATA_BYTES))
        except MemoryError:
            return 7

    assert guard.run_guarded(greedy, said.append) == 7
    assert said == []


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.binary(max_size=400), st.sampled_from([b"", b"%PDF-1.4\n", b"PK\x03\x04", b"<akomaNtoso>"])
)
@example(b"\xd8\x00", b"\xfe\xff")
def test_any_bytes_are_read_or_refused(data: bytes, beginning: bytes) -> None:
    try:
        source = open_source(beginning + data, "any")
    except ReadingError as error:
        assert "\n" not in str(error)
    else:
        assert isinstance(source, Source)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_damaged_pdf_is_read_or_refused(data: st.DataObject) -> None:
    whole = bytearray(pdf_of(column("that it rains each day;", "that it pours;")))
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place] = data.draw(st.integers(0, 255))
    try:
        open_source(bytes(whole), "damaged.pdf")
    except ReadingError as error:
        assert "\n" not in str(error)
