"""`actionline bounces FILE…`."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionline.common import bounces


class Command(BaseCommand):
    help = "Note which mails came back, from the notifications in files (messages or mbox)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path)

    def handle(self, *args: Any, files: list[Path], **options: Any) -> None:
        seen = noted = 0
        for file in files:
            try:
                for message in bounces.messages(file):
                    seen += 1
                    found = bounces.bounce(message)
                    noted += found is not None and bounces.note(found)
            except OSError as error:
                raise CommandError(f"{file}: {error.strerror}.", returncode=2) from error
        self.stdout.write(f"{seen} messages read, {noted} mails noted as come back.")
