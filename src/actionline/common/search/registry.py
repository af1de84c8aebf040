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


def _check() -> Finding:
    """Whether every index was made, and made as this version makes it."""
    stale = [index.name for index in indexes().values() if index.is_stale()]
    if not stale:
        return Finding(Level.OK, "search", "all there")
    names = " ".join(stale)
    return Finding(
        Level.WARN,
        "search",
        f"not as it should be: {names}",
        f"Run: actionline search rebuild {names}",
    )


further.append(_check)
