"""Contributors write the entries of their organisation, and publish nothing."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from actionline.accounts.models import Organisation, OrganisationMember, User
from actionline.stocktaking.actions import deciding, writing


@pytest.fixture
def contributor(db) -> User:
    made = User.objects.create_user("contributor@example.org", name="Contributor")
    made.roles.create(kind="contributor")
    return made


def join(*people: User, verified: bool = True) -> None:
    organisation = Organisation.objects.create(name="Light Houses", verified_at=timezone.now())
    for person in people:
        OrganisationMember.objects.create(
            person=person,
            organisation=organisation,
            verified_at=timezone.now() if verified else None,
        )


def test_a_contributor_writes_and_submits_what_a_colleague_began(draft, person, contributor):
    join(person, contributor)
    client = Client()
    client.force_login(contributor)

    listed = client.get("/en/stocktaking/entries/").content.decode()
    writing.save(
        submission=draft, by=contributor, answers=draft.answers | {"title": "Ours"}, version=1
    )
    submitted = writing.submit(submission=draft, by=contributor)

    assert draft.get_absolute_url() in listed
    assert client.get(draft.get_absolute_url()).status_code == 200
    assert submitted.state == "submitted"
    with pytest.raises(PermissionDenied):
        deciding.decide(submission=submitted, verb="accept", by=contributor)


@pytest.mark.parametrize("case", ["no member", "not verified", "no role"])
def test_others_do_not(draft, person, contributor, case):
    if case != "no member":
        join(person, contributor, verified=case != "not verified")
    if case == "no role":
        contributor.roles.all().delete()
    client = Client()
    client.force_login(contributor)

    assert client.get(draft.get_absolute_url()).status_code == 403
    assert draft.get_absolute_url() not in client.get("/en/stocktaking/entries/").content.decode()
