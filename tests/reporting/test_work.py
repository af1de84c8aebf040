"""Drafting in the background: how far it is, stopped in the middle, begun again."""

from __future__ import annotations

from django.db import connection
from django.urls import reverse
from tests.reporting import made

from actionline.common import work as background
from actionline.common.models import Job
from actionline.reporting.models import Redraft, Section


class CancelsAt:
    """Somebody presses “Stop” when the job has told so many times how far it is."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self, execute, sql, params, many, context):
        answer = execute(sql, params, many, context)
        if sql.startswith("UPDATE") and '"beat" =' in sql and '"done" =' in sql:
            self.left -= 1
            if self.left == 0:
                background.cancel(job=Job.objects.get(state=Job.State.RUNNING))
        return answer


def test_a_draft_is_stopped_in_the_middle_and_drafted_again(
    mandates, definition, officer, officer_client, monkeypatch
):
    monkeypatch.setattr(background, "BEAT", 0)
    report = made.begin(definition, officer)

    def run(stop=0):
        officer_client.post(reverse("reporting:draft", args=[report.pk]))
        job = Job.objects.latest("pk")
        with connection.execute_wrapper(CancelsAt(stop)):
            background.run(job.pk)
        job.refresh_from_db()
        return job

    first = run(stop=4)
    assert (first.state, first.done, first.total) == (Job.State.CANCELLED, 4, 10)
    assert not Section.objects.exists()
    assert not report.sources.exists()

    assert run().state == Job.State.DONE
    assert report.sections.count() == 10
    before = made.text_of(report, "work")

    made.told(mandates[1], "A list was made.")
    assert run(stop=9).state == Job.State.CANCELLED
    assert not Redraft.objects.exists()
    assert made.text_of(report, "work") == before
