"""State machines as tables: from which states a verb leads to which, and who may.

A room writes its table once, in `states.py`; the buttons of a page, the check before a change and
the page that prints the table all read it:

    MOVES = Table(State, [Move("accept", ("in-review",), "accepted", _("Accept"), "room.publish")])
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
class Move:
    """One line of the table. `words` stand on the button; `permission` is asked for the record."""

    verb: str
    sources: tuple[str, ...]
    target: str
    words: Words
    permission: str
    needs_reason: bool = False
    mails: str = ""  # to whom, in a word: "authors"


class WrongStateError(Exception):
    """The record is in a state from which the verb does not lead on (any more)."""

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"{verb} does not lead on from {state}")
        self.verb = verb
        self.state = state


class Table:
    """The moves of one kind of record between the values of a `TextChoices`."""

    def __init__(self, states: type[models.TextChoices], moves: Iterable[Move]) -> None:
        self.states = states
        self.moves = tuple(moves)
        for move in self.moves:
            unknown = {*move.sources, move.target} - set(states.values)
            if unknown:
                raise ValueError(f"{move.verb}: no such state: {', '.join(sorted(unknown))}")

    def __iter__(self) -> Iterator[Move]:
        return iter(self.moves)

    def from_state(self, state: str) -> list[Move]:
        """The moves that lead on from a state, in the order of the table."""
        return [move for move in self.moves if state in move.sources]

    def find(self, verb: str, state: str) -> Move:
        """The move of this verb from a state. WrongStateError where there is none."""
        for move in self.from_state(state):
            if move.verb == verb:
                return move
        raise WrongStateError(verb, state)

    def open_to(self, person: Any, record: Any) -> list[Move]:
        """What somebody may do with a record now; `record.state` is its state."""
        return [
            move
            for move in self.from_state(record.state)
            if person.has_perm(move.permission, record)
        ]

    def check(self, verb: str, record: Any, *, by: Any) -> Move:
        """The move, if the record's state has it and the person may.

        Raises WrongStateError and PermissionDenied. Lock the record's row before asking.
        """
        move = self.find(verb, record.state)
        if not by.has_perm(move.permission, record):
            raise PermissionDenied
        return move

    def final(self) -> Collection[str]:
        """The states that nothing leads on from."""
        led_on = {source for move in self.moves for source in move.sources}
        return [state for state in self.states.values if state not in led_on]
