"""`actionline refresh_due`: compute all due dates again; to be run once a day."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from actionline.mandates.due import refresh


class Command(BaseCommand):
    help = "Compute the due dates of all mandates again. Run it once a day."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Due dates of {refresh()} mandates changed.")
