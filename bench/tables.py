"""How fast tables come in and go out, and in how much memory: `python -m bench.tables [ROWS]`.

On a database of its own (SQLite in a temporary folder, or the empty one of DATABASE_URL):

- organisations from a CSV file, good rows only and all or none, each with its audit entry, against
  a bare `bulk_create` of the same rows, by processor time; at most four times as long;
- a file of 5,000 rows with 37 planted faults: all of them told, and no other;
- a million rows written in each form (XLSX a tenth of them); the memory that the process takes for
  them may not grow with their number, save for the unused.
"""

from __future__ import annotations

import os
import resource
import sys
import tempfile
from pathlib import Path
from time import process_time

FOLDER = tempfile.TemporaryDirectory()
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/bench.sqlite3")
os.environ["ACTIONLINE_DATA"] = FOLDER.name
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "actionline.config.settings")

import django  # noqa: E402

django.setup()

from django.core.files.base import File  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import transaction  # noqa: E402
from django.utils import timezone  # noqa: E402

from actionline.accounts.models import Organisation, User  # noqa: E402
from actionline.accounts.organisation_table import COLUMNS  # noqa: E402
from actionline.common.tables import jobs, writing  # noqa: E402
from actionline.common.tables.models import TableImport  # noqa: E402
from actionline.framework.models import Economy  # noqa: E402
from bench.timing import Figure  # noqa: E402

MEGABYTE = 1024  # of ru_maxrss, which counts kilobytes
FAULTS = 37
MAPPED = {name: name for name in COLUMNS if name != "membership"}


def main(rows: int) -> int:
    """Measure all; 1 where a limit is missed."""
    call_command("migrate", verbosity=0)
    economy = Economy.objects.create(m49="404", iso2="KE", iso3="KEN", name_en="Kenya")
    officer = User.objects.create_user("officer@example.org", is_officer=True)
    figures = [
        _taken(rows, officer, _bare(rows, economy, officer), good_only=good)
        for good in (True, False)
    ]
    for figure in figures:
        print(figure)
    told = _planted(officer)
    print(
        f"{FAULTS} faults planted in 5000 rows: {told} told {'ok' if told == FAULTS else 'MISSED'}"
    )
    grown = [_written(form) for form in writing.FORMS]
    return 0 if all(f.kept for f in figures) and told == FAULTS and all(grown) else 1


def _bare(rows: int, economy: Economy, officer: User) -> float:
    """Seconds for a thousand rows by nothing but bulk_create."""
    started = process_time()
    now = timezone.now()
    with transaction.atomic():
        Organisation.objects.bulk_create(
            (
                Organisation(
                    name=f"Organisation {number}",
                    acronym="ORG",
                    type="private",
                    economy=economy,
                    website="https://example.org",
                    domains="example.org",
                    added_by=officer,
                    verified_by=officer,
                    verified_at=now,
                )
                for number in range(rows)
            ),
            batch_size=1000,
        )
    taken = process_time() - started
    Organisation.objects.all().delete()
    return taken / rows * 1000


def _taken(rows: int, officer: User, bare: float, *, good_only: bool) -> Figure:
    path = Path(FOLDER.name) / "rows.csv"
    with path.open("w") as file:
        file.write("name,acronym,type,economy,website,domains\n")
        for number in range(rows):
            file.write(f"Organisation {number},ORG,private,Kenya,https://example.org,example.org\n")
    brought = _brought(path, officer)
    jobs.try_table(None, key=brought.pk)
    TableImport.objects.filter(pk=brought.pk).update(state="taking", good_only=good_only)
    started = process_time()
    jobs.take_table(None, key=brought.pk, by=officer.pk)
    taken = (process_time() - started) / rows * 1000
    assert Organisation.objects.count() == rows
    Organisation.objects.all().delete()
    name = f"{rows} rows, {'good rows only' if good_only else 'all or none'}"
    return Figure(name, taken * 1000, "bare bulk_create", bare * 1000, 4, "ms/k")


def _planted(officer: User) -> int:
    """How many faults are told of a file in which 37 rows of 5,000 have one each."""
    path = Path(FOLDER.name) / "faulty.csv"
    spoilt = set(range(100, 100 + FAULTS * 130, 130))
    kinds = ("guild", "")
    with path.open("w") as file:
        file.write("name,acronym,type,economy,website,domains\n")
        for number in range(5000):
            kind = kinds[number % 2] if number in spoilt else "private"
            file.write(f"Organisation {number},ORG,{kind},KEN,,\n")
    brought = _brought(path, officer)
    jobs.try_table(None, key=brought.pk)
    brought.refresh_from_db()
    numbers = set(brought.faults.values_list("number", flat=True))
    assert numbers == {number + 2 for number in spoilt}
    return brought.faulty


def _brought(path: Path, officer: User) -> TableImport:
    brought = TableImport(table="organisations", name=path.name, mapping=MAPPED, by=officer)
    with path.open("rb") as file:
        brought.file.save("table", File(file), save=False)
    brought.save()
    return brought


def _written(form: str) -> bool:
    """Write a million rows (XLSX a tenth); whether memory hardly grew after the first tenth."""
    rows = 100_000 if form == "xlsx" else 1_000_000
    sizes = []
    started = process_time()
    for count in (rows // 10, rows):
        made = ({"id": n, "title": f"Project {n}", "text": "=x" * 20} for n in range(count))
        with (Path(FOLDER.name) / f"out.{form}").open("wb") as file:
            writing.write(made, columns=("id", "title", "text"), form=form, name="x", to=file)
        sizes.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MEGABYTE)
    grown = sizes[1] - sizes[0]
    rate = rows * 1.1 / (process_time() - started)
    verdict = "ok" if grown < 32 else "MISSED"
    print(f"{rows} rows as {form}: {rate:.0f} rows/s, memory grew by {grown:.0f} MB  {verdict}")
    return grown < 32


if __name__ == "__main__":
    raise SystemExit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000))
