"""What followed from an activity, on its page: progress, evidence, and where its line leads."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from actionline.common.ui import Stage
from actionline.mandates import evidence as pieces
from actionline.mandates.progress import panels
from actionline.mandates.subjects import Subject

from .models import Activity
from .records import ACTIVITY


def subject_of(activity: Activity) -> Subject:
    """An activity as a subject of work."""
    return Subject(ACTIVITY, str(activity.pk))


def progress(request: HttpRequest, activity: Activity) -> SafeString:
    """What was reported of it, and its status."""
    return panels.of_subject(request, subject_of(activity), activity)


def evidence(request: HttpRequest, activity: Activity) -> SafeString:
    """The records that show that it was done."""
    return pieces.of_subject(request, subject_of(activity))


def thread(activity: Activity) -> dict[Stage, tuple[str, str]]:
    """To what was told of it, and to its evidence."""
    subject = subject_of(activity)
    found: dict[Stage, tuple[str, str]] = {}
    told = panels.visible(subject, everything=False).first()
    if told is not None:
        day = {"day": date_format(told.report.ends, "DATE_FORMAT")}
        found[Stage.PROGRESS] = (_("told until %(day)s") % day, "#progress")
    number = pieces.about(subject).count()
    if number:
        found[Stage.EVIDENCE] = (pieces.in_words(number), "#evidence")
    return found
