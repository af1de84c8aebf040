"""Background work: it tells how far it is, can be stopped, and tells how it ended."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actionline.common import notifications, work
from actionline.common.models import Job, Mail

seen: list[tuple[int, int | None]] = []


def counting(progress: work.Progress, *, items: int) -> work.Result:
    """Counts, and looks at what others see of it meanwhile."""
    for item in progress.of(range(items), items):
        job = Job.objects.get()
        seen.append((job.done, job.total))
        if item == 2 and job.arguments["items"] == 5:
            work.cancel(job=job)
    return work.Result("count.txt", "text/plain", b"counted")


def failing(progress: work.Progress, *, why: str) -> None:
    if why == "told":
        raise work.WorkError("There is nothing to count.")
    raise ZeroDivisionError("a secret")


@pytest.fixture(autouse=True)
def kinds(monkeypatch) -> Iterator[None]:
    seen.clear()
    monkeypatch.setattr(work, "BEAT", 0.0)
    kinds = {"test.count": work.Kind("Counting", counting), "test.fail": work.Kind("F", failing)}
    monkeypatch.setattr(work, "_kinds", work._kinds | kinds)
    return


def started(person, kind="test.count", **arguments) -> Job:
    return work.start(kind=kind, by=person, arguments=arguments)


def test_work_tells_how_far_it_is_and_leaves_a_file(person, person_client):
    job = started(person, items=3)
    work.run(job.pk)

    job.refresh_from_db()
    answer = person_client.get(f"/en/jobs/{job.pk}/result/")
    assert seen == [(1, 3), (2, 3), (3, 3)]
    assert (job.state, job.done) == (Job.State.DONE, 3)
    assert b"".join(answer.streaming_content) == b"counted"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="count.txt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"


@pytest.mark.parametrize(
    ("kind", "values", "sentence"),
    [
        ("test.count", {"items": 2}, "It is ready: Counting"),
        ("test.fail", {"why": "told"}, "It failed: F"),
    ],
)
def test_whoever_asked_is_told_on_the_site_how_it_ended(person, kind, values, sentence):
    job = started(person, kind, **values)
    work.run(job.pk)

    told = notifications.in_words(notifications.of(person).get())
    assert told.sentence == sentence
    assert told.url == job.get_absolute_url()
    assert not Mail.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_the_worker_does_it(person):
    job = started(person, items=2)

    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    job.refresh_from_db()
    assert job.state == Job.State.DONE


def test_work_that_is_stopped_stops_and_leaves_nothing(person):
    job = started(person, items=5)
    work.run(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert len(seen) == 3
    assert not job.result


def test_work_that_waits_is_stopped_at_once_and_never_begun(person):
    job = started(person, items=3)

    work.cancel(job=job)
    work.run(job.pk)

    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert seen == []


def test_work_that_lost_its_worker_can_be_stopped(person, person_client):
    job = started(person, items=3)
    long_ago = timezone.now() - work.LOST - timedelta(seconds=1)
    Job.objects.update(state=Job.State.RUNNING, beat=long_ago)

    page = person_client.get(job.get_absolute_url()).content.decode()
    person_client.post(f"/en/jobs/{job.pk}/cancel/")

    job.refresh_from_db()
    assert "Nothing was heard of it" in page
    assert job.state == Job.State.CANCELLED


@pytest.mark.parametrize(
    ("why", "message"),
    [("told", "There is nothing to count."), ("broken", "Something went wrong here.")],
)
def test_a_failure_is_told_without_its_inside(person, person_client, why, message):
    job = started(person, "test.fail", why=why)
    work.run(job.pk)

    job.refresh_from_db()
    page = person_client.get(job.get_absolute_url()).content.decode()
    assert (job.state, job.message) == (Job.State.FAILED, message)
    assert message in page
    assert "secret" not in page


def test_the_page_asks_again_only_while_there_is_something_to_wait_for(person, person_client):
    job = started(person, items=1)
    refresh = 'data-component="watch"'

    assert refresh in person_client.get(job.get_absolute_url()).content.decode()
    work.run(job.pk)
    assert refresh not in person_client.get(job.get_absolute_url()).content.decode()
    assert "Counting" in person_client.get("/en/jobs/").content.decode()


def test_results_go_when_their_time_is_over(person):
    job = started(person, items=1)
    work.run(job.pk)
    job.refresh_from_db()
    name = job.result.name

    planned = DBTaskResult.objects.get(task_path="actionline.common.tasks.clear_job")
    work.clear(job.pk)

    assert planned.run_after >= job.finished_at + work.KEPT - timedelta(seconds=5)
    assert not Job.objects.exists()
    assert not default_storage.exists(name)


@pytest.mark.parametrize("address", ["", "result/", "cancel/"])
def test_a_job_is_nobody_elses(person, officer_client, client, address):
    job = started(person, items=1)
    work.run(job.pk)
    url = f"{job.get_absolute_url()}{address}"
    method = "post" if address == "cancel/" else "get"

    assert getattr(officer_client, method)(url).status_code == 404
    assert getattr(client, method)(url).status_code == 302


def test_the_register_is_exported_in_the_background(person, person_client):
    answer = person_client.post("/en/mandates/export/", {"form": "csv", "query": "kind=report"})

    job = Job.objects.get()
    work.run(job.pk)
    job.refresh_from_db()
    assert answer.url == job.get_absolute_url()
    assert (job.state, job.total) == (Job.State.DONE, 0)
    assert job.result_name.endswith(".csv")
    with job.result.open("rb") as file:
        assert file.readline().startswith(b"\xef\xbb\xbfid,url,instrument")


def test_only_people_who_signed_in_ask_for_work(client, person_client):
    assert client.post("/en/mandates/export/", {"form": "csv"}).status_code == 302
    assert person_client.post("/en/mandates/export/", {"form": "odd"}).status_code == 404
    assert not Job.objects.exists()
