"""Home, and the small files that browsers and robots ask for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from actionline.common.keeping import kept
from actionline.common.translations import shown as translations

from . import process, queries, tasks

ROBOTS = """User-agent: *
Disallow: /*/account/
Disallow: /*/instruments/import/
Disallow: /*/compare/
"""


@require_safe
@kept
def home(request: HttpRequest) -> HttpResponse:
    """What this is, how much it holds, what falls due next."""
    today = timezone.localdate()
    due = queries.next_due(today)
    context = {
        "holdings": queries.holdings(today),
        "due": due,
        "texts": translations.load(mandate.current for mandate in due),
        "tasks": tasks.waiting_for(request.user),
        "process": process.told(),
    }
    return render(request, "portal/home.html", context)


@require_safe
@cache_control(max_age=86400, public=True)
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain")


def forged(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that came without its token: the page was too old, or another site sent it."""
    return render(request, "portal/forged.html", status=403)
