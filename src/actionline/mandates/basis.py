"""Why a mandate is due on a day: one translatable sentence a rule.

The rules themselves are in `due.py`; docs/users/due-dates.md tells them to readers. A basis
is stored as its code and values and put in words when it is shown, in the reader's language.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext, gettext_noop, ngettext

from actionline.framework.models import Meeting

#: The sentence of each rule. `often` is “every year” and the like, `meeting` a meeting's name.
SENTENCES = {
    "event-documents": gettext_noop("Asked for at %(meeting)s, whose documents are due this day."),
    "event-start": gettext_noop("Asked for at %(meeting)s, which opens this day."),
    "step-documents": gettext_noop(
        "On its way it goes through %(meeting)s, whose documents are due this day."
    ),
    "step-start": gettext_noop("On its way it goes through %(meeting)s, which opens this day."),
    "to-documents": gettext_noop(
        "%(often)s: goes to %(meeting)s, whose documents are due this day."
    ),
    "to-start": gettext_noop("%(often)s: goes to %(meeting)s, which opens this day."),
    "through-documents": gettext_noop(
        "%(often)s: goes through %(meeting)s, whose documents are due this day."
    ),
    "through-start": gettext_noop("%(often)s: goes through %(meeting)s, which opens this day."),
    "period-end": gettext_noop(
        "%(often)s: no meeting that receives it is in the calendar, so the end of the period "
        "is taken."
    ),
    "by": gettext_noop("To be done by %(date)s."),
    "until": gettext_noop("To be done until %(date)s."),
    "unknown-meeting": gettext_noop("No date: the meeting %(meeting)s is not in the calendar."),
    "no-further-meeting": gettext_noop(
        "No further date: the calendar has no later meeting that receives it."
    ),
    "unreadable": gettext_noop("No date: “%(value)s” could not be read as a date or period."),
}


def often(duration: str) -> str:
    """An ISO 8601 period of whole years or months in words: `P1Y` → “Every year”; as it is
    where it is none of these."""
    if not (duration[1:-1].isdecimal() and duration[-1] in "YM"):
        return duration
    number = int(duration[1:-1])
    years = duration.endswith("Y")
    if number == 1:  # apart, for in Russian the form of one is that of 21 too
        return gettext("Every year") if years else gettext("Every month")
    if years:
        told = ngettext("Every %(number)d year", "Every %(number)d years", number)
    else:
        told = ngettext("Every %(number)d month", "Every %(number)d months", number)
    return told % {"number": number}


def told_date(text: str) -> str:
    """A year, month or day of a deadline as the active language writes it."""
    if len(text) == len("2027-03"):
        return date_format(date.fromisoformat(f"{text}-01"), "YEAR_MONTH_FORMAT")
    return text if len(text) == len("2027") else date_format(date.fromisoformat(text))


def sentence(code: str, values: Mapping[str, Any], meeting: Meeting | None = None) -> str:
    """The basis `code` in the active language; empty where there is none.

    `meeting` gives the name where the date hangs on one; `values` has the rest: `every` an
    ISO 8601 duration, `date`, `value`, and `meeting` a slug where the meeting is not known.
    """
    if code not in SENTENCES:
        return ""
    words = dict(values)
    if meeting is not None:
        words["meeting"] = meeting.name
    if "date" in words:
        words["date"] = told_date(words["date"])
    if "every" in words:
        words["often"] = often(words["every"])
    words.setdefault("meeting", "")
    return gettext(SENTENCES[code]) % words
