"""Permissions in words, so that a page can say why somebody may or may not do a thing.

A room's `rules.py` writes

    @condition(_("holds the office"))
    def holds_office(person, record=None): ...

    permissions.add("room.verb", _("do the thing"), holds_office | is_owner)

and asks with Django's `person.has_perm("room.verb", record)`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import Any

import rules
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from rules.permissions import permissions as _registered

Words = str | Promise
#: Says whether it holds for a person and a record, by a truth or by what it rests on (roles).
Test = Callable[[Any, Any], bool | Sequence[Any]]

_words: dict[str, Words] = {}


@dataclass(frozen=True)
class Step:
    """One condition that was looked at; `grounds` is what it rests on."""

    words: Words
    held: bool
    grounds: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Explanation:
    """Whether somebody may, and the conditions that decided it, in the order they were asked."""

    permission: str
    words: Words
    allowed: bool
    steps: tuple[Step, ...]


_asked: ContextVar[list[Step] | None] = ContextVar("asked", default=None)


def condition(words: Words) -> Callable[[Test], rules.Predicate]:
    """Make a predicate of a function; `words` finish the sentence “The person …”."""

    def make(test: Test) -> rules.Predicate:
        @wraps(test)
        def asked(person: Any, record: Any = None) -> bool:
            found = test(person, record)
            steps = _asked.get()
            if steps is not None:
                grounds = tuple(found) if isinstance(found, Sequence) else ()
                steps.append(Step(words, bool(found), grounds))
            return bool(found)

        return rules.predicate(asked)

    return make


def add(name: str, words: Words, predicate: rules.Predicate) -> None:
    """Register a permission; `words` finish “The person may …”."""
    rules.add_perm(name, predicate)
    _words[name] = words


def names() -> list[str]:
    """All permissions, in the order of their names."""
    return sorted(_registered)


def words(name: str) -> Words:
    """What it lets somebody do; its name where nobody said."""
    return _words.get(name, name)


def explain(name: str, person: Any, record: Any = None) -> Explanation:
    """Ask for a permission and note each condition. KeyError for an unknown name."""
    with _noting() as steps:
        allowed = bool(rules.has_perm(name, person, record))
    if not steps:
        steps.append(Step(_("meets the rule “%(rule)s”") % {"rule": _registered[name]}, allowed))
    return Explanation(name, words(name), allowed, tuple(steps))


@contextmanager
def _noting() -> Iterator[list[Step]]:
    steps: list[Step] = []
    token = _asked.set(steps)
    try:
        yield steps
    finally:
        _asked.reset(token)
