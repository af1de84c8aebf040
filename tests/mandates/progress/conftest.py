"""A mandate, a focal point of the body that is asked, and reports on it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone
from tests.mandates.conftest import bodies, file_edition, instrument  # noqa: F401 - fixtures
from tests.mandates.documents import asks

from actionline.accounts.models import Role, User
from actionline.mandates.models import Mandate
from actionline.mandates.progress import actions
from actionline.mandates.progress.models import Figure, Round, Version
from actionline.mandates.subjects import MANDATE, Subject

REPORT = asks("instructs/1", "to report to the Council, every year;", recipients=["council"])
LIST = asks("instructs/2", "to keep a list of the beacons;", "keep", ["director-tdb"])


@pytest.fixture
def mandate(file_edition) -> Mandate:  # noqa: F811
    file_edition("2022", REPORT, LIST)
    return Mandate.objects.order_by("position").first()


@pytest.fixture
def subject(mandate) -> Subject:
    return Subject(MANDATE, str(mandate.pk))


def appointed(address: str, level: str = "drafts", body: str = "secretary-general") -> User:
    person = User.objects.create_user(address, name=address.partition("@")[0].title())
    Role.objects.create(
        person=person, kind="focal_point", level=level, scope="body", scope_code=body
    )
    return person


@pytest.fixture
def focal(db) -> User:
    """Drafts for the body that is asked."""
    return appointed("focal@example.org")


@pytest.fixture
def publisher(db) -> User:
    """Publishes for it."""
    return appointed("publisher@example.org", "publishes")


def client_of(person: User) -> Client:
    client = Client()
    client.force_login(person)
    return client


@pytest.fixture
def focal_client(focal) -> Client:
    return client_of(focal)


@pytest.fixture
def begun(subject, focal):
    """Begin a report and say something."""

    def begin(by: User | None = None, done: str = "Two surveys.", **values: object) -> Version:
        period = {"starts": date(2026, 1, 1), "ends": date(2026, 6, 30)}
        given = {"subject": subject, "language": "en", "by": by or focal} | period | values
        version = actions.begin(**given)
        figures = [
            Figure(name="Surveys", unit="surveys", value=2, day=date(2026, 6, 30), source="Office")
        ]
        return actions.save(
            version=version,
            by=by or focal,
            values={"done": done, "ahead": "A third survey.", "obstacles": "No boat."},
            figures=figures,
            saves=0,
        )

    return begin


@pytest.fixture
def submitted(begun, focal):
    def submit(by: User | None = None, **values: object) -> Version:
        return actions.submit(version=begun(by, **values), by=by or focal)

    return submit


@pytest.fixture
def validated(submitted, officer):
    def validate(internal: bool = False, **values: object) -> Version:
        return actions.validate(version=submitted(**values), internal=internal, by=officer)

    return validate


@pytest.fixture
def open_round(officer):
    """A round that takes answers now."""

    def make(**values: object) -> Round:
        now = timezone.now()
        given = {
            "name_en": "Progress of 2026",
            "starts": date(2026, 1, 1),
            "ends": date(2026, 6, 30),
            "opens_at": now - timedelta(days=1),
            "closes_at": now + timedelta(days=10),
            "state": "asked",
            "remind_days": [14, 3],
        }
        return Round.objects.create(**given | values)

    return make
