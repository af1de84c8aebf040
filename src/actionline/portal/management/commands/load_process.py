"""`actionline load_process`: take a process folder into the database."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from actionline.common.datafiles import DataError
from actionline.portal.process import load


class Command(BaseCommand):
    help = "Load bodies, calendar, instruments and summaries from a process folder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--folder", type=Path, default=settings.PROCESS_DIR)

    def handle(self, *args: Any, folder: Path, **options: Any) -> None:
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.", returncode=2)
        try:
            loaded = load(folder.resolve())
        except DataError as error:
            faults = "\n".join(str(fault) for fault in error.faults)
            raise CommandError(
                f"Nothing was loaded; correct these and try again:\n{faults}", returncode=2
            ) from None
        if loaded.changed:
            self.stdout.write(f"{folder.name}: {loaded.changed} rows added or changed.")
        else:
            self.stdout.write(f"{folder.name}: nothing new.")
