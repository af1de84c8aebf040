"""What was due is done, or need not be: who may say so, what shows it, how it is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from actionline.common.models import AuditEntry
from actionline.framework import actions as calendar
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates import actions as mandate_actions
from actionline.mandates.deadlines import actions, queries
from actionline.mandates.deadlines.actions import Shown
from actionline.mandates.deadlines.models import Mark
from actionline.mandates.due import refresh
from actionline.mandates.models import Mandate, Occurrence


def done(mandate, anchor, by, today, **more) -> Mark:
    return actions.mark(mandate=mandate, anchor=anchor, by=by, on=today, **more)


def open_days(mandate) -> int:
    return queries.open_ones().filter(mandate=mandate).count()


def test_it_works(report, session, officer, today):
    assert open_days(report) == 1

    made = done(report, session.slug, officer, today, note="Document C27/12.")

    assert (made.meeting, made.day, made.due) == (session, None, session.documents_due)
    assert open_days(report) == 0
    assert Mandate.objects.get(pk=report.pk).next_due is None
    actions.undo(mandate=report, anchor=session.slug, by=officer)
    assert open_days(report) == 1
    assert Mandate.objects.get(pk=report.pk).next_due == session.documents_due
    verbs = AuditEntry.objects.filter(record_type="deadlines.mark").order_by("pk")
    assert [each.verb for each in verbs] == ["deadlines.done", "deadlines.undo"]


def test_what_hangs_on_no_meeting_is_known_by_its_day(missed, officer, today):
    day = missed.occurrences.get().due

    made = done(missed, day.isoformat(), officer, today)

    assert (made.meeting, made.day) == (None, day)
    assert open_days(missed) == 0


def test_it_stays_done_when_dates_are_computed_anew_and_the_meeting_moves(
    report, session, officer, today
):
    done(report, session.slug, officer, today)
    Occurrence.objects.all().delete()
    refresh(today=today)
    assert open_days(report) == 0

    later = {"starts": session.starts + timedelta(days=14)}
    calendar.save_meeting(meeting=session, values=later, by=officer)

    assert report.occurrences.get().due == session.documents_due
    assert open_days(report) == 0


def test_focal_points_report_on_theirs_and_drop_nothing(report, session, focal_point, today):
    done(report, session.slug, focal_point, today)
    actions.undo(mandate=report, anchor=session.slug, by=focal_point)

    with pytest.raises(PermissionDenied):
        done(report, session.slug, focal_point, today, state="dropped", note="Not needed.")
    focal_point.roles.update(scope_code="council")
    stranger = type(focal_point).objects.get(pk=focal_point.pk)
    with pytest.raises(PermissionDenied):
        done(report, session.slug, stranger, today)


def test_what_makes_no_sense_is_refused(report, session, officer, today):
    for anchor, on, more in (
        ("council-1999", today, {}),
        ("2027-13-45", today, {}),
        (session.slug, today + timedelta(days=1), {}),
        (session.slug, today, {"state": "dropped"}),
        (session.slug, today, {"shown": Shown("stocktaking.project", "999999")}),
        (session.slug, today, {"shown": Shown("no.such", "1")}),
    ):
        with pytest.raises(RefusedError):
            done(report, anchor, officer, on, **more)
    assert Mark.objects.count() == 0


def test_the_database_keeps_a_mark_on_one_thing(report, session, officer, today):
    made = done(report, session.slug, officer, today)

    for change in ({"day": today}, {"meeting": None}, {"state": "dropped"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Mark.objects.filter(pk=made.pk).update(**change)


def test_many_at_once_leave_aside_what_is_done_and_what_one_may_not(
    report, missed, session, officer, focal_point, today
):
    dates = [
        (report.pk, session.slug),
        (missed.pk, missed.occurrences.get().due.isoformat()),
        (missed.pk, "council-1999"),
    ]
    done(report, session.slug, officer, today)

    given = {"dates": dates, "on": today, "note": "", "language": "en"}
    number = actions.mark_many(by=focal_point, **given)

    assert number == 1
    assert actions.mark_many(by=officer, **given) == 0
    assert Mark.objects.count() == 2


def test_what_was_said_goes_with_a_mandate_that_turns_out_to_be_an_older_one(
    file_edition, report, session, officer, today
):
    done(report, session.slug, officer, today)
    edition = file_edition("2030").edition
    old = Mandate.objects.create(instrument=report.instrument)
    report.wordings.first()
    other = type(report.current)(
        mandate=old, edition=edition, path="x/1", text="to report", force="x", action="report"
    )
    other.save()

    mandate_actions.pair(new=report, old=old, edition=edition, by=officer)

    assert Mark.objects.get().mandate_id == old.pk
