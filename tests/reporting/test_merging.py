"""Three states of a section become one: nothing that people wrote is lost."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from actionline.reporting.blocks import Block, Sentence
from actionline.reporting.merging import Choice, Fate, merge, result


def block(key: str, text: str, **more) -> Block:
    return Block(key, "paragraph", (Sentence(f"{key}.s", text, (f"room.thing:{key}",)),), **more)


def fates(base, mine, theirs) -> dict[str, Fate]:
    return {each.key: each.fate for each in merge(base, mine, theirs)}


def texts(blocks) -> list[str]:
    return [each.text for each in blocks if not each.out]


def test_each_block_goes_its_own_way():
    base = [block(key, "old") for key in "abcdef"]
    mine = [
        base[0],
        block("b", "mine"),
        block("c", "mine"),
        base[3],
        block("hand", "ours", by_hand=True),
        block("e", "mine"),
        base[5],
    ]
    theirs = [base[0], base[1], block("c", "new"), block("d", "new"), block("g", "new")]

    assert fates(base, mine, theirs) == {
        "a": Fate.SAME,
        "b": Fate.KEPT,
        "c": Fate.CONFLICT,
        "d": Fate.UPDATED,
        "hand": Fate.KEPT,
        "e": Fate.CONFLICT,
        "f": Fate.GONE,
        "g": Fate.NEW,
    }


def test_a_conflict_is_settled_as_chosen_and_without_a_choice_stays():
    base, mine, theirs = [block("a", "old")], [block("a", "mine")], [block("a", "new")]
    merged = merge(base, mine, theirs)

    assert texts(result(merged, {})) == ["mine"]
    assert texts(result(merged, {"a": Choice.NEW})) == ["new"]
    assert texts(result(merged, {"a": Choice.BOTH})) == ["new", "mine"]


def test_both_are_two_blocks_that_the_next_draft_tells_apart():
    merged = merge([block("a", "old")], [block("a", "mine")], [block("a", "new")])
    both = result(merged, {"a": Choice.BOTH})

    again = merge([block("a", "new")], both, [block("a", "newer")])

    assert [each.fate for each in again] == [Fate.UPDATED, Fate.KEPT]
    assert texts(result(again, {})) == ["newer", "mine"]


def test_a_block_left_out_stays_out_until_the_data_says_something_new():
    base = [block("a", "old")]
    out = [replace(base[0], out=True)]

    assert fates(base, out, base) == {"a": Fate.KEPT}
    assert fates(base, out, [block("a", "new")]) == {"a": Fate.CONFLICT}
    assert fates(base, out, []) == {"a": Fate.GONE}


def test_what_people_changed_outlives_its_data():
    merged = merge([block("a", "old")], [block("a", "mine")], [])

    [kept] = result(merged, {})
    assert (kept.text, kept.by_hand) == ("mine", True)
    assert result(merged, {"a": Choice.NEW}) == []


def test_unchanged_words_take_the_records_that_are_found_now():
    old = block("a", "same")
    new = replace(old, sentences=(replace(old.sentences[0], sources=("room.thing:9",)),))

    [found] = result(merge([old], [old], [new]), {})

    assert found.sentences[0].sources == ("room.thing:9",)


KEYS = st.lists(st.sampled_from("abcdefgh"), unique=True, max_size=8)
STATES = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from(["1", "2", "3"]), max_size=8)


@given(STATES, STATES, STATES, st.lists(st.text("xyz", min_size=1), unique=True, max_size=3))
def test_no_word_of_a_person_is_lost(base, changed, theirs, own):
    mine = {key: changed.get(key, text) for key, text in base.items()}
    hand = [block(f"hand-{text}", text, by_hand=True) for text in own]
    merged = merge(
        [block(key, text) for key, text in base.items()],
        [*hand, *(block(key, text) for key, text in mine.items())],
        [block(key, text) for key, text in theirs.items()],
    )

    found = {each.key: each.text for each in result(merged, {})}

    changed_by_hand = {key: text for key, text in mine.items() if text != base[key]}
    assert all(found[key] == text for key, text in changed_by_hand.items())
    assert all(found[each.key] == each.text for each in hand)
    assert set(theirs) <= set(found)
