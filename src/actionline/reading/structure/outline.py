"""Which paragraph belongs under which, told from the labels of a whole clause at once.

Reads   the paragraphs of one clause, each with the labels it may have on either side.
Writes  for each its holder, its family and, where several readings of its label were
        possible, the one chosen.

A list counts on each side by itself. The readings of all labels are searched together (a
beam over states), so that on both sides labels run without a gap where that is possible.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from actionline.reading.labels import BULLET, PLAIN, UNLABELLED, families, value

_BEAM = 8  # states kept after each paragraph
_SPREAD = 5.0  # a state this much worse than the best is given up

# What is unlikely, in the same unit: a label left out, a label met again, a list nobody
# introduced, a list of letters within one of letters, a paragraph after the end of its clause
# on that side, a paragraph on a side on which what it stands under is not.
GAP, REPEAT, NO_INTRODUCTION, SAME_FAMILY, AFTER_END, ORPHAN = 2.5, 7.0, 0.8, 0.5, 0.6, 3.0
# A paragraph inserted or deleted next to another that was is less of a surprise.
SAME_AGAIN = 0.4
# Of a pair, the deleted one mostly stands before the inserted one.
NEW_FIRST = 0.2


@dataclass(frozen=True, slots=True)
class Choice:
    """One reading of a paragraph's label: its core on each side (None: not on that side, or
    unlabelled), on which sides it stands, and what this reading costs by itself."""

    old: str | None
    new: str | None
    on_old: bool
    on_new: bool
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Entry:
    """A paragraph as the outline sees it.

    style   brackets of its label, or BULLET or PLAIN
    opens   it ends with a colon and introduces what follows
    closes  its last mark closes a clause (`,` or `.`): on the old side, on the new side, on one of
            the two and nothing says which
    """

    choices: tuple[Choice, ...]
    style: str
    indent: int = 0
    opens: bool = False
    closes: tuple[bool, bool, bool] = (False, False, False)
    bis: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where an entry came to stand: its holder (index of an entry, None: the clause), its
    family, the reading chosen, and the cost of all up to it."""

    holder: int | None
    family: str
    choice: Choice
    cost: float


class _List(NamedTuple):
    family: str
    style: str
    indent: int
    old: int
    new: int
    holder: int | None
    held: tuple[bool, bool]  # sides on which the holder stands
    last: int
    stands: tuple[bool, bool]  # sides on which its last item stands


class _State(NamedTuple):
    cost: float
    stack: tuple[_List, ...]
    ended: tuple[bool, bool, bool]  # a closing mark was seen, as in Entry.closes
    place: Place | None
    before: _State | None


def arrange(entries: Sequence[Entry], *, two_sided: bool) -> list[Place]:
    """A place for each entry, in order. Cost in time: linear in the number of entries."""
    beam = [_State(0.0, (), (False, False, False), None, None)]
    for index, entry in enumerate(entries):
        opened = index > 0 and entries[index - 1].opens
        found = [s for state in beam for s in _steps(state, index, entry, opened, two_sided)]
        found.sort(key=_cost)
        beam = _kept(found)
    places: list[Place] = []
    last: _State | None = beam[0]
    while last is not None and last.place is not None:
        places.append(last.place)
        last = last.before
    return places[::-1]


def _cost(state: _State) -> float:
    return state.cost


def _kept(ranked: Sequence[_State]) -> list[_State]:
    """The best states that differ in what may follow them."""
    limit = ranked[0].cost + _SPREAD
    seen: set[tuple[object, ...]] = set()
    out: list[_State] = []
    for state in ranked:
        if state.cost > limit or len(out) == _BEAM:
            break
        key = (state.stack, state.ended)
        if key not in seen:
            seen.add(key)
            out.append(state)
    return out


def _steps(state: _State, index: int, entry: Entry, opened: bool, two_sided: bool) -> list[_State]:
    found: list[_State] = []
    for choice in entry.choices:
        cost = choice.cost
        if two_sided:
            cost += _context(state, choice)
        if entry.style in UNLABELLED:
            found.append(_unlabelled(state, index, entry, choice, opened, cost))
        else:
            found += _labelled(state, index, entry, choice, opened, cost)
    return found


def _context(state: _State, choice: Choice) -> float:
    """What a reading costs beside the one before it."""
    cost = AFTER_END * ((choice.on_old and state.ended[0]) + (choice.on_new and state.ended[1]))
    if choice.on_old and choice.on_new:
        return cost + 2 * AFTER_END * state.ended[2]
    before = state.place.choice if state.place else None
    if before is not None and (before.on_old, before.on_new) == (choice.on_old, choice.on_new):
        cost -= min(SAME_AGAIN, max(choice.cost, 0.0))
    if before is not None and not before.on_old and not choice.on_new:
        cost += NEW_FIRST
    if state.ended[0] and not state.ended[1] and choice.on_new:
        cost -= min(2 * AFTER_END, max(choice.cost, 0.0))
    return cost


def _orphaned(held: tuple[bool, bool], choice: Choice) -> float:
    return ORPHAN * ((choice.on_old and not held[0]) + (choice.on_new and not held[1]))


def _labelled(
    state: _State, index: int, entry: Entry, choice: Choice, opened: bool, cost: float
) -> list[_State]:
    found = []
    stack = state.stack
    for depth in range(len(stack), 0, -1):
        top = stack[depth - 1]
        if top.style != entry.style or top.family in UNLABELLED:
            continue
        counts = _counts(top.family, choice)
        if counts is None:
            continue
        extra = 0.02 * (len(stack) - depth) + (0.3 if opened and depth == len(stack) else 0.0)
        for on, before, count in (
            (choice.on_old, top.old, counts[0]),
            (choice.on_new, top.new, counts[1]),
        ):
            extra += _gap(before, count, entry.bis) if on else 0.0
        extra += _orphaned(top.held, choice)
        grown = _List(
            top.family, top.style, top.indent,
            counts[0] if choice.on_old else top.old,
            counts[1] if choice.on_new else top.new,
            top.holder, top.held, index, (choice.on_old, choice.on_new),
        )  # fmt: skip
        found.append(_next(state, (*stack[: depth - 1], grown), entry, choice, cost + extra))
    core = choice.new if choice.new is not None else choice.old
    base, (holder, held) = stack, _holder(stack)
    if stack and stack[-1].family == PLAIN and not opened:  # it introduces nothing
        base = stack[:-1]
    for family in families(core or ""):
        counts = _counts(family, choice)
        if counts is None:
            continue
        extra = 0.0 if opened or not stack else NO_INTRODUCTION
        if any(open_.family == family for open_ in stack):
            extra += SAME_FAMILY if opened else REPEAT / 2
        for on, count in ((choice.on_old, counts[0]), (choice.on_new, counts[1])):
            extra += _gap(0, count, entry.bis) if on else 0.0
        extra += _orphaned(held, choice)
        begun = _List(
            family, entry.style, entry.indent,
            counts[0] if choice.on_old else 0, counts[1] if choice.on_new else 0,
            holder, held, index, (choice.on_old, choice.on_new),
        )  # fmt: skip
        found.append(_next(state, (*base, begun), entry, choice, cost + extra))
    return found


def _counts(family: str, choice: Choice) -> tuple[int, int] | None:
    """The value of a choice's labels in a family, None where one does not belong there."""
    old = value(choice.old, family) if choice.old is not None else 0
    new = value(choice.new, family) if choice.new is not None else 0
    if (choice.on_old and not old) or (choice.on_new and not new):
        return None
    return old or 0, new or 0


def _gap(before: int, count: int, bis: bool) -> float:
    if count == before + 1 or (bis and count == before):
        return 0.0
    if count > before:
        return GAP + 0.2 * min(count - before - 1, 5)
    return REPEAT


def _holder(stack: tuple[_List, ...]) -> tuple[int | None, tuple[bool, bool]]:
    """What a list begun now stands under, and the sides that is on: the last labelled item
    (CONTRACT.md, Paths: a path is made of the labels above; an unlabelled paragraph holds
    nothing)."""
    if not stack:
        return None, (True, True)
    top = stack[-1]
    return (top.holder, top.held) if top.family in UNLABELLED else (top.last, top.stands)


def _unlabelled(
    state: _State, index: int, entry: Entry, choice: Choice, opened: bool, cost: float
) -> _State:
    stack, family = state.stack, entry.style
    begins = opened and family == BULLET and not (stack and stack[-1].family == BULLET)
    for depth in range(len(stack) if not begins else 0, 0, -1):
        top = stack[depth - 1]
        if top.family == family and top.indent == entry.indent:
            return _under(
                state, stack[: depth - 1], top.holder, top.held, index, entry, choice, cost
            )
    if family == PLAIN and stack and not opened and entry.indent == 0:
        # held by the clause itself; the lists above it may go on after it
        place = Place(None, PLAIN, choice, state.cost + cost)
        return _State(state.cost + cost, stack, _ended(state, entry, choice), place, state)
    return _under(state, stack, *_holder(stack), index, entry, choice, cost)


def _under(
    state: _State,
    stack: tuple[_List, ...],
    holder: int | None,
    held: tuple[bool, bool],
    index: int,
    entry: Entry,
    choice: Choice,
    cost: float,
) -> _State:
    """An unlabelled paragraph under a holder, on top of the lists that stay open."""
    top = _List(
        entry.style, entry.style, entry.indent, 0, 0, holder, held, index,
        (choice.on_old, choice.on_new),
    )  # fmt: skip
    return _next(state, (*stack, top), entry, choice, cost + _orphaned(held, choice))


def _ended(state: _State, entry: Entry, choice: Choice) -> tuple[bool, bool, bool]:
    return (
        state.ended[0] or (entry.closes[0] and choice.on_old),
        state.ended[1] or (entry.closes[1] and choice.on_new),
        state.ended[2] or entry.closes[2],
    )


def _next(
    state: _State, stack: tuple[_List, ...], entry: Entry, choice: Choice, cost: float
) -> _State:
    top = stack[-1]
    place = Place(top.holder, top.family, choice, state.cost + cost)
    return _State(state.cost + cost, stack, _ended(state, entry, choice), place, state)
