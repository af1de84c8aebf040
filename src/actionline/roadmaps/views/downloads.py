"""Editions as files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from actionline.common import documents
from actionline.common.tables import writing
from actionline.roadmaps import content, papers
from actionline.roadmaps.exports import FORMS, TABLES, TIMELINE, timeline_rows
from actionline.roadmaps.tables import columns_of, rows_of

from . import finding


@require_safe
def table(request: HttpRequest, slug: str, number: int, name: str, form: str) -> HttpResponseBase:
    """The activities or the targets of an edition; what goes out can come in again."""
    shown = finding.seen_edition(request, slug, number)
    if name not in TABLES or form not in FORMS:
        raise Http404
    kind = TABLES[name]
    rows = rows_of(shown, kind)
    return writing.response(
        rows, columns=columns_of(kind), form=form, name=f"{slug}-{number}-{name}"
    )


@require_safe
def timeline(request: HttpRequest, slug: str, number: int) -> HttpResponseBase:
    """The table beside the timeline."""
    shown = finding.seen_edition(request, slug, number)
    rows = timeline_rows(shown, request.build_absolute_uri("/").rstrip("/"))
    return writing.response(rows, columns=TIMELINE, form="csv", name=f"{slug}-{number}-timeline")


@require_safe
def whole(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All of an edition as JSON: of a published one the very bytes that its digest is of."""
    shown = finding.seen_edition(request, slug, number)
    told = shown.frozen if shown.is_public else content.as_json(shown)
    answer = HttpResponse(told, content_type="application/json; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{slug}-{number}.json"'
    return answer


@require_safe
def paper(request: HttpRequest, slug: str, number: int, form: str) -> HttpResponse:
    """An edition as a Word file or PDF, in the language of the address."""
    shown = finding.seen_edition(request, slug, number)
    wanted = next((each for each in documents.FORMS if each == form), None)
    if wanted is None:
        raise Http404
    made = papers.document(shown)
    setter = documents.word if wanted == "docx" else documents.pdf
    answer = HttpResponse(setter(made), content_type=documents.MEDIA[wanted])
    name = f"{slug}-{number}-{made.language}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
