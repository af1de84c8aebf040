"""`actionline test`: every check a change has to pass, the quick ones first."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

#: These look at the source alone, and are run side by side; the last makes a database for tests.
CHECKS = {
    "types": ["mypy"],
    "migrations": ["actionline", "makemigrations", "--check", "--dry-run"],
    "style": ["ruff", "check", "."],
    "layout": ["ruff", "format", "--check", "."],
    "imports": ["lint-imports"],
    "database": ["python", "-m", "tests.prepared"],
}
TESTS = ["pytest", "-q", "-m", "not browser", "-n", "auto", "--dist", "worksteal", "--durations=20"]


def main(arguments: list[str]) -> int:
    """Run all checks, or pytest alone with `arguments`; 0 when all is well, else 1.

    All are run even when an early one fails, so that one run tells everything.
    """
    if not (BIN / "pytest").exists():
        print("The packages for tests are missing. Run `./run test` once; it installs them.")
        return 2
    if arguments:
        return _start(["pytest", *arguments]).wait()
    with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        failed = [
            name for name, right in zip(CHECKS, pool.map(_check, CHECKS), strict=True) if not right
        ]
    print(f"\n== tests: {' '.join(TESTS)}", flush=True)
    started = time.monotonic()
    if _start(TESTS).wait():
        failed.append("tests")
    print(f"   {time.monotonic() - started:.0f} s", flush=True)
    print(f"\nNot right: {', '.join(failed)}." if failed else "\nEverything is right.")
    return 1 if failed else 0


def _check(name: str) -> bool:
    """Whether a check finds nothing wrong; what it says is printed once it has ended."""
    started = time.monotonic()
    run = _start(CHECKS[name], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    said, _nothing = run.communicate()
    took = f"   {time.monotonic() - started:.0f} s"
    print(f"\n== {name}: {' '.join(CHECKS[name])}\n{said}{took}", flush=True)
    return run.returncode == 0


def _start(command: list[str], **options: Any) -> subprocess.Popen[str]:
    program, *arguments = command
    return subprocess.Popen([BIN / program, *arguments], cwd=ROOT, **options)
