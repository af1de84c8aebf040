"""Server time and number of queries of every list page, with 10,000 mandates and 2,000 editions.

    python -m bench.pages [sqlite|postgresql …]

Each database is made for this and dropped at the end; PostgreSQL is the server of `DATABASE_URL`
or the one on this machine. A page is asked for through Django's test client. It is to take less
than 150 ms, and as many queries with 10,000 rows as with one and with three. Exit status 1 where
a page misses that.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit, urlunsplit

from bench.timing import best, report

if TYPE_CHECKING:
    from django.test import Client

ROOT = Path(__file__).resolve().parents[1]
SERVER = "postgres://postgres@127.0.0.1:5432/postgres"
DATABASES = ("sqlite", "postgresql")
LIMIT = 150.0  # milliseconds
ROUNDS = 9
LAST = "page=9999"  # the paginator gives the last page there is
PAGES = (
    "instruments/",
    "instruments/?q=resolution",
    "instruments/?sort=title",
    "instruments/?sort=newest",
    f"instruments/?sort=cited&{LAST}",
    "instruments/graph/",
    "mandates/",
    "mandates/?actor=plenipotentiary-conference&kind=contribute",
    "mandates/?recipient=cstd&due=year&sort=instrument",
    "mandates/?q=resolution+case",
    "mandates/?certainty=sure&state=all&sort=actor",
    "mandates/?year=2022&due=none&sort=kind",
    f"mandates/?state=all&{LAST}",
    f"mandates/?state=all&sort=actor&{LAST}",
    "calendar/?when=all",
    f"calendar/?when=all&{LAST}",
    "calendar/?when=past&body=council",
    "",
)
STAFF_PAGES = ("instruments/import/", f"instruments/import/?{LAST}", "mandates/")
FILES = (
    "mandates/export.csv",
    "mandates/export.json",
    "mandates/export.ics",
    "calendar/calendar.ics",
)


@dataclass(frozen=True)
class Measured:
    """A page: its best time in milliseconds, its queries with one, three and all rows.

    None stands for a list that has no rows: that takes fewer. A `file` holds every row; what it
    takes is told without a limit.
    """

    database: str
    page: str
    milliseconds: float
    queries: tuple[int | None, ...]
    file: bool = False

    @property
    def kept(self) -> bool:
        """Whether it is quick enough, and its queries do not grow with the rows."""
        quick = self.milliseconds <= LIMIT and len({*self.queries} - {None}) == 1
        return self.file or quick

    def __str__(self) -> str:
        limit = "no limit " if self.file else f"limit {LIMIT:.0f}"
        verdict = "told" if self.file else "ok" if self.kept else "MISSED"
        counts = " ".join("-" if number is None else str(number) for number in self.queries)
        return (
            f"{self.database:<10} {self.page:<58} {self.milliseconds:7.1f} ms"
            f"  {limit}  queries {counts:<9} {verdict}"
        )


def measure(database: str) -> Iterator[Measured]:
    """Every page of a site on the database that the settings name; it is emptied first."""
    counted = [_counts(rows) for rows in (1, 3)]
    client, officer = _filled(editions=2_000, mandates=10_000, meetings=1_000)
    counted.append(_queries(client, officer))
    asked = [(client, page, page) for page in (*PAGES, *FILES)]
    asked += [(officer, page, f"{page} (officer)") for page in STAFF_PAGES]
    for who, page, name in asked:
        queries = tuple(found[name] for found in counted)
        rounds = 1 if page in FILES else ROUNDS
        (seconds,) = best([partial(_get, who, page)], rounds, clock=perf_counter)
        yield Measured(database, name or "home", seconds * 1000, queries, page in FILES)


def _counts(rows: int) -> dict[str, int | None]:
    """How many queries each page takes with so many rows in each list."""
    return _queries(*_filled(editions=4 * rows, mandates=rows + 1, meetings=rows))


def _filled(*, editions: int, mandates: int, meetings: int) -> tuple[Client, Client]:
    """The database emptied and filled anew; a stranger's client and an officer's."""
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from tests.generate import generate
    from tests.instruments.generate import add_texts

    from actionline.accounts.models import User

    call_command("flush", interactive=False, verbosity=0)
    generate(editions, mandates)
    add_texts(5 * editions, editions)
    _meetings(meetings)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as both databases do by themselves before long
    stranger, officer = (Client(headers={"host": "localhost"}) for _ in range(2))
    user = User.objects.create_user("officer@example.org", name="Officer", is_officer=True)
    officer.force_login(user)
    return stranger, officer


def _meetings(number: int) -> None:
    """So many meetings in the calendar, half of them past."""
    from actionline.framework.models import Body, Meeting

    bodies = list(Body.objects.all())
    Meeting.objects.filter(
        pk__in=list(Meeting.objects.values_list("pk", flat=True)[number:])
    ).delete()
    Meeting.objects.bulk_create(
        Meeting(
            slug=f"meeting-{index}",
            name_en=f"Meeting {index}",
            body=bodies[index % len(bodies)],
            starts=date(2010 + index % 30, 1 + index % 12, 1 + index % 28),
        )
        for index in range(number - Meeting.objects.count())
    )


def _queries(client: Client, officer: Client) -> dict[str, int | None]:
    """By page; what a page shows is told by the test environment only, which takes time."""
    from django.test.utils import setup_test_environment, teardown_test_environment

    setup_test_environment()
    found = {page: _query_count(client, page) for page in (*PAGES, *FILES)}
    found |= {f"{page} (officer)": _query_count(officer, page) for page in STAFF_PAGES}
    teardown_test_environment()
    return found


def _query_count(client: Client, page: str) -> int | None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _get(client, page)
    with CaptureQueriesContext(connection) as queries:
        response = _get(client, page)
    shown = response.context.get("page") if response.context else None
    return None if shown is not None and not shown.paginator.count else len(queries)


def _get(client: Client, page: str) -> Any:
    response = client.get(f"/en/{page}")
    assert response.status_code == 200, (page, response.status_code)
    return response


def _measure_on(database: str) -> int:
    """Measure in a process of its own, whose settings name a fresh database."""
    with tempfile.TemporaryDirectory(prefix="actionline-bench-") as folder:
        url = f"sqlite:///{folder}/bench.sqlite3"
        server = os.environ.get("DATABASE_URL", SERVER)
        name = f"actionline_bench_{os.getpid()}"
        if database == "postgresql":
            _execute(server, f"CREATE DATABASE {name}")
            url = urlunsplit(urlsplit(server)._replace(path=f"/{name}"))
        try:
            environment = os.environ | {"ACTIONLINE_DATA": folder, "DATABASE_URL": url}
            command = [sys.executable, "-m", "bench.pages", "--here", database]
            return subprocess.run(command, cwd=ROOT, env=environment).returncode
        finally:
            if database == "postgresql":
                _execute(server, f"DROP DATABASE {name} WITH (FORCE)")


def _execute(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)  # type: ignore[arg-type]  # a name cannot be a parameter


def main(names: list[str]) -> int:
    """Measure on the databases named, on both where none is."""
    if names[:1] == ["--here"]:
        import django
        from django.core.management import call_command

        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionline.config.settings")
        django.setup()
        call_command("migrate", verbosity=0)
        return report(measure(names[1]))
    unknown = set(names) - set(DATABASES)
    if unknown:
        print(f"Unknown: {', '.join(sorted(unknown))}. Choose of {', '.join(DATABASES)}.")
        return 2
    return max(_measure_on(name) for name in names or DATABASES)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
