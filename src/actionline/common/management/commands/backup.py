"""`actionline backup FILE`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionline.common.backup.archive import BackupError
from actionline.common.backup.saving import save


class Command(BaseCommand):
    help = "Write everything into one file, also while the site runs. Keep it safe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            manifest = save(file)
        except BackupError as error:
            raise CommandError(str(error), returncode=2) from error
        except OSError as error:
            raise CommandError(
                f"{error.filename or file}: {error.strerror}. Nothing was written.", returncode=2
            ) from error
        rows = sum(part.rows or 0 for part in manifest.parts.values())
        files = sum(name.startswith("files/") for name in manifest.parts)
        size = file.stat().st_size / 1024**2
        self.stdout.write(f"{file}: {rows} rows, {files} files, {size:.1f} MiB.")
