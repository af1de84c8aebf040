"""Bringing files for tables, as the tests of several rooms do."""

from __future__ import annotations

import io
from collections import Counter
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from actionline.common.tables.checking import Checker
from actionline.common.tables.matching import match
from actionline.common.tables.models import TableImport
from actionline.common.tables.reading import read
from actionline.common.tables.table import Row, Table

SORTS = ("rows", "new", "changed", "same", "faulty")


def got(client: Client, address: str) -> str:
    """The text of a download, without the mark in front."""
    return client.get(address).getvalue().decode("utf-8-sig")


def upload(content: str | bytes, name: str = "table.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content.encode() if isinstance(content, str) else content)


def bring(client: Client, table: str, content: str | bytes, **more: str) -> TableImport:
    """Bring a file on the page of a table; it comes to be tried at once."""
    response = client.post(f"/en/tables/{table}/", {"file": upload(content), **more})
    assert response.status_code == 302, response.text
    return TableImport.objects.get(pk=response["Location"].split("/")[-2])


def tried(table: type[Table[Any]], content: str | bytes) -> tuple[dict[str, int], list[Row[Any]]]:
    """How many rows of each sort a file has, and its faulty rows; nothing is saved."""
    data = content.encode() if isinstance(content, str) else content
    source = read(io.BytesIO(data))
    checker = Checker(table(), match(table, source.headings))
    counts = Counter(dict.fromkeys(SORTS, 0))
    faulty = []
    for rows in checker.batches(source.lines):
        for row in checker.check(rows):
            counts["rows"] += 1
            if row.faults:
                faulty.append(row)
            sort = "faulty" if row.faults else "new" if row.is_new else ""
            counts[sort or ("changed" if row.changes else "same")] += 1
    return dict(counts), faulty


def faults(table: type[Table[Any]], content: str) -> list[tuple[int, str, str]]:
    """Row, column and words of each fault."""
    found = tried(table, content)[1]
    return [(row.number, fault.column, fault.wrong) for row in found for fault in row.faults]
