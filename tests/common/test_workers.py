"""What a worker that was killed left undone is done again; what another one does is left to it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actionline.common import work, workers
from actionline.common.models import Job
from actionline.common.tasks import answer, run_job


@pytest.fixture(autouse=True)
def folder(settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path


def killed(name: str) -> None:
    """A worker of this name was here and never took its leave."""
    with workers.here(name):
        (path,) = workers._folder().iterdir()
        kept = path.read_text()
    path.write_text(kept)


def running(person, *workers_before: str) -> tuple[Job, DBTaskResult]:
    job = Job.objects.create(kind="test", by=person, language="en")
    Job.objects.update(state=Job.State.RUNNING, beat=timezone.now())
    task = begun(run_job.enqueue(job.pk).id, *workers_before)
    return job, task


def begun(key: str, *workers_before: str) -> DBTaskResult:
    task = DBTaskResult.objects.get(pk=key)
    task.worker_ids = list(workers_before[:-1])
    task.claim(workers_before[-1])
    return task


def state(job: Job, task: DBTaskResult) -> tuple[str, str]:
    job.refresh_from_db()
    task.refresh_from_db()
    return job.state, task.status


def test_what_a_killed_worker_did_waits_for_the_next(person):
    job, task = running(person, "one")
    other = begun(answer.enqueue().id, "one")
    killed("one")

    assert workers.revive() == 2
    assert state(job, task) == ("waiting", "READY")
    other.refresh_from_db()
    assert other.status == "READY"
    assert workers.revive() == 0


def test_what_a_worker_does_that_is_there_is_left_to_it(person):
    job, task = running(person, "one")
    with workers.here("one"):
        assert workers.revive() == 0
    assert state(job, task) == ("running", "RUNNING")


def test_a_worker_elsewhere_is_gone_when_nothing_was_heard_of_its_job(person):
    job, task = running(person, "elsewhere")
    assert workers.revive() == 0
    Job.objects.update(beat=timezone.now() - work.LOST - timedelta(seconds=1))
    assert workers.revive() == 1
    assert state(job, task) == ("waiting", "READY")


def test_what_kills_every_worker_is_not_begun_for_ever(person):
    job, task = running(person, "a", "b", "c", "d", "e")
    killed("e")
    assert workers.revive() == 0
    assert state(job, task) == ("failed", "FAILED")
    assert "again and again" in job.message


def test_a_job_that_no_task_does_any_more_is_asked_for_again(person):
    job, task = running(person, "one")
    task.set_failed(SystemExit())  # the worker was told to stop twice
    assert workers.revive() == 1
    job.refresh_from_db()
    assert job.state == "waiting"
    assert DBTaskResult.objects.ready().get().args_kwargs["args"] == [job.pk]
