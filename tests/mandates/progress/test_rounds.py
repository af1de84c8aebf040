"""Rounds: asked in the background, answered, reminded, closed, reopened, counted by body."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from tests.mandates.progress.conftest import appointed, client_of

from actionline.common import work
from actionline.common.models import Job, Mail, Notification
from actionline.mandates.models import Mandate
from actionline.mandates.progress import actions, rounds
from actionline.mandates.progress.models import Request, Round
from actionline.mandates.progress.rounds import ASK
from actionline.mandates.subjects import MANDATE, Subject

FORM = {
    "name_en": "Progress of 2026",
    "name_fr": "Progrès de 2026",
    "text_en": "Tell what was done.",
    "starts": "2026-01-01",
    "ends": "2026-06-30",
    "opens_at": "2026-07-01T09:00",
    "closes_at": "2026-09-30T17:00",
    "timezone": "Asia/Kathmandu",
    "remind_days": "14, 3",
    "mandates": "on",
    "query": "https://example.org/en/mandates/?kind=report&page=2",
}


def ask(found: Round, officer) -> Job:
    job = work.start(kind=ASK, by=officer, arguments={"key": found.pk, "by": officer.pk})
    work.run(job.pk)
    job.refresh_from_db()
    return job


def test_it_works(officer_client, officer, focal, focal_client, mandate, client) -> None:
    officer_client.post("/en/progress/rounds/new/", FORM)
    found = Round.objects.get()
    assert found.query == "kind=report"
    assert found.closes_at == datetime(2026, 9, 30, 17, tzinfo=ZoneInfo("Asia/Kathmandu"))
    now = timezone.now()
    Round.objects.update(opens_at=now - timedelta(days=1), closes_at=now + timedelta(days=9))
    page = officer_client.get(f"/en/progress/rounds/{found.pk}/").content.decode()
    assert "Ask for 1 report" in page
    assert officer_client.post(f"/en/progress/rounds/{found.pk}/ask/").status_code == 302
    work.run(Job.objects.get().pk)
    asked = Request.objects.get()
    assert (asked.mandate, asked.body.slug) == (mandate, "secretary-general")
    assert Notification.objects.get(person=focal).values["number"] == 1
    mail = Mail.objects.get(to=focal.email)
    assert "The secretariat asks your body for 1 progress report." in mail.text
    assert f"/progress/rounds/{found.pk}/" in mail.text

    page = focal_client.get(f"/en/progress/rounds/{found.pk}/").content.decode()
    assert "Tell what was done." in page
    answer = focal_client.post(f"/en/progress/rounds/{found.pk}/answer/{asked.pk}/")

    asked.refresh_from_db()
    assert answer.headers["Location"] == f"/en/progress/{asked.report_id}/edit/"
    assert asked.state == "begun"
    assert b"Progress of 2026" in focal_client.get(answer.headers["Location"]).content


def test_an_answer_is_followed_through_its_states(
    open_round, officer, focal, subject, mandate
) -> None:
    found = open_round()
    ask(found, officer)
    asked = found.requests.get(mandate=mandate)

    def state() -> str:
        asked.refresh_from_db()
        return asked.state

    version = actions.begin(
        subject=subject,
        starts=found.starts,
        ends=found.ends,
        language="en",
        by=focal,
        request=asked,
    )
    with pytest.raises(actions.BusyError):
        actions.begin(
            subject=subject,
            starts=found.starts,
            ends=found.ends,
            language="en",
            by=focal,
            request=asked,
        )
    actions.save(version=version, by=focal, values={"done": "Much."}, figures=None, saves=0)
    actions.submit(version=version, by=focal)
    assert state() == "submitted"
    actions.return_(version=version, reason="Where?", by=officer)
    assert state() == "returned"
    actions.submit(version=version, by=focal)
    actions.validate(version=version, internal=False, by=officer)
    assert (state(), asked.late) == ("validated", False)
    lines = {line.slug: (line.counts[4], line.missing) for line in rounds.lines(found)}
    assert lines == {"secretary-general": (1, 0), "director-tdb": (0, 1), "": (1, 1)}


def test_what_comes_late_is_marked_and_needs_the_round_reopened(
    open_round, officer, officer_client, focal, focal_client, subject, mandate
) -> None:
    found = open_round()
    ask(found, officer)
    asked = found.requests.get(mandate=mandate)
    focal_client.post(f"/en/progress/rounds/{found.pk}/answer/{asked.pk}/")
    version = asked.round.requests.get(pk=asked.pk).report.versions.get()
    version = actions.save(
        version=version, by=focal, values={"done": "Much."}, figures=None, saves=0
    )
    now = timezone.now()
    Round.objects.update(closes_at=now - timedelta(minutes=1))
    with pytest.raises(actions.ClosedError):
        actions.submit(version=version, by=focal)
    until = timezone.localtime(now + timedelta(days=2), ZoneInfo(found.timezone))
    sent = {"until": f"{until:%Y-%m-%dT%H:%M}", "body": "secretary-general"}
    officer_client.post(f"/en/progress/rounds/{found.pk}/reopen/", sent)
    assert found.requests.exclude(reopened_until=None).get() == asked
    assert actions.submit(version=version, by=focal).late
    asked.refresh_from_db()
    assert (asked.state, asked.late) == ("submitted", True)


def test_what_is_settled_is_not_asked_about(open_round, officer, mandate) -> None:
    Mandate.objects.filter(pk=mandate.pk).update(standing="completed")
    found = open_round()
    ask(found, officer)
    assert mandate.pk not in found.requests.values_list("mandate", flat=True)
    nothing = open_round(query="kind=fund")
    assert ask(nothing, officer).state == Job.State.FAILED


def test_it_goes_on_where_it_was_stopped(open_round, officer, focal, mandate, monkeypatch) -> None:
    found = open_round()
    job = work.start(kind=ASK, by=officer, arguments={"key": found.pk, "by": officer.pk})
    monkeypatch.setattr(work, "BEAT", -1.0)
    Job.objects.update(cancel_asked=True)
    work.run(job.pk)
    job.refresh_from_db()
    assert job.state == Job.State.CANCELLED
    assert not Notification.objects.filter(person=focal).exists()
    Request.objects.create(round=found, mandate=mandate, body=mandate.lead)
    monkeypatch.setattr(work, "BEAT", 60.0)
    assert ask(found, officer).state == Job.State.DONE
    assert found.requests.count() == 2
    ask(found, officer)
    assert found.requests.count() == 2
    assert Notification.objects.filter(person=focal, kind="progress.asked").count() == 1


def test_those_who_have_not_answered_are_reminded_once_a_day_named(
    open_round, officer, focal, mandate
) -> None:
    found = open_round()
    ask(found, officer)
    now = timezone.now()
    assert rounds.remind(now) == 1  # ten days before the end: the reminder of the fourteenth
    assert rounds.remind(now) == 0
    assert rounds.remind(now + timedelta(days=8)) == 1
    Request.objects.update(state="validated")
    found.reminded = []
    found.save()
    assert rounds.remind(now) == 0
    rounds.remind(now + timedelta(days=11))
    found.refresh_from_db()
    assert found.state == Round.State.ENDED


def test_all_answers_are_a_table(open_round, officer, officer_client, validated, mandate) -> None:
    found = open_round()
    ask(found, officer)
    version = validated()
    found.requests.filter(mandate=mandate).update(report=version.report, state="validated")
    answer = officer_client.get(f"/en/progress/rounds/{found.pk}/answers.csv")
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    rows = {row["subject"]: row for row in csv.DictReader(text.splitlines())}
    assert len(rows) == 2
    told = rows[f"mandates.mandate:{mandate.pk}"]
    assert (told["asked"], told["state"], told["done"]) == (
        "secretary-general",
        "validated",
        "Two surveys.",
    )


def test_a_focal_point_sees_what_is_asked_of_them_only(open_round, officer, mandate) -> None:
    found = open_round()
    ask(found, officer)
    other = client_of(appointed("bureau@example.org", body="director-tdb"))
    page = other.get(f"/en/progress/rounds/{found.pk}/").content.decode()
    assert "instructs/2" in page
    assert "instructs/1" not in page
    assert "By body" not in page


def test_one_being_prepared_is_not_seen(open_round, focal_client) -> None:
    found = open_round(state="prepared")
    assert focal_client.get(f"/en/progress/rounds/{found.pk}/").status_code == 403
    assert b"Progress of 2026" not in focal_client.get("/en/progress/rounds/").content


def test_a_faulty_round_is_not_kept(officer_client) -> None:
    bad = FORM | {"closes_at": "2026-06-01T00:00", "ends": "2025-01-01", "query": "reports"}
    page = officer_client.post("/en/progress/rounds/new/", bad).content.decode()
    assert "A round cannot close before it opens." in page
    assert "The period cannot end before it begins." in page
    assert "Copy the address of the register" in page
    assert not Round.objects.exists()


def test_pages_take_the_same_queries_with_one_and_three_requests(
    open_round, officer, officer_client, file_edition, mandate, django_assert_max_num_queries
) -> None:
    found = open_round()
    Request.objects.create(round=found, mandate=mandate, body=mandate.lead)

    def count() -> int:
        with django_assert_max_num_queries(40) as made:
            officer_client.get(f"/en/progress/rounds/{found.pk}/")
        return len(made)

    one = count()
    ask(found, officer)
    assert count() == one
    assert Subject(MANDATE, str(mandate.pk)).mandate_id == mandate.pk
