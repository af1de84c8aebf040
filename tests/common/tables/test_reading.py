"""Files as lines: what people's programs write, and what hostile ones do."""

from __future__ import annotations

import io
import json
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from actionline.common.tables import reading
from actionline.common.tables.reading import FileError, read

TABLE = [["code", "name"], ["C2", "Rôle d’été"], ["C3", "β; γ, δ"]]
CELLS = [{"code": "C2", "name": "Rôle d’été"}, {"code": "C3", "name": "β; γ, δ"}]


def lines(content: bytes | str) -> list[tuple[int, dict[str, str]]]:
    data = content.encode() if isinstance(content, str) else content
    return [(line.number, line.cells) for line in read(io.BytesIO(data)).lines]


def sheet(rows: list[list[object]]) -> bytes:
    workbook, out = Workbook(), io.BytesIO()
    for row in rows:
        workbook.active.append(row)
    workbook.save(out)
    return out.getvalue()


def repacked(content: bytes, name: str, change) -> bytes:
    """The same zip with one part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for part in old.namelist():
            data = old.read(part)
            new.writestr(part, change(data) if part == name else data)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_csv_table_in_any_dress(encoding, delimiter):
    quoted = ["".join(f'"{c}"{delimiter}' for c in row)[:-1] for row in TABLE]

    assert [cells for _n, cells in lines("\r\n".join(quoted).encode(encoding))] == CELLS


def test_windows_letters():
    assert lines("name\nCafé “x” €\n".encode("cp1252")) == [(2, {"name": "Café “x” €"})]


def test_lines_are_counted_as_the_person_sees_them():
    assert lines('a,b\n\n1,"two\nlines"\n\n3,4\n') == [
        (3, {"a": "1", "b": "two\nlines"}),
        (6, {"a": "3", "b": "4"}),
    ]


def test_the_hint_of_a_spreadsheet():
    assert lines("sep=;\na;b\n1,5;2\n") == [(3, {"a": "1,5", "b": "2"})]


def test_what_was_guarded_is_as_it_was():
    assert lines("a\n'=1+1\n'quoted'\n") == [(2, {"a": "=1+1"}), (3, {"a": "'quoted'"})]


def test_a_row_that_is_too_long_says_so():
    (line,) = read(io.BytesIO(b"a,b\n1,2,3\n")).lines
    assert line.wrong == "The row has more cells than there are headings."


def test_a_spreadsheet():
    import datetime

    content = sheet([["a", "b", "c"], [1, 2.5, datetime.date(2026, 4, 28)], [], [True, None, "x"]])
    assert lines(content) == [
        (2, {"a": "1", "b": "2.5", "c": "2026-04-28"}),
        (4, {"a": "yes", "b": "", "c": "x"}),
    ]


def test_a_formula_that_was_never_computed_is_told():
    (line,) = read(io.BytesIO(sheet([["a"], ["=1+1"]]))).lines
    assert line.wrong.startswith("A formula has no value.")


def test_a_computed_formula_gives_its_value():
    computed = repacked(
        sheet([["a"], ["=1+1"]]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(b"<f>1+1</f><v />", b"<f>1+1</f><v>2</v>").replace(
            b"<f>1+1</f><v></v>", b"<f>1+1</f><v>2</v>"
        ),
    )
    assert lines(computed) == [(2, {"a": "2"})]


def test_a_million_empty_rows_are_passed_by():
    far = repacked(
        sheet([["a"], ["x"]]),
        "xl/worksheets/sheet1.xml",
        lambda xml: xml.replace(
            b"</sheetData>",
            b'<row r="1048576"><c r="A1048576" t="inlineStr"><is><t>y</t></is></c></row>'
            b"</sheetData>",
        ),
    )
    assert lines(far) == [(2, {"a": "x"}), (1048576, {"a": "y"})]


@pytest.mark.parametrize("form", ["list", "wrapped", "lines"])
def test_json(form):
    content = {
        "list": json.dumps(CELLS),
        "wrapped": json.dumps({"links": CELLS}, indent=1),
        "lines": "\n".join(json.dumps(row, ensure_ascii=False) for row in CELLS),
    }[form]
    assert lines(content) == [(1, CELLS[0]), (2, CELLS[1])]


def test_json_longer_than_what_is_read_at_a_time():
    rows = [{"a": "x" * 1000, "n": number} for number in range(500)]
    assert [cells["n"] for _n, cells in lines(json.dumps(rows))] == [str(n) for n in range(500)]


BOMB = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"", "empty"),
        (b"\x00\x01\x02\x03 no text", "no table"),
        (b"\xd0\xcf\x11\xe0 old", "old kind"),
        (b"PK\x03\x04 no zip", "damaged"),
        (b"\n\n", "name the columns"),
        (b",,\n1,2\n", "name the columns"),
        (b"a,a\n1,2\n", "called “a”"),
        (",".join(f"c{n}" for n in range(300)).encode(), "more than 200 columns"),
        (b'a,b\n1,"' + b"x\n" * 200_000, "no CSV"),
        (b"a,b\n" + b"x" * 1_500_000, "longer than a million"),
        (b"[", "ends before"),
        (b"[]", "no row"),
        (b"[1, 2]", "no object"),
        (b'{"a": {"a": ' * 30_000, "no JSON"),
        (b'[{"a": 1}, {"a": ', "no JSON"),
        (b'[{"a": ' + b"9" * 5000 + b"}]", "no JSON"),
        (b"\xff\xfea\x00\xd8", "cannot be read"),
        (repacked(sheet([["a"]]), "xl/workbook.xml", lambda xml: BOMB + xml), "damaged"),
        (repacked(sheet([["a"]]), "xl/worksheets/sheet1.xml", lambda xml: xml[:300]), "damaged"),
        (repacked(sheet([["a"]]), "xl/styles.xml", lambda _: b" " * 70_000_000), "too large"),
    ],
)
def test_a_file_that_is_no_table_says_why(content, problem):
    with pytest.raises(FileError, match=problem):
        list(read(io.BytesIO(content)).lines)


def test_a_zip_that_is_no_spreadsheet():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("word/document.xml", "<x/>")
    with pytest.raises(FileError, match="no spreadsheet"):
        read(out)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400) | st.text(max_size=400).map(str.encode))
def test_any_bytes_give_lines_or_a_reason(content):
    try:
        for line in read(io.BytesIO(content)).lines:
            assert set(line.cells) <= set(read(io.BytesIO(content)).headings) | set(line.cells)
    except FileError as error:
        assert str(error)


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.lists(
            st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=12),
            min_size=2,
            max_size=2,
        ),
        min_size=1,
        max_size=5,
    )
)
def test_what_is_guarded_comes_back(rows):
    for row in rows:
        assert [reading.unguarded(reading.guarded(cell)) for cell in row] == row or any(
            cell.startswith("'") for cell in row
        )
