"""What people are told of the matrix."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from tests.framework.terms import line, make_vocabulary, target

from actionline.accounts.models import User
from actionline.common import notifications
from actionline.common.models import AuditEntry, Mail
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


@pytest.fixture
def expert(db) -> User:
    made = User.objects.create_user("expert@example.org", name="Expert")
    made.roles.create(kind="expert")
    return made


def test_experts_are_asked_and_advise(expert, officer, officer_client, client, link):
    assert told(expert) == ["A link of the matrix is proposed; your advice is asked: C2 – 9.1"]
    assert told(officer) == ["A link of the matrix is proposed: C2 – 9.1"]
    client.force_login(expert)
    address = f"/en/matrix/links/{link.pk}/"

    empty = client.post(f"{address}advise/", {"advice": "", "reason": ""})
    client.post(f"{address}advise/", {"advice": "confirm", "reason": "It is so."})
    client.post(f"{address}advise/", {"advice": "doubt", "reason": "It is not always so."})

    assert empty.context["form"].errors.keys() == {"advice", "reason"}
    assert [each.reason for each in link.opinions.all()] == ["It is not always so."]
    said = AuditEntry.objects.filter(verb="framework.advise").order_by("pk")
    assert [each.before for each in said] == [None, {"advice": "confirm", "reason": "It is so."}]
    for page in (address, f"{address}settle/"):
        shown = officer_client.get(page).content.decode()
        assert "It is not always so." in shown
        assert "keep it as doubtful" in shown


def test_advice_is_for_those_who_decide(expert, person, client, link):
    actions.advise(link=link, advice="reject", reason="It is otherwise.", by=expert)

    assert "It is otherwise." not in client.get(f"/en/matrix/links/{link.pk}/").content.decode()
    with pytest.raises(PermissionDenied):
        actions.advise(link=link, advice="reject", reason="No.", by=person)


def test_a_decided_link_asks_no_expert_any_more(expert, officer, link):
    settle(link, "confirmed", officer)

    assert notifications.unread(expert) == 0
