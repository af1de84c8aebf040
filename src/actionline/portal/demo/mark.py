"""Whether this site holds demonstration data.

The mark is a row of `LoadedProcess` under a name that no folder has. It is asked for on every page,
so each process remembers the answer for a minute.
"""

from __future__ import annotations

import time

from django.db import DatabaseError

from actionline.common.checks import Finding, Level
from actionline.framework.models import LoadedProcess

NAME = "*demonstration*"
_REMEMBERED = 60.0  # seconds


class _Memory:
    answer = False
    until = 0.0


def holds() -> bool:
    """Whether there is demonstration data, as of a minute ago at most."""
    if time.monotonic() >= _Memory.until:
        try:
            remember(LoadedProcess.objects.filter(name=NAME).exists())
        except DatabaseError:  # pages of errors are shown without a database too
            return False
    return _Memory.answer


def remember(answer: bool) -> None:
    """Take this for the answer during the next minute."""
    _Memory.answer, _Memory.until = answer, time.monotonic() + _REMEMBERED


def put() -> LoadedProcess:
    """Mark the site."""
    state, _new = LoadedProcess.objects.get_or_create(name=NAME, defaults={"digest": ""})
    remember(True)
    return state


def check() -> Finding:
    """What `actionline check` says of it."""
    if LoadedProcess.objects.filter(name=NAME).exists():
        advice = "Never let people rely on this site; begin the real one with an empty database."
        return Finding(Level.WARN, "data", "the site holds demonstration data", advice)
    return Finding(Level.OK, "data", "no demonstration data")
