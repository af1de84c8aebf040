"""Which paragraph belongs under which, told from the labels of a whole clause at once.

Reads   the paragraphs of one clause, each with the labels it may have on either side.
Writes  for each its holder, its family and, where several readings of its label were
        possible, the one chosen.

A list counts on each side by itself. The readings of all labels are searched together (a
beam over states), so that on both sides labels run without a gap where that is possible.
"""

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from actionline.reading.labels import BULLET, PLAIN, UNLABELLED, families, value

_BEAM = 10  # states kept after each paragraph
_SPREAD = 4.0  # a state this much worse than the best is given up

# What is unlikely, in the same unit: a label left out, a label met again, a list nobody
# introduced, a list of letters within one of letters, a paragraph after the end of its clause
# on that side, a paragraph on a side on which what it stands under is not.
GAP, REPEAT, NO_INTRODUCTION, SAME_FAMILY, AFTER_END, ORPHAN = 2.5, 7.0, 0.8, 0.5, 0.6, 3.0
# A paragraph inserted or deleted next to another that was is less of a surprise.
SAME_AGAIN = 0.4
# Of a pair, the deleted one mostly stands before the inserted one.
NEW_FIRST = 0.2


class Choice(NamedTuple):
    """One reading of a paragraph's label: its core on each side (None: not on that side, or
    unlabelled), on which sides it stands, and what this reading costs by itself."""

    old: str | None
    new: str | None
    on_old: bool
    on_new: bool
    cost: float = 0.0


class Entry(NamedTuple):
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


class Place(NamedTuple):
    """Where an entry came to stand: its holder (index of an entry, None: the clause), its
    family, the reading chosen, and the cost of all up to it."""

    holder: int | None
    family: str
    choice: Choice
    cost: float


_Sides = tuple[bool, bool]  # whether something stands on the old side and on the new one
# A list that is open: its family, style and indent, what its last label counts on each side, its
# holder and that one's sides, its last item and that one's sides. Thousands are made, so it is a
# bare tuple.
_List = tuple[str, str, int, int, int, int | None, _Sides, int, _Sides]


class _State(NamedTuple):
    """The lists open after an entry, the last of which it stands in where `listed` is true (else
    the clause itself holds it), and the states before it."""

    cost: float
    stack: tuple[_List, ...]
    ended: tuple[bool, bool, bool]  # a closing mark was seen, as in Entry.closes
    listed: bool = False
    choice: Choice | None = None  # that of the entry; None before the first
    before: "_State | None" = None


# A way to go on from a state: at what total cost, its order among those of one paragraph (so that
# equal costs keep it), the state, under which lists (the last None: the clause itself holds the
# paragraph and the lists stay as they are), and the choice.
_Step = tuple[float, int, _State, tuple[_List, ...], _List | None, Choice]
# The value of a label on each side, and what it costs to begin a list with it.
_Counts = tuple[int, int, float]
_BOTH = (True, True)
_OPEN = (False, False, False)


def arrange(
    entries: Sequence[Entry], *, two_sided: bool, at_most: float = float("inf")
) -> list[Place]:
    """A place for each entry, in order; none where all ways cost more than `at_most`.

    Cost in time: linear in the number of entries.
    """
    beam = [_State(0.0, (), _OPEN)]
    for index, entry in enumerate(entries):
        opened = index > 0 and entries[index - 1].opens
        single = beam[0] if len(beam) == 1 and not opened else None
        state = _next_in_row(single, entry, index, two_sided) if single else None
        beam = [state] if state else _Steps(index, entry, opened, two_sided).from_all(beam)
        if beam[0].cost > at_most:
            return []
    places: list[Place] = []
    last: _State | None = beam[0]
    while last is not None and last.choice is not None:
        top = last.stack[-1] if last.listed else None
        holder, family = (top[5], top[0]) if top else (None, PLAIN)
        places.append(Place(holder, family, last.choice, last.cost))
        last = last.before
    return places[::-1]


def _next_in_row(state: _State, entry: Entry, index: int, two_sided: bool) -> _State | None:
    """The state after an entry that merely goes on the only open list, as most do; None where
    another way to read it might be kept beside that."""
    if len(entry.choices) != 1 or len(state.stack) != 1:
        return None
    family, style, indent, old, new, holder, held, _, _ = state.stack[0]
    choice = entry.choices[0]
    core = choice.old if choice.new is None else choice.new
    if style != entry.style or core is None or families(core) != (family,):
        return None
    for label, before in ((choice.old, old), (choice.new, new)):
        if label is not None and not 0 < before == (value(label, family) or 0) - 1:
            return None
    cost = state.cost + choice.cost + (_context(state, choice) if two_sided else 0.0)
    stands = (choice.on_old, choice.on_new)
    old, new = old + choice.on_old, new + choice.on_new
    grown = (family, style, indent, old, new, holder, held, index, stands)
    return _State(cost, (grown,), _ended(state, entry, choice), True, choice, state)


def _kept(steps: list[_Step], entry: Entry) -> list[_State]:
    """The best states that differ in what may follow them."""
    steps.sort()
    limit = steps[0][0] + _SPREAD
    seen: set[tuple[object, ...]] = set()
    out: list[_State] = []
    for cost, _order, state, base, top, choice in steps:
        if cost > limit or len(out) == _BEAM:
            break
        stack = state.stack if top is None else (*base, top)
        ended = _ended(state, entry, choice)
        if (stack, ended) not in seen:
            seen.add((stack, ended))
            out.append(_State(cost, stack, ended, top is not None, choice, state))
    return out


def _ended(state: _State, entry: Entry, choice: Choice) -> tuple[bool, bool, bool]:
    """On which sides a closing mark was seen up to an entry so read, as in Entry.closes."""
    closes, ended = entry.closes, state.ended
    if closes == _OPEN:
        return ended
    return (
        ended[0] or (closes[0] and choice.on_old),
        ended[1] or (closes[1] and choice.on_new),
        ended[2] or closes[2],
    )


def _gap(before: int, count: int) -> float:
    """What it costs that one label follows another in a list, each given as what it counts."""
    if count == before + 1:
        return 0.0
    return GAP + 0.2 * min(count - before - 1, 5) if count > before else REPEAT


@lru_cache(maxsize=4096)
def _counted(
    old_label: str | None, new_label: str | None, on_old: bool, on_new: bool
) -> tuple[dict[str, _Counts], float]:
    """What the labels of a choice count in each family to which both belong, and what it costs
    at least to begin a list with them."""
    core = new_label if new_label is not None else old_label
    found: dict[str, _Counts] = {}
    for family in families(core) if core else ():
        old = value(old_label, family) or 0 if old_label is not None else 0
        new = value(new_label, family) or 0 if new_label is not None else 0
        if (old or not on_old) and (new or not on_new):
            cost = _gap(0, old) if on_old else 0.0
            cost += _gap(0, new) if on_new else 0.0
            found[family] = (old, new, cost)
    return found, min((gap for _, _, gap in found.values()), default=0.0)


class _Steps:
    """The ways to go on at one paragraph; those much worse than the best are not built."""

    def __init__(self, index: int, entry: Entry, opened: bool, two_sided: bool) -> None:
        self.index = index
        self.entry = entry
        self.opened = opened
        self.two_sided = two_sided
        self.found: list[_Step] = []
        self.limit = float("inf")
        self.options = [(choice, *_counted(*choice[:4])) for choice in entry.choices]
        self.introduced = 0.0 if opened else NO_INTRODUCTION

    def from_all(self, beam: list[_State]) -> list[_State]:
        """The best ways to go on from any of the states."""
        labelled, two_sided = self.entry.style not in UNLABELLED, self.two_sided
        for state in beam:
            for choice, counts, least in self.options:
                cost = state.cost + choice.cost
                if two_sided:
                    cost += _context(state, choice)
                if not labelled:
                    self._unlabelled(state, choice, cost)
                elif cost <= self.limit:
                    self._continued(state, choice, counts, cost)
                    if cost + self.introduced + least <= self.limit or not state.stack:
                        self._begun(state, choice, counts, cost)
        return _kept(self.found, self.entry)

    def _add(
        self, cost: float, state: _State, base: tuple[_List, ...], top: _List | None, choice: Choice
    ) -> None:
        self.found.append((cost, len(self.found), state, base, top, choice))
        if cost + _SPREAD < self.limit:
            self.limit = cost + _SPREAD

    def _continued(
        self, state: _State, choice: Choice, counts: dict[str, _Counts], cost: float
    ) -> None:
        """The label goes on one of the lists that are open."""
        stack, style = state.stack, self.entry.style
        _, _, on_old, on_new, _ = choice
        innermost = depth = len(stack)
        for family, its_style, indent, old, new, holder, held, _, _ in reversed(stack):
            depth -= 1
            if its_style != style or family not in counts:
                continue
            next_old, next_new, _ = counts[family]
            total = cost + 0.02 * (innermost - depth - 1)
            if held != _BOTH:
                total += _orphaned(held, choice)
            if self.opened and depth == innermost - 1:
                total += 0.3
            if on_old:
                if next_old != old + 1:
                    total += self._gap(old, next_old)
                old = next_old
            if on_new:
                if next_new != new + 1 and total <= self.limit:
                    total += self._gap(new, next_new)
                new = next_new
            if total <= self.limit:
                stands = (on_old, on_new)
                grown = (family, style, indent, old, new, holder, held, self.index, stands)
                self._add(total, state, stack[:depth], grown, choice)

    def _begun(
        self, state: _State, choice: Choice, counts: dict[str, _Counts], cost: float
    ) -> None:
        """The label begins a list."""
        stack, entry = state.stack, self.entry
        if stack and not self.opened:
            cost += NO_INTRODUCTION
        for family, (old, new, gap) in counts.items():
            if cost + gap > self.limit:
                continue
            total = cost + gap
            if family in [open_[0] for open_ in stack]:
                total += SAME_FAMILY if self.opened else REPEAT / 2
            holder, held = _holder(stack)
            if held != _BOTH:
                total += _orphaned(held, choice)
            if total <= self.limit:
                stands = (choice.on_old, choice.on_new)
                begun = (family, entry.style, entry.indent, old, new, holder, held,
                         self.index, stands)  # fmt: skip
                introduces = self.opened or not stack or stack[-1][0] != PLAIN
                self._add(total, state, stack if introduces else stack[:-1], begun, choice)

    def _gap(self, before: int, count: int) -> float:
        return 0.0 if self.entry.bis and count == before else _gap(before, count)

    def _unlabelled(self, state: _State, choice: Choice, cost: float) -> None:
        stack, entry, family = state.stack, self.entry, self.entry.style
        base, (holder, held) = stack, _holder(stack)
        begins = self.opened and family == BULLET and not (stack and stack[-1][0] == BULLET)
        for depth in range(len(stack) if not begins else 0, 0, -1):
            its_family, _, indent, _, _, its_holder, its_held, _, _ = stack[depth - 1]
            if its_family == family and indent == entry.indent:
                base, holder, held = stack[: depth - 1], its_holder, its_held
                break
        else:
            if family == PLAIN and stack and not self.opened and entry.indent == 0:
                self._add(cost, state, stack, None, choice)
                return
        stands = (choice.on_old, choice.on_new)
        begun = (family, family, entry.indent, 0, 0, holder, held, self.index, stands)
        self._add(cost + _orphaned(held, choice), state, base, begun, choice)


def _context(state: _State, choice: Choice) -> float:
    """What a reading costs beside the one before it."""
    _, _, on_old, on_new, own = choice
    old_ended, new_ended, either_ended = state.ended
    cost = AFTER_END * ((on_old and old_ended) + (on_new and new_ended))
    if on_old and on_new:
        return cost + 2 * AFTER_END * either_ended
    before = state.choice
    if before is not None:
        if before.on_old is on_old and before.on_new is on_new:
            cost -= min(SAME_AGAIN, max(own, 0.0))
        if not before.on_old and not on_new:
            cost += NEW_FIRST
    if old_ended and not new_ended and on_new:
        cost -= min(2 * AFTER_END, max(own, 0.0))
    return cost


def _orphaned(held: _Sides, choice: Choice) -> float:
    return ORPHAN * ((choice.on_old and not held[0]) + (choice.on_new and not held[1]))


def _holder(stack: tuple[_List, ...]) -> tuple[int | None, _Sides]:
    """What a list begun now stands under, and the sides that is on: the last labelled item
    (CONTRACT.md, Paths: a path is made of the labels above; an unlabelled paragraph holds
    nothing)."""
    if not stack:
        return None, (True, True)
    family, _, _, _, _, holder, held, last, stands = stack[-1]
    return (holder, held) if family in UNLABELLED else (last, stands)
