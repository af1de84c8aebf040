"""The whole public register as files, made by the worker each night; the last seven are kept.

CSV and JSON lines, packed, with a schema of a line and the checksum of each. A night's files
appear together or not at all; what a killed worker left is cleared away with the next.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from datetime import date
from tempfile import TemporaryFile
from typing import IO, Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils import timezone, translation

from .exports import FORMATS, Words, published
from .models import Dump, Project

KEPT = 7  # nights
SCHEMA = "projects.schema.json"
_FORMS = ("csv", "jsonl")
_CHUNK = 1 << 20


def make(day: date | None = None) -> list[Dump]:
    """Make the files of a day, in the place of those that it has; gives them."""
    day = day or timezone.localdate()
    with ExitStack() as open_files, translation.override("en"):
        made = []
        for form in _FORMS:
            file = open_files.enter_context(TemporaryFile())
            made.append((f"projects.{form}.gz", file, _write(form, file)))
        file = open_files.enter_context(TemporaryFile())
        file.write(json.dumps(schema(), indent=1).encode())
        made.append((SCHEMA, file, made[0][2]))
        dumps = [_stored(day, name, file, rows) for name, file, rows in made]
    with transaction.atomic():
        Dump.objects.filter(day=day).delete()
        Dump.objects.bulk_create(dumps)
        days = Dump.objects.order_by("-day").values_list("day", flat=True).distinct()
        Dump.objects.exclude(day__in=list(days[:KEPT])).delete()
    _clear()
    return dumps


def latest() -> list[Dump]:
    """The files that are there, the newest night first."""
    return list(Dump.objects.all())


def schema() -> dict[str, Any]:
    """What a line of JSON holds (JSON Schema); the columns of the CSV are called alike."""
    from .api_records import ProjectRecord  # pydantic takes a while to import

    found = ProjectRecord.model_json_schema(mode="serialization")
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **found,
        "title": "Project",
        "description": "A project of the register, as a line of projects.jsonl.gz has it. "
        "In projects.csv.gz lists have semicolons between their values.",
    }


def _write(form: str, to: IO[bytes]) -> int:
    """Pack the register into a file; how many projects it has."""
    counted = _Counted(published())
    with gzip.GzipFile(fileobj=to, mode="wb", filename="", mtime=0, compresslevel=6) as packed:
        for piece in FORMATS[form].write(counted, Words.of(settings.SITE_URL)):
            packed.write(piece)
    return counted.number


class _Counted:
    """Counts what goes by."""

    def __init__(self, projects: Iterable[Project]) -> None:
        self._projects = projects
        self.number = 0

    def __iter__(self) -> Iterator[Project]:
        for self.number, project in enumerate(self._projects, start=1):  # noqa: B020
            yield project


def _stored(day: date, name: str, file: IO[bytes], rows: int) -> Dump:
    file.seek(0)
    digest, size = hashlib.sha256(), 0
    for chunk in iter(lambda: file.read(_CHUNK), b""):
        digest.update(chunk)
        size += len(chunk)
    file.seek(0)
    dump = Dump(day=day, name=name, sha256=digest.hexdigest(), size=size, rows=rows)
    dump.file.save(f"{day.isoformat()}-{name}", File(file), save=False)
    return dump


def _clear() -> None:
    """Delete the files that no night names."""
    field = Dump._meta.get_field("file")
    storage, folder = field.storage, field.upload_to.rstrip("/")  # type: ignore[union-attr]
    named = set(Dump.objects.values_list("file", flat=True))
    for name in storage.listdir(folder)[1]:
        if f"{folder}/{name}" not in named:
            storage.delete(f"{folder}/{name}")
