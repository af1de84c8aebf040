"""Invitations: by mail, with a role, good for a while and once."""

from __future__ import annotations

import re

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.utils import timezone

from actionline.accounts import actions, links
from actionline.accounts.models import Invitation, Role, User
from actionline.common.models import AuditEntry, Mail

FORM = {"email": "New@example.org", "language": "fr", "kind": "expert"}
PAGE = "/en/account/invitations/"


@pytest.fixture
def invitation(officer) -> Invitation:
    return actions.invite(
        email="new@example.org", language="en", role=Role(kind="expert"), by=officer
    )


def accept(client: Client, invitation: Invitation) -> int:
    return client.post(links.make_invitation(invitation)).status_code


def test_it_works(officer_client, client):
    officer_client.post(PAGE, FORM)

    mail = Mail.objects.get()
    path = re.search(r"(/fr/account/invited/\S+)", mail.text)[1]
    assert (mail.to, mail.private) == ("new@example.org", True)
    assert client.get(path).status_code == 200
    assert client.post(path).status_code == 302
    user = User.objects.get(email="new@example.org")
    assert [role.kind for role in user.holding()] == ["expert"]
    assert client.get("/en/account/").status_code == 200


def test_opening_the_link_accepts_nothing(client, invitation):
    client.get(links.make_invitation(invitation))

    assert not User.objects.filter(email="new@example.org").exists()


def test_it_works_once(client, invitation):
    assert [accept(client, invitation), accept(Client(), invitation)] == [302, 410]


def test_it_grows_old(client, invitation):
    Invitation.objects.update(expires_at=timezone.now())

    assert accept(client, invitation) == 410


def test_it_can_be_withdrawn(client, invitation, officer_client):
    officer_client.post(f"{PAGE}{invitation.pk}/withdraw/")

    assert accept(client, invitation) == 410
    assert Invitation.objects.get().email == ""


def test_a_changed_link_is_refused(client, invitation):
    assert client.get(f"/en/account/invited/{invitation.pk}:made-up/").status_code == 410


def test_nobody_invites_to_a_role_that_they_may_not_give(officer_client):
    officer_client.post(PAGE, FORM | {"kind": "officer"})

    assert not Invitation.objects.exists()
    assert not Mail.objects.exists()


def test_what_the_inviter_may_no_longer_give_is_not_given(client, invitation, officer):
    officer.roles.update(ends=timezone.now())

    accept(client, invitation)

    assert not User.objects.filter(email="new@example.org").exists()


def test_somebody_known_has_to_be_signed_in(client, invitation):
    known = User.objects.create_user("new@example.org")
    accept(client, invitation)
    before = list(known.roles.all())
    client.force_login(known)
    accept(client, invitation)

    assert before == []
    assert [role.kind for role in known.roles.all()] == ["expert"]


def test_somebody_else_cannot_take_it_for_a_known_address(person_client, person, invitation):
    User.objects.create_user("new@example.org")

    accept(person_client, invitation)

    assert not Role.objects.filter(kind="expert").exists()


def test_the_address_goes_when_it_has_served(client, invitation):
    accept(client, invitation)

    assert Invitation.objects.get().email == ""
    trail = str(list(AuditEntry.objects.exclude(record_type="accounts.user").values()))
    assert "new@example.org" not in trail


def test_addresses_out_of_date_go_with_the_next_invitation(invitation, officer):
    Invitation.objects.update(expires_at=timezone.now())
    actions.invite(email="b@example.org", language="en", role=Role(kind="expert"), by=officer)

    assert {each.email for each in Invitation.objects.all()} == {"", "b@example.org"}


def test_a_stranger_invites_nobody(person):
    with pytest.raises(PermissionDenied):
        actions.invite(email="b@example.org", language="en", role=Role(kind="expert"), by=person)
