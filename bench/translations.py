"""Server time and number of queries of the desk of translations, with 10,000 texts and some 18,000
translations of them.

    python -m bench.translations [sqlite|postgresql …]

Each database is made for this and dropped at the end. A page is to take less than 200 ms, and as
many queries with a hundred texts as with all. Exit status 1 where a page misses that.
"""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from bench.databases import main
from bench.evidence import ROUNDS, Measured, get, queries
from bench.timing import Verdict, best, report

if TYPE_CHECKING:
    from django.test import Client

FEW, MANY = 1, 100  # instruments with a hundred texts each
PAGES = (
    "",
    "ar/",
    "ar/?page=100",
    "ar/?state=missing",
    "ar/?outdated=on",
    "ar/?q=number+17",
    "ar/?content=instruments.provision&state=machine&page=20",
    "ar/next/?state=missing&after=instruments.provision:text:x/res-0@2020%23resolves/9",
    "ru/",
)


def measure(database: str) -> Iterator[Verdict]:
    """Every page on the database that the settings name; it is emptied first."""
    from django.conf import settings

    settings.PAGES_KEPT = 0  # what is kept takes no time worth telling
    addresses = [f"translations/{page}" for page in PAGES]
    client = _filled(FEW)
    few = [queries(client, address) for address in addresses]
    client = _filled(MANY)
    for address, asked in zip(addresses, few, strict=True):
        many = queries(client, address)
        (seconds,) = best([partial(get, client, address)], ROUNDS, clock=perf_counter)
        yield Measured(database, address, seconds * 1000, asked, many)


def _filled(instruments: int) -> Client:
    """The database emptied and filled anew; an officer's client."""
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client

    from actionline.accounts.models import User

    call_command("flush", interactive=False, verbosity=0)
    _write(instruments)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as both databases do by themselves before long
    client = Client(headers={"host": "localhost"})
    client.force_login(User.objects.create_user("o@example.org", name="O", is_officer=True))
    return client


def _write(instruments: int) -> None:
    """Texts of which each language has six in ten, one in ten of them outdated."""
    from actionline.common.translations.models import Translation
    from actionline.instruments.models import Edition, Instrument, Provision

    made = Instrument.objects.bulk_create(
        Instrument(slug=f"x/res-{number}", title=f"Number {number}")
        for number in range(instruments)
    )
    editions = Edition.objects.bulk_create(
        Edition(instrument=each, version="2020", is_summary=True) for each in made
    )
    told = {"kind": "operative", "clause": "resolves", "heading": "resolves"}
    texts = [
        f"Bring the roadmaps up to date, number {place}, every year. " * 2 for place in range(100)
    ]
    Provision.objects.bulk_create(
        Provision(edition=edition, position=place, path=f"resolves/{place}", text=text, **told)
        for edition in editions
        for place, text in enumerate(texts)
    )
    pick = random.Random(7)
    Translation.objects.bulk_create(
        [
            Translation(
                content="instruments.provision",
                field="text",
                key=f"{instrument.slug}@2020#resolves/{place}",
                language=language,
                state="machine",
                engine="LibreTranslate",
                text="ترجمة " * 20,
                source=text if pick.random() < 0.9 else "old",
            )
            for instrument in made
            for place, text in enumerate(texts)
            for language in ("ar", "fr", "es")
            if pick.random() < 0.6
        ],
        batch_size=1000,
    )


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:], "bench.translations", lambda where: report(measure(where))))
