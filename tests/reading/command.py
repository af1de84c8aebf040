"""The command as people start it: a process of its own, with what it printed and used."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

# Started from a small process: one that is forked begins with the memory of its parent, and
# the test's own would be counted.
_LAUNCH = """
import os, resource, sys
child = os.fork()
if child == 0:
    os.execv(sys.executable, [sys.executable, "-c", sys.argv[2], *sys.argv[3:]])
_, status = os.waitpid(child, 0)
with open(sys.argv[1], "w") as told:
    told.write(str(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss))
sys.exit(os.waitstatus_to_exitcode(status))
"""
START = "import sys; from actionline.cli import main; sys.exit(main(sys.argv[1:]))"


@dataclass(frozen=True)
class Ran:
    """What a run of the command came to; memory in bytes is the largest resident set of it or
    of a process it started."""

    status: int
    out: bytes
    err: str
    seconds: float
    memory: int


def actionline(*arguments: str, given: bytes = b"") -> Ran:
    """Run `actionline` with arguments; `given` is its standard input."""
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "memory"
        began = time.monotonic()
        ran = subprocess.run(
            [sys.executable, "-c", _LAUNCH, str(told), START, *arguments],
            input=given,
            capture_output=True,
        )
        seconds = time.monotonic() - began
        # Linux tells kilobytes, macOS bytes.
        memory = int(told.read_text()) * (1 if sys.platform == "darwin" else 1024)
    return Ran(ran.returncode, ran.stdout, ran.stderr.decode(), seconds, memory)
