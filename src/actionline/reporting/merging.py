"""Drafting again without losing what people wrote: a merge of three states, block by block.

    base    as it was last generated
    mine    as it stands, changed by people
    theirs  as it is generated now

What nobody changed is taken as generated now; what people changed stays where the data said
nothing new; where both changed, somebody chooses. Keys of blocks stay from draft to draft.
"""

from __future__ import annotations

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from .blocks import Block, Sentence


class Fate(StrEnum):
    """What becomes of a block."""

    SAME = "same"
    NEW = "new"  # the data has something that was not there
    UPDATED = "updated"  # generated anew, nobody had changed it
    KEPT = "kept"  # changed by people, the data says nothing new
    GONE = "gone"  # not in the data any more, nobody had changed it
    CONFLICT = "conflict"  # both changed


class Choice(StrEnum):
    """What somebody chooses of a conflict."""

    MINE = "mine"
    NEW = "new"
    BOTH = "both"


@dataclass(frozen=True, slots=True)
class Merged:
    """A block with its three states, None where it is not there, and its fate."""

    key: str
    fate: Fate
    base: Block | None
    mine: Block | None
    theirs: Block | None


def merge(
    base: Sequence[Block], mine: Sequence[Block], theirs: Sequence[Block]
) -> tuple[Merged, ...]:
    """What becomes of every block, in the order of the new draft; what people added stays after
    the block it followed. Time grows with the number of blocks."""
    was, stands, made = ({block.key: block for block in each} for each in (base, mine, theirs))
    found: list[Merged] = []
    for key in _order(list(stands), list(made)):
        fate = _fate(was.get(key), stands.get(key), made.get(key))
        found.append(Merged(key, fate, was.get(key), stands.get(key), made.get(key)))
    return tuple(found)


def _order(mine: list[str], theirs: list[str]) -> list[str]:
    """The keys of the new draft, and each of the others after the one it stood behind."""
    made = set(theirs)
    after: dict[str, list[str]] = {}
    anchor = ""
    for key in mine:
        if key in made:
            anchor = key
        else:
            after.setdefault(anchor, []).append(key)
    order = list(after.get("", []))
    for key in theirs:
        order.append(key)
        order += after.get(key, [])
    return order


def _fate(base: Block | None, mine: Block | None, theirs: Block | None) -> Fate:
    if theirs is None:
        if base is None:
            return Fate.KEPT  # a person wrote it
        assert mine is not None
        return Fate.GONE if mine.says == base.says or mine.out else Fate.CONFLICT
    if mine is None:
        return Fate.NEW
    if mine.says == theirs.says:
        return Fate.SAME
    if base is None:
        return Fate.CONFLICT
    if mine.says == base.says:
        return Fate.UPDATED
    return Fate.KEPT if theirs.says == base.says else Fate.CONFLICT


def result(merged: Sequence[Merged], choices: Mapping[str, Choice]) -> list[Block]:
    """The blocks after it; a conflict without a choice leaves what people wrote."""
    found: list[Block] = []
    for each in merged:
        match each.fate:
            case Fate.NEW | Fate.UPDATED:
                found += [each.theirs] if each.theirs else []
            case Fate.SAME | Fate.KEPT:
                found += [_sourced(each)]
            case Fate.CONFLICT:
                found += _chosen(each, choices.get(each.key, Choice.MINE))
    return found


def _chosen(each: Merged, choice: Choice) -> list[Block]:
    """Where the data lost a block that people changed, theirs is nothing: new takes it out."""
    mine = each.mine
    if mine is not None and each.theirs is None and choice is not Choice.NEW:
        return [replace(mine, by_hand=True)]  # from now on it is theirs who wrote it
    if choice is Choice.NEW or mine is None:
        return [each.theirs] if each.theirs else []
    if choice is Choice.BOTH and each.theirs is not None:
        return [each.theirs, replace(_renamed(mine), by_hand=True, out=False)]
    return [mine]


def _renamed(block: Block) -> Block:
    """The block under another key, for it stands beside the one that has it."""
    sign = f"hand-{secrets.token_hex(3)}"
    key = f"{block.key}.{sign}"
    sentences = tuple(replace(each, key=f"{each.key}.{sign}") for each in block.sentences)
    return replace(block, key=key, sentences=sentences)


def _sourced(each: Merged) -> Block:
    """What stands, with the records of the sentences as they are found now."""
    block, fresh = each.mine, each.theirs
    assert block is not None
    if fresh is None:
        return block
    if block.says == fresh.says:
        sentences = tuple(map(_marked, fresh.sentences, block.sentences))
        return replace(fresh, sentences=sentences, follows=block.follows)
    now = {sentence.key: sentence.sources for sentence in fresh.sentences}
    sentences = tuple(
        replace(own, sources=now.get(own.key, own.sources)) for own in block.sentences
    )
    return replace(block, sentences=sentences)


def _marked(fresh: Sentence, own: Sentence) -> Sentence:
    return replace(fresh, by_hand=own.by_hand)


def counts(merged: Sequence[Merged]) -> dict[str, int]:
    """How many blocks of each fate."""
    found = dict.fromkeys((fate.value for fate in Fate), 0)
    for each in merged:
        found[each.fate.value] += 1
    return found
