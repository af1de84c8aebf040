"""How many pages a second: the register with twenty rows against a bare Django page of them.

Called by `bench.pages`. Three processes answer in turns on the same database: ours as a stranger
sees it, ours with nothing kept, and the bare page (`bench.bare`). Each drives its own WSGI
application without a network between; the clock is that on the wall, so that the database server's
time counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.timing import best

ROOT = Path(__file__).resolve().parents[1]
ADDRESSES = {"ours": "/en/mandates/", "anew": "/en/mandates/", "bare": "/mandates/"}
SETTINGS = {"bare": "bench.bare_settings"}
MANDATES = 23  # of which `tests.generate` ends three
ROWS = 20
REQUESTS = 100
ROUNDS = 7
LEAST = 0.8  # of the rate of the bare page


@dataclass(frozen=True)
class Rate:
    """Pages a second, ours and the bare page; without `least` it is told only."""

    name: str
    ours: float
    bare: float
    least: float | None = None

    @property
    def kept(self) -> bool:
        """Whether ours is quick enough."""
        return self.least is None or self.ours / self.bare >= self.least

    def __str__(self) -> str:
        limit = "no limit" if self.least is None else f"at least {self.least:.2f}"
        verdict = "told" if self.least is None else "ok" if self.kept else "MISSED"
        return (
            f"{self.name:<58} {self.ours:7.0f} /s  bare Django page {self.bare:6.0f} /s"
            f"  ratio {self.ours / self.bare:5.2f}  {limit}  {verdict}"
        )


def rates(database: str) -> Iterator[Rate]:
    """Of a database that holds twenty mandates that stand."""
    sides = {side: Side(side) for side in ADDRESSES}
    try:
        times = best([sides[side].run for side in sides], ROUNDS, clock=perf_counter)
    finally:
        for side in sides.values():
            side.end()
    ours, anew, bare = (REQUESTS / seconds for seconds in times)
    yield Rate(f"{database:<10} register, {ROWS} rows, for strangers", ours, bare, LEAST)
    yield Rate(f"{database:<10} register, {ROWS} rows, made anew each time", anew, bare)


class Side:
    """A process that answers when it is told to."""

    def __init__(self, side: str) -> None:
        environment = dict(os.environ)
        environment["DJANGO_SETTINGS_MODULE"] = SETTINGS.get(side, "actionline.config.settings")
        if side == "anew":
            environment["ACTIONLINE_PAGES_KEPT"] = "0"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.rates", side],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(self) -> None:
        """Have it answer its requests, and wait for that."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write("go\n")
        self._process.stdin.flush()
        if not self._process.stdout.readline():
            raise SystemExit("a process of the benchmark has ended")

    def end(self) -> None:
        """Have it stop."""
        assert self._process.stdin
        self._process.stdin.close()
        self._process.wait()


def _answer(side: str) -> None:
    """Answer so many requests whenever a line comes in."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    django.setup()
    unwanted = getattr(settings, "WANTED_AT_THE_START", "")
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != unwanted]
    ask = _asking(get_wsgi_application(), ADDRESSES[side])
    rows = ask().count(b"<tr>") - 1
    if rows != ROWS:
        raise SystemExit(f"{side}: {rows} rows instead of {ROWS}")
    for _line in sys.stdin:
        for _request in range(REQUESTS):
            ask()
        print("done", flush=True)


def _asking(application: Any, address: str) -> Callable[[], bytes]:
    from django.test import RequestFactory

    environ = RequestFactory(headers={"host": "localhost"}).get(address).environ

    def ask() -> bytes:
        told: list[str] = []
        response = application(dict(environ), lambda status, headers: told.append(status))
        content = b"".join(response)
        response.close()
        assert told[0].startswith("200"), told
        return content

    return ask


if __name__ == "__main__":
    _answer(sys.argv[1])
