"""Pages that everybody may read."""

from __future__ import annotations

from itertools import zip_longest
from typing import Any

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.functional import SimpleLazyObject, cached_property
from django.views.decorators.http import require_POST, require_safe

from actionline.common import ui, work
from actionline.common.keeping import kept, made
from actionline.common.translations import shown as translations
from actionline.instruments.models import Proposal
from actionline.mandates import chronicle, hooks, proposals, queries
from actionline.mandates.exports import FORMATS, unwatched
from actionline.mandates.filters import Filter
from actionline.mandates.models import Kind, Mandate
from actionline.mandates.register import register
from actionline.mandates.work import EXPORT, export_name

PER_PAGE = 50
DATES_AHEAD = 1  # the section on due dates tells the others
#: Proposals looked through for what they would do to one mandate, the newest ones.
PROPOSALS = 10


class CountedPaginator(Paginator[int]):
    """A paginator that is told how many there are."""

    def __init__(self, rows: Any, per_page: int, total: int) -> None:
        super().__init__(rows, per_page)
        self._total = total

    @cached_property
    def count(self) -> int:
        return self._total


@require_safe
@kept
def mandates(request: HttpRequest) -> HttpResponse:
    """The register, as the address filters and sorts it."""
    chosen = Filter.from_query(request.GET)
    shown = made(request, lambda: register(chosen), "mandates.register", chosen)
    # Keys first: sorting thousands of whole rows to show fifty takes twice the time.
    keys = chosen.sorted().values_list("pk", flat=True)
    page = CountedPaginator(keys, PER_PAGE, shown.total).get_page(request.GET.get("page"))
    # Asked for by the template only where the table has to be made.
    rows = SimpleLazyObject(lambda: queries.rows(list(page.object_list)))
    context = {
        "register": shown,
        "page": page,
        "rows": rows,
        "texts": SimpleLazyObject(lambda: translations.load(row.wording for row in rows)),
        "may_decide": request.user.has_perm("mandates.confirm"),
        "kinds": Kind.choices,
        "exports": [(form, reverse("mandates:export", args=[form])) for form in FORMATS],
        "query": chosen.query(),
    }
    return render(request, "mandates/list.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same mandates as a file, sent as it is written."""
    wanted = FORMATS.get(form)
    if wanted is None:
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    pieces = wanted.write(Filter.from_query(request.GET), site, unwatched)
    headers = {"Content-Disposition": f'attachment; filename="{export_name(form)}"'}
    return StreamingHttpResponse(pieces, content_type=wanted.media_type, headers=headers)


@require_POST
@login_required
def prepare(request: HttpRequest) -> HttpResponse:
    """The same in the background, for those who would wait long for it."""
    form, query = request.POST.get("form", ""), request.POST.get("query", "")
    if form not in FORMATS:
        raise Http404
    arguments = {"form": form, "query": query[:2000]}
    return redirect(work.start(kind=EXPORT, by=request.user, arguments=arguments))


@require_safe
@kept
def mandate(request: HttpRequest, key: int) -> HttpResponse:
    """One mandate: words, parties, dates, editions, proposals, history, neighbours."""
    found = queries.with_rows(Mandate.objects.filter(current__isnull=False))
    shown = get_object_or_404(found.select_related("ended_in", "holder"), pk=key)
    row = queries.row(shown)
    wordings = queries.wordings(shown)
    place = provision_address(row)
    line = {
        ui.Stage.RESOLUTION: (str(shown.instrument), place),
        ui.Stage.MANDATE: (row.wording.path, ""),
    }
    for thread in hooks.threads:
        line |= thread(shown)
    context = {
        "mandate": shown,
        "row": row,
        "line": ui.the_line(ui.Stage.MANDATE, line),
        "provision": place,
        "dates": queries.dates(shown, DATES_AHEAD),
        "wordings": list(zip_longest(wordings, wordings[1:])),
        "texts": translations.load([row.wording, *wordings]),
        "proposed": proposals.about(shown, proposals.of_instrument(shown, PROPOSALS)),
        "history": chronicle.told(queries.history(shown), queries.versions(shown)),
        "neighbours": queries.neighbours(shown),
        "sections": hooks.sections(request, shown),
        "may_decide": request.user.has_perm("mandates.confirm"),
        "may_correct": request.user.has_perm("mandates.correct", shown),
    }
    return render(request, "mandates/mandate.html", context)


@require_safe
def proposal(request: HttpRequest, key: int) -> HttpResponse:
    """What a proposal would newly ask, change, end and leave."""
    shown = get_object_or_404(Proposal.objects.select_related("instrument", "base"), pk=key)
    found = proposals.effects(shown)
    context = {"proposal": shown, "found": found, "names": proposals.body_names(found)}
    return render(request, "mandates/proposal.html", context)


def provision_address(row: queries.Row) -> str:
    """The address of the very provision that a mandate stands in."""
    edition = [row.mandate.instrument.slug, row.wording.edition.version]
    return f"{reverse('instruments:edition', args=edition)}#{row.wording.path}"
