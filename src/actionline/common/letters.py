"""`actionline check`: whether PDF files can be set in all our languages."""

from __future__ import annotations

from .checks import Finding, Level
from .setting import fonts


def look() -> Finding:
    """Which languages have no letters of ours, and whether fonts of this machine have them."""
    advice = "Install what requirements/run.txt names."
    missing = fonts.missing()
    unseen = fonts.unseen(missing)
    if unseen:
        return Finding(Level.FAIL, "PDF", f"no letters for {', '.join(unseen)}", advice)
    if missing:
        state = f"letters of this machine are taken for {', '.join(missing)}"
        return Finding(Level.WARN, "PDF", state, advice)
    return Finding(Level.OK, "PDF", "letters are there for all six languages")
