"""How long `actionline read` takes on a document, against `python -c pass`.

    python bench/start.py [FILE …]       the documents of ../shared/seeds where none are named

Prints one line a document: the ratio of the least of several runs, which is to be at most 8.
The processor's time is compared, since the time on the clock is also that of the neighbours.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
RUNS = 9
LIMIT = 8.0
COMMAND = "import sys; from actionline.cli import main; sys.exit(main(sys.argv[1:]))"


def seconds(arguments: list[str]) -> float:
    """Processor time of one run of the interpreter and its children, in seconds."""
    quiet = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    child = os.posix_spawn(
        sys.executable, [sys.executable, *arguments], os.environ, file_actions=quiet
    )
    _, status, used = os.wait4(child, 0)
    if status:
        raise SystemExit(f"{arguments[-2:]} ended with {os.waitstatus_to_exitcode(status)}")
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Measure in turns, so that a busy moment falls on both alike."""
    files = [Path(name) for name in sys.argv[1:]]
    files = files or sorted((ROOT.parent / "shared" / "seeds").glob("*.txt"))
    if not files:
        print("no documents: name some")
        return 2
    worst = 0.0
    for file in files:
        idle, reading = [], []
        for _ in range(RUNS):
            idle.append(seconds(["-c", "pass"]))
            reading.append(seconds(["-c", COMMAND, "read", str(file), "--json"]))
        ratio = min(reading) / min(idle)
        worst = max(worst, ratio)
        times = f"{min(reading) * 1000:.0f} ms against {min(idle) * 1000:.0f} ms"
        print(f"{file.name}  {ratio:.1f} times  ({times})")
    print(f"worst {worst:.1f}, limit {LIMIT:.0f}")
    return 0 if worst <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
