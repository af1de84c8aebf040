"""What people are told of mandates: what waits for them."""

from __future__ import annotations

import pytest
from tests.mandates.test_carrying import LIST, REPORT, TRAIN

from actionline.accounts.models import User
from actionline.common import notifications
from actionline.mandates import actions, notices
from actionline.mandates.models import Mandate


def told(person: User) -> list[str]:
    return [notifications.in_words(each).sentence for each in notifications.of(person)]


@pytest.fixture
def confirming(db) -> User:
    """An officer besides the one who files."""
    return User.objects.create_user("other@example.org", is_officer=True)


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
