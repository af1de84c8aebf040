"""What is asked of progress and evidence in bulk, in few queries; reports are drafted from it.

A report's lasting key is `progress.report:<key>`, evidence's `mandates.evidence:<key>`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from actionline.common import records
from actionline.mandates.models import Evidence
from actionline.mandates.subjects import Subject, of_row

from .models import Figure, Report, Version

REPORT = "progress.report"


@dataclass(frozen=True, slots=True)
class Given:
    """A piece of evidence whose record is public: how the record is called and where it is."""

    evidence: Evidence
    subject: Subject
    title: str
    url: str
    kind: str | Promise

    @property
    def record(self) -> str:
        """The lasting name of the record that is evidence."""
        return f"{self.evidence.record_type}:{self.evidence.record_id}"


def published() -> QuerySet[Version]:
    """The versions that everybody may read."""
    return Version.objects.filter(state=Version.State.VALIDATED, internal=False)


def validated(
    period_start: date,
    period_end: date,
    mandates: Collection[int] | None = None,
    *,
    about: Collection[str] = (),
    internal: bool = False,
) -> list[Version]:
    """The validated versions of reports whose period overlaps these days (both included): about
    these mandates (None: about any), or about the subjects that these words name.

    Two queries, with the figures of each (`version.figures.all()`), by mandate and then by period;
    with `internal` those too that only the offices read.
    """
    found = Version.objects.filter(state=Version.State.VALIDATED)
    if not internal:
        found = found.filter(internal=False)
    found = found.filter(report__starts__lte=period_end, report__ends__gte=period_start)
    if mandates is not None:
        found = found.filter(Q(report__mandate__in=mandates) | Q(report__about__in=about))
    figures = Prefetch("figures", Figure.objects.order_by("position", "pk"))
    return list(
        found.select_related("report__body")
        .prefetch_related(figures)
        .order_by("report__mandate", "report__about", "report__starts", "report")
    )


def evidence_in(
    period_start: date,
    period_end: date,
    mandates: Collection[int] | None = None,
    *,
    about: Collection[str] = (),
) -> list[Given]:
    """The evidence given in these days (both included), the oldest first within each subject;
    what is not public any more is left out. One query, and one for each kind of record."""
    first = timezone.make_aware(datetime.combine(period_start, time()))
    last = timezone.make_aware(datetime.combine(period_end + timedelta(days=1), time()))
    found = Evidence.objects.filter(at__gte=first, at__lt=last)
    if mandates is not None:
        found = found.filter(Q(mandate__in=mandates) | Q(about__in=about))
    return told(found.order_by("mandate", "about", "at", "pk"))


def told(pieces: Iterable[Evidence]) -> list[Given]:
    """How the records of these pieces are called; what is not public is left out."""
    rows = list(pieces)
    named: dict[tuple[str, str], tuple[str, str, str | Promise]] = {}
    for record_type in {row.record_type for row in rows}:
        kind = records.find(record_type)
        if kind is None:
            continue
        keys = {row.record_id for row in rows if row.record_type == record_type}
        for key, one in kind.told(keys).items():
            named[record_type, key] = (one.title, one.url, kind.name)
    return [
        Given(row, of_row(row.mandate_id, row.about), *named[row.record_type, row.record_id])
        for row in rows
        if (row.record_type, row.record_id) in named
    ]


def of_subject(subject: Subject) -> QuerySet[Report]:
    """All reports about a subject, the newest period first."""
    if subject.mandate_id is not None:
        return Report.objects.filter(mandate=subject.mandate_id)
    return Report.objects.filter(about=subject.about)


def last_validated(subjects: Collection[Subject]) -> dict[Subject, Version]:
    """The version validated last of each subject, by the end of its period; one query."""
    keys = [subject.mandate_id for subject in subjects if subject.mandate_id is not None]
    words = [subject.about for subject in subjects if subject.about]
    found = Version.objects.filter(state=Version.State.VALIDATED).filter(
        Q(report__mandate__in=keys) | Q(report__about__in=words)
    )
    rows = found.select_related("report__body").order_by("report__ends", "pk")
    return {row.report.subject: row for row in rows}
