"""`actionline db_worker`: do what waits in the background, first what another left undone."""

from __future__ import annotations

from typing import Any

from django_tasks_db.management.commands.db_worker import Command as Plain

from actionline.common import workers


class Command(Plain):
    help = "Do what waits in the background, first what a worker that was killed left undone."

    def handle(self, *, worker_id: str, **options: Any) -> None:
        workers.revive()
        with workers.here(worker_id):
            super().handle(worker_id=worker_id, **options)
