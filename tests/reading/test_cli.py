"""`actionline read` as people start it."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from tests.reading.command import START, actionline

from actionline.reading.cli import Request, parse
from actionline.reading.errors import ReadingError
from actionline.reading.sources import open_source

CORPUS = Path(__file__).parent / "corpus"
CLEAN = CORPUS / "council-archive-digitization.txt"
REVISION = CORPUS / "flat-mod-renumbering.txt"


def test_it_works() -> None:
    ran = actionline("read", str(CLEAN))
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.decode().splitlines()[0] == "itu/council/res-1419  2025"


def test_the_whole_reading_as_json() -> None:
    ran = actionline("read", str(CLEAN), "--json")
    read = json.loads(ran.out)
    wanted = json.loads(CLEAN.with_suffix(".json").read_text(encoding="utf-8"))
    assert ran.status == 0
    assert [p["path"] for p in read["provisions"]] == [p["path"] for p in wanted["provisions"]]
    assert read["document"]["source"] == CLEAN.name


def test_standard_input() -> None:
    ran = actionline("read", "-", "--json", given=CLEAN.read_bytes())
    assert ran.status == 0
    assert json.loads(ran.out)["document"]["source"] == "standard input"


def test_akoma_ntoso_is_read_again() -> None:
    written = actionline("read", str(CLEAN), "--akn")
    again = actionline("read", "-", "--json", given=written.out)
    first = json.loads(actionline("read", str(CLEAN), "--json").out)
    second = json.loads(again.out)
    assert [p["text"] for p in second["provisions"]] == [p["text"] for p in first["provisions"]]


def test_either_side_of_a_revision() -> None:
    base = actionline("read", str(REVISION), "--base").out.decode()
    proposed = actionline("read", str(REVISION), "--proposed").out.decode()
    read = json.loads(actionline("read", str(REVISION), "--json").out)
    for provision in read["provisions"]:
        for text, side in ((provision["base_text"], base), (provision["text"], proposed)):
            assert text is None or text in side


def test_a_text_that_is_no_revision_has_no_base() -> None:
    ran = actionline("read", str(CLEAN), "--base")
    assert (ran.status, ran.out) == (2, b"")
    assert ran.err == (
        f"actionline read: {CLEAN.name}: this text is no revision, so it has no base; "
        "--proposed gives the text\n"
    )


def test_a_redline_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    written = tmp_path / "redline.docx"
    ran = actionline("read", str(REVISION), "--redline", str(written))
    assert (ran.status, ran.err, ran.out) == (0, "", b"")
    assert open_source(written.read_bytes(), written.name).media == "docx"
    assert list(tmp_path.iterdir()) == [written]
    refused = actionline("read", str(CLEAN), "--redline", str(tmp_path / "other.docx"))
    assert refused.status == 2
    nowhere = actionline("read", str(REVISION), "--redline", str(tmp_path / "no" / "such.docx"))
    assert nowhere.status == 2
    assert nowhere.err.count("\n") == 1
    assert list(tmp_path.iterdir()) == [written]


def test_a_clean_text_is_compared_with_the_older_edition(tmp_path: Path) -> None:
    older, newer, redline = (tmp_path / name for name in ("old.txt", "new.txt", "redline.docx"))
    older.write_bytes(actionline("read", str(REVISION), "--base").out)
    newer.write_bytes(actionline("read", str(REVISION), "--proposed").out)
    arguments = ("read", str(newer), "--redline", str(redline))
    assert actionline(*arguments).err == (
        "actionline read: new.txt: this text is no revision; name the older edition to compare "
        "it with by --older\n"
    )
    assert actionline(*arguments, "--older", str(older)).status == 0
    accepted = actionline("read", str(redline), "--proposed").out
    assert accepted == newer.read_bytes()


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        ([], "give the file to read; see actionline read --help"),
        (["a.txt", "b.txt"], "give one file; see actionline read --help"),
        (["--jsn", "a.txt"], "there is no option --jsn; see actionline read --help"),
        (["a.txt", "--json", "--akn"], "ask for one output at a time; see actionline read --help"),
        (["a.txt", "--older"], "--older needs a value; see actionline read --help"),
        (["no-such-file.docx"], "no-such-file.docx: no such file or directory"),
        (["."], ".: is a directory"),
    ],
)
def test_what_is_wrong_is_one_line(arguments: list[str], complaint: str) -> None:
    ran = actionline("read", *arguments)
    assert (ran.status, ran.out) == (2, b"")
    assert ran.err == f"actionline read: {complaint}\n"


def test_help() -> None:
    ran = actionline("read", "--help")
    assert ran.status == 0
    assert ran.out.startswith(b"usage: actionline read FILE")


def test_arguments() -> None:
    assert parse(["a.docx"]) == Request("a.docx")
    assert parse(["--json", "-"]) == Request("-", output="json")
    assert parse(["--", "-odd.txt"]) == Request("-odd.txt")
    assert parse(["a", "--older=b", "--process", "c", "--redline", "d"]) == Request(
        "a", output="redline", redline="d", older="b", process="c"
    )
    with pytest.raises(ReadingError):
        parse(["--unknown"])


def test_a_reader_that_goes_away_is_no_error() -> None:
    process = subprocess.Popen(
        [sys.executable, "-c", START, "read", str(CLEAN), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    err = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), err) == (0, b"")


def test_reading_does_not_import_django() -> None:
    listing = (
        "import sys, actionline.cli, actionline.reading.api; "
        "print([m for m in sys.modules if m.partition('.')[0] in "
        "('django', 'lxml', 'pypdfium2', 'argparse')])"
    )
    ran = subprocess.run([sys.executable, "-c", listing], capture_output=True, check=True)
    assert ran.stdout == b"[]\n"
