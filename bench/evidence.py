"""Server time and number of queries of pages of mandates, evidence and progress, with 10,000
mandates and 100,000 links of evidence, 2,000 of them of one mandate.

    python -m bench.evidence [sqlite|postgresql …]

Each database is made for this and dropped at the end. A page is to take less than 200 ms, and as
many queries with few records as with all; one more for a kind of record that is only among the
many. Exit status 1 where a page misses that.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING, Any

from bench.databases import main
from bench.timing import Verdict, best, report

if TYPE_CHECKING:
    from django.test import Client

LIMIT = 200.0  # milliseconds
KINDS = 3  # of record, each read in a query of its own where a page shows any
ROUNDS = 7
MANDATES, EVIDENCE = 10_000, 100_000
FEW_MANDATES, FEW_EVIDENCE = 40, 780
#: What is asked for by its name; the rest is made in `_pages`.
LISTS = ("progress/", "progress/desk/?state=all", "progress/rules/")


@dataclass(frozen=True)
class Measured:
    """A page: its best time in milliseconds, its queries with few and with all records."""

    database: str
    page: str
    milliseconds: float
    few: int
    all: int

    @property
    def kept(self) -> bool:
        """Whether it is quick enough, and its queries do not grow with the records."""
        return self.milliseconds <= LIMIT and self.few <= self.all < self.few + KINDS

    def __str__(self) -> str:
        verdict = "ok" if self.kept else "MISSED"
        return (
            f"{self.database:<10} {self.page:<48} {self.milliseconds:7.1f} ms  limit {LIMIT:.0f}"
            f"  queries {self.few} {self.all}  {verdict}"
        )


def measure(database: str) -> Iterator[Verdict]:
    """Every page on the database that the settings name; it is emptied first."""
    from django.conf import settings

    settings.PAGES_KEPT = 0  # what is kept takes no time worth telling
    client = _filled(FEW_MANDATES, FEW_EVIDENCE)
    few = {name: queries(client, address) for name, address in _pages().items()}
    client = _filled(MANDATES, EVIDENCE)
    for name, address in _pages().items():
        many = queries(client, address)
        (seconds,) = best([partial(get, client, address)], ROUNDS, clock=perf_counter)
        yield Measured(database, name, seconds * 1000, few[name], many)


def _pages() -> dict[str, str]:
    from django.db.models import Count

    from actionline.mandates.models import Evidence, Mandate

    mandates = Mandate.objects.filter(current__isnull=False)
    shown = mandates.annotate(number=Count("evidence")).order_by("-number", "pk")
    first, usual = shown[0].pk, shown[shown.count() // 2].pk
    record = Evidence.objects.filter(mandate=first).order_by("pk")[0]
    of = f"mandates/evidence/of/mandates.mandate:{first}/"
    found = {
        "mandate with 2,000 pieces": f"mandates/{first}/",
        "mandate with ten pieces": f"mandates/{usual}/",
        "all the evidence of a mandate": of,
        "all of one kind, a later page": f"{of}?kind={record.record_type}&page=2",
        "one piece": f"mandates/evidence/{record.pk}/",
        "adding: records found by words": f"{of}add/?q=harbour",
    }
    return found | {name: name for name in LISTS}


def _filled(mandates: int, evidence: int) -> Client:
    """The database emptied and filled anew; an officer's client."""
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from tests.generate import generate

    from actionline.accounts.models import User

    call_command("flush", interactive=False, verbosity=0)
    generate(mandates // 5, mandates, evidence)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as both databases do by themselves before long
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create_user("o@example.org", name="O", is_officer=True))
    return client


def queries(client: Client, page: str) -> int:
    """How many a page needs once it was shown before."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    get(client, page)
    with CaptureQueriesContext(connection) as asked:
        get(client, page)
    return len(asked)


def get(client: Client, page: str) -> Any:
    """A page in English, or where it leads on to."""
    response = client.get(f"/en/{page}")
    assert response.status_code in (200, 302), (page, response.status_code)
    return response


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], "bench.evidence", lambda where: report(measure(where))))
