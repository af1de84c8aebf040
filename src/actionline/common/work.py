"""Background work with progress and cancel.

A room makes a function known and starts it from a view; the worker runs it, the person watches
`/jobs/<id>/` and may stop it:

    def export(progress: Progress, *, form: str) -> Result: ...

    work.register("mandates.export", _("Export of the register"), export)  # in AppConfig.ready
    job = work.start(kind="mandates.export", by=request.user, arguments={"form": "csv"})
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import IO, Any, TypeVar

from django.core.files.base import ContentFile, File
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import get_language, gettext, override

from .models import Job
from .tasks import clear_job, run_job

logger = logging.getLogger(__name__)
Item = TypeVar("Item")

#: Seconds between two times that progress is written down and cancelling is looked for.
BEAT = 0.5
#: A job that runs and was not heard of for so long has lost its worker.
LOST = timedelta(minutes=5)
#: How long a result is kept.
KEPT = timedelta(days=7)


class CancelledError(Exception):
    """The person does not want it any more."""


class WorkError(Exception):
    """The work cannot be done; the message tells the person why."""


@dataclass(frozen=True, slots=True)
class Result:
    """A file that came of the work; it is given away as an attachment. An open file is closed
    when it was kept."""

    name: str
    media_type: str
    content: bytes | IO[bytes]


class Progress:
    """How far a job is, as its function tells it. `asked_at` is when it was asked for."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._written = time.monotonic()
        self.asked_at = job.created_at

    def of(self, items: Iterable[Item], total: int) -> Iterator[Item]:
        """The same items; each counts when it was taken. Raises CancelledError."""
        self._job.total = total
        for count, item in enumerate(items, start=1):
            self._job.done = count
            self._beat()
            yield item

    def _beat(self) -> None:
        if time.monotonic() - self._written < BEAT:
            return
        self._written = time.monotonic()
        self._job.beat = timezone.now()
        self._job.save(update_fields=["done", "total", "beat"])
        if Job.objects.filter(pk=self._job.pk, cancel_asked=True).exists():
            raise CancelledError


Work = Callable[..., Result | None]


@dataclass(frozen=True, slots=True)
class Kind:
    title: str | Promise
    run: Work


_kinds: dict[str, Kind] = {}


def register(name: str, title: str | Promise, run: Work) -> None:
    """Make a kind of work known, under a name and a title for people; from `AppConfig.ready`.

    It may be done again from the start: where its worker is killed, the next one takes it up.
    """
    _kinds[name] = Kind(title, run)


def title(kind: str) -> str:
    """What jobs of a kind are called."""
    return str(_kinds[kind].title) if kind in _kinds else kind


@transaction.atomic
def start(*, kind: str, by: Any, arguments: Mapping[str, Any], then: str = "") -> Job:
    """Have the worker do it; `arguments` are JSON values, `then` is the address where the person
    sees afterwards what was done. KeyError for an unknown kind."""
    _ = _kinds[kind]
    job = Job.objects.create(
        kind=kind,
        by=by,
        arguments=dict(arguments),
        language=get_language() or "en",
        then=then,
    )
    transaction.on_commit(lambda: run_job.enqueue(job.pk))
    return job


def of(person: Any) -> QuerySet[Job]:
    """The jobs that somebody may see: their own."""
    return Job.objects.filter(by=person.pk)


@transaction.atomic
def cancel(*, job: Job) -> None:
    """Ask a running job to stop; one that waits, or lost its worker, is cancelled at once."""
    fresh = Job.objects.select_for_update().get(pk=job.pk)
    if fresh.state == Job.State.WAITING or (fresh.open and lost(fresh)):
        _finish(fresh, Job.State.CANCELLED)
    elif fresh.open:
        fresh.cancel_asked = True
        fresh.save(update_fields=["cancel_asked"])


def lost(job: Job) -> bool:
    """Whether a running job was not heard of for long."""
    return job.beat is not None and job.beat < timezone.now() - LOST


def run(key: int) -> None:
    """Do a job; the worker calls it. Whatever happens, the job tells how it ended."""
    taken = Job.objects.filter(pk=key, state=Job.State.WAITING)
    if not taken.update(state=Job.State.RUNNING, beat=timezone.now()):
        return  # cancelled, or gone with its person
    job = Job.objects.get(pk=key)
    with override(job.language):
        try:
            result = _kinds[job.kind].run(Progress(job), **job.arguments)
        except CancelledError:
            _finish(job, Job.State.CANCELLED)
        except WorkError as error:
            _finish(job, Job.State.FAILED, message=str(error))
        except Exception:
            logger.exception("Job %s failed", job)
            _finish(job, Job.State.FAILED, message=gettext("Something went wrong here."))
        else:
            _keep(job, result)


def wait_again(key: int | None) -> bool:
    """Let a job wait that lost its worker; whether it was one."""
    lost = _running(key)
    return bool(lost.update(state=Job.State.WAITING, beat=None))


def give_up(key: int | None) -> None:
    """End a job in the middle of which several workers died."""
    for job in _running(key):
        with override(job.language):
            _finish(job, Job.State.FAILED, message=gettext("It was interrupted again and again."))


def _running(key: int | None) -> QuerySet[Job]:
    keys = [] if key is None else [key]
    return Job.objects.filter(pk__in=keys, state=Job.State.RUNNING)


def clear(key: int) -> None:
    """Delete a job and its file: nobody comes for it any more."""
    for job in Job.objects.filter(pk=key):
        job.result.delete(save=False)
        job.delete()


def _keep(job: Job, result: Result | None) -> None:
    if result is not None:
        content = result.content
        with ContentFile(content) if isinstance(content, bytes) else File(content) as kept:
            job.result.save(f"{job.pk}", kept, save=False)
        job.result_name, job.result_type = result.name, result.media_type
    _finish(job, Job.State.DONE)


def _finish(job: Job, state: str, message: str = "") -> None:
    from . import notices  # it asks us what a job is called

    job.state, job.message, job.finished_at = state, message[:400], timezone.now()
    job.save()
    clear_job.using(run_after=timezone.now() + KEPT).enqueue(job.pk)
    if state in (Job.State.DONE, Job.State.FAILED):
        notices.job_ended(job)
