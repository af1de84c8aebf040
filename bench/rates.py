"""How many pages a second: the register with twenty rows against a bare Django page of them.

Called by `bench.pages`. Processes answer in turns on the same database: ours as a stranger sees it,
as somebody does who is signed in, as an officer does, and ours with nothing kept; and the bare page
(`bench.bare`) as a stranger and as somebody who is signed in sees it. Each drives its own WSGI
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
OURS, BARE = "/en/mandates/", "/mandates/"
MANDATES = 23  # of which `tests.generate` ends three
ROWS = 20
REQUESTS = 100
ROUNDS = 7
LEAST = 0.8  # of the rate of the bare page


@dataclass(frozen=True)
class Asked:
    """A page that is asked for: whose it is, who asks, and whether pages are kept."""

    name: str
    bare: bool = False
    reader: str = ""  # a mail address; empty: a stranger
    keeps: bool = True


SIDES = (
    Asked("stranger"),
    Asked("reader", reader="reader@example.org"),
    Asked("officer", reader="officer@example.org"),
    Asked("anew", keeps=False),
    Asked("bare", bare=True),
    Asked("bare-reader", bare=True, reader="reader@example.org"),
)


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
    """Of a database that holds twenty mandates that stand, and an officer."""
    sides = {asked.name: Side(asked, _session(asked.reader)) for asked in SIDES}
    try:
        times = best([side.run for side in sides.values()], ROUNDS, clock=perf_counter)
    finally:
        for side in sides.values():
            side.end()
    found = dict(zip(sides, (REQUESTS / seconds for seconds in times), strict=True))
    what = f"{database:<10} register, {ROWS} rows,"
    yield Rate(f"{what} for strangers", found["stranger"], found["bare"], LEAST)
    yield Rate(f"{what} for a reader signed in", found["reader"], found["bare-reader"], LEAST)
    yield Rate(f"{what} for an officer", found["officer"], found["bare-reader"], LEAST)
    yield Rate(f"{what} nothing kept", found["anew"], found["bare"])


def _session(mail: str) -> str:
    """The key of a session in which the account with this address is signed in."""
    if not mail:
        return ""
    from django.conf import settings
    from django.test import Client

    from actionline.accounts.models import User

    user = User.objects.filter(email=mail).first() or User.objects.create_user(mail, name="Reader")
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


class Side:
    """A process that answers when it is told to."""

    def __init__(self, asked: Asked, session: str) -> None:
        environment = dict(os.environ)
        settings = "bench.bare_settings" if asked.bare else "actionline.config.settings"
        environment["DJANGO_SETTINGS_MODULE"] = settings
        if not asked.keeps:
            environment["ACTIONLINE_PAGES_KEPT"] = "0"
        self._process = subprocess.Popen(
            [sys.executable, "-m", "bench.rates", BARE if asked.bare else OURS, session],
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


def _answer(address: str, session: str) -> None:
    """Answer so many requests whenever a line comes in."""
    import django
    from django.conf import settings
    from django.core.wsgi import get_wsgi_application

    django.setup()
    unwanted = getattr(settings, "WANTED_AT_THE_START", "")
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != unwanted]
    ask = _asking(get_wsgi_application(), address, session)
    page = ask()
    rows = page.count(b"<tr>") - 1
    if rows != ROWS or bool(session) != (b"Reader" in page or b"Officer" in page):
        raise SystemExit(f"{address}: {rows} rows instead of {ROWS}, or not as its reader sees it")
    for _line in sys.stdin:
        for _request in range(REQUESTS):
            ask()
        print("done", flush=True)


def _asking(application: Any, address: str, session: str = "") -> Callable[[], bytes]:
    from django.conf import settings
    from django.test import RequestFactory

    factory = RequestFactory(headers={"host": "localhost"})
    if session:
        factory.cookies[settings.SESSION_COOKIE_NAME] = session
    environ = factory.get(address).environ

    def ask() -> bytes:
        told: list[str] = []
        response = application(dict(environ), lambda status, headers: told.append(status))
        content = b"".join(response)
        response.close()
        assert told[0].startswith("200"), told
        return content

    return ask


if __name__ == "__main__":
    _answer(*sys.argv[1:])
