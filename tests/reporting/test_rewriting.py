"""What a person wrote is brought back to sentences with the records they tell of."""

from __future__ import annotations

from actionline.reporting.blocks import Block, Sentence, all_from_json, all_to_json, joined
from actionline.reporting.rewriting import rewrite, words_of

ONE = Sentence("p.a", "The list was kept.", ("room.thing:1",))
TWO = Sentence("p.b", "Le rapport a été présenté.", ("room.thing:2",), language="fr")
THREE = Sentence("p.c", "Three records show it.", ("room.thing:3",))
BLOCK = Block("p", "paragraph", (ONE, TWO, THREE))


def test_a_changed_sentence_keeps_its_records_and_the_others_stay():
    text = BLOCK.text.replace("was kept", "was kept carefully")

    [block] = rewrite(BLOCK, text)

    assert block.sentences[0] == Sentence(
        "p.a", "The list was kept carefully.", ("room.thing:1",), by_hand=True
    )
    assert block.sentences[1:] == (TWO, THREE)


def test_a_new_sentence_tells_of_no_record():
    [block] = rewrite(BLOCK, "Before all else, this. " + BLOCK.text)

    assert [each.text for each in block.sentences] == [
        "Before all else, this.",
        "The list was kept.",
        "Le rapport a été présenté.",
        "Three records show it.",
    ]
    assert (block.sentences[0].sources, block.sentences[0].by_hand) == ((), True)
    assert block.sentences[1:] == (ONE, TWO, THREE)


def test_a_sentence_taken_out_takes_its_records_along():
    [block] = rewrite(BLOCK, f"{ONE.text} {THREE.text}")

    assert block.sentences == (ONE, THREE)


def test_what_is_like_no_sentence_is_not_held_for_one():
    [block] = rewrite(Block("p", "paragraph", (ONE,)), "Quite another matter, 42.")

    assert (block.sentences[0].sources, block.sentences[0].key != "p.a") == ((), True)


def test_nothing_leaves_the_paragraph_out_and_the_same_takes_it_in():
    [out] = rewrite(BLOCK, "  ")
    [again] = rewrite(out, BLOCK.text)

    assert (out.out, again) == (True, BLOCK)


def test_a_blank_line_begins_a_paragraph_of_its_own():
    first, new = rewrite(BLOCK, BLOCK.text + "\n\n- one\n- two")

    assert first == BLOCK
    assert (new.kind, [each.text for each in new.sentences], new.by_hand) == (
        "list",
        ["one", "two"],
        True,
    )


def test_chinese_sentences_stand_without_blanks():
    assert joined(["第一句。", "第二句。", "Third."]) == "第一句。第二句。Third."


def test_blocks_come_back_from_json():
    [out] = rewrite(BLOCK, "")

    assert all_from_json(all_to_json([BLOCK, out])) == (BLOCK, out)


def test_what_is_left_out_does_not_count():
    [out] = rewrite(BLOCK, "")

    assert (words_of([BLOCK]), words_of([out])) == (13, 0)
