"""Making a backup."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from django.conf import settings
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader

import actionline
from actionline.common import probes
from actionline.common.files import whole_file

from . import rows
from .archive import BackupError, Manifest, Writer

_AT_A_TIME = 1024 * 1024


def save(path: Path) -> Manifest:
    """Write a backup to `path` while the site runs: the database as it is at one moment.

    The file appears when it is whole, readable by its owner only: the site's secret is in it.
    Files are read after the database, so that none that a row names is missing. Raises OSError,
    and BackupError where the database is not at this version.
    """
    if probes.unapplied():
        raise BackupError("Migrations are missing: run `actionline migrate` first.")
    manifest = Manifest(
        version=actionline.__version__,
        made=datetime.now(UTC).isoformat(timespec="seconds"),
        database=connection.vendor,
        migrations=migrations(),
    )
    with whole_file(path) as file:
        writer = Writer(file, manifest)
        with transaction.atomic():
            _one_moment()
            for model in rows.tables():
                lines = (rows.line(row) for row in rows.read(model))
                writer.add(f"tables/{model._meta.label_lower}.jsonl", lines, lines=True)
        for found in sorted(files()):
            writer.add(f"files/{found.relative_to(settings.MEDIA_ROOT).as_posix()}", _read(found))
        secret = Path(settings.DATA_DIR) / "secret"
        if secret.exists():
            writer.add("secret", _read(secret))
        writer.finish()
    return manifest


def migrations() -> list[str]:
    """The migrations that this version has, `app.name`, sorted: they say what the rows mean."""
    return sorted(f"{app}.{name}" for app, name in MigrationLoader(None).graph.nodes)


def files() -> Iterator[Path]:
    """Everything below the folder of files that came in; names that begin with a dot are ours."""
    folder = Path(settings.MEDIA_ROOT)
    return (found for found in folder.rglob("*") if found.is_file() and found.name[0] != ".")


def _one_moment() -> None:
    """See the database as it is now until the transaction ends; SQLite does so by itself."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")


def _read(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_AT_A_TIME):
            yield chunk
