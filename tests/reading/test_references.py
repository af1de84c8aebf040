"""The references themselves: well made, and (ours) faithful to their documents."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).parent
CORPUS = sorted((HERE / "corpus").glob("*.json"))
GOLD = sorted((HERE / "gold").glob("*.json"))
DUE = {"every", "by", "until", "event", "events"}


def loaded(path: Path) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return result


@pytest.mark.parametrize("path", [*GOLD, *CORPUS], ids=lambda path: path.stem)
def test_paths_begin_with_their_clause_and_name_one_provision(path: Path) -> None:
    provisions = loaded(path)["provisions"]

    paths = [found["path"] for found in provisions]

    assert len(set(paths)) == len(paths)
    assert [p for p in provisions if not p["path"].startswith(p["clause"] + "/")] == []
    assert {p["kind"] for p in provisions} <= {"preambular", "operative", "annex"}


@pytest.mark.parametrize("path", [*GOLD, *CORPUS], ids=lambda path: path.stem)
def test_labels_agree_with_change_and_path(path: Path) -> None:
    for found in loaded(path)["provisions"]:
        sides = (found["label"] is not None, found["base_label"] is not None)
        expected = {"inserted": (True, False), "deleted": (False, True), None: (sides[0], False)}
        last = found["path"].rsplit("/", 1)[1].partition("~")[0]
        if re.fullmatch(r"p\d+", last):
            assert sides == (False, False)
            continue
        assert sides == expected.get(found["change"], (True, True))
        assert last == (found["label"] or found["base_label"]).strip("().")


@pytest.mark.parametrize("path", [*GOLD, *CORPUS], ids=lambda path: path.stem)
def test_citations_and_mandates_stand_in_provisions(path: Path) -> None:
    reading = loaded(path)
    standing = {p["path"] for p in reading["provisions"] if p["change"] != "deleted"}
    operative = {p["path"] for p in reading["provisions"] if p["kind"] == "operative"}

    assert {found["path"] for found in reading["citations"]} <= standing
    assert {found["path"] for found in reading["mandates"]} <= standing & operative
    assert all(set(found["deadline"]) <= DUE for found in reading["mandates"])
    internal = [c["target"][1:] for c in reading["citations"] if c["target"].startswith("#")]
    assert set(internal) <= {path.partition("~")[0] for path in standing}


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_texts_stand_in_their_document(path: Path) -> None:
    reading = loaded(path)
    document = path.with_suffix(".txt").read_bytes()
    encoding = "cp1252" if "windows" in path.stem else "utf-8"
    printed = document.decode(encoding).splitlines()

    for found in reading["provisions"]:
        words = " ".join(re.findall(r"\w+", found["text"] or found["base_text"])[-1:])
        assert words in printed[found["line"] - 1]
    for found in reading["citations"]:
        text = next(p["text"] for p in reading["provisions"] if p["path"] == found["path"])
        assert found["text"] in text


@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_references_of_real_documents_hold_none_of_their_words(path: Path) -> None:
    reading = loaded(path)

    assert "title" not in reading["document"]
    for kind in ("provisions", "citations", "footnotes"):
        assert [
            found for found in reading[kind] if {"text", "starts", "base_text"} & set(found)
        ] == []


@pytest.mark.seeds
@pytest.mark.parametrize("path", GOLD, ids=lambda path: path.stem)
def test_lines_of_real_documents_carry_the_labels(path: Path) -> None:
    reading = loaded(path)
    seed = HERE.parents[1].parent / "shared" / "seeds" / reading["document"]["source"]
    if not seed.exists():
        pytest.skip("the real documents are not here")
    printed = seed.read_text(encoding="utf-8").splitlines()

    for found in reading["provisions"]:
        label = (found["label"] or found["base_label"] or "").strip(").")
        line = re.sub(r"\[bookmark:[^\]]*\]", "", printed[found["line"] - 1])
        shown = line.partition("\t")[0].translate(str.maketrans("ас", "ac"))  # Cyrillic look-alikes
        assert label in shown
