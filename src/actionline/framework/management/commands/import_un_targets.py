"""`actionline import_un_targets FILE`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionline.framework.actions import keep_official_wordings
from actionline.framework.un_targets import WordingError, read_wordings
from actionline.framework.vocabulary import LANGUAGES


class Command(BaseCommand):
    help = "Take the UN's official wording of the targets from a file it published."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="CSV, XLSX or JSON, as UNSD publishes them")
        parser.add_argument("--language", choices=LANGUAGES, default="en", help="of the file")

    def handle(self, *args: Any, file: Path, language: str, **options: Any) -> None:
        try:
            wordings = read_wordings(file.read_bytes())
        except OSError as error:
            raise CommandError(f"{file}: {error.strerror}", returncode=2) from error
        except WordingError as error:
            raise CommandError(f"{file}: {error}", returncode=2) from error
        kept = keep_official_wordings(wordings=wordings, language=language, source=file.name)
        self.stdout.write(
            f"{kept.changed} of {kept.known} targets have a new wording ({language})."
        )
        if kept.missing:
            self.stdout.write(f"Without one in this file: {', '.join(kept.missing)}.")
