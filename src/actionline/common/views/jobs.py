"""Background work as the person sees it who asked for it."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from actionline.common import serving, work

PER_PAGE = 50


@require_safe
@login_required
def jobs(request: HttpRequest) -> HttpResponse:
    """What a person asked for, the newest first."""
    page = Paginator(work.of(request.user), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(job, work.title(job.kind)) for job in page]
    return render(request, "common/jobs.html", {"page": page, "rows": rows})


@require_safe
@login_required
@never_cache
def job(request: HttpRequest, key: int) -> HttpResponse:
    """How far one job is; the page asks again by itself while there is something to wait for."""
    shown = get_object_or_404(work.of(request.user), pk=key)
    context = {"job": shown, "title": work.title(shown.kind), "lost": work.lost(shown)}
    return render(request, "common/job.html", context)


@require_POST
@login_required
def cancel(request: HttpRequest, key: int) -> HttpResponse:
    shown = get_object_or_404(work.of(request.user), pk=key)
    work.cancel(job=shown)
    messages.success(request, _("It is being stopped."))
    return redirect(shown)


@require_safe
@login_required
def result(request: HttpRequest, key: int) -> HttpResponseBase:
    """The file that came of it."""
    shown = get_object_or_404(work.of(request.user), pk=key)
    if not shown.result:
        raise Http404
    return serving.attachment(
        shown.result.open("rb"), name=shown.result_name, media_type=shown.result_type
    )
