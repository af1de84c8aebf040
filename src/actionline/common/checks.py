"""`actionline check`: whether what the site needs is there, each told in a line."""

from __future__ import annotations

import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core import checks as django_checks
from django.core.mail import get_connection
from django.db import DatabaseError, connection
from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from . import probes
from .models import AuditEntry
from .tasks import answer

#: How long a worker has to take a task, in seconds; it looks every second.
PATIENCE = 15.0
_LITTLE, _TOO_LITTLE = 2 * 1024**3, 200 * 1024**2  # bytes that are free
_ASKEW = timedelta(seconds=5)
_LATE = timedelta(minutes=15)


class Level(StrEnum):
    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """How one thing stands, and what to do where it does not stand well."""

    level: Level
    what: str
    state: str
    advice: str = ""

    def __str__(self) -> str:
        line = f"{self.level:<4}  {self.what}: {self.state}."
        return f"{line} {self.advice}" if self.advice else line


#: What the rooms above look at besides, where the database answers; they append in
#: `AppConfig.ready()`.
further: list[Callable[[], Finding]] = []


def look(patience: float = PATIENCE) -> Iterator[Finding]:
    """Everything, in the order in which one thing needs another."""
    yield from _settings()
    yield _data_folder()
    yield _disk()
    answers = database()
    yield from answers
    if all(finding.level is Level.OK for finding in answers):
        yield _clock()
        yield _worker(patience)
        yield _backlog()
        yield from (check() for check in further)
    yield _mail()


def _settings() -> Iterator[Finding]:
    public: bool = settings.SECURE_SITE
    messages = django_checks.run_checks(include_deployment_checks=public)
    serious = [message for message in messages if not message.is_silenced()]
    for message in serious:
        failed = message.level >= django_checks.ERROR
        level = Level.FAIL if failed else Level.WARN
        yield Finding(
            level, "settings", f"{message.id}: {message.msg}".rstrip("."), message.hint or ""
        )
    if settings.DEBUG and public:
        advice = "Take ACTIONLINE_DEBUG away."
        yield Finding(Level.FAIL, "settings", "failures are shown in full on a public site", advice)
    elif not serious:
        yield Finding(Level.OK, "settings", "public over https" if public else "for this machine")


def _data_folder() -> Finding:
    folder = Path(settings.DATA_DIR)
    try:
        with tempfile.TemporaryFile(dir=folder) as probe:
            probe.write(b"x")
    except OSError as error:
        advice = "Give the site's user the folder, or name another in ACTIONLINE_DATA."
        return Finding(Level.FAIL, "data folder", f"{folder}: {error.strerror}", advice)
    return Finding(Level.OK, "data folder", f"{folder} can be written")


def _disk() -> Finding:
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError as error:
        return Finding(Level.FAIL, "disk", str(error.strerror), "Look at ACTIONLINE_DATA.")
    state = f"{free / 1024**3:.1f} GiB are free"
    if free < _TOO_LITTLE:
        return Finding(Level.FAIL, "disk", state, "Make room: soon nothing can be saved.")
    if free < _LITTLE:
        return Finding(Level.WARN, "disk", state, "Make room before it is full.")
    return Finding(Level.OK, "disk", state)


def database() -> list[Finding]:
    """Whether it answers and is as this version needs it."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        waiting = probes.unapplied()
    except DatabaseError as error:
        reason = str(error).strip().splitlines()[0]
        advice = "Look at DATABASE_URL, and whether the server runs."
        if connection.vendor == "sqlite":
            advice = "Look at DATABASE_URL: its folder has to be there and writable."
        return [Finding(Level.FAIL, "database", reason, advice)]
    found = [Finding(Level.OK, "database", f"{connection.display_name} answers")]
    if waiting:
        state = f"{waiting} are missing"
        found.append(Finding(Level.FAIL, "migrations", state, "Run `actionline migrate`."))
    else:
        found.append(Finding(Level.OK, "migrations", "all are there"))
    return found


def _clock() -> Finding:
    """Against the database's clock, and against what was written last."""
    now = timezone.now()
    latest = AuditEntry.objects.order_by("-number").values_list("at", flat=True).first()
    if latest is not None and latest > now + _ASKEW:
        state = f"the last change was made at {latest:%Y-%m-%d %H:%M} UTC, which is yet to come"
        return Finding(Level.FAIL, "clock", state, "Set the clock (NTP) before working on.")
    if connection.vendor == "postgresql":
        askew = abs(_database_time() - timezone.now())
        if askew > _ASKEW:
            state = f"{askew.total_seconds():.0f} s from the database's"
            return Finding(Level.WARN, "clock", state, "Set both by NTP.")
    return Finding(Level.OK, "clock", f"{now:%Y-%m-%d %H:%M:%S} UTC")


def _database_time() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        at: datetime = cursor.fetchone()[0]
    return at


def _worker(patience: float) -> Finding:
    """Ask for a task that does nothing, and wait until it is done."""
    started = time.monotonic()
    asked: Any = answer.enqueue()
    task = DBTaskResult.objects.filter(pk=asked.id)
    done = _until(lambda: task.filter(finished_at__isnull=False).exists(), patience)
    took = time.monotonic() - started
    task.exclude(status=TaskResultStatus.RUNNING).delete()  # its worker writes to it yet
    if done:
        return Finding(Level.OK, "worker", f"did a task within {took:.1f} s")
    advice = "Start one: `actionline db_worker` (serve does), or wait until it has time."
    return Finding(Level.FAIL, "worker", f"none did a task within {patience:.0f} s", advice)


def _until(ready: Callable[[], bool], patience: float) -> bool:
    end = time.monotonic() + patience
    while not ready():
        if time.monotonic() > end:
            return False
        time.sleep(0.1)
    return True


def _backlog() -> Finding:
    late = DBTaskResult.objects.ready().filter(enqueued_at__lt=timezone.now() - _LATE).count()
    if late:
        state = f"{late} have waited for more than {_LATE.total_seconds() / 60:.0f} minutes"
        return Finding(Level.WARN, "tasks", state, "Start a second worker, or see what takes long.")
    return Finding(Level.OK, "tasks", "none waits for long")


def _mail() -> Finding:
    if not settings.SENDS_MAIL:
        advice = "Name a server in ACTIONLINE_SMTP."
        return Finding(Level.WARN, "mail", "no server is named; nothing is sent", advice)
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        transport = get_connection(fail_silently=False)
        transport.open()
        transport.close()
    except OSError as error:  # smtplib's errors are among them
        return Finding(Level.FAIL, "mail", f"{server}: {error}", "Look at ACTIONLINE_SMTP.")
    return Finding(Level.OK, "mail", f"{server} answers")
