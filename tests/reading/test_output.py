"""A reading as JSON, as text and as a summary."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from actionline.reading.api import read
from actionline.reading.model import (
    Citation,
    Deadline,
    DocumentInfo,
    Footnote,
    FootnoteMark,
    Mandate,
    Provision,
    ReadingWarning,
    Resolution,
    Revision,
    Side,
    Span,
    Tracking,
)
from actionline.reading.output.contract import as_json, from_json
from actionline.reading.output.plain import as_text
from actionline.reading.output.summary import as_summary

CORPUS = [
    path
    for path in sorted((Path(__file__).parent / "corpus").glob("*.txt"))
    if not path.name.startswith("sup-")
]


def gauges() -> Resolution:
    """An own revision in which every field of a reading is set."""
    provision = Provision(
        path="resolves/2",
        kind="operative",
        clause="resolves",
        heading="resolves",
        addressees=("council",),
        label="2",
        base_label="1",
        change="modified",
        certain=False,
        text="to lend gauges until 2026,",
        base_text="to lend gauges until 2022,",
        spans=(
            Span("to lend gauges until "),
            Span("2022", Side.OLD, certain=False, revision=Revision("A keeper", "2026-01-02")),
            Span("2026", Side.NEW),
            Span(","),
        ),
        parent=None,
        moved=True,
        line=7,
        footnotes=(FootnoteMark(7, "1", Side.NEW),),
        doubts=("which year is older",),
    )
    deadline = Deadline(every="P1Y", event="council-2026", events=("council-2026", "pp-2026"))
    return Resolution(
        DocumentInfo("own.docx", "MOD", "EUR/1A2/3", "itu/pp/res-901", "2026", "2022", "Gauges"),
        (provision,),
        (Footnote("1", "Or until they rust.", "resolves/2"),),
        (
            Citation("resolves/2", "this", "#resolves/1", None, None, Side.NEW, 3, 7),
            Citation("resolves/2", "that", "itu/pp/res-2", "2018", "3", Side.OLD, 0, 4),
        ),
        (
            Mandate(
                "resolves/2", "resolves", ("itu",), "lend", ("unga",), ("cstd",), deadline, False
            ),
        ),
        (ReadingWarning("resolves/2", "deadline-passed", "The year 2026 is over."),),
        Tracking.TRACKED,
    )


def test_what_is_printed_is_restored() -> None:
    printed = json.dumps(as_json(gauges()))
    assert from_json(json.loads(printed)) == gauges()


def test_the_printed_fields() -> None:
    printed = as_json(gauges())
    assert printed["provisions"] == [
        {
            "path": "resolves/2",
            "kind": "operative",
            "clause": "resolves",
            "heading": "resolves",
            "addressees": ["council"],
            "label": "2",
            "base_label": "1",
            "change": "modified",
            "certain": False,
            "text": "to lend gauges until 2026,",
            "base_text": "to lend gauges until 2022,",
            "parent": None,
            "line": 7,
            "spans": [
                ["both", "to lend gauges until ", True],
                ["old", "2022", False],
                ["new", "2026", True],
                ["both", ",", True],
            ],
            "doubts": ["which year is older"],
            "moved": True,
            "marks": [[7, "1", "new"]],
            "revisions": [[1, "A keeper", "2026-01-02"]],
        }
    ]
    assert printed["mandates"][0]["deadline"] == {
        "every": "P1Y",
        "by": None,
        "until": None,
        "event": "council-2026",
        "events": ["council-2026", "pp-2026"],
    }


def test_a_citation_of_the_old_side_alone_is_kept_apart() -> None:
    printed = as_json(gauges())
    assert [item["target"] for item in printed["citations"]] == ["#resolves/1"]
    assert [item["target"] for item in printed["base_citations"]] == ["itu/pp/res-2"]


def test_what_others_printed_is_read() -> None:
    """The contract's own fields are enough."""
    printed = as_json(gauges())
    named = ("path", "kind", "clause", "addressees", "label", "base_label", "change", "certain")
    named += ("text", "base_text")
    bare = {
        **{name: printed[name] for name in ("document", "footnotes", "warnings")},
        "provisions": [{name: item[name] for name in named} for item in printed["provisions"]],
        "citations": [],
        "mandates": [],
    }
    restored = from_json(bare)
    assert restored.provisions[0].text == "to lend gauges until 2026,"
    assert restored.tracking is Tracking.NONE


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_readings_of_the_corpus_are_restored(path: Path) -> None:
    resolution = read(path.read_bytes(), path.name)
    assert (
        from_json(json.loads(json.dumps(as_json(resolution)))).provisions == resolution.provisions
    )


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_text_read_again_says_the_same(path: Path) -> None:
    resolution = read(path.read_bytes(), path.name)
    again = read(as_text(resolution, Side.NEW).encode(), "own.txt")
    assert [(p.label, p.text) for p in again.provisions] == [
        (p.label, p.text) for p in resolution.provisions if p.change != "deleted"
    ]
    assert again.tracking is Tracking.NONE


def test_either_side_as_text() -> None:
    assert as_text(gauges(), Side.OLD) == (
        "RESOLUTION 901 (2022)\n\nGauges\n\nresolves\n\n1\tto lend gauges until 2022,\n\n"
        "[^1]: Or until they rust.\n"
    )
    assert as_text(gauges(), Side.NEW) == (
        "RESOLUTION 901 (2026)\n\nGauges\n\nresolves\n\n2\tto lend[^1] gauges until 2026,\n\n"
        "[^1]: Or until they rust.\n"
    )


def test_the_summary_tells_the_uncertain_first() -> None:
    lines = as_summary(gauges()).splitlines()
    assert lines[0] == "itu/pp/res-901  2026  revises 2022  MOD EUR/1A2/3"
    sections = [line for line in lines if line and not line.startswith(" ")][3:]
    assert sections == [
        "Uncertain (2)",
        "Warnings (1)",
        "Clauses (1)",
        "Changes (1)",
        "Citations (1)",
        "Mandates (1)",
    ]
    why = "“2022” was held for removed; nothing in the text marks it."
    assert f"  resolves/2 (line 7): {why}" in lines


def test_the_summary_lets_no_control_character_through() -> None:
    hostile = Resolution(DocumentInfo("own", title="\x1b]0;owned\x07Gauges\u202e"), ())
    assert all(line.isprintable() for line in as_summary(hostile).splitlines())
