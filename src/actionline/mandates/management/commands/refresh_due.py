"""`actionline refresh_due`: compute all due dates again, as the worker does every night."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from actionline.mandates.due import refresh


class Command(BaseCommand):
    help = "Compute the due dates of all mandates again, as the worker does every night."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Due dates of {refresh()} mandates changed.")
