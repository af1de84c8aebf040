"""The generated pairs: both sides, the flattened text and the Word file tell one story."""

from __future__ import annotations

import io
import zipfile
from random import Random
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from tests.reading.flatten import flattened, lines, pairs, plain, truth
from tests.reading.pairs import Clause, Item, Pair, Piece, make_pair
from tests.reading.tracked_docx import to_tracked_docx

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def item(old: str, new: str, state: str = "kept") -> Item:
    return Item((Piece(old, new),), state)


def pair_of(*items: Item, numbering: str = "letters") -> Pair:
    return Pair(201, (Clause("noting", "preambular", numbering, items),))


def changes(pair: Pair) -> dict[str, tuple[str | None, str | None, str]]:
    return {
        found["path"]: (found["label"], found["base_label"], found["change"])
        for found in truth(pair)["provisions"]
    }


def test_an_inserted_paragraph_relabels_what_follows() -> None:
    pair = pair_of(item("", "storms", "inserted"), item("roads", "roads"), item("masts", "masts"))

    assert flattened(pair).splitlines()[4:] == [
        "noting",
        "a)\tstorms;",
        "ab)\troads;",
        "bc)\tmasts.",
    ]
    assert changes(pair) == {
        "noting/a": ("a)", None, "inserted"),
        "noting/b": ("b)", "a)", "modified"),
        "noting/c": ("c)", "b)", "modified"),
    }


def test_a_deleted_paragraph_keeps_the_path_of_its_old_label() -> None:
    pair = pair_of(item("roads", "roads"), item("masts", "", "deleted"), item("seas", "seas"))

    assert flattened(pair).splitlines()[5:] == ["a)\troads;", "b)\tmasts;", "cb)\tseas."]
    assert list(changes(pair)) == ["noting/a", "noting/b", "noting/b~2"]


def test_numerals_past_ten_run_together() -> None:
    kept = [item(f"n{place}", f"n{place}") for place in range(11)]
    pair = pair_of(item("", "first", "inserted"), *kept, numbering="numbers")

    assert flattened(pair).splitlines()[-2:] == ["1011\tn9;", "1112\tn10."]


def test_words_replaced_run_together_without_a_blank() -> None:
    assert flattened(pair_of(item("twelve", "forty"))).splitlines()[-1] == "a)\ttwelveforty."


def test_paragraphs_at_the_end_are_certain_only_where_labels_tell() -> None:
    def certain(*items: Item) -> list[bool]:
        return [found["certain"] for found in truth(pair_of(*items))["provisions"]]

    roads, masts = item("roads", "roads"), item("", "masts", "inserted")
    seas = item("seas", "", "deleted")

    assert certain(roads, masts) == [True, False]
    assert certain(roads, seas, masts) == [True, True, True]
    assert certain(masts, roads, seas) == [True, True, True]


def test_a_seed_names_a_pair_for_good() -> None:
    assert make_pair(Random(7)) == make_pair(Random(7))
    assert make_pair(Random(7)) != make_pair(Random(8))


@given(pairs())
@settings(max_examples=40, deadline=None)
def test_the_truth_gives_back_both_sides(pair: Pair) -> None:
    provisions = truth(pair)["provisions"]

    for new, label, text in ((True, "label", "text"), (False, "base_label", "base_text")):
        printed = [line for line in plain(pair, new=new).splitlines() if "\t" in line][1:]
        assert printed == [
            f"{found[label]}\t{found[text]}" for found in provisions if found[text] is not None
        ]


@given(pairs())
@settings(max_examples=40, deadline=None)
def test_paths_are_unique_and_hold_citations_and_mandates(pair: Pair) -> None:
    reading = truth(pair)
    paths = [found["path"] for found in reading["provisions"]]

    assert len(set(paths)) == len(paths)
    assert {found["path"] for found in reading["citations"] + reading["mandates"]} <= set(paths)


@given(pairs())
@settings(max_examples=40, deadline=None)
def test_flattened_text_holds_the_letters_of_both_sides(pair: Pair) -> None:
    for printed, line in zip(flattened(pair).splitlines(), lines(pair), strict=True):
        for piece in line.pieces:
            for new, words in ((False, piece.old), (True, piece.new)):
                assert not line.stands(new) or words in printed


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("new", [False, True])
def test_the_word_file_accepted_or_rejected_is_one_side(seed: int, new: bool) -> None:
    pair = make_pair(Random(seed))

    printed = word_side(to_tracked_docx(pair), new=new)

    assert printed == [*plain(pair, new=new).splitlines(), "_" * 20]


def word_side(file: bytes, *, new: bool) -> list[str]:
    """The paragraphs left when all changes are accepted (`new`) or rejected."""
    gone = WORD + ("del" if new else "ins")
    with zipfile.ZipFile(io.BytesIO(file)) as archive:
        document = ElementTree.fromstring(archive.read("word/document.xml"))
    printed = []
    for paragraph in document.iter(WORD + "p"):
        if paragraph.find(f"{WORD}pPr/{WORD}rPr/{gone}") is None:
            printed.append("".join(words_of(paragraph, gone)))
    return printed


def words_of(element: ElementTree.Element, gone: str) -> list[str]:
    words = []
    for child in element:
        if child.tag == gone:
            continue
        if child.tag in (WORD + "t", WORD + "delText"):
            words.append(child.text or "")
        elif child.tag == WORD + "tab":
            words.append("\t")
        words += words_of(child, gone)
    return words
