"""What the worker does again and again: each run asks for the next."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult


def ensure(task: Any, at: datetime) -> None:
    """Have the worker do `task` at `at`, unless it waits for it already."""
    waiting = DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        task.using(run_after=at).enqueue()
