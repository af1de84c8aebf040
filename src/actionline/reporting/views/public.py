"""Pages that everybody may read: which reports there are, what one says, what it rests on."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionline.common import documents, permissions
from actionline.common.keeping import kept
from actionline.framework.models import Body
from actionline.reporting import queries, threads
from actionline.reporting.leading import leading
from actionline.reporting.models import Definition, Report
from actionline.reporting.periods import next_meeting
from actionline.reporting.states import MOVES

PER_PAGE = 50


@require_safe
@kept
def reports(request: HttpRequest) -> HttpResponse:
    """All reports that the reader may see, and which reports are asked for at all."""
    page = Paginator(queries.reports_for(request.user), PER_PAGE).get_page(request.GET.get("page"))
    definitions = list(Definition.objects.all())
    bodies = {body.slug: body for body in Body.objects.all()}
    context = {
        "page": page,
        "definitions": [(each, each.shape, bodies.get(each.shape.body)) for each in definitions],
        "manages": request.user.has_perm("reporting.manage"),
    }
    return render(request, "reporting/list.html", context)


@require_safe
@kept
def definition(request: HttpRequest, slug: str) -> HttpResponse:
    """One kind of report: who asked for it, for whom, how often, what is in it."""
    found = get_object_or_404(Definition, slug=slug)
    shape = found.shape
    bodies = {body.slug: body for body in Body.objects.filter(slug__in=[shape.body, *shape.via])}
    context = {
        "definition": found,
        "shape": shape,
        "body": bodies.get(shape.body),
        "via": [bodies[slug] for slug in shape.via if slug in bodies],
        "next": next_meeting(shape),
        "asked_by": threads.asked_by(shape),
        "reports": queries.reports_for(request.user).filter(definition=found)[:PER_PAGE],
        "manages": request.user.has_perm("reporting.manage"),
    }
    return render(request, "reporting/definition.html", context)


@require_safe
@kept
def report(request: HttpRequest, key: int) -> HttpResponse:
    """A report to read: the edition that is published; before, to those who may, the draft."""
    found = get_object_or_404(
        Report.objects.select_related("definition", "meeting", "line"), pk=key
    )
    if not request.user.has_perm("reporting.read", found):
        raise PermissionDenied if request.user.is_authenticated else Http404
    edition = queries.published_edition(found)
    writes = request.user.has_perm("reporting.read_draft", found)
    as_draft = edition is None or (writes and "draft" in request.GET)
    language = get_language() or "en"
    if as_draft:
        told = queries.standing(found, language)
    else:
        assert edition is not None
        told = queries.shown_edition(edition, language)
    context = {
        "report": found,
        "edition": None if as_draft else edition,
        "document": told,
        "other_language": told.language != language,
        "article": documents.html(leading(told, found.pk)),
        "line": threads.line_of(found, None if as_draft else edition),
        "writes": writes,
        "files": [] if as_draft or edition is None else list(edition.files.all()),
    }
    return render(request, "reporting/report.html", context)


@require_safe
def sources(request: HttpRequest, key: int, sentence: str) -> HttpResponse:
    """What one sentence rests on: its records, the mandate, the resolution's own words."""
    found = get_object_or_404(
        Report.objects.select_related("definition", "meeting", "line"), pk=key
    )
    language = get_language() or "en"
    if not request.user.has_perm("reporting.read", found):
        raise PermissionDenied if request.user.is_authenticated else Http404
    edition = queries.published_edition(found)
    told = queries.shown_edition(edition, language) if edition else None
    rests = threads.rests_on(told, sentence) if told else None
    if rests is None and request.user.has_perm("reporting.read_draft", found):
        rests = threads.rests_on(queries.standing(found, language), sentence)
    if rests is None:
        raise Http404
    return render(request, "reporting/sources.html", {"report": found, "rests": rests})


@require_safe
def states(request: HttpRequest) -> HttpResponse:
    """The way of a report, as a table."""
    label = dict(Report.State.choices)
    mails = {"officers": _("the officers are told"), "editors": _("who writes it is told")}
    rows = [
        (
            move.words,
            [label[source] for source in move.sources],
            label[move.target],
            permissions.words(move.permission),
            move.needs_reason,
            mails.get(move.mails, ""),
        )
        for move in MOVES
    ]
    return render(request, "reporting/states.html", {"rows": rows})
