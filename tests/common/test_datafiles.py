"""Tables and JSON of a process folder: read strictly, all faults told at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from actionline.common.datafiles import Fault, Faults, Row, line_of, read_json, read_table


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.write_text(content, encoding="utf-8")
    return path


def test_it_works(tmp_path):
    path = write(tmp_path, "a.csv", 'name,since\n"Rhine, the", 2001-02-03 \nAare,\n')
    faults = Faults()

    rows = read_table(path, ["name", "since"], faults)

    assert [(row.line, row.text("name"), row.day("since")) for row in rows] == [
        (2, "Rhine, the", date(2001, 2, 3)),
        (3, "Aare", None),
    ]
    assert not faults


def test_a_mark_at_the_beginning_of_the_file_is_no_part_of_it(tmp_path):
    path = write(tmp_path, "a.csv", "\ufeffname\nRhine\n")

    assert [row.text("name") for row in read_table(path, ["name"], Faults())] == ["Rhine"]


def test_a_cell_over_several_lines_is_reported_where_it_ends(tmp_path):
    path = write(tmp_path, "a.csv", 'name,since\n"Rhine\nupper",soon\n')
    faults = Faults()

    [row] = read_table(path, ["name", "since"], faults)
    row.day("since")

    assert faults.found == [Fault("a.csv", 3, "since: “soon” is no date such as 2026-04-28")]


@pytest.mark.parametrize("line", ["Rhine", "Rhine,1,2"])
def test_a_row_with_more_or_fewer_cells_is_left_out_and_told(tmp_path, line):
    path = write(tmp_path, "a.csv", f"name,length\nAare,3\n{line}\n")
    faults = Faults()

    rows = read_table(path, ["name"], faults)

    assert [row.text("name") for row in rows] == ["Aare"]
    assert faults.found == [Fault("a.csv", 3, "more or fewer cells than columns")]


def test_cells_that_are_not_what_they_should_be():
    faults = Faults()
    row = Row("a.csv", 7, {"name": "", "length": "long", "kind": "lake"}, faults)

    values = (row.text("name", required=True), row.whole("length"), row.choice("kind", ["river"]))

    assert values == ("", None, "lake")
    assert [str(fault) for fault in faults.found] == [
        "a.csv:7: name is missing",
        "a.csv:7: length: “long” is no whole number",
        "a.csv:7: kind: “lake” is none of river",
    ]


def test_json_that_is_none(tmp_path):
    path = write(tmp_path, "a.json", '{"name":\n "Rhine",}')
    faults = Faults()

    assert read_json(path, faults) is None
    assert (faults.found[0].file, faults.found[0].line) == ("a.json", 2)


def test_the_line_of_a_word(tmp_path):
    path = write(tmp_path, "a.json", '{\n"a": 1,\n"b": 2}')

    assert [line_of(path, word) for word in ('"a"', '"b"', '"c"')] == [2, 3, 0]
