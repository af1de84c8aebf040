"""Which paragraphs of a language are behind those of the original language.

A block remembers the words of the original that it was written for (`Block.follows`); without, it
fits the original as it was drafted.

    changed   the original says something else since
    missing   somebody wrote it in the original, and it is not here yet
    gone      it was written for words that the original does not have any longer
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum

from .blocks import Block


class Lag(StrEnum):
    """How a block is behind."""

    CHANGED = "changed"
    MISSING = "missing"
    GONE = "gone"


def sign(block: Block) -> str:
    """What stands for the words of a block, and for whether it was left out."""
    return hashlib.sha256(repr(block.says).encode()).hexdigest()[:16]


def lags(
    original: Sequence[Block],
    drafted: Sequence[Block],
    own: Sequence[Block],
    own_drafted: Sequence[Block],
) -> dict[str, Lag]:
    """The blocks of a section that are behind, by key: `original` as it stands and as it was
    drafted, `own` likewise. Time grows with the number of blocks."""
    stands, base = ({block.key: block for block in each} for each in (own, own_drafted))
    of = {block.key: block for block in original}
    was = {block.key: sign(block) for block in drafted}
    found: dict[str, Lag] = {}
    for block in original:
        mine = stands.get(block.key)
        if mine is None:
            if not block.out and block.key not in was:
                found[block.key] = Lag.MISSING
        elif _behind(block, mine, was.get(block.key, ""), base.get(block.key)):
            found[block.key] = Lag.CHANGED
    for block in own:
        if block.follows and block.key not in of:
            found[block.key] = Lag.GONE
    return found


def _behind(original: Block, own: Block, drafted: str, own_drafted: Block | None) -> bool:
    now = sign(original)
    as_drafted = own_drafted is not None and own.says == own_drafted.says
    if now == drafted and as_drafted:
        return False
    return now != (own.follows or drafted)


def followed(
    made: Sequence[Block],
    before: Sequence[Block],
    original: Sequence[Block],
    *,
    right: frozenset[str],
    new: Mapping[str, Sequence[Block]],
) -> tuple[Block, ...]:
    """The blocks after somebody wrote them beside the original: those whose words changed, and
    those that are said to be still `right`, follow it as it stands now; `new` are those written
    for blocks that were missing, each behind the block that it follows in the original."""
    said = {block.key: block.says for block in before}
    signs = {block.key: sign(block) for block in original}
    found = [
        replace(block, follows=signs.get(block.key, ""))
        if block.key in right or (block.key in signs and said.get(block.key) != block.says)
        else block
        for block in made
    ]
    written = {
        key: [replace(first, follows=signs[key]), *others] for key, (first, *others) in new.items()
    }
    return tuple(placed(found, original, written))


def placed(
    found: Sequence[Block], original: Sequence[Block], new: Mapping[str, Sequence[Block]]
) -> list[Block]:
    """The blocks with those by the keys of others that the original has, in its order."""
    after: dict[str, list[Block]] = {}
    there = {block.key for block in found}
    last = ""
    for block in original:
        if block.key in there:
            last = block.key
        elif block.key in new:
            after.setdefault(last, []).extend(new[block.key])
    made = list(after.get("", []))
    for block in found:
        made += [block, *after.get(block.key, [])]
    return made
