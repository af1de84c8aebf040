"""What people are told of mandates: what waits for them, and what falls due."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from tests.mandates.test_carrying import LIST, REPORT, TRAIN

from actionline.accounts.models import Role, User
from actionline.common import notifications
from actionline.common.models import Notification
from actionline.mandates import actions, notices
from actionline.mandates.models import Mandate, Occurrence, Party

TODAY = date(2026, 11, 22)


def told(person: User) -> list[str]:
    return [notifications.in_words(each).sentence for each in notifications.of(person)]


@pytest.fixture
def confirming(db) -> User:
    """An officer besides the one who files."""
    return User.objects.create_user("other@example.org", is_officer=True)


@pytest.fixture
def focal_point(person) -> User:
    scope = {"scope": "body", "scope_code": "secretary-general"}
    Role.objects.create(person=person, kind="focal_point", level="drafts", **scope)
    return person


def occurs(due: date) -> Mandate:
    """A mandate of the Secretary-General that is due on a day."""
    asked = Party.objects.filter(role="actor", body__slug="secretary-general")
    mandate = Mandate.objects.filter(current__in=asked.values("wording")).first()
    Occurrence.objects.all().delete()
    Occurrence.objects.create(mandate=mandate, due=due)
    return mandate


def test_those_who_confirm_are_told_of_a_filed_edition(file_edition, officer, confirming):
    file_edition("2018", LIST, REPORT)
    first = told(confirming)
    filed = file_edition("2022", LIST, REPORT, TRAIN)

    assert first == []
    assert told(confirming) == ["1 mandate of PP Resolution 900 (2022) is to be confirmed"]
    assert told(officer) == []
    url = f"/en/mandates/carry/{filed.edition.pk}/"
    assert notifications.in_words(notifications.of(confirming).get()).url == url


def test_what_is_confirmed_waits_for_nobody(file_edition, officer, confirming):
    file_edition("2018", LIST, REPORT)
    file_edition("2022", LIST, TRAIN)
    waiting = list(Mandate.objects.filter(state=Mandate.State.TO_CONFIRM))
    assert len(waiting) == 2

    actions.confirm(mandates=waiting[:1], by=officer)
    assert notifications.unread(confirming) == 1

    actions.confirm(mandates=waiting, by=officer)
    assert notifications.unread(confirming) == 0


def test_what_is_undone_waits_for_nobody(file_edition, confirming):
    file_edition("2018", LIST)
    notices.on_undo(file_edition("2022", LIST, TRAIN))

    assert notifications.unread(confirming) == 0


def test_a_focal_point_is_told_at_each_lead_once(file_edition, focal_point):
    file_edition("2022", LIST)
    due = TODAY + timedelta(days=100)
    mandate = occurs(due)

    days = [due - timedelta(days=left) for left in (91, 90, 89, 30, 28, 7, 0, -1)]
    lines = [notices.remind(day) for day in days]

    assert lines == [0, 1, 0, 1, 0, 1, 0, 0]
    sentence = told(focal_point)[0]
    assert sentence.startswith("Due on 2 March 2027: to keep a public list")
    assert sentence.endswith("(PP Resolution 900, instructs/1)")
    kept = Notification.objects.first()
    assert kept.url == f"/en/mandates/{mandate.pk}/"
    assert kept.mail_at is not None


def test_a_date_that_moves_is_told_anew(file_edition, focal_point):
    file_edition("2022", LIST)
    occurs(TODAY + timedelta(days=20))
    notices.remind(TODAY)
    occurs(TODAY + timedelta(days=25))

    assert notices.remind(TODAY) == 1


def test_others_and_what_has_ended_are_left_alone(file_edition, focal_point, officer):
    file_edition("2022", LIST)
    mandate = occurs(TODAY + timedelta(days=20))
    Mandate.objects.filter(pk=mandate.pk).update(state=Mandate.State.ENDED)
    assert notices.remind(TODAY) == 0

    Mandate.objects.filter(pk=mandate.pk).update(state=Mandate.State.IN_FORCE)
    Role.objects.filter(person=focal_point).update(scope_code="council")

    assert notices.remind(TODAY) == 0
