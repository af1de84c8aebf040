"""What people are told of the matrix."""

from __future__ import annotations

import pytest
from tests.framework.terms import line, make_vocabulary, target

from actionline.accounts.models import User
from actionline.common import notifications
from actionline.common.models import Mail
from actionline.framework.matrix import actions
from actionline.framework.models import MatrixLink


@pytest.fixture
def link(person) -> MatrixLink:
    make_vocabulary()
    return actions.propose_link(
        line=line("C2"),
        at=target("9.1"),
        reason="Roads need networks.",
        language="en",
        strength="direct",
        source="C26/59",
        by=person,
    )


def told(person: User) -> list[str]:
    return [notifications.in_words(each).sentence for each in notifications.of(person)]


def settle(link: MatrixLink, state: str, by: User) -> None:
    names = ("strength", "reason", "language", "source")
    values = {name: getattr(link, name) for name in names} | {"state": state, "decision": "So."}
    actions.settle_link(link=link, values=values, by=by)


def test_those_who_decide_are_asked_and_who_proposed_is_told(officer, person, link):
    assert told(officer) == ["A link of the matrix is proposed: C2 – 9.1"]

    settle(link, "confirmed", officer)

    assert notifications.unread(officer) == 0
    assert told(person) == ["Your proposal for the matrix, C2 – 9.1, is decided: confirmed"]
    assert Mail.objects.get().person == person


def test_better_words_decide_nothing(officer, person, link):
    settle(link, "proposed", officer)

    assert notifications.unread(officer) == 1
    assert told(person) == []


def test_the_page_leads_to_the_link(officer_client, officer, link):
    key = notifications.of(officer).get().pk

    answer = officer_client.get(f"/fr/account/notifications/{key}/")

    assert answer.headers["location"] == f"/fr/matrix/links/{link.pk}/"
