"""Two mandates, what was done of the first, and a report that tells of them."""

from __future__ import annotations

import pytest
from tests.mandates.conftest import bodies, file_edition, instrument  # noqa: F401 - fixtures
from tests.mandates.documents import asks
from tests.reporting import made

from actionline.accounts.models import User
from actionline.mandates.models import Mandate

REPORT = asks("instructs/1", "to report to the Council, every year;", recipients=["council"])
LIST = asks("instructs/2", "to keep a list of the beacons;", "keep", ["director-tdb"])


@pytest.fixture
def mandates(file_edition) -> list[Mandate]:  # noqa: F811
    file_edition("2022", REPORT, LIST)
    first, second = Mandate.objects.order_by("position")
    made.told(first, "The *yearly* report was handed in.")
    made.shown(first, second)
    return [first, second]


@pytest.fixture
def definition(db):
    return made.define()


@pytest.fixture
def report(mandates, definition, officer):
    """Drafted in English and Arabic."""
    found = made.begin(definition, officer)
    made.drafted(found, officer)
    found.refresh_from_db()
    return found


@pytest.fixture
def second(db) -> User:
    """Another officer: who edited does not sign."""
    return User.objects.create_user("second@example.org", name="Second", is_officer=True)
