"""The audit trail, for officers."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionline.common import trail

PER_PAGE = 50


@require_safe
@login_required
@permission_required("common.audit", raise_exception=True)
def audit(request: HttpRequest) -> HttpResponse:
    """Who changed what and when, the newest first."""
    form = trail.TrailFilter(request.GET)
    page = Paginator(form.entries(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "common/audit.html", {"form": form, "page": page})


@require_safe
@login_required
@permission_required("common.audit", raise_exception=True)
def export(request: HttpRequest) -> HttpResponseBase:
    """The same entries as JSON lines, the first first."""
    entries = trail.TrailFilter(request.GET).entries().order_by("number")
    name = f"audit-{timezone.localdate():%Y-%m-%d}.jsonl"
    return StreamingHttpResponse(
        trail.as_lines(entries),
        content_type="application/jsonl",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )
