"""What people are told of roles and organisations."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import transaction
from django.utils import timezone
from tests.conftest import LANGUAGES

from actionline.accounts import actions
from actionline.accounts.models import Organisation, Role, User
from actionline.common import notifications
from actionline.common.models import Mail


def told(person: User) -> list[tuple[str, str]]:
    """Kinds and sentences, the oldest first."""
    found = [notifications.in_words(each) for each in notifications.of(person).order_by("id")]
    return [(each.kind.key, each.sentence) for each in found]


def test_a_role_is_told_at_once_when_given_and_when_it_ends(person, officer):
    scope = {"scope": "body", "scope_code": "council"}
    role = Role(person=person, kind="focal_point", level="drafts", **scope)
    actions.give_role(role=role, by=officer)
    actions.end_role(role=role, by=officer)

    assert told(person) == [
        ("accounts.role_given", "You were given a role: focal point (drafts), council"),
        ("accounts.role_ended", "A role ended: focal point (drafts), council"),
    ]
    assert Mail.objects.filter(person=person).count() == 2
    assert told(officer) == []


def test_a_loan_is_told_and_its_end_to_the_other_one(person, officer):
    until = timezone.now() + timedelta(days=3)
    lent = actions.lend_role(role=officer.roles.get(), to=person, until=until, by=officer)
    actions.end_role(role=lent, by=person)

    assert told(person)[0][0] == "accounts.role_lent"
    assert told(officer) == [("accounts.role_ended", "A role ended: secretariat officer")]
    assert len(told(person)) == 1


def test_who_gives_up_a_role_is_not_told_of_it(person, officer):
    role = actions.give_role(role=Role(person=person, kind="expert"), by=officer)

    actions.end_role(role=role, by=person)

    assert len(told(person)) == 1


def test_officers_are_asked_to_verify_and_whoever_added_is_told(person, officer):
    union = Organisation(name="Union", type="government")
    actions.save_organisation(organisation=union, by=person)
    asked = told(officer)
    actions.verify_organisation(organisation=union, by=officer)

    assert asked == [("accounts.organisation_added", "To be verified: Union")]
    assert notifications.unread(officer) == 0
    sentence = "Verified, and now seen by everybody: Union"
    assert told(person) == [("accounts.organisation_verified", sentence)]


def test_what_an_officer_adds_asks_nobody(person, officer):
    actions.save_organisation(organisation=Organisation(name="U", type="government"), by=officer)

    assert told(officer) == []


def test_a_member_is_verified_and_told(person, officer):
    union = Organisation.objects.create(name="Union", type="government")
    member = actions.join_organisation(organisation=union, position="", by=person)
    actions.join_organisation(organisation=union, position="Head", by=person)
    actions.verify_member(member=member, by=officer)

    assert [kind for kind, _sentence in told(officer)] == ["accounts.member_joined"]
    assert [kind for kind, _sentence in told(person)] == ["accounts.member_verified"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_is_put_in_words_in_each_language(person, officer, person_client, language):
    actions.give_role(role=Role(person=person, kind="expert"), by=officer)
    english = told(person)[0][1]

    page = person_client.get(f"/{language}/account/notifications/").content.decode()

    assert (english in page) is (language == "en")


def test_an_undone_change_tells_nobody(person, officer):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        actions.give_role(role=Role(person=person, kind="expert"), by=officer)
        _ = 1 / 0

    assert told(person) == []
    assert not Mail.objects.exists()
