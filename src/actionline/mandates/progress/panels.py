"""What pages of mandates and of other subjects show of progress."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from actionline.common.translations import shown as translations
from actionline.common.ui import Stage
from actionline.mandates.models import Mandate
from actionline.mandates.stations import Station
from actionline.mandates.subjects import MANDATE, Subject, kind_of

from . import queries, status
from .models import Report, Request, Version

#: Reports that a page of a subject shows; the rest is a list of its own.
SHOWN = 3


def section(request: HttpRequest, mandate: Mandate) -> SafeString:
    """Status and reports on a mandate's page."""
    subject = Subject(MANDATE, str(mandate.pk))
    return of_subject(request, subject, mandate)


def of_subject(request: HttpRequest, subject: Subject, record: Any = None) -> SafeString:
    """The same for any subject; `record` is what its kind's `find` gives, if it is at hand."""
    user = request.user
    kind = kind_of(subject)
    about: Any = record if record is not None else kind.find(subject.id)
    may_write = user.is_authenticated and user.has_perm(kind.permission, about)
    today = timezone.localdate()
    versions = list(visible(subject, everything=may_write)[: SHOWN + 1])
    context = {
        "subject": subject,
        "status": status.told(status.facts_of([subject], today)[subject], today),
        "versions": versions[:SHOWN],
        "more": len(versions) > SHOWN,
        "texts": translations.load(versions[:SHOWN]),
        "may_write": may_write,
    }
    return render_to_string("progress/section.html", context, request)


def visible(subject: Subject, *, everything: bool) -> QuerySet[Version]:
    """The versions about a subject that a reader sees, the newest period first."""
    found = Version.objects.filter(report__in=queries.of_subject(subject))
    if everything:
        gone = (Version.State.REPLACED, Version.State.WITHDRAWN)
        found = found.exclude(state__in=gone)
    else:
        found = found.filter(state=Version.State.VALIDATED, internal=False)
    return (
        found.select_related("report__body")
        .prefetch_related("figures")
        .order_by("-report__ends", "-pk")
    )


def thread(mandate: Mandate) -> dict[Stage, tuple[str, str]]:
    """Where the line of a mandate leads: to what was told of it."""
    found = queries.published().filter(report__mandate=mandate)
    ends = found.order_by("-report__ends").values_list("report__ends", flat=True).first()
    if ends is None:
        return {}
    day = {"day": date_format(ends, "DATE_FORMAT")}
    return {Stage.PROGRESS: (gettext("told until %(day)s") % day, "#progress")}


def hand_over(new: Mandate, old: Mandate, by: Any) -> None:
    """Give the reports of a mandate to the one that it turned out to be."""
    Report.objects.filter(mandate=new).update(mandate=old)
    asked = Request.objects.filter(mandate=old).values("round")
    Request.objects.filter(mandate=new).exclude(round__in=asked).update(mandate=old)
    status.settle([Subject(MANDATE, str(old.pk))])


def on_change(subjects: Collection[Subject]) -> None:
    """Keep the status of subjects whose work changed."""
    status.settle(subjects)


def _reached(internal: bool) -> QuerySet[Any, int]:
    found = Version.objects.filter(
        state=Version.State.VALIDATED, report__mandate__isnull=False
    ).order_by()
    if not internal:
        found = found.filter(internal=False)
    return found.values_list("report__mandate_id", flat=True).distinct()


STATION = Station(
    "progress",
    30,
    _("Has a progress report"),
    _("No progress report"),
    _("A report on what was done is validated."),
    _reached,
)
