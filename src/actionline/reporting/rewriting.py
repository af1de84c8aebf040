"""What a person wrote, brought back to sentences with the records they tell of.

A sentence that stands as it was keeps its key, its records and its language. Between such, words
are held against the sentences that stood there: what is alike is the same sentence changed by
hand, and keeps them too; what is like none is new and tells of no record.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Sequence
from dataclasses import replace

from rapidfuzz.distance import Indel

from . import markup
from .blocks import Block, Sentence, joined

#: The share of letters that two sentences have in common to be held for one (0 to 1).
ALIKE = 0.5
#: Beyond so many letters only the first are compared: time grows with the square.
_COMPARED = 2000
_END = re.compile(r"(?<=[.!?؟])[\"”»’)\]]*\s+|(?<=[。！？])[”」』）]*")


def rewrite(block: Block, text: str) -> list[Block]:
    """The blocks that a block became: itself first, then what was written after it.

    Nothing written leaves the block out. Tables and charts have no text: they stay.
    """
    if block.kind not in ("paragraph", "list"):
        return [block]
    written = markup.parts(text)
    if not written:
        return [replace(block, out=True)]
    if _flat(text) == _flat(block.text):
        return [replace(block, out=False)]
    first = replace(
        block,
        kind="list" if written[0].is_list else "paragraph",
        ordered=written[0].ordered,
        sentences=_sentences(block, written[0]),
        out=False,
    )
    return [first, *(new_block(part, numbered=block.numbered) for part in written[1:])]


def translated(block: Block, text: str) -> list[Block]:
    """A block of the original written in another language, under the same key."""
    first, *others = rewrite(replace(block, sentences=()), text)
    return [replace(first, by_hand=True), *others]


def new_block(part: markup.Part, *, numbered: bool = True) -> Block:
    """A block that a person wrote from nothing, under a key of its own."""
    key = f"hand-{secrets.token_hex(5)}"
    sentences = tuple(
        Sentence(f"{key}.{place}", line, by_hand=True) for place, line in enumerate(part.lines, 1)
    )
    kind = "list" if part.is_list else "paragraph"
    return Block(
        key,
        kind,  # type: ignore[arg-type]  # one of two of its values
        sentences,
        numbered=numbered,
        ordered=part.ordered,
        by_hand=True,
    )


def written(text: str) -> list[Block]:
    """All blocks of a text that a person wrote."""
    return [new_block(part) for part in markup.parts(text)]


def _sentences(block: Block, part: markup.Part) -> tuple[Sentence, ...]:
    if part.is_list:
        return tuple(_matched(block.key, list(part.lines), block.sentences))
    return tuple(_between(block.key, _flat(part.lines[0]), block.sentences))


def _between(key: str, text: str, stood: Sequence[Sentence]) -> list[Sentence]:
    """Sentences that stand unchanged part the text; what is between is matched."""
    found: list[Sentence] = []
    gap: list[Sentence] = []
    end = 0
    for sentence in stood:
        whole = _flat(sentence.text)
        at = text.find(whole, end) if whole else -1
        if at < 0:
            gap.append(sentence)
            continue
        found += _matched(key, _split(text[end:at], len(gap)), gap)
        found.append(sentence)
        gap, end = [], at + len(whole)
    return found + _matched(key, _split(text[end:], len(gap)), gap)


def _split(text: str, stood: int) -> list[str]:
    """Sentences of a stretch; one piece where it stands for one sentence."""
    if not text.strip():
        return []
    if stood == 1:
        return [text.strip()]
    return [piece.strip() for piece in _END.split(text) if piece.strip()]


def _matched(key: str, pieces: Sequence[str], stood: Sequence[Sentence]) -> list[Sentence]:
    """Each piece as the sentence it most resembles, in their order, or as a new one."""
    found: list[Sentence] = []
    left = list(stood)
    for piece in pieces:
        likeness = [_alike(piece, each.text) for each in left]
        best = max(range(len(left)), key=likeness.__getitem__, default=-1)
        if best >= 0 and likeness[best] >= ALIKE:
            same = likeness[best] == 1.0
            found.append(left[best] if same else replace(left[best], text=piece, by_hand=True))
            left = left[best + 1 :]
        else:
            found.append(Sentence(f"{key}.h{secrets.token_hex(4)}", piece, by_hand=True))
    return found


def _alike(one: str, other: str) -> float:
    one, other = _flat(one), _flat(other)
    if one == other:
        return 1.0
    return min(0.99, Indel.normalized_similarity(one[:_COMPARED], other[:_COMPARED]))


def _flat(text: str) -> str:
    return " ".join(text.split())


def words_of(blocks: Sequence[Block]) -> int:
    """The words of the paragraphs and lists that stand; those of tables are not counted."""
    return sum(
        markup.words_in(joined(each.text for each in block.sentences))
        for block in blocks
        if not block.out
    )
