"""Addresses that projects had on a platform before: they lead to the same projects here.

The process folder says which (`stocktaking/old_addresses.csv`): a path and the parameter that has
the number of the project. Whoever runs the old host sends its requests on to this site.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from .models import Project

#: Digits of a number that fits its column.
_MOST_DIGITS = 18


def patterns() -> Iterator[URLPattern]:
    """The routes of the process folder; none where it names no old address."""
    file = settings.PROCESS_DIR / "stocktaking" / "old_addresses.csv"
    if not file.exists():
        return
    with file.open(newline="", encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            known = {"parameter": row["parameter"]}
            yield path(row["path"].strip("/"), old_address, known, name="old_project")


@require_safe
def old_address(request: HttpRequest, parameter: str) -> HttpResponse:
    """Lead on to the page of the project, in the reader's language."""
    number = request.GET.get(parameter, "")
    if not (number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS):
        raise Http404
    response = redirect(get_object_or_404(Project, number=int(number)))
    response.headers["Vary"] = "Accept-Language"
    return response
