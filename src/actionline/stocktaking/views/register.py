"""The public register: the search with its map and feed, and the pages of projects."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionline.common import ui
from actionline.common.keeping import kept
from actionline.common.tables import writing
from actionline.common.translations import shown as translations
from actionline.mandates import evidence
from actionline.stocktaking import (
    confirming,
    register_history,
    register_likeness,
    register_map,
    register_project,
)
from actionline.stocktaking.exports import FORMATS
from actionline.stocktaking.models import Project
from actionline.stocktaking.register import Search
from actionline.stocktaking.register_feed import feed as atom
from actionline.stocktaking.register_names import Names
from actionline.stocktaking.register_page import show
from actionline.stocktaking.translation import RECORD

_LARGEST_PAGE = 10**6


@require_safe
@kept
def projects(request: HttpRequest) -> HttpResponse:
    """What the address asks for, twenty to a page."""
    search = Search.from_query(request.GET)
    context = {
        "shown": show(search, _page_of(request), request),
        "query": search.as_query(),
        "now": timezone.now(),
        "exports": _exports(),
    }
    return render(request, "stocktaking/register/list.html", context)


def _page_of(request: HttpRequest) -> int:
    """The number of the page; the first where it is none."""
    given = request.GET.get("page", "")
    number = int(given) if given.isascii() and given.isdigit() and len(given) < 8 else 1
    return min(max(number, 1), _LARGEST_PAGE)


def _exports() -> list[tuple[str, str]]:
    """The files of what is found, with their addresses."""
    return [
        (each.title, reverse("stocktaking:export", args=[form])) for form, each in FORMATS.items()
    ]


@require_safe
@kept
def on_map(request: HttpRequest) -> HttpResponse:
    """Where they are: a tile for each economy, with the table."""
    search = Search.from_query(request.GET)
    found = register_map.mapped(search)
    context = {"map": found, "query": search.as_query(), "now": timezone.now()}
    return render(request, "stocktaking/register/map.html", context)


@require_safe
def map_csv(request: HttpRequest) -> HttpResponseBase:
    """The table of the map."""
    found = register_map.mapped(Search.from_query(request.GET))
    return writing.response(
        register_map.cells(found), columns=register_map.COLUMNS, form="csv", name="projects-map"
    )


@require_safe
@kept
def feed(request: HttpRequest) -> HttpResponse:
    """The newest of them for a feed reader."""
    return HttpResponse(
        atom(Search.from_query(request.GET)), content_type="application/atom+xml; charset=utf-8"
    )


@require_safe
@kept
def project(request: HttpRequest, number: int) -> HttpResponse:
    """One project: everything public about it, and where its thread leads."""
    found = get_object_or_404(Project.objects.select_related("organisation"), number=number)
    if found.merged_into_id:
        return redirect(_last(found))
    names = Names()
    serves = evidence.of_record(RECORD.key, found.pk)
    line = {ui.Stage.EVIDENCE: (found.title, ""), **evidence.thread(serves)}
    context = {
        "project": found,
        "line": ui.the_line(ui.Stage.EVIDENCE, line),
        "serves": serves,
        "texts": translations.load([found]),
        "facts": register_project.facts(found, names),
        "long_texts": register_project.texts(found),
        "country": names.of("economy", found.entity_economy),
        "rows": register_project.own_answers(found),
        "pictures": register_project.pictures(found),
        "similar": register_likeness.similar(found),
        "stories": found.stories.filter(published=True),
        "stale": confirming.is_stale(found),
        "last_confirmed": confirming.last_confirmed(found),
        "cite": register_project.citation(found),
        "linked_data": register_project.linked_data(found, names),
        "may_keep": request.user.has_perm("stocktaking.keep", found),
    }
    return render(request, "stocktaking/register/project.html", context)


def _last(found: Project) -> Project:
    """The project that a merged one has become, over others that were merged in turn."""
    for _step in range(20):
        if found.merged_into is None:
            return found
        found = found.merged_into
    raise Http404


@require_safe
@kept
def history(request: HttpRequest, number: int) -> HttpResponse:
    """How a project stood before."""
    found = get_object_or_404(Project, number=number)
    if found.merged_into_id:
        return redirect("stocktaking:history", _last(found).number)
    context = {"project": found, "steps": register_history.steps(found, Names())}
    return render(request, "stocktaking/register/history.html", context)
