"""What the JSON interface tells of progress reports."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict
from pydantic import Field

from actionline.common import api
from actionline.common.api import Parameter, Record, Resource, Telling
from actionline.common.api.filters import DAY

from . import listing, queries
from .models import Figure, Report, Version


class ProgressFigureRecord(Record):
    """A figure with its day and its source."""

    name: str
    unit: str
    value: Decimal
    day: date
    source: str
    target: str = Field(description="What it is a value of: roadmaps.target:3; empty for none")


class ProgressRecord(Record):
    """What was done in a period, as it was validated."""

    id: int
    url: str = Field(description="Its lasting page")
    subject: str = Field(description="What it is about: mandates.mandate:12")
    body: str | None = Field(description="Who reports, by the slug of the body")
    starts: date
    ends: date
    version: int = Field(description="Goes up with each correction")
    language: str
    done: str = Field(description="What was done")
    ahead: str = Field(description="What comes next")
    obstacles: str = Field(description="What stands in the way")
    figures: list[ProgressFigureRecord]
    validated_at: datetime


def _rows() -> QuerySet[Report]:
    standing = Prefetch(
        "versions", queries.published().prefetch_related("figures"), to_attr="standing"
    )
    return (
        Report.objects.filter(pk__in=queries.published().values("report"))
        .select_related("body")
        .prefetch_related(standing)
    )


def _told(report: Report, telling: Telling) -> ProgressRecord:
    version: Version = report.standing[0]  # type: ignore[attr-defined]  # as `_rows` fetches it
    assert version.validated_at is not None
    return ProgressRecord(
        id=report.pk,
        url=telling.page("progress:report", report.pk),
        subject=str(report.subject),
        body=report.body.slug if report.body else None,
        starts=report.starts,
        ends=report.ends,
        version=version.number,
        language=version.language,
        done=version.done,
        ahead=version.ahead,
        obstacles=version.obstacles,
        figures=[_figure(figure) for figure in version.figures.all()],
        validated_at=version.validated_at,
    )


def _figure(figure: Figure) -> ProgressFigureRecord:
    names = ("name", "unit", "value", "day", "source", "target")
    return ProgressFigureRecord(**{name: getattr(figure, name) for name in names})


def _narrowed(query: QueryDict) -> QuerySet[Report]:
    found = listing.Filter.from_query(query).narrow(queries.published())
    return _rows().filter(pk__in=found.order_by().values("report"))


api.register(
    Resource(
        "progress",
        Report,
        ProgressRecord,
        _rows,
        _told,
        "What was done of mandates and activities, as it was reported and validated",
        parameters=(
            Parameter("q", "Words of the report, all of which it holds"),
            Parameter("about", "About one subject: mandates.mandate:12"),
            Parameter("body", "Reported by this body, by its slug"),
            Parameter("language", "Written in this language"),
            Parameter("after", "Of a period that ends on this day or later", pattern=DAY),
            Parameter("before", "Of a period that begins on this day or earlier", pattern=DAY),
        ),
        narrow=_narrowed,
        within=(Version, Figure),
    )
)
