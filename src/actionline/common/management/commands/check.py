"""`actionline check`: everything the site needs; with Django's own options, Django's check."""

from __future__ import annotations

import sys
from typing import Any

from django.core.management.base import CommandParser
from django.core.management.commands.check import Command as DjangoCheck

from actionline.common import checks


class Command(DjangoCheck):
    help = "Look whether all that the site needs is there. --deploy: settings alone, strictly."

    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--patience",
            type=float,
            default=checks.PATIENCE,
            help="seconds that a worker has to answer",
        )

    def handle(self, *app_labels: Any, **options: Any) -> None:
        if app_labels or any(options.get(name) for name in ("deploy", "tags", "list_tags")):
            super().handle(*app_labels, **options)
            return
        failed = False
        for finding in checks.look(options["patience"]):
            self.stdout.write(str(finding))
            self.stdout.flush()
            failed = failed or finding.level is checks.Level.FAIL
        if failed:
            sys.exit(1)
