"""A register for `bench.search`: projects of `bench.search_corpus`, translations, their index.

On PostgreSQL with a SQLite database of the same number kept beside it, rows are taken over from
there: what the index holds is the same on both, and making it twice would take as long again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from time import perf_counter

from django.core.management import call_command
from django.db import connection, models, transaction
from django.db.models import Max

from actionline.accounts.models import Organisation
from actionline.common.models import (
    SearchBlock,
    SearchChange,
    SearchEntry,
    SearchHead,
    SearchWord,
)
from actionline.common.translations.models import Translation
from actionline.framework.models import ActionLine, Economy, GdcObjective, Goal, Target
from actionline.stocktaking.indexing import CONTENT, PROJECTS
from actionline.stocktaking.models import Beneficiary, Project
from bench.search_corpus import Made, made, some

_FIRST = 1_100_000_000  # the second in which the first project was submitted
_TAGS = {"zh": "zh-hans"}
_TABLES = (Project, Translation, SearchHead, SearchChange, SearchEntry, SearchBlock, SearchWord)
_AT_ONCE = 2_000


class Vocabulary:
    """The values that projects choose from, each list in its order."""

    def __init__(self) -> None:
        self.lines = _of(ActionLine, "code")
        self.goals = [goal.code for goal in Goal.objects.all()]
        self.targets = _of(Target, "code")
        self.objectives = [each.code for each in GdcObjective.objects.all()]
        self.economies = sorted(_of(Economy, "iso3"), key=lambda code: code[::-1])
        self.types = list(Organisation.Type.values)
        self.beneficiaries = _of(Beneficiary, "slug")


def _of(model: type[models.Model], field: str) -> list[str]:
    return [str(value) for value in model._default_manager.values_list(field, flat=True)]


def fill(number: int, beside: Path | None) -> None:
    """Have so many projects in the database and in the search; say how long each step took."""
    call_command("load_process", verbosity=0)
    started = perf_counter()
    if beside and connection.vendor == "postgresql" and beside.exists():
        _take_over(beside)
        print(f"  taken over from SQLite in {perf_counter() - started:.0f} s", flush=True)
        return
    _write(number)
    print(f"  {number} projects written in {perf_counter() - started:.0f} s", flush=True)
    started = perf_counter()
    for block, count in enumerate(PROJECTS.rebuild()):
        taken = perf_counter() - started
        print(f"  block {block}: {count} entries, {taken:.0f} s from the start", flush=True)


def _write(number: int) -> None:
    """Write the projects that are not there yet: an earlier run may have been stopped."""
    words = Vocabulary()
    last = Project.objects.aggregate(last=Max("pk"))["last"] or 0
    numbers = iter(range(last + 1, number + 1))
    while some_of := list(islice(numbers, _AT_ONCE)):
        drawn = [(each, made(each)) for each in some_of]
        with transaction.atomic():
            Project.objects.bulk_create([_project(key, each, words) for key, each in drawn])
            Translation.objects.bulk_create(
                [row for key, each in drawn for row in _translations(key, each)]
            )


def _project(key: int, each: Made, words: Vocabulary) -> Project:
    random = each.random
    number = _FIRST + key * 500
    submitted = datetime.fromtimestamp(_FIRST + random.randrange(650_000_000), UTC)
    return Project(
        pk=key,
        number=number,
        language=_TAGS.get(each.language, each.language),
        title=each.title,
        summary=each.summary,
        entity_name=each.entity,
        entity_type=some(random, words.types, 1)[0],
        entity_economy=some(random, words.economies, 1)[0],
        lines=some(random, words.lines, 3),
        goals=some(random, words.goals, 3),
        targets=some(random, words.targets, 4),
        objectives=some(random, words.objectives, 2),
        coverage=some(random, Project.Coverage.values, 1)[0],
        economies=some(random, words.economies, 3),
        status=some(random, Project.Status.values, 1)[0],
        beneficiaries=some(random, words.beneficiaries, 3),
        year=submitted.year,
        submitted_at=submitted,
        confirmed_on=submitted.date(),
    )


def _translations(key: int, each: Made) -> Iterator[Translation]:
    if each.english:
        for field, text in zip(("title", "summary"), each.english, strict=True):
            yield Translation(
                content=CONTENT,
                field=field,
                key=str(key),
                language="en",
                state=Translation.State.APPROVED,
                text=text,
                source=getattr(each, field),
            )


def _take_over(path: Path) -> None:
    """The rows of the SQLite database at `path`, as they are."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as source, transaction.atomic():
        for model in _TABLES:
            columns = [field.column for field in model._meta.concrete_fields if field.column]
            _copy(source, model._meta.db_table, columns)


def _copy(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> None:
    names = ", ".join(f'"{name}"' for name in columns)
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table}")
        with cursor.copy(f"COPY {table} ({names}) FROM STDIN") as rows:
            for row in source.execute(f"SELECT {names} FROM {table}"):
                rows.write_row(row)
