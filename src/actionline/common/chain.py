"""How the entries of the audit trail are chained, and how a broken chain is found.

    actor    SHA-256 of [salt, key of the person]; empty where the operator acted
    content  SHA-256 of [salt, title, before, after]
    hash     SHA-256 of {number, at, verb, record_type, record_id, batch, actor, content, previous}

each of the canonical JSON: keys sorted, no blanks, UTF-8, `at` in UTC to the microsecond.
`previous` is the hash of the entry before, so that nothing can be changed, taken out or put in
without breaking what follows.

A person can be forgotten all the same: the hash covers digests of who acted and of what was
written, not the values. Without the salt, which goes with them, nobody can try names against
a digest; the chain still tells that there was an act, when, and on which record.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC
from typing import Any

from .models import AuditEntry

START = (0, "")  # number and hash before the first entry


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the chain does not hold: at the entry with this number."""

    number: int
    message: str

    def __str__(self) -> str:
        return f"entry {self.number}: {self.message}"


_as_json = json.JSONEncoder(allow_nan=False).encode
_spelt = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode
#: Where a number may stand that is no whole one; in words it does no harm to look closer.
_FRACTION = re.compile(r"[0-9][.eE]")


def canonical(value: Any) -> str:
    """One spelling of a JSON value, whatever database it came from. ValueError for NaN."""
    text = _as_json(value)
    plain = json.loads(text)
    return _spelt(_whole(plain) if _FRACTION.search(text) else plain)


def _whole(value: Any) -> Any:
    """PostgreSQL gives 2 for what was written as 2.0."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, list):
        return [_whole(item) for item in value]
    if isinstance(value, dict):
        return {key: _whole(item) for key, item in value.items()}
    return value


def digest(value: Any) -> str:
    """SHA-256 of the canonical JSON, in hexadecimal."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _flat_digest(value: list[Any] | dict[str, Any]) -> str:
    """The same of words and whole numbers, which have one spelling as they are."""
    return hashlib.sha256(_spelt(value).encode()).hexdigest()


def actor_digest(entry: AuditEntry) -> str:
    return _flat_digest([entry.salt, entry.by_id]) if entry.by_id is not None else ""


def content_digest(entry: AuditEntry) -> str:
    return digest([entry.salt, entry.title, entry.before, entry.after])


def entry_hash(entry: AuditEntry) -> str:
    """The hash of an entry as it stands, from its digests and the hash before it."""
    return _flat_digest(
        {
            "number": entry.number,
            "at": entry.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "verb": entry.verb,
            "record_type": entry.record_type,
            "record_id": entry.record_id,
            "batch": entry.batch,
            "actor": entry.actor,
            "content": entry.content,
            "previous": entry.previous,
        }
    )


def seal(entry: AuditEntry, *, number: int, previous: str) -> None:
    """Make `entry` the one after the entry whose hash is `previous`; its salt must be set."""
    entry.number, entry.previous = number, previous
    entry.actor, entry.content = actor_digest(entry), content_digest(entry)
    entry.hash = entry_hash(entry)


def verify(entries: Iterable[AuditEntry], head: tuple[int, str]) -> Iterator[Fault]:
    """What is wrong with `entries`, which come by number; `head` is what should be the last.

    One pass, nothing kept but the entry before. After a fault the chain is followed on from
    where it stands, so that one change is told once.
    """
    number, previous = START
    for entry in entries:
        if entry.number > number + 1:
            yield Fault(number + 1, _removed(number + 1, entry.number - 1))
        elif entry.previous != previous:
            yield Fault(entry.number, "does not follow the entry before: put in or replaced")
        if fault := _altered(entry):
            yield Fault(entry.number, fault)
        number, previous = entry.number, entry.hash
    if number < head[0]:
        yield Fault(number + 1, _removed(number + 1, head[0]))
    elif (number, previous) != head:
        yield Fault(number, "is not the entry that was written last: put in or replaced")


def _removed(first: int, last: int) -> str:
    return "was removed" if first == last else f"and all up to {last} were removed"


def _altered(entry: AuditEntry) -> str:
    if entry.hash != entry_hash(entry):
        return "was changed"
    if not entry.salt:  # erased on purpose: nothing may be left that would need a proof
        left = (entry.title, entry.before, entry.after, entry.by_id) != ("", None, None, None)
        return "was erased and filled again" if left else ""
    if entry.content != content_digest(entry):
        return "its title or its values were changed"
    if entry.by_id is not None and entry.actor != actor_digest(entry):
        return "who acted was changed"
    return ""
