"""The calendar as an iCalendar file."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Event

from .models import Meeting


def as_icalendar(meetings: Iterable[Meeting], now: datetime) -> bytes:
    """Each meeting, and each day on which its documents are due, as an event of whole days.

    What is only expected is marked as tentative. `now` is the time of the export.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Actionline//Calendar//EN")
    calendar.add("version", "2.0")
    for meeting in meetings:
        calendar.add_component(_meeting(meeting, now))
        if meeting.documents_due:
            calendar.add_component(_documents(meeting, meeting.documents_due, now))
    return bytes(calendar.to_ical())


def _meeting(meeting: Meeting, now: datetime) -> Event:
    event = _event(meeting, f"{meeting.slug}@actionline", meeting.starts, now)
    event.add("summary", meeting.name)
    event.add("dtend", (meeting.ends or meeting.starts) + timedelta(days=1))
    if meeting.place:
        event.add("location", meeting.place)
    return event


def _documents(meeting: Meeting, due: date, now: datetime) -> Event:
    event = _event(meeting, f"{meeting.slug}-documents@actionline", due, now)
    event.add("summary", _("Documents due: %(meeting)s") % {"meeting": meeting.name})
    event.add("dtend", due + timedelta(days=1))
    return event


def _event(meeting: Meeting, uid: str, day: date, now: datetime) -> Event:
    event = Event()
    event.add("uid", uid)
    event.add("dtstamp", now)
    event.add("dtstart", day)
    event.add("status", "CONFIRMED" if meeting.certain else "TENTATIVE")
    event.add("description", meeting.source)
    return event
