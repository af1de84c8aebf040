"""The indexes of the site; a room makes its own known in `AppConfig.ready()`."""

from __future__ import annotations

from actionline.common.checks import Finding, Level, further

from .index import SearchIndex

_indexes: dict[str, SearchIndex] = {}


def register(index: SearchIndex) -> None:
    """Have the command and the check know an index."""
    _indexes[index.name] = index


def indexes() -> dict[str, SearchIndex]:
    """All of them by name."""
    return dict(sorted(_indexes.items()))


def stale() -> list[str]:
    """The names of those that were never made, or by another version of the analysis."""
    return [index.name for index in indexes().values() if index.is_stale()]


def rebuild_stale() -> None:
    """Make these anew; others may be searched and written meanwhile."""
    for name in stale():
        for _entries in indexes()[name].rebuild():
            pass


def _check() -> Finding:
    """Whether every index was made, and made as this version makes it."""
    found = stale()
    if not found:
        return Finding(Level.OK, "search", "all there")
    names = " ".join(found)
    return Finding(
        Level.WARN,
        "search",
        f"not as it should be: {names}",
        f"Run: actionline search rebuild {names}",
    )


further.append(_check)
