"""The dashboard: a page for everybody, one for officers, files and drawings of both."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionline.common import keeping
from actionline.common.tables import writing

from . import counting, tables

PER_PAGE = 25
FORMS = ("csv", "xlsx", "json")


def _shown(request: HttpRequest, by: str) -> tuple[counting.Dashboard, bool]:
    """What is counted, and whether what is not public counts too: with `?internal=1`, for those
    who may see it. Http404, PermissionDenied."""
    if by not in counting.BY:
        raise Http404
    internal = request.GET.get("internal") == "1"
    if internal and not request.user.has_perm("mandates.confirm"):
        raise PermissionDenied
    made = keeping.made(
        request, lambda: counting.dashboard(by, internal=internal), "dashboard", by, internal
    )
    return made, internal


@require_safe
@keeping.kept
def dashboard(request: HttpRequest, by: str = "instrument") -> HttpResponse:
    """How much is answered: all mandates, and by what was chosen."""
    shown, internal = _shown(request, by)
    page = Paginator(shown.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "shown": shown,
        "by": by,
        "heading": counting.BY[by][0],
        "choices": [(key, heading) for key, (heading, _field) in counting.BY.items()],
        "gaps": list(zip(shown.stations, shown.all.lacking, strict=True)),
        "page": page,
        "chart": tables.chart(shown, list(page.object_list)),
        "internal": internal,
        "may_see": request.user.has_perm("mandates.confirm"),
        "query": "internal=1" if internal else "",
        "forms": FORMS,
        "now": timezone.now(),
    }
    return render(request, "portal/dashboard/page.html", context)


@require_safe
def table(request: HttpRequest, by: str, form: str) -> HttpResponseBase:
    """The same as a file."""
    shown, _internal = _shown(request, by)
    if form not in FORMS:
        raise Http404
    name = f"mandates-by-{by}"
    return writing.response(
        tables.cells(shown), columns=tables.columns(shown), form=form, name=name
    )


@require_safe
def drawing(request: HttpRequest, by: str) -> HttpResponse:
    """The chart of a page of it, as a file."""
    shown, _internal = _shown(request, by)
    page = Paginator(shown.rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"chart": tables.chart(shown, list(page.object_list)), "alone": True}
    drawn = render(request, "common/charts/stacked.svg", context, content_type="image/svg+xml")
    drawn["Content-Disposition"] = f'attachment; filename="mandates-by-{by}.svg"'
    return drawn
