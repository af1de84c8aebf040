"""How fast the register comes in and goes out: `python -m bench.stocktaking [WHAT] [ROWS]`.

WHAT is `import`, `export` or both where it is missing. On a database of its own (SQLite in a
temporary folder, or the empty one of DATABASE_URL):

- `import`: 100,000 projects from a CSV file, good rows only and all or none, each with its audit
  entry, against a bare `bulk_create` of the same rows, by processor time; at most four times as
  long. What the worker takes to put them into the search is told beside it. Of 5,000 rows with 37
  planted faults exactly those are told.
- `export`: 1,000,000 projects in each form (XLSX a tenth of them), as the page of the register
  gives them away; the memory that the process takes may not grow with their number. Where
  DATABASE_URL has so many projects, those are taken.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
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
from django.db import connection, transaction  # noqa: E402
from django.utils import timezone  # noqa: E402
from django_tasks_db.models import DBTaskResult  # noqa: E402
from tests.stocktaking.registers import COLUMNS, as_csv, expected, rows  # noqa: E402

from actionline.accounts.models import User  # noqa: E402
from actionline.common.tables import jobs  # noqa: E402
from actionline.common.tables.models import TableImport  # noqa: E402
from actionline.framework.models import ActionLine, Economy, Goal, Target  # noqa: E402
from actionline.stocktaking import exports, tasks  # noqa: E402
from actionline.stocktaking.importing import ProjectTable  # noqa: E402
from actionline.stocktaking.models import Project  # noqa: E402
from bench.timing import Figure  # noqa: E402

FAULTS, FAULTY_ROWS = 37, 5000
MEGABYTE = 1024 * 1024
MAPPED = {name: name for name in COLUMNS}
MOST_GROWN = 32  # megabytes


def main(what: str, many: int) -> int:
    """Measure; 1 where a limit is missed."""
    call_command("migrate", verbosity=0)
    kept = True
    if what in ("import", "all"):
        kept = _import(many or 100_000, _vocabulary())
    if what in ("export", "all"):
        kept = _export(many or 1_000_000) and kept
    return 0 if kept else 1


def _vocabulary() -> User:
    for number, code in enumerate(("C1", "C2", "C7-elearning")):
        ActionLine.objects.create(code=code, name_en=f"Line {code}", position=number)
    goal = Goal.objects.create(number=9, name_en="Goal 9")
    Target.objects.create(code="9.c", goal=goal, name_en="Target 9.c")
    for m49, iso2, iso3 in (("404", "KE", "KEN"), ("250", "FR", "FRA")):
        Economy.objects.create(m49=m49, iso2=iso2, iso3=iso3, name_en=iso3)
    return User.objects.create_user("officer@example.org", is_officer=True)


# In


def _import(many: int, officer: User) -> bool:
    path = Path(FOLDER.name) / "rows.csv"
    path.write_text(as_csv(rows(many)))
    bare = _bare(path, many)
    figures = [_taken(path, many, officer, bare, good_only=good) for good in (True, False)]
    told = _planted(officer)
    print(
        f"{FAULTS} faults planted in {FAULTY_ROWS} rows: {'ok' if told else 'MISSED'}", flush=True
    )
    return all(figure.kept for figure in figures) and told


def _bare(path: Path, many: int) -> float:
    """Milliseconds for a thousand rows by nothing but bulk_create of the same projects."""
    brought = _brought(path, None)
    table = ProjectTable()
    with brought.file.open("rb") as file:
        made = [
            table.make(row)
            for batch in jobs.Checker(table, MAPPED).batches(jobs.read(file).lines)
            for row in _resolved(table, batch)
        ]
    started = process_time()
    with transaction.atomic():
        Project.objects.bulk_create(made, batch_size=1000)
    taken = process_time() - started
    Project.objects.all().delete()
    return taken / many * 1e6


def _resolved(table: ProjectTable, batch: list) -> list:  # type: ignore[type-arg]  # rows of it
    table.resolve(batch)
    return batch


def _taken(path: Path, many: int, officer: User, bare: float, *, good_only: bool) -> Figure:
    brought = _brought(path, officer)
    jobs.try_table(None, key=brought.pk)
    TableImport.objects.filter(pk=brought.pk).update(state="taking", good_only=good_only)
    started = process_time()
    jobs.take_table(None, key=brought.pk, by=officer.pk)
    taken = (process_time() - started) / many * 1e6
    assert Project.objects.count() == many
    name = f"{many} projects, {'good rows only' if good_only else 'all or none'}"
    figure = Figure(name, taken, "bare bulk_create", bare, 4, "ms/k")
    print(figure, flush=True)
    if good_only:
        print(f"{'  put into the search by the worker':<38} {_indexed(many):8.2f} ms/k", flush=True)
    else:
        print(f"{'  the same file tried once more':<38} {_same(path, many, officer):8.2f} ms/k")
    DBTaskResult.objects.all().delete()
    Project.objects.all().delete()
    return figure


def _indexed(many: int) -> float:
    """What the worker takes for a tenth of them."""
    waiting = DBTaskResult.objects.filter(task_path=tasks.index.module_path)
    chosen = [result.task_result.args for result in waiting[: max(1, len(waiting) // 10)]]
    started = process_time()
    for arguments in chosen:
        tasks.index.call(*arguments)
    return (process_time() - started) / sum(len(each[0]) for each in chosen) * 1e6


def _same(path: Path, many: int, officer: User) -> float:
    brought = _brought(path, officer)
    started = process_time()
    jobs.try_table(None, key=brought.pk)
    taken = process_time() - started
    brought.refresh_from_db()
    assert (brought.same, brought.new) == (many, 0)
    return taken / many * 1e6


def _planted(officer: User) -> bool:
    """Whether exactly the planted faults are told."""
    path = Path(FOLDER.name) / "faulty.csv"
    path.write_text(as_csv(rows(FAULTY_ROWS, FAULTS)))
    brought = _brought(path, officer)
    jobs.try_table(None, key=brought.pk)
    found = brought.faults.values_list("number", "column", "wrong")
    return list(found) == expected(FAULTY_ROWS, FAULTS)


def _brought(path: Path, officer: User | None) -> TableImport:
    brought = TableImport(table="projects", name=path.name, mapping=MAPPED, by=officer)
    with path.open("rb") as file:
        brought.file.save("table", File(file), save=False)
    brought.save()
    return brought


# Out


def _export(many: int) -> bool:
    _fill(Project.objects.count(), many)
    grown = [_written(form, many) for form in exports.FORMATS]
    return all(grown)


def _fill(there: int, many: int) -> None:
    """So many projects, copied by the database; one that has them already stays as it is."""
    if not there:
        there = min(many, 10_000)
        Project.objects.bulk_create(_copies(there, timezone.now()), batch_size=1000)
    table = connection.ops.quote_name(Project._meta.db_table)
    names = [field.column for field in Project._meta.concrete_fields if not field.primary_key]
    columns = ", ".join(map(connection.ops.quote_name, names))
    copied = columns.replace(connection.ops.quote_name("number"), "number + %s")
    copy = f"INSERT INTO {table} ({columns}) SELECT {copied} FROM {table} ORDER BY id LIMIT %s"
    while there < many:
        more = min(there, many - there)
        with connection.cursor() as cursor:
            cursor.execute(copy, [there, more])
        there += more
    connection.close()


def _copies(many: int, now: object) -> Iterator[Project]:
    for number in range(many):
        yield Project(
            number=1_000_000_000 + number,
            language="en",
            title=f"Boats that carry books, part {number}",
            summary="We lend tablets and books from boats to schools along the coast. " * 3,
            entity_name=f"Harbour office {number % 500}",
            entity_type="government",
            entity_economy="KEN",
            lines=["C1", "C7-elearning"],
            goals=["9"],
            targets=["9.c"],
            economies=["KEN", "FRA"],
            status="ongoing",
            links=[{"url": "https://boats.example/books", "text": "The boats"}],
            figures=[{"what": "people trained", "value": "1200", "unit": "people"}],
            year=2020,
            submitted_at=now,
        )


def _written(form: str, many: int) -> bool:
    """Write a tenth and then all (XLSX: a hundredth, a tenth); whether memory hardly grew."""
    count = many // 10 if form == "xlsx" else many
    sizes, started = [], process_time()
    for most in (count // 10, count):
        Path("/proc/self/clear_refs").write_text("5")  # forget the most of before
        with (Path(FOLDER.name) / f"out.{form}").open("wb") as file:
            for piece in exports.FORMATS[form].write(
                _first(most), exports.Words.of("https://example.org")
            ):
                file.write(piece)
        sizes.append(_resident())
    grown, rate = sizes[1] - sizes[0], count * 1.1 / (process_time() - started)
    verdict = "ok" if grown < MOST_GROWN else "MISSED"
    held = " and ".join(f"{size:.0f}" for size in sizes)
    print(f"{count} projects as {form}: {rate:.0f} /s; at most {held} MB held"
          f" for a tenth and for all  {verdict}", flush=True)  # fmt: skip
    return grown < MOST_GROWN


def _first(most: int) -> Iterator[Project]:
    for number, project in enumerate(exports.published()):
        if number == most:
            return
        yield project


def _resident() -> float:
    """The most memory that the process has held since it was forgotten, in megabytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) * 1024 / MEGABYTE
    return 0.0


if __name__ == "__main__":
    asked = sys.argv[1] if len(sys.argv) > 1 else "all"
    raise SystemExit(main(asked, int(sys.argv[2]) if len(sys.argv) > 2 else 0))
