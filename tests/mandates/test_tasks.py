"""The worker's daily round."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from actionline.framework.models import Body, Meeting
from actionline.instruments.models import Edition, Instrument
from actionline.mandates.models import Mandate, Wording
from actionline.mandates.tasks import plan, refresh_daily

pytestmark = pytest.mark.django_db


def test_it_is_planned_once_for_after_midnight():
    plan()
    plan()

    at = timezone.localtime(DBTaskResult.objects.get().run_after)
    assert at.date() == timezone.localdate() + timedelta(days=1)
    assert (at.hour, at.minute) == (0, 5)


def test_it_computes_due_dates_and_plans_the_next_round():
    council = Body.objects.create(slug="council", name_en="Council")
    Meeting.objects.create(
        slug="council-2099", body=council, name_en="Session", starts=date(2099, 6, 1)
    )
    instrument = Instrument.objects.create(slug="itu/council/res-9", title="Nine")
    edition = Edition.objects.create(instrument=instrument, version="2026", title="Nine")
    mandate = Mandate.objects.create(instrument=instrument)
    mandate.current = Wording.objects.create(
        mandate=mandate, edition=edition, path="instructs/1", text="x", event="council-2099"
    )
    mandate.save()

    refresh_daily.call()

    mandate.refresh_from_db()
    assert mandate.next_due == date(2099, 6, 1)
    assert DBTaskResult.objects.count() == 1
