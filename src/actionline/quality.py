"""`actionline test`: every check a change has to pass, the quick ones first."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent

CHECKS = {
    "style": ["ruff", "check", "."],
    "layout": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
    "imports": ["lint-imports"],
    "migrations": ["actionline", "makemigrations", "--check", "--dry-run"],
    "tests": ["pytest", "-q", "-m", "not browser", "-n", "auto"],
}


def main(arguments: list[str]) -> int:
    """Run all checks, or pytest alone with `arguments`; 0 when all is well, else 1.

    All are run even when an early one fails, so that one run tells everything.
    """
    if not (BIN / "pytest").exists():
        print("The packages for tests are missing. Run `./run test` once; it installs them.")
        return 2
    if arguments:
        return _run(["pytest", *arguments])
    failed = []
    for name, command in CHECKS.items():
        print(f"\n== {name}: {' '.join(command)}", flush=True)
        started = time.monotonic()
        if _run(command):
            failed.append(name)
        print(f"   {time.monotonic() - started:.0f} s", flush=True)
    print(f"\nNot right: {', '.join(failed)}." if failed else "\nEverything is right.")
    return 1 if failed else 0


def _run(command: list[str]) -> int:
    program, *arguments = command
    environment = os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run([BIN / program, *arguments], cwd=ROOT, env=environment).returncode
