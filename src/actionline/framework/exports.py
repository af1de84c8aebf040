"""The calendar as an iCalendar file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Alarm, Calendar, Event, vText

from .models import DocumentDeadline, Meeting

#: How long before a deadline a calendar speaks up.
_ALARMS = (timedelta(days=7), timedelta(days=1))


def as_icalendar(meetings: Iterable[Meeting], now: datetime) -> bytes:
    """Each meeting as an event of whole days, each of its deadlines for documents as a moment
    with alarms. Its `deadlines` are fetched beforehand.

    What is only expected is marked as tentative. `now` is the time of the export.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Actionline//Calendar//EN")
    calendar.add("version", "2.0")
    for meeting in meetings:
        calendar.add_component(_meeting(meeting, now))
        for deadline in meeting.deadlines.all():
            calendar.add_component(_deadline(meeting, deadline, now))
    return bytes(calendar.to_ical())


def _meeting(meeting: Meeting, now: datetime) -> Event:
    event = _event(meeting, f"{meeting.slug}@actionline", meeting.starts, now)
    event.add("summary", meeting.name)
    event.add("dtend", (meeting.ends or meeting.starts) + timedelta(days=1))
    if meeting.place:
        event.add("location", meeting.place)
    return event


def _deadline(meeting: Meeting, deadline: DocumentDeadline, now: datetime) -> Event:
    uid = f"{meeting.slug}-{deadline.kind}@actionline"
    event = _event(meeting, uid, deadline.moment.astimezone(UTC), now)
    told = {"meeting": meeting.name, "documents": deadline.get_kind_display()}
    summary = _("%(meeting)s, deadline: %(documents)s") % told
    event.add("summary", summary)
    if deadline.source:
        event["description"] = vText(deadline.source)
    for before in _ALARMS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", summary)
        alarm.add("trigger", -before)
        event.add_component(alarm)
    return event


def _event(meeting: Meeting, uid: str, day: date | datetime, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("status", "CONFIRMED" if meeting.certain else "TENTATIVE")
    event.add("description", meeting.source)
    return event
