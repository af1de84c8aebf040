"""The register in numbers, with charts, tables and files."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionline.common.keeping import kept
from actionline.common.tables import writing
from actionline.stocktaking import statistics
from actionline.stocktaking.register import Search


@require_safe
@kept
def overview(request: HttpRequest) -> HttpResponse:
    """All projects, or those of a search, by every facet."""
    search = Search.from_query(request.GET)
    context = {
        "statistics": statistics.overview(search),
        "query": search.as_query(),
        "now": timezone.now(),
    }
    return render(request, "stocktaking/statistics/overview.html", context)


@require_safe
def years_csv(request: HttpRequest) -> HttpResponseBase:
    """The table of the years."""
    found = statistics.overview(Search.from_query(request.GET))
    return writing.response(
        statistics.year_cells(found),
        columns=("year", "projects"),
        form="csv",
        name="projects-by-year",
    )


def _facet(request: HttpRequest, facet: str) -> statistics.OverYears:
    try:
        return statistics.over_years(Search.from_query(request.GET), facet)
    except KeyError:
        raise Http404 from None


@require_safe
@kept
def facet(request: HttpRequest, facet: str) -> HttpResponse:
    """One facet, over the years."""
    context = {
        "found": _facet(request, facet),
        "query": Search.from_query(request.GET).as_query(),
        "now": timezone.now(),
    }
    return render(request, "stocktaking/statistics/facet.html", context)


@require_safe
def facet_csv(request: HttpRequest, facet: str) -> HttpResponseBase:
    """Its table."""
    found = _facet(request, facet)
    return writing.response(
        statistics.cells(found),
        columns=statistics.columns(found),
        form="csv",
        name=f"projects-by-{facet}",
    )
