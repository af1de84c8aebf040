"""Mandates with due dates: one goes to the Council each year, one is due on a day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from tests.mandates.test_carrying import LIST, REPORT, TRAIN

from actionline.accounts.models import Role, User
from actionline.framework.models import DocumentDeadline, Meeting
from actionline.mandates.deadlines.models import LeadTime
from actionline.mandates.due import refresh
from actionline.mandates.models import Mandate, Wording


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture
def session(bodies, today) -> Meeting:
    """A Council that opens in a hundred days; documents are due thirty days before, in Geneva."""
    starts = today + timedelta(days=100)
    made = Meeting.objects.create(
        slug=f"council-{starts.year}",
        body=bodies["council"],
        name_en=f"Council {starts.year}",
        starts=starts,
        documents_due=starts - timedelta(days=30),
    )
    DocumentDeadline.objects.create(meeting=made, kind="secretariat", days=30)
    return made


@pytest.fixture
def lead_times(db) -> None:
    for step, days in (("draft", 20), ("translation", 10)):
        LeadTime.objects.create(step=step, kind="report", days=days)


@pytest.fixture
def report(file_edition, session, today) -> Mandate:
    """It is reported to that Council; another mandate was to be done by a day that has passed."""
    file_edition("2018", LIST, REPORT, TRAIN)
    own = Wording.objects.filter(path=REPORT["path"])
    own.update(every="", event=session.slug, events=[])
    passed = (today - timedelta(days=5)).isoformat()
    Wording.objects.filter(path=LIST["path"]).update(by=passed)
    refresh(today=today)
    return Mandate.objects.get(current__path=REPORT["path"])


@pytest.fixture
def missed(report) -> Mandate:
    return Mandate.objects.get(current__path=LIST["path"])


@pytest.fixture
def focal_point(person) -> User:
    """Of the Secretary-General, who is asked for all of it."""
    Role.objects.create(
        person=person,
        kind="focal_point",
        level="drafts",
        scope="body",
        scope_code="secretary-general",
    )
    return User.objects.get(pk=person.pk)
