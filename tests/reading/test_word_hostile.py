"""Word files made to harm, or merely broken: a sentence that says what to do, in little time."""

import os
import random
import struct
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.word_files import (
    WHO,
    abstract,
    document,
    level,
    listed,
    number_list,
    packed,
    paragraph,
    run,
    word_file,
    word_parts,
)

from actionline.reading.errors import ReadingError
from actionline.reading.model import Side, Source
from actionline.reading.sources import package, word_body, word_xml
from actionline.reading.sources.word import open_word

GOOD = word_file(
    listed(run("kept")) + paragraph(f"<w:ins {WHO}>{run('new')}</w:ins>", mark="ins"),
    numbering=abstract(1, level(0, "decimal", "%1.")) + number_list(1, 1),
    styles='<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/></w:style>',
)
COMPOUND = package.COMPOUND_FILE + bytes(1000)


def with_main(xml: str | bytes) -> bytes:
    """A file with this main part, not packed, so that only the part itself is judged."""
    parts = {**word_parts(""), "word/document.xml": xml}
    return packed(parts, compression=zipfile.ZIP_STORED)


def huge_directory() -> bytes:
    entries = package.DIRECTORY_ENTRY + bytes(42)
    end = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 65535, 65535, 46 * 20_000, 0, 0)
    return entries * 20_000 + end


def encrypted_entry() -> bytes:
    data = bytearray(GOOD)
    place = data.rfind(b"word/document.xml") - 46 + 8  # general purpose flags in the directory
    data[place] |= 1
    return bytes(data)


HOSTILE = {
    "nothing": (b"", package.DAMAGED),
    "no zip": (b"PK\x03\x04 no archive", package.DAMAGED),
    "truncated": (GOOD[: len(GOOD) // 2], package.DAMAGED),
    "older Word": (COMPOUND, package.LEGACY),
    "a password": (COMPOUND + "EncryptedPackage".encode("utf-16-le"), package.LOCKED),
    "an encrypted part": (encrypted_entry(), package.LOCKED),
    "huge directory": (huge_directory(), package.TOO_LARGE),
    "zip bomb": (packed({**word_parts(""), "word/document.xml": b" " * 9**7}), package.TOO_LARGE),
    "no main part": (packed({"_rels/.rels": "<r/>"}), package.NOT_WORD),
    "no body": (with_main("<document/>"), package.NOT_WORD),
    "broken XML": (with_main(document("<w:p>")), word_xml.BROKEN),
    "empty main part": (with_main(""), word_xml.BROKEN),
    "entities": (with_main('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), word_xml.HAS_DTD),
    "outer entity": (with_main('<!DOCTYPE a SYSTEM "file:///etc/hosts"><a/>'), word_xml.HAS_DTD),
    "deep": (with_main(document("<w:sdt><w:sdtContent>" * 100_000)), word_xml.TOO_DEEP),
    "namespace": (with_main(f'<a xmlns="{"x" * 1_000_000}"/>'), word_xml.BROKEN),
    "elements": (with_main(document("<w:sdt/>" * 600_000)), word_xml.TOO_MANY),
    "attributes": (with_main("<a" + ' b=""' * 700_000 + "/>"), word_xml.TOO_MANY),
    "paragraphs": (with_main(document("<w:p/>" * 200_000)), word_body.TOO_LONG),
    "one paragraph": (with_main(document(paragraph(run("w " * 15_000_000)))), word_body.TOO_LONG),
}  # fmt: skip


@pytest.mark.parametrize(("data", "message"), HOSTILE.values(), ids=HOSTILE)
def test_refused_with_one_line(data: bytes, message: str) -> None:
    with pytest.raises(ReadingError) as refusal:
        open_word(data, "file.docx")
    assert str(refusal.value) == message
    assert "\n" not in message


def test_names_that_climb_out_of_the_package_are_never_followed() -> None:
    parts = {**word_parts(paragraph(run("text"))), "../../outside": "x"}
    assert [p.source_text for p in open_word(packed(parts), "a").paragraphs] == ["text"]


def test_styles_based_on_one_another_in_a_long_circle() -> None:
    count = 3000
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="S{n}"/>'
        f'<w:basedOn w:val="s{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )
    body = "".join(paragraph(run("x"), f'<w:pStyle w:val="s{n}"/>') for n in range(count))
    source = open_word(word_file(body, styles=styles), "a")
    assert source.paragraphs[-1].style == "s2999"


def test_numbers_beyond_measure_stay_short() -> None:
    numbering = abstract(1, level(0, "lowerRoman", "%1" * 5, start=999_999_999))
    source = open_word(
        word_file(
            listed(run("x")) + listed(run("y"), level=10**8),
            numbering=numbering + number_list(1, 1),
        ),
        "a",
    )
    assert [p.auto for p in source.paragraphs] == [None, None]


@pytest.mark.parametrize("kind", ["begin", "separate", "end"])
def test_fields_without_end_take_linear_time(kind: str) -> None:
    mark = f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'
    body = paragraph(mark * 20_000) + paragraph(run("x")) * 3000
    assert len(open_word(with_main(document(body)), "a").paragraphs) == 3001


def test_a_chapter_deleted_at_once_takes_linear_time() -> None:
    deleted = paragraph(f"<w:del {WHO}>{run('gone')}</w:del>", mark="del") * 8000
    inserted = paragraph(f"<w:ins {WHO}>{run('come')}</w:ins>", mark="ins")
    source = open_word(with_main(document(deleted + inserted + paragraph(run("end")))), "a")
    assert [p.side for p in source.paragraphs[-3:]] == [Side.OLD, Side.NEW, Side.BOTH]


def read_or_refused(data: bytes) -> None:
    try:
        assert isinstance(open_word(data, "fuzz"), Source)
    except ReadingError as refusal:
        assert "\n" not in str(refusal)


@given(st.binary(max_size=2000))
def test_any_bytes(data: bytes) -> None:
    read_or_refused(data)


@settings(max_examples=150)
@given(st.integers(0, 2**32))
def test_files_with_some_bytes_changed(seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(GOOD)
    for _ in range(chance.randint(1, 6)):
        data[chance.randrange(len(data))] = chance.randrange(256)
    read_or_refused(bytes(data[: chance.choice((len(data), chance.randrange(len(data))))]))


PIECES = [
    *("<w:p>", "</w:p>", "<w:r>", "</w:r>", "<w:tbl>", "</w:tbl>", "<w:tr>", "</w:tr>"),
    *("<w:tc>", "</w:tc>", "<w:sdt>", "</w:sdt>", "</w:ins>", "</w:del>", "<w:t>t</w:t>"),
    *(f"<w:ins {WHO}>", f"<w:del {WHO}>", '<w:sym w:char="F0"/>', "<w:footnoteReference/>"),
    *(f'<w:fldChar w:fldCharType="{kind}"/>' for kind in ("begin", "separate", "end")),
    f"<w:pPr><w:rPr><w:del {WHO}/></w:rPr></w:pPr>",
    "<w:pPr><w:numPr><w:numId/></w:numPr></w:pPr>",
]


@settings(max_examples=200)
@given(st.lists(st.sampled_from(PIECES), max_size=25))
def test_elements_in_any_order(pieces: list[str]) -> None:
    opened: list[str] = []
    body = ""
    for piece in pieces:
        name = piece.strip("</>").split()[0]
        if not piece.startswith("</"):
            body += piece
            if not piece.endswith("/>") and not piece.startswith(("<w:t>", "<w:pPr>")):
                opened.append(name)
        elif opened:
            body += f"</{opened.pop()}>"
    body += "".join(f"</{name}>" for name in reversed(opened))
    assert isinstance(open_word(with_main(document(body)), "fuzz"), Source)


def test_a_part_of_noise_is_refused() -> None:
    with pytest.raises(ReadingError):
        open_word(with_main(os.urandom(1000)), "a")
