"""Focal points are told of dates, steps and what they missed, once each; not of what is done."""

from __future__ import annotations

from datetime import timedelta

import pytest
from tests.mandates.test_carrying import LIST

from actionline.accounts.models import Role, User
from actionline.common import mail_choices, notifications
from actionline.common.models import Notification
from actionline.framework.models import Body
from actionline.mandates.deadlines import actions, notices
from actionline.mandates.models import Mandate, Occurrence


def told(person: User) -> list[str]:
    return [notifications.in_words(each).sentence for each in notifications.of(person)]


@pytest.fixture
def listed(file_edition, today) -> Mandate:
    """A mandate of the Secretary-General that is due in a hundred days."""
    file_edition("2022", LIST)
    mandate = Mandate.objects.get()
    Occurrence.objects.create(mandate=mandate, due=today + timedelta(days=100))
    return mandate


def test_a_focal_point_is_told_at_each_lead_once(listed, focal_point, today):
    due = today + timedelta(days=100)

    days = [due - timedelta(days=left) for left in (91, 90, 89, 30, 28, 7, 0)]
    lines = [notices.remind(day) for day in days]

    assert lines == [0, 1, 0, 1, 0, 1, 0]
    sentence = told(focal_point)[0]
    assert sentence.startswith("Due on ")
    assert sentence.endswith("(PP Resolution 900, instructs/1)")
    kept = Notification.objects.first()
    assert kept.url == f"/en/mandates/{listed.pk}/#due"
    assert kept.mail_at is not None


def test_what_was_missed_is_told_once_afterwards(listed, focal_point, today):
    due = today + timedelta(days=100)

    lines = [notices.remind(due + timedelta(days=days)) for days in (1, 2, 20)]

    assert lines == [1, 0, 0]
    assert told(focal_point)[0].startswith("Was due on ")


def test_steps_are_told_before_they_are_due(report, session, lead_times, focal_point, today):
    draft = session.documents_due - timedelta(days=28)
    while draft.weekday() > 4:  # pragma: no cover - as the day of the test falls
        draft -= timedelta(days=1)
    notices.remind(draft - timedelta(days=15))
    before = [each for each in told(focal_point) if each.startswith("Draft due on ")]

    notices.remind(draft - timedelta(days=14))

    assert before == []
    assert len([each for each in told(focal_point) if each.startswith("Draft due on ")]) == 1


def test_nobody_is_reminded_of_what_is_done_or_done_with(
    report, missed, session, officer, focal_point, today
):
    actions.mark(mandate=report, anchor=session.slug, by=officer, on=today)
    Mandate.objects.filter(pk=missed.pk).update(state=Mandate.State.ENDED)
    Occurrence.objects.filter(mandate=missed).delete()

    assert notices.remind(session.documents_due - timedelta(days=7)) == 0


def test_a_date_that_moves_is_told_anew(listed, focal_point, today):
    Occurrence.objects.update(due=today + timedelta(days=20))
    notices.remind(today)
    Occurrence.objects.update(due=today + timedelta(days=25))

    assert notices.remind(today) == 1


def test_who_leads_is_told_in_the_place_of_who_is_asked(listed, focal_point, officer, today):
    Occurrence.objects.update(due=today + timedelta(days=20))
    Mandate.objects.update(holder=Body.objects.get(slug="director-tdb"))
    assert notices.remind(today) == 0

    other = User.objects.create_user("lead@example.org", name="Lead")
    Role.objects.create(
        person=other, kind="focal_point", level="drafts", scope="bureau", scope_code="director-tdb"
    )

    assert notices.remind(today) == 1
    assert len(told(other)) == 1


def test_a_person_chooses_not_to_be_told(listed, focal_point, today):
    Occurrence.objects.update(due=today + timedelta(days=20))
    mail_choices.choose(person=focal_point, choices={notices.DUE: "none"}, values={})

    assert notices.remind(today) == 0
