"""A made-up resolution and its revision, known word by word on both sides.

`make_pair` draws a base resolution from `stock` and revises it: paragraphs put in, struck out
and changed, years moved on, clauses added, the rest renumbered. Everything is decided by the
random source given, so that a seed names a pair for good.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from random import Random

from tests.reading.stock import (
    ADDITIONS,
    FILLINGS,
    MEANS,
    OPERATIVE_HEADINGS,
    PREAMBLE,
    PREAMBLE_HEADINGS,
    TASKS,
    Asked,
    Sentence,
)

_SLOT = re.compile(r"<(\w+)(?: (\d+))?>")
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


@dataclass(frozen=True)
class Piece:
    """Words on both sides: equal where nothing changed, empty where they are absent."""

    old: str
    new: str


@dataclass(frozen=True)
class Item:
    """A paragraph. `state` is kept (its words may still change), inserted or deleted.

    `guessed`: its change leaves no trace once old and new are run together.
    """

    pieces: tuple[Piece, ...]
    state: str = "kept"
    guessed: bool = False
    sentence: Sentence | None = None
    cited: tuple[str, ...] = ()  # targets, in the order of their pieces' `edition` slots
    children: tuple[Item, ...] = ()

    @property
    def asked(self) -> Asked | None:
        """What its sentence asks, if anything."""
        return self.sentence.asked if self.sentence else None

    def on(self, new: bool) -> str:
        return "".join(piece.new if new else piece.old for piece in self.pieces)

    def stands(self, new: bool) -> bool:
        return self.state != ("deleted" if new else "inserted")


@dataclass(frozen=True)
class Clause:
    heading: str
    kind: str
    numbering: str  # letters, numbers
    items: tuple[Item, ...]
    state: str = "kept"
    force: str = ""
    actors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Pair:
    """A base edition (Bucharest, 2022) and its proposed revision (Doha, 2026)."""

    number: int
    clauses: tuple[Clause, ...]


def label(numbering: str, place: int) -> str:
    """The printed label of the paragraph at `place`, counted from 1."""
    if numbering == "letters":
        letters = chr(96 + place) if place <= 26 else chr(96 + place - 26) * 2
        return letters + ")"
    return f"{_ROMAN[place - 1]})" if numbering == "romans" else str(place)


def make_pair(random: Random) -> Pair:
    """Draw a pair: two to three preambular and two to four operative clauses, one of them long."""
    preamble, tasks = _Deck(random, PREAMBLE), _Deck(random, TASKS)
    clauses = [
        Clause(heading, "preambular", "letters", _items(random, preamble, random.randint(2, 5)))
        for heading in random.sample(PREAMBLE_HEADINGS, random.randint(2, 3))
    ]
    operative = random.sample(OPERATIVE_HEADINGS, random.randint(2, 4))
    for number, (heading, force, actors) in enumerate(operative):
        count = random.randint(5, 13) if number == 0 else random.randint(2, 4)
        items = _items(random, tasks, count, nested=True)
        clauses.append(Clause(heading, "operative", "numbers", items, force=force, actors=actors))
    decks = {"preambular": preamble, "operative": tasks}
    revised = [
        replace(clause, items=_revised(random, clause, decks[clause.kind])) for clause in clauses
    ]
    if random.random() < 0.2:
        added = tuple(replace(item, state="inserted", guessed=True) for item in clauses[-1].items)
        revised[-1] = replace(clauses[-1], state="inserted", items=_whole(added))
    return Pair(random.randint(201, 299), tuple(revised))


class _Deck:
    """Sentences in random order, each drawn once."""

    def __init__(self, random: Random, stock: tuple[Sentence, ...]) -> None:
        self._random = random
        self._left = random.sample(stock, len(stock))

    def draw(self) -> Item | None:
        """The next sentence, filled; None when all have been drawn."""
        return _filled(self._random, self._left.pop()) if self._left else None


def _whole(items: tuple[Item, ...]) -> tuple[Item, ...]:
    """Inserted paragraphs with inserted children."""
    return tuple(
        replace(
            item,
            children=tuple(replace(c, state="inserted", guessed=True) for c in item.children),
        )
        for item in items
    )


def _items(random: Random, deck: _Deck, count: int, *, nested: bool = False) -> tuple[Item, ...]:
    items = [item for _ in range(count) if (item := deck.draw())]
    if nested and random.random() < 0.4:
        place = random.randrange(len(items))
        means = tuple(_filled(random, s) for s in random.sample(MEANS, random.randint(2, 4)))
        items[place] = replace(
            items[place], pieces=(*items[place].pieces, Piece(":", ":")), children=means
        )
    return tuple(items)


def _filled(random: Random, sentence: Sentence) -> Item:
    """A paragraph that reads the same on both sides."""
    pieces, cited, end = [], [], 0
    for slot in _SLOT.finditer(sentence.words):
        if end < slot.start():
            pieces.append(_same(sentence.words[end : slot.start()]))
        end = slot.end()
        if slot[1] == "edition":
            filling = random.choice(FILLINGS["edition"])
            cited.append(f"itu/pp/res-{slot[2]}")
            pieces += [_same(f"Resolution {slot[2]} (Rev. "), _same(filling), _same(")")]
        elif slot[1] == "here":
            pieces.append(_same(""))
        else:
            pieces.append(_same(random.choice(FILLINGS[slot[1]])))
    if end < len(sentence.words):
        pieces.append(_same(sentence.words[end:]))
    return Item(tuple(pieces), sentence=sentence, cited=tuple(cited))


def _same(words: str) -> Piece:
    return Piece(words, words)


def _revised(random: Random, clause: Clause, deck: _Deck) -> tuple[Item, ...]:
    """The clause's paragraphs with some struck out, put in and changed."""
    result: list[Item] = []
    for item in clause.items:
        chance = random.random()
        if chance < 0.08 and not item.children and _left(result, clause) > 1:
            result.append(replace(item, state="deleted"))
        elif chance < 0.3:
            result.append(_changed(random, item))
        elif item.children and chance < 0.6:
            result.append(replace(item, children=_children(random, item.children)))
        else:
            result.append(item)
        if random.random() < 0.15 and (fresh := deck.draw()):
            result.append(replace(fresh, state="inserted"))
    for place in range(len(result) - 1, 0, -1):  # Word prints what is struck out first
        if (result[place - 1].state, result[place].state) == ("inserted", "deleted"):
            result[place - 1 : place + 1] = result[place], result[place - 1]
    return tuple(result)


def _left(result: list[Item], clause: Clause) -> int:
    return len(clause.items) - sum(item.state == "deleted" for item in result)


def _children(random: Random, children: tuple[Item, ...]) -> tuple[Item, ...]:
    """One of the labelled children changed, or a new one put in before the last."""
    place = random.randrange(len(children))
    if random.random() < 0.5:
        unused = [means for means in MEANS if means not in [child.sentence for child in children]]
        fresh = replace(_filled(random, random.choice(unused)), state="inserted")
        return (*children[:place], fresh, *children[place:])
    return (*children[:place], _changed(random, children[place]), *children[place + 1 :])


def _changed(random: Random, item: Item) -> Item:
    """The paragraph with one filling replaced, or else a phrase put in or struck out."""
    fillings = {value: name for name, values in FILLINGS.items() for value in values}
    slots = [n for n, piece in enumerate(item.pieces) if piece.new in fillings]
    gaps = [n for n, piece in enumerate(item.pieces) if not piece.new and not piece.old]
    if slots and (not gaps or random.random() < 0.8):
        place = random.choice(slots)
        old = item.pieces[place].old
        piece = _refilled(random, fillings[old], old)
        return _with_piece(item, place, piece, guessed=False)
    if gaps:
        words = random.choice(ADDITIONS)
        piece = Piece("", words) if random.random() < 0.7 else Piece(words, "")
        return _with_piece(item, random.choice(gaps), piece, guessed=True)
    return item


def _refilled(random: Random, name: str, value: str) -> Piece:
    """Another filling on one side; of two dates the later one is always the new."""
    values = FILLINGS[name]
    if name in ("edition", "period", "past"):
        place = values.index(value)
        later = place + 1 if place + 1 < len(values) else place
        return Piece(values[later - 1], values[later])
    return Piece(value, random.choice([other for other in values if other != value]))


def _with_piece(item: Item, place: int, piece: Piece, *, guessed: bool) -> Item:
    pieces = (*item.pieces[:place], piece, *item.pieces[place + 1 :])
    return replace(item, pieces=pieces, guessed=guessed)
