"""Two people who change what hangs together do so one after the other, and both get through."""

from __future__ import annotations

from datetime import date, timedelta
from threading import Event, Thread

import pytest
from django.db import connection
from tests.mandates.documents import asks

from actionline.accounts.models import User
from actionline.framework import hooks
from actionline.framework.actions import save_meeting
from actionline.framework.models import Meeting
from actionline.mandates.actions.recording import recorded
from actionline.mandates.models import Mandate, Wording

PATIENCE = 2.0  # seconds that each gives the other to come in between


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite lets one write at a time")
def test_a_meeting_moves_while_mandates_are_corrected(file_edition, bodies, officer, monkeypatch):
    words = asks("instructs/1", "to report to each Council;", recipients=["council"], every="P1Y")
    edition = file_edition("2022", words).edition
    meeting = Meeting.objects.create(
        body=bodies["council"], slug="council-2027", name_en="Council", starts=date(2027, 6, 1)
    )
    moved, corrected, failed = Event(), Event(), []
    monkeypatch.setattr(
        hooks,
        "meeting_changed",
        [lambda _meeting: (moved.set(), corrected.wait(PATIENCE)), *hooks.meeting_changed],
    )

    def move() -> None:
        values = {"starts": meeting.starts + timedelta(days=7)}
        save_meeting(meeting=meeting, values=values, by=User.objects.get(pk=officer.pk))

    def correct() -> None:
        moved.wait(PATIENCE)
        with recorded(instruments=[edition.instrument_id], verb="mandates.correct", by=officer):
            Wording.objects.filter(edition=edition).update(every="P2Y")
            Mandate.objects.filter(instrument=edition.instrument_id).update(certain=False)
            corrected.set()

    def run(act):
        try:
            act()
        except Exception as error:  # told to the test below
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=[act]) for act in (move, correct)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failed == []
    assert Wording.objects.get(edition=edition).every == "P2Y"
    meeting.refresh_from_db()
    assert meeting.starts == date(2027, 6, 8)
