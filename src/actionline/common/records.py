"""Record types: how rooms speak of one another's records without importing one another.

A room registers its types in `AppConfig.ready()`; tags, the matrix and whatever gathers evidence
ask here how a record is called and where it is shown.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.safestring import SafeString


@dataclass(frozen=True, slots=True)
class Told:
    """How a record is called, and the address of its page."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class RecordType:
    """A kind of record. `told` answers for many records at once, by their keys as text, and
    leaves out what the public may not see; `permission` is the right to tag one. `search` gives
    the keys of those that words find, so many at most, the best first."""

    key: str  # the model's label: "mandates.mandate"
    name: str | Promise  # of many, as a heading: "Mandates"
    permission: str
    told: Callable[[Collection[str]], Mapping[str, Told]]
    search: Callable[[str, int], Sequence[str]] | None = None


#: Parts of a record's page that rooms below make, by its type and key: reports that tell of it.
sections: list[Callable[[HttpRequest, str, object], SafeString | str]] = []

_types: dict[str, RecordType] = {}


def register(kind: RecordType) -> None:
    """Make a record type known; the last one of a key counts."""
    _types[kind.key] = kind


def find(key: str) -> RecordType | None:
    """The record type of this key, None where no room registered it."""
    return _types.get(key)


def types() -> list[RecordType]:
    """All that are known, in the order in which the rooms registered."""
    return list(_types.values())


def told(names: Collection[tuple[str, str]]) -> dict[tuple[str, str], Told]:
    """How records are called, by type and key; one query for each type, those left out that are
    not public."""
    found: dict[tuple[str, str], Told] = {}
    for record_type in dict.fromkeys(name for name, _key in names):
        kind = _types.get(record_type)
        if kind is not None:
            keys = [key for name, key in names if name == record_type]
            found |= {(record_type, key): one for key, one in kind.told(keys).items()}
    return found
