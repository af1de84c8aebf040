"""`actionline restore FILE`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionline.common.backup.archive import BackupError
from actionline.common.backup.restoring import restore


class Command(BaseCommand):
    help = "Put a backup back, on SQLite or PostgreSQL. Stop the site first."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--replace", action="store_true", help="what is here now goes")

    def handle(self, *args: Any, file: Path, replace: bool, **options: Any) -> None:
        try:
            manifest = restore(file, replace=replace)
        except BackupError as error:
            raise CommandError(f"{error} Nothing was changed.", returncode=2) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename}: {error.strerror}. Nothing was changed.", returncode=2
            ) from error
        rows = sum(part.rows or 0 for part in manifest.parts.values())
        self.stdout.write(f"{file}, made {manifest.made}: {rows} rows are back.")
