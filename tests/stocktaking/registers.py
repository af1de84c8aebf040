"""Registers of projects as files, made up in our own words, with or without faults in them."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from typing import Any

#: A column, what is wrong in it, and how the import tells it.
PLANTED = (
    ("title", "", "It is missing."),
    ("entity_type", "guild", "This value is not known here."),
    ("entity_economy", "Atlantis", "“Atlantis” is not in the list."),
    ("lines", "C2; C99", "“C99” is not in the list."),
    ("targets", "9.z", "“9.z” is not in the list."),
    ("starts", "2024-02-30", "This is no date."),
    ("ends", "2019-01-01", "It cannot end before it begins."),
    ("status", "asleep", "This value is not known here."),
    ("number", "17", "No project was submitted at this second."),
    ("number", "4102444800", "No project was submitted at this second."),
    ("links", "gopher://a.b", "“gopher://a.b” is no web address; begin it with https:// or http://."),
    ("figures", "many people", "A figure lacks its name or its number."),
    ("year", "last", "This is no whole number."),
)  # fmt: skip
FIRST = 1_487_771_718
COLUMNS = (
    "number", "title", "entity_name", "entity_type", "entity_economy", "language", "summary",
    "description", "lines", "targets", "coverage", "economies", "status", "starts", "ends",
    "figures", "links", "year",
)  # fmt: skip


def row(index: int, *, numbered: bool = True) -> dict[str, str]:
    """A project that can be taken, another for each index."""
    return {
        "number": str(FIRST + index * 1000) if numbered else "",
        "title": f"Boats that carry books, part {index}",
        "entity_name": f"Harbour office {index % 50}",
        "entity_type": "civil society",
        "entity_economy": "KE",
        "language": "en",
        "summary": "We lend tablets and books from boats to schools along the coast. " * 10,
        "description": "Crews of teachers land in the morning and stay until the tide. " * 20,
        "lines": "C2; C7-elearning" if index % 2 else "C2|Line C1",
        "targets": "9.c",
        "coverage": "National",
        "economies": "KEN; FR",
        "status": "ongoing",
        "starts": "2020-05-01",
        "ends": "",
        "figures": "people trained: 1200 people | boats: 3",
        "links": "https://boats.example/books The boats",
        "year": "",
    }  # fmt: skip


def rows(count: int, planted: int = 0) -> Iterator[dict[str, str]]:
    """So many rows, `planted` of them with one fault each, spread over the file."""
    spoilt = places(count, planted)
    for index in range(count):
        found = row(index)
        if index in spoilt:
            column, value, _told = PLANTED[spoilt[index] % len(PLANTED)]
            found[column] = value
        yield found


def places(count: int, planted: int) -> dict[int, int]:
    """The indexes of the rows that have a fault, and which one."""
    return {(each * count) // planted + 3: each for each in range(planted)}


def expected(count: int, planted: int) -> list[tuple[int, str, str]]:
    """What an import tells of it: row of the file, column, what is wrong."""
    found = []
    for index, which in places(count, planted).items():
        column, _value, told = PLANTED[which % len(PLANTED)]
        found.append((index + 2, column, told))
    return found


def as_csv(found: Any) -> str:
    out, found = io.StringIO(), iter(found)
    first = next(found)
    table = csv.DictWriter(out, [*COLUMNS, *(name for name in first if name not in COLUMNS)])
    table.writeheader()
    table.writerow(first)
    table.writerows(found)
    return out.getvalue()


def as_json(found: Any) -> str:
    return json.dumps({"projects": list(found)}, ensure_ascii=False)
