"""Comparing two editions."""

import time
from random import Random

import pytest
from tests.reading.flatten import plain, truth
from tests.reading.pairs import make_pair

from actionline.reading.api import read
from actionline.reading.compare import Comparison, Kind, compare, word_spans
from actionline.reading.model import Side

HEAD = "RESOLUTION 901 ({year})\nRegister of buoys\nThe ITU Council,\nresolves\n"


def edition(year: int, *items: str) -> str:
    lines = [f"{number}\t{item}" for number, item in enumerate(items, 1)]
    return HEAD.format(year=year) + "\n".join(lines) + "\n"


def between(old: str, new: str) -> Comparison:
    return compare(read(old.encode(), "old.txt"), read(new.encode(), "new.txt"))


BUOYS = "to count the buoys of each harbour once a year;"
LAMPS = "to lend lamps to harbours that have none;"
MAPS = "that maps of the coast be printed and given to every school that asks;"


def test_it_works() -> None:
    result = between(
        edition(2020, BUOYS, LAMPS, MAPS),
        edition(2024, BUOYS, "to sell ropes;", LAMPS, MAPS.replace("printed", "drawn")),
    )
    assert [(c.kind, c.relabelled, c.moved) for c in result.changes] == [
        (Kind.KEPT, False, False),
        (Kind.INSERTED, False, False),
        (Kind.MODIFIED, True, False),
        (Kind.MODIFIED, True, False),
    ]
    last = result.changes[-1]
    assert [s.text for s in last.spans if s.side is Side.OLD] == ["printed"]
    assert [s.text for s in last.spans if s.side is Side.NEW] == ["drawn"]


def test_a_paragraph_that_left_its_order_is_moved() -> None:
    result = between(edition(2020, BUOYS, LAMPS, MAPS), edition(2024, MAPS, BUOYS, LAMPS))
    assert [(c.new.path if c.new else None, c.moved) for c in result.changes] == [
        ("resolves/1", True),
        ("resolves/2", False),
        ("resolves/3", False),
    ]


def test_a_deleted_paragraph_stands_where_it_stood() -> None:
    result = between(edition(2020, BUOYS, LAMPS, MAPS), edition(2024, BUOYS, MAPS))
    assert [c.kind for c in result.changes] == [Kind.KEPT, Kind.DELETED, Kind.MODIFIED]
    assert result.counts() == {Kind.KEPT: 1, Kind.DELETED: 1, Kind.MODIFIED: 1}


def test_a_paragraph_cut_in_two_is_a_split() -> None:
    whole = (
        "to draw maps of every harbour with its lights and depths, and to train the pilots who "
        "bring ships through narrow straits at night;"
    )
    result = between(
        edition(2020, whole, BUOYS),
        edition(
            2024,
            "to draw maps of every harbour with its lights and depths;",
            "to train the pilots who bring ships through narrow straits at night;",
            BUOYS,
        ),
    )
    assert [c.kind for c in result.changes][:2] in (
        [Kind.MODIFIED, Kind.SPLIT],
        [Kind.SPLIT, Kind.MODIFIED],
    )
    back = between(
        edition(
            2020,
            "to draw maps of every harbour with its lights and depths;",
            "to train the pilots who bring ships through narrow straits at night;",
            BUOYS,
        ),
        edition(2024, whole, BUOYS),
    )
    assert Kind.MERGED in [c.kind for c in back.changes]


@pytest.mark.parametrize("seed", range(12))
def test_made_up_revisions_are_found_again(seed: int) -> None:
    pair = make_pair(Random(seed))
    result = between(plain(pair, new=False), plain(pair, new=True))
    wanted = {(p["base_text"], p["text"]) for p in truth(pair)["provisions"]}
    found = {
        (
            c.old.text if c.old and c.kind is not Kind.SPLIT else None,
            c.new.text if c.new and c.kind is not Kind.MERGED else None,
        )
        for c in result.changes
    }
    assert found == wanted


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("", ""),
        ("one", ""),
        ("", "two words"),
        ("the same", "the same"),
        ("a  b", "a b"),
        ("by the end of 2024, or later", "by the end of 2026; or sooner"),
        ("ITU‑T’s work", "ITU-T's work"),
    ],
)
def test_spans_join_to_both_texts(old: str, new: str) -> None:
    spans = word_spans(old, new)
    assert "".join(s.text for s in spans if s.side is not Side.NEW) == old
    assert "".join(s.text for s in spans if s.side is not Side.OLD) == new


def test_a_hostile_paragraph_takes_little_time():
    old, new = "a b " * 50_000, "c d " * 50_000
    started = time.perf_counter()

    spans = word_spans(old, new)

    took = time.perf_counter() - started
    assert "".join(span.text for span in spans if span.side is not Side.OLD) == new
    assert took < 2
