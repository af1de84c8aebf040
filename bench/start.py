"""How long `actionline read` takes on a document, against `python -c pass`.

    python -m bench.start [FILE …]       the documents of ../shared/seeds where none are named

Processor time is compared, since the time on the clock is also that of the neighbours.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

from bench.timing import Figure, best, report

ROOT = Path(__file__).resolve().parents[1]
ROUNDS = 9
LIMIT = 8.0
COMMAND = "import re, sys; from actionline.cli import main; sys.exit(main(sys.argv[1:]))"


def figures(files: list[Path] | None = None) -> Iterator[Figure]:
    """One figure a document."""
    for file in files or seeds():
        idle, reading = best(
            [
                lambda: _run("-c", "pass"),
                lambda file=file: _run("-c", COMMAND, "read", str(file), "--json"),
            ],
            ROUNDS,
        )
        name = f"start and read {file.name[:3]}"
        yield Figure(name, reading * 1000, "python -c pass", idle * 1000, LIMIT)


def seeds() -> list[Path]:
    """The real documents, where they are at hand."""
    return sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))


def _run(*arguments: str) -> None:
    """Run the interpreter to its end. It may keep its bytecode, as an installed program does."""
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(
        sys.executable, [sys.executable, *arguments], environment, file_actions=quiet
    )
    _, status = os.waitpid(child, 0)
    if status:
        raise SystemExit(f"{arguments[-2:]} ended with {os.waitstatus_to_exitcode(status)}")


if __name__ == "__main__":
    raise SystemExit(report(figures([Path(name) for name in sys.argv[1:]])))
