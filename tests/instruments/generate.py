"""Words for the editions of `tests.generate`, to measure the pages of this room with.

    DATABASE_URL=… python -m tests.instruments.generate [EDITIONS [PROVISIONS]]

fills an empty, migrated database and prints the server time of each page.
"""

from __future__ import annotations

import random
import sys
import time

PAGES = (
    "",
    "?q=lighthouses",
    "?sort=cited&page=5",
    "?sort=newest",
    "graph/",
    "graph.csv",
    "itu/pp/res-1000",
    "itu/pp/res-1000/2022",
    "itu/pp/res-1000/2018/compare/2022",
    "history/itu/pp/res-1000",
)
STAFF_PAGES = ("import/", "import/?state=filed&page=3")
ROUNDS = 5


def add_texts(provisions: int = 10_000, imports: int = 2_000) -> None:
    """Provisions spread over all editions, each third one citing, and imports."""
    from actionline.instruments.models import (
        Citation,
        Edition,
        Import,
        Instrument,
        Provision,
        SourceFile,
    )

    pick = random.Random(11)
    Edition.objects.update(reading=None)  # their rows are their text
    editions = list(Edition.objects.defer("reading").order_by("pk"))
    instruments = list(Instrument.objects.order_by("pk"))
    rows = [
        Provision(
            edition=editions[index % len(editions)],
            position=index // len(editions),
            path=f"resolves/{index // len(editions) + 1}",
            kind="operative",
            clause="resolves",
            heading="resolves",
            label=f"{index // len(editions) + 1}",
            text=f"to keep list {index} of all lighthouses and to show it to whoever asks;",
        )
        for index in range(provisions)
    ]
    made = Provision.objects.bulk_create(rows, batch_size=500)
    Citation.objects.bulk_create(
        (_citation(Citation, row, pick.choice(instruments)) for row in made[::3]), batch_size=500
    )
    source = SourceFile.objects.create(sha256="0" * 64, name="text.txt", media="text", size=1)
    states = list(Import.State.values)
    Import.objects.bulk_create(
        (
            Import(
                source=source,
                name=f"text-{index}.txt",
                state=states[index % len(states)],
                edition=editions[index % len(editions)],
                reading={"provisions": []},
            )
            for index in range(imports)
        ),
        batch_size=500,
    )


def _citation(model, row, cited):
    return model(provision=row, text="list", target=cited.slug, cited=cited, start=8, end=12)


def measure() -> None:
    """Print the best and the middle server time of each page, in milliseconds."""
    from django.test import Client

    from actionline.accounts.models import User

    client = Client(headers={"host": "localhost"})
    officer = User.objects.create_user("officer@example.org", is_officer=True)
    client.force_login(officer)
    for page in (*PAGES, *STAFF_PAGES):
        taken = []
        for _round in range(ROUNDS):
            started = time.perf_counter()
            response = client.get(f"/en/instruments/{page}")
            taken.append((time.perf_counter() - started) * 1000)
            assert response.status_code == 200, (page, response.status_code)
        print(f"{sorted(taken)[ROUNDS // 2]:7.1f} ms, at best {min(taken):6.1f}   {page or 'list'}")


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionline.config.settings")
    django.setup()
    from tests.generate import generate

    editions = int(sys.argv[1]) if len(sys.argv) > 1 else 2_000
    generate(editions, 10_000)
    add_texts(int(sys.argv[2]) if len(sys.argv) > 2 else 10_000)
    measure()
