"""What the worker does again and again: each run asks for the next."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

#: A task that has run for so long has lost its worker.
LOST = timedelta(minutes=15)


def revive(task: Any) -> int:
    """Have the worker do again what it was killed in the middle of; how many. For tasks that take
    less than a quarter of an hour and may be done twice."""
    running = DBTaskResult.objects.filter(
        task_path=task.module_path, status=TaskResultStatus.RUNNING
    )
    lost = running.filter(started_at__lt=timezone.now() - LOST)
    return int(lost.update(status=TaskResultStatus.READY))


def ensure(task: Any, at: datetime) -> None:
    """Have the worker do `task` at `at`, unless it waits for it already."""
    waiting = DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        task.using(run_after=at).enqueue()
