"""What the browser sends for a meeting, and what hangs on one."""

from __future__ import annotations

from django.utils import timezone

from actionline.framework.models import Meeting
from actionline.instruments.models import Edition, Instrument
from actionline.mandates.due import refresh
from actionline.mandates.models import Mandate, Wording

TODAY = timezone.localdate()
NEXT_YEAR = TODAY.year + 1


def form(meeting: Meeting, **changes: str) -> dict[str, str]:
    """What the browser sends for a meeting."""
    sent = {
        "body": str(meeting.body_id),
        "slug": meeting.slug,
        "name_en": meeting.name_en,
        "name_fr": meeting.name_fr,
        "starts": meeting.starts.isoformat(),
        "ends": meeting.ends.isoformat() if meeting.ends else "",
        "place": meeting.place,
        "certain": "on",
        "source": meeting.source,
    }
    return sent | changes


def due_at(meeting: Meeting) -> Mandate:
    """A mandate that is due at `meeting`."""
    instrument = Instrument.objects.create(slug="itu/council/res-9", title="Nine")
    edition = Edition.objects.create(instrument=instrument, version="2026", title="Nine")
    mandate = Mandate.objects.create(instrument=instrument)
    mandate.current = Wording.objects.create(
        mandate=mandate, edition=edition, path="instructs/1", text="x", event=meeting.slug
    )
    mandate.save()
    refresh()
    return mandate
