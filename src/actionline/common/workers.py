"""Workers that are there, and what one that was killed left undone.

A worker holds a lock on a file of its own while it runs. The system lets go of it however the
worker ends, so that whoever comes next sees at once that it is gone, and has its tasks done again
from the start: each task of ours may be done twice. Of a worker on another machine, which shares no
folder with us, there is no file: it is taken for gone when its job was not heard of for long.
"""

from __future__ import annotations

import fcntl
import hashlib
import logging
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from . import work
from .models import Job
from .tasks import run_job

logger = logging.getLogger(__name__)

#: A task that was begun so often and never ended is not begun again: it may be what kills workers.
MOST_TIMES = 5
#: A task other than a job, of a worker on another machine, that has run for so long is lost.
LONGEST = timedelta(hours=3)


def _folder() -> Path:
    return Path(settings.DATA_DIR) / "workers"


@contextmanager
def here(name: str) -> Iterator[None]:
    """Be known as a worker of this name while the block runs."""
    path = _folder() / hashlib.sha256(name.encode()).hexdigest()[:32]
    file = _held(path)
    if file is None:
        yield
        return
    with file:
        file.truncate(0)
        file.write(name)
        file.flush()
        try:
            yield
        finally:
            path.unlink(missing_ok=True)


def _held(path: Path) -> IO[str] | None:
    """The file, locked; None where that cannot be, which is logged. Another worker that begins may
    look at it, and throw it away, in between."""
    reason: OSError | None = None
    for _time in range(20):
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            file = path.open("a")
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if path.stat().st_ino == os.fstat(file.fileno()).st_ino:
                return file
        except OSError as error:
            reason = error
        time.sleep(0.05)
    logger.warning("others will not see at once when this worker is killed: %s", reason)
    return None


def _gone() -> dict[str, Path]:
    """The workers of this folder that were killed, by name, with their files."""
    found = {}
    for path in _folder().glob("*") if _folder().is_dir() else ():
        with suppress(OSError), path.open() as file:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)  # BlockingIOError: it is there
            found[file.read()] = path
    return found


def revive() -> int:
    """Have done again what workers were killed in the middle of; how many tasks and jobs."""
    gone = _gone()
    running = DBTaskResult.objects.filter(status=TaskResultStatus.RUNNING)
    revived = sum(_again(task) for task in list(running) if _lost(task, gone))
    for path in gone.values():
        path.unlink(missing_ok=True)
    return revived + _without_task()


def _lost(task: DBTaskResult[..., Any], gone: dict[str, Path]) -> bool:
    """Whether nobody does a task any more."""
    if task.worker_ids and task.worker_ids[-1] in gone:
        return True
    key = _job_of(task)
    job = Job.objects.filter(pk=key).first() if key is not None else None
    if job is not None:
        return job.state == Job.State.RUNNING and work.lost(job)
    return task.started_at is None or task.started_at < timezone.now() - LONGEST


def _job_of(task: DBTaskResult[..., Any]) -> int | None:
    """The job that a task does, if that is what it does."""
    arguments = task.args_kwargs.get("args") or [None]
    return arguments[0] if task.task_path == run_job.module_path else None


@transaction.atomic
def _again(task: DBTaskResult[..., Any]) -> bool:
    """Let a task wait once more, unless that was tried too often; whether it does."""
    own = DBTaskResult.objects.filter(
        pk=task.pk, status=TaskResultStatus.RUNNING, started_at=task.started_at
    )
    if len(task.worker_ids) >= MOST_TIMES:
        own.update(status=TaskResultStatus.FAILED, finished_at=timezone.now())
        work.give_up(_job_of(task))
        return False
    if not own.update(status=TaskResultStatus.READY):
        return False  # another worker was quicker
    work.wait_again(_job_of(task))
    return True


def _without_task() -> int:
    """Have jobs done that run and that no task does: their worker ended in an orderly way."""
    waiting = DBTaskResult.objects.filter(
        task_path=run_job.module_path,
        status__in=(TaskResultStatus.READY, TaskResultStatus.RUNNING),
    )
    running = list(Job.objects.filter(state=Job.State.RUNNING).values_list("pk", flat=True))
    done = {_job_of(task) for task in waiting} if running else set()
    keys = [key for key in running if key not in done]
    for key in keys:
        with transaction.atomic():
            if work.wait_again(key):
                run_job.enqueue(key)
    return len(keys)
