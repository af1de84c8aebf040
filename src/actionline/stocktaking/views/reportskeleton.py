"""The skeleton of the report for the secretariat: as a page, as a Word file, what it names."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.views.decorators.http import require_safe

from actionline.stocktaking import reportskeleton, reportskeleton_word
from actionline.stocktaking.actions import curation as acts
from actionline.stocktaking.models import Chosen, Project
from actionline.stocktaking.register import Search
from actionline.stocktaking.wordform import MEDIA

PAGE = 50


def _known(year: int) -> int:
    if not 1900 <= year <= 2200:
        raise Http404
    return year


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
@require_safe
def latest(request: HttpRequest) -> HttpResponse:
    """The report of the latest year that has entries."""
    years = reportskeleton.years() or [timezone.localdate().year]
    return redirect("stocktaking:report", years[0])


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
@require_safe
def report(request: HttpRequest, year: int) -> HttpResponse:
    """The skeleton of a year as a page; `line` names all entries of one action line."""
    context = {
        "skeleton": reportskeleton.skeleton(_known(year), whole=request.GET.get("line", "")),
        "years": [each for each in reportskeleton.years() if each != year],
    }
    return render(request, "stocktaking/report/report.html", context)


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
@require_safe
def word(request: HttpRequest, year: int) -> HttpResponse:
    """The same as a Word file in the language of the page."""
    found = reportskeleton.skeleton(_known(year), whole=reportskeleton.ALL)
    content = reportskeleton_word.write(found, get_language() or "en")
    headers = {"Content-Disposition": f'attachment; filename="stocktaking-{year}.docx"'}
    return HttpResponse(content, content_type=MEDIA, headers=headers)


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
def choose(request: HttpRequest, year: int) -> HttpResponse:
    """Tick which projects of a search the report of a year names."""
    search = Search.from_query(request.GET)
    if not search.values.get("year"):
        search = search.with_values("year", (str(_known(year)),))
    if request.method == "POST":
        return _chosen(request, year, search)
    number = request.GET.get("page", "")
    answer = search.answer(page=int(number[:6]) if number[:6].isdecimal() else 1, size=PAGE)
    projects = {each.pk: each for each in Project.objects.filter(pk__in=answer.hits)}
    chosen = set(
        Chosen.objects.filter(year=year, project__in=projects).values_list("project_id", flat=True)
    )
    context = {
        "year": year,
        "search": search,
        "page": Paginator(range(answer.total), PAGE).get_page(answer.start // PAGE + 1),
        "rows": [(projects[key], key in chosen) for key in answer.hits if key in projects],
        "many": Chosen.objects.filter(year=year).count(),
    }
    return render(request, "stocktaking/report/choose.html", context)


def _chosen(request: HttpRequest, year: int, search: Search) -> HttpResponse:
    seen, ticked = (
        [int(key) for key in request.POST.getlist(name)[:PAGE] if key.isdecimal() and len(key) < 19]
        for name in ("seen", "key")
    )
    many = acts.choose(year=_known(year), seen=seen, chosen=ticked, by=request.user)
    told = ngettext("%(number)d choice is kept.", "%(number)d choices are kept.", many)
    messages.success(request, told % {"number": many})
    query = request.GET.urlencode()
    return redirect(f"{reverse('stocktaking:choose', args=[year])}?{query}")
