"""Server time and number of queries of every list page, with 10,000 mandates and 2,000 editions;
how many pages a second (`bench.rates`); what a first visit weighs (`bench.weights`).

    python -m bench.pages [sqlite|postgresql …]

Each database is made for this and dropped at the end; PostgreSQL is the server of `DATABASE_URL`
or the one on this machine. A page is asked for through Django's test client. It is to take less
than 150 ms, and as many queries with 10,000 rows as with one and with three. Exit status 1 where
a page misses that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.databases import main
from bench.rates import MANDATES, rates
from bench.timing import Verdict, best, report
from bench.weights import weights

if TYPE_CHECKING:
    from django.test import Client

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
API_PAGES = (
    "api/v1/mandates?limit=100",
    "api/v1/mandates?limit=100&actor=cstd&state=all",
    "api/v1/mandates?limit=100&lang=ar&q=resolution+case",
    "api/v1/instruments?limit=100",
    "api/v1/provisions?limit=100",
    "api/v1/citations?limit=100",
    "api/v1/meetings?limit=100",
)
#: A first visit to each of these is weighed; that of an edition and a mandate as they come.
WEIGHED = ("", "instruments/", "mandates/", "calendar/", "matrix/", "matrix/map/", "data/")
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
    from django.conf import settings

    settings.PAGES_KEPT = settings.API_RATE = 0  # what is kept takes no time worth telling
    counted = [_counts(rows) for rows in (1, 3)]
    client, officer = _filled(editions=2_000, mandates=10_000, meetings=1_000)
    counted.append(_queries(client, officer))
    asked = [(client, page, page) for page in (*PAGES, *API_PAGES, *FILES)]
    asked += [(officer, page, f"{page} (officer)") for page in STAFF_PAGES]
    for who, page, name in asked:
        queries = tuple(found[name] for found in counted)
        rounds = 1 if page in FILES else ROUNDS
        (seconds,) = best([partial(_get, who, page)], rounds, clock=perf_counter)
        yield Measured(database, name or "home", seconds * 1000, queries, page in FILES)


def everything(database: str) -> Iterator[Verdict]:
    """Times and queries, then rates and weights with twenty rows."""
    yield from measure(database)
    client, _officer = _filled(editions=20, mandates=MANDATES, meetings=10)
    yield from rates(database)
    from actionline.instruments.models import Edition
    from actionline.mandates.models import Mandate

    records = [Edition.objects.all()[0], Mandate.objects.filter(current__isnull=False)[0]]
    places = [records[0].get_absolute_url(), f"/en/mandates/{records[1].pk}/"]
    yield from weights(client, [*(f"/en/{page}" for page in WEIGHED), *places])


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
    found = {page: _query_count(client, page) for page in (*PAGES, *API_PAGES, *FILES)}
    found |= {f"{page} (officer)": _query_count(officer, page) for page in STAFF_PAGES}
    teardown_test_environment()
    return found


def _query_count(client: Client, page: str) -> int | None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    _get(client, page)
    with CaptureQueriesContext(connection) as queries:
        response = _get(client, page)
    return len(queries) if _rows(response) else None


def _rows(response: Any) -> bool:
    """Whether a list has rows; what is no list is taken to have some."""
    if response.headers["Content-Type"].startswith("application/json") and not response.streaming:
        return bool(response.json()["records"])
    shown = response.context.get("page") if response.context else None
    return shown is None or bool(shown.paginator.count)


def _get(client: Client, page: str) -> Any:
    response = client.get(f"/{page}" if page in API_PAGES else f"/en/{page}")
    assert response.status_code == 200, (page, response.status_code)
    if response.streaming:
        for _piece in response:
            pass
    return response


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], "bench.pages", lambda where: report(everything(where))))
