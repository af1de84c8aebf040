"""Bodies that work, focal points, and mandates that somebody has to lead."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.mandates.documents import asks

from actionline.accounts.models import User
from actionline.framework.models import Body
from actionline.mandates.assignments.models import ActingBody
from actionline.mandates.models import Mandate


@pytest.fixture
def bureau(bodies):
    """The office behind the Director."""
    found = Body.objects.create(
        slug="bdt", name_en="Development Bureau", kind="bureau", position=50
    )
    ActingBody.objects.create(asked=bodies["director-tdb"], acting=found, source="Convention")
    Body.objects.filter(slug="member-states").update(kind="members")
    return found


@pytest.fixture
def mandates(bureau, file_edition):
    """What the Secretary-General, the Director with the Council, and Member States are asked."""
    file_edition(
        "2022",
        asks("instructs/1", "to keep a list of lighthouses;", "keep"),
        asks("instructs/2", "to train pilots;", "train", actors=["director-tdb", "council"]),
        asks("invites/1", "to share charts;", "share", actors=["member-states"]),
    )
    return {each.current.path: each for each in Mandate.objects.select_related("current")}


def _focal_point(name: str, code: str, scope: str = "body") -> User:
    user = User.objects.create_user(f"{name.lower()}@example.org", name=name)
    user.roles.create(kind="focal_point", level="publishes", scope=scope, scope_code=code)
    return user


@pytest.fixture
def of_bureau(bureau):
    """A focal point of the bureau."""
    return _focal_point("Bureau", "bdt", "bureau")


@pytest.fixture
def of_council(bodies):
    """A focal point of the Council."""
    return _focal_point("Keeper", "council")


@pytest.fixture
def client_of():
    """The client of somebody who is signed in."""

    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in
