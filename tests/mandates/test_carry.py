"""Mandates are known again in a newer text: by words, place, actors and act."""

from __future__ import annotations

import pytest

from actionline.mandates.carry import CANDIDATES, Asked, Carry, _Words, folded, match
from actionline.reading.model import Deadline

SG = ("secretary-general",)
LIGHTS = Asked("instructs/1", "to keep a public list of all lighthouses of the region;", SG, "keep")
REPORT = Asked(
    "instructs/2",
    "to report every year to the assembly on the state of the harbours;",
    SG,
    "report",
    recipients=("council",),
    deadline=Deadline(every="P1Y"),
)
TRAINING = Asked("instructs/3", "to train pilots of small islands in night landing;", SG, "train")
CHARTS = Asked("invites/1", "to send new depth charts to the office;", ("member-states",), "send")
OLDER = [LIGHTS, REPORT, TRAINING, CHARTS]


def told(pairs):
    """(old path, new path, carry) of each pair."""
    return [(p.old and p.old.path, p.new and p.new.path, p.carry.value) for p in pairs]


def moved(asked, path, **changes):
    fields = {name: getattr(asked, name) for name in Asked.__dataclass_fields__}
    return Asked(**{**fields, "path": path, **changes})


def test_nothing_changed():
    assert {pair.carry for pair in match(OLDER, OLDER)} == {Carry.SAME}


def test_another_number_alone_is_no_change():
    newer = [
        Asked("instructs/1", "to paint every buoy in two colours;", SG, "paint"),
        moved(LIGHTS, "instructs/2"),
        moved(REPORT, "instructs/3"),
        moved(TRAINING, "instructs/4"),
        CHARTS,
    ]

    assert told(match(OLDER, newer)) == [
        (None, "instructs/1", "new"),
        ("instructs/1", "instructs/2", "same"),
        ("instructs/2", "instructs/3", "same"),
        ("instructs/3", "instructs/4", "same"),
        ("invites/1", "invites/1", "same"),
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"text": "to report every second year to the assembly on the state of all harbours;"},
        {"recipients": ("council", "cstd")},
        {"via": ("cwg-wsis-sdg",)},
        {"actors": ("director-tdb",)},
        {"deadline": Deadline(every="P2Y")},
        {"deadline": Deadline(every="P1Y", until="2030")},
    ],
    ids=str,
)
def test_other_words_parties_or_deadline_are_a_change(change):
    newer = [LIGHTS, moved(REPORT, "instructs/2", **change), TRAINING, CHARTS]

    assert told(match(OLDER, newer))[1] == ("instructs/2", "instructs/2", "changed")


def test_the_next_meeting_is_another_one_in_each_edition():
    old = moved(REPORT, "instructs/2", deadline=Deadline(event="pp-2022"))
    new = moved(REPORT, "instructs/2", deadline=Deadline(event="pp-2026"))

    assert told(match([old], [new])) == [("instructs/2", "instructs/2", "same")]


@pytest.mark.parametrize(
    "text",
    [
        "TO KEEP a public  list of all lighthouses of the region,",
        "to keep a public list of all lighthouses of the region; and",
        "to keep a public list of all lighthouses of the region",
    ],
)
def test_case_blanks_and_the_closing_mark_are_no_change(text):
    assert told(match([LIGHTS], [moved(LIGHTS, "instructs/1", text=text)])) == [
        ("instructs/1", "instructs/1", "same")
    ]


def test_folding_knows_the_dashes_and_blanks_of_word_processors():
    assert folded("Secretary‑General’s list;") == folded("secretary-general's list")


def test_reworded_and_renumbered_at_once():
    reworded = moved(
        LIGHTS,
        "instructs/4",
        text="to keep and publish a list of all lighthouses and beacons of the region;",
    )
    newer = [moved(REPORT, "instructs/1"), moved(TRAINING, "instructs/2"), CHARTS, reworded]

    assert ("instructs/1", "instructs/4", "changed") in told(match(OLDER, newer))


def test_given_to_somebody_else_with_the_same_words():
    newer = [LIGHTS, REPORT, moved(TRAINING, "instructs-the-director/1", actors=("director-tdb",))]

    assert told(match(OLDER, newer))[2:] == [
        ("instructs/3", "instructs-the-director/1", "changed"),
        ("invites/1", None, "ended"),
    ]


def test_another_paragraph_at_the_same_number_is_another_mandate():
    newer = [
        LIGHTS,
        Asked("instructs/2", "to buy two tugs for rescue in winter storms;", SG, "buy"),
        TRAINING,
        CHARTS,
    ]

    assert told(match(OLDER, newer))[1:3] == [
        ("instructs/2", None, "ended"),
        (None, "instructs/2", "new"),
    ]


def test_the_same_words_for_two_actors_stay_apart():
    words = "to report every year on the work done;"
    older = [Asked("a/1", words, SG), Asked("b/1", words, ("director-tdb",))]
    newer = [Asked("b/1", words, ("director-tdb",)), Asked("c/1", words, SG)]

    assert told(match(older, newer)) == [("b/1", "b/1", "same"), ("a/1", "c/1", "same")]


def test_quite_other_words_between_recognised_neighbours_are_the_same_mandate():
    rewritten = moved(
        TRAINING, "instructs/3", text="to offer courses in night landing for island crews;"
    )

    assert told(match(OLDER, [LIGHTS, REPORT, rewritten, CHARTS]))[2] == (
        "instructs/3",
        "instructs/3",
        "changed",
    )


def test_a_split_keeps_the_likest_part_and_adds_the_other():
    both = Asked(
        "resolves/1", "to map all reefs of the strait and to mark wrecks with buoys;", SG, "map"
    )
    parts = [
        Asked("resolves/1", "to map all reefs of the strait with care;", SG, "map"),
        Asked("resolves/2", "to mark wrecks with buoys;", SG, "mark"),
    ]

    assert told(match([both], parts)) == [
        ("resolves/1", "resolves/1", "changed"),
        (None, "resolves/2", "new"),
    ]


def test_a_revision_says_itself_where_a_paragraph_stood():
    new = Asked("resolves/9", "to do something else altogether;", SG, base_path="instructs/3")

    assert ("instructs/3", "resolves/9", "changed") in told(match(OLDER, [new]))


def test_a_summary_meets_its_document_by_place():
    summary = Asked("instructs/2", "Yearly account of harbours", SG, "report", summary=True)

    assert told(match([summary], [REPORT], by_place=True)) == [
        ("instructs/2", "instructs/2", "changed")
    ]


def test_a_summary_is_known_again_in_another_edition_by_actor_act_and_recipient():
    older = [
        moved(LIGHTS, "instructs/1", text="A list of lighthouses is kept", summary=True),
        moved(REPORT, "instructs/2", text="Yearly account of harbours", summary=True),
    ]
    newer = [
        Asked("instructs/1", "to buy two tugs for rescue in winter storms;", SG, "buy"),
        moved(LIGHTS, "instructs/2"),
        moved(REPORT, "instructs/3"),
    ]

    assert told(match(older, newer)) == [
        (None, "instructs/1", "new"),
        ("instructs/1", "instructs/2", "same"),
        ("instructs/2", "instructs/3", "same"),
    ]


def test_from_nothing_and_to_nothing():
    assert told(match([], [LIGHTS])) == [(None, "instructs/1", "new")]
    assert told(match([LIGHTS], [])) == [("instructs/1", None, "ended")]
    assert match([], []) == []


def test_what_ended_stands_where_it_stood():
    assert told(match(OLDER, [LIGHTS, CHARTS])) == [
        ("instructs/1", "instructs/1", "same"),
        ("instructs/2", None, "ended"),
        ("instructs/3", None, "ended"),
        ("invites/1", "invites/1", "same"),
    ]


def test_the_work_grows_with_the_number_of_mandates():
    count = 2000
    older = [Asked(f"a/{i}", f"to count w{i % 700} x{i % 300} each z{i}") for i in range(count)]
    newer = [moved(one, f"a/{i + 1}", text=f"{one.text} again") for i, one in enumerate(older)]

    compared = sum(1 for _pair in _Words(older, newer).candidates())

    assert compared <= (CANDIDATES + 1) * count
    assert {pair.carry for pair in match(older, newer)} == {Carry.CHANGED}
