"""What the JSON interface tells of reports: those of which an edition is published."""

from __future__ import annotations

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from actionline.common import api
from actionline.common.api import Parameter, Resource, Telling

from . import queries
from .api_records import ReportEditionRecord, ReportFileRecord, ReportRecord
from .models import Edition, EditionFile, Report


def _report(report: Report, telling: Telling) -> ReportRecord:
    return ReportRecord(
        id=report.pk,
        url=telling.page("reporting:report", report.pk),
        name=report.title,
        kind=report.definition.slug,
        body=report.defined.body,
        line=report.line.code if report.line else None,
        year=report.year,
        meeting=report.meeting.slug if report.meeting else None,
        starts=report.starts,
        ends=report.ends,
        language=report.language,
        languages=report.languages,
        editions=[_edition(each, telling) for each in report.editions.all()],
    )


def _edition(edition: Edition, telling: Telling) -> ReportEditionRecord:
    place = (edition.report_id, edition.number)
    assert edition.published_at is not None  # `_reports` asks for it
    return ReportEditionRecord(
        number=edition.number,
        url=telling.page("reporting:edition", *place),
        published_at=edition.published_at,
        digest=edition.digest,
        content_url=telling.page("reporting:edition_json", *place),
        files=[
            ReportFileRecord(
                language=each.language,
                form=each.form,
                url=telling.page("reporting:edition_file", *place, each.language, each.form),
                size=each.size,
                sha256=each.sha256,
            )
            for each in edition.files.all()
        ],
    )


def _reports() -> QuerySet[Report]:
    editions = Edition.objects.filter(published_at__isnull=False).defer("content")
    return queries.published().prefetch_related(
        Prefetch("editions", editions.prefetch_related("files"))
    )


def _narrowed(query: QueryDict) -> QuerySet[Report]:
    found = queries.published()
    if query.get("kind"):
        found = found.filter(definition__slug=query["kind"])
    if query.get("line"):
        found = found.filter(line__code=query["line"])
    year = query.get("year")
    return found.filter(year=int(year)) if year else found


api.register(
    Resource(
        "reports",
        Report,
        ReportRecord,
        _reports,
        _report,
        "Reports to governing bodies, as signed off and published, with digests and files",
        parameters=(
            Parameter("kind", "Of this kind, by its slug"),
            Parameter("line", "About this action line, by its code"),
            Parameter("year", "Of this year", pattern=r"^\d{4}$"),
        ),
        narrow=_narrowed,
        within=(Edition, EditionFile),
    )
)
