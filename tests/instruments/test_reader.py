"""Reading in a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from actionline.instruments import reader, reading_process
from actionline.reading.errors import ReadingError

CORPUS = Path(__file__).parents[1] / "reading" / "corpus"


def test_a_document_comes_back_as_a_reading():
    read = reader.read((CORPUS / "pp-submarine-cables.txt").read_bytes(), "cables.txt")

    assert read["document"]["instrument"] == "itu/pp/res-241"
    assert read["media"] == "text"
    assert len(read["provisions"]) > 20


def test_corrected_words_are_understood_anew():
    read = reader.read((CORPUS / "pp-submarine-cables.txt").read_bytes(), "cables.txt")
    asking = next(item for item in read["provisions"] if item["kind"] == "operative")
    asking["text"] = (
        "to report every year, as Resolution 901 (Rev. Geneva, 2018) "
        "of the Plenipotentiary Conference asks;"
    )

    again = reader.understand(read)

    here = [item for item in again["citations"] if item["path"] == asking["path"]]
    assert [(item["target"], item["version"]) for item in here] == [("itu/pp/res-901", "2018")]
    asked = [item for item in again["mandates"] if item["path"] == asking["path"]]
    assert [item["deadline"]["every"] for item in asked] == ["P1Y"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old"),
        (b"Take two eggs and some flour.\nStir well.\nBake for an hour.\n", "resolution"),
        (b"%PDF-1.7\nnothing", ""),
        (b"PK\x03\x04 cut short", "damaged"),
    ],
)
def test_what_cannot_be_read_is_said_in_one_line(data, word):
    with pytest.raises(ReadingError) as error:
        reader.read(data, "a file")

    assert word in str(error.value)
    assert "\n" not in str(error.value)
    assert "Traceback" not in str(error.value)


def in_the_process(code):
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=False, timeout=30
    )


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such limits")
def test_the_process_ends_before_it_takes_the_memory_of_others():
    begin = f"from {reading_process.__name__} import _limit; _limit(); "

    greedy = in_the_process(begin + "bytearray(700 * 1024 * 1024)")

    assert b"MemoryError" in greedy.stderr


def test_the_process_knows_neither_the_database_nor_the_secret(monkeypatch):
    """What the site's process knows from its environment is not handed on."""
    monkeypatch.setenv("DATABASE_URL", "postgres://somebody:secret@nowhere/actionline")
    monkeypatch.setenv("ACTIONLINE_SECRET_KEY", "secret")

    environment = reader.environment()

    assert set(environment) <= {"PYTHONUTF8", "PYTHONPATH", "SYSTEMROOT"}
    assert "secret" not in "".join(environment.values())


def test_what_a_database_cannot_keep_is_taken_out():
    assert reading_process._clean({"a": ["\0x", "\ud800"], "b": 1}) == {
        "a": ["\ufffdx", "?"],
        "b": 1,
    }
