"""`actionline demo`: fill the site with a year of demonstration data."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from actionline.portal.demo.stages import STAGES, YEAR, RealDataError, run


class Command(BaseCommand):
    help = "Fill the site with demonstration data, marked on every page; not for a real site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--stage",
            choices=[*STAGES, YEAR],
            default=YEAR,
            help="how far: a stage runs those before it too; year (the default) runs all",
        )
        parser.add_argument(
            "--force", action="store_true", help="also where documents were filed already"
        )

    def handle(self, *args: Any, stage: str, force: bool, **options: Any) -> None:
        try:
            done = run(stage, force=force)
        except RealDataError:
            raise CommandError(
                "Documents were filed here: this may be a real site. Use another database, or "
                "--force where you are sure.",
                returncode=2,
            ) from None
        for name, result in done:
            self.stdout.write(f"{name}: {result}.")
        self.stdout.write("The site says on every page that it holds demonstration data.")
