"""The page that ours is measured against: what Django takes by itself for the same rows.

A view with one query and those for the parties of its rows, a template with the table, and the
middleware of a new Django project (`bench.bare_settings`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.shortcuts import render
from django.urls import path

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ROWS = 50  # as many as a page of the register has; the database holds twenty


def mandates(request: HttpRequest) -> HttpResponse:
    """The mandates that stand, by due date."""
    from actionline.mandates.models import Mandate

    rows = (
        Mandate.objects.exclude(state="ended")
        .select_related("instrument", "current__edition")
        .prefetch_related("current__parties__body")
        .order_by(F("next_due").asc(nulls_last=True))[:ROWS]
    )
    return render(request, "bare.html", {"rows": rows})


def mandate(_request: HttpRequest, key: int) -> Any:
    """What the rows link to; nobody asks for it."""


urlpatterns = [
    path("mandates/", mandates),
    path("mandates/<int:key>/", mandate, name="mandate"),
]
