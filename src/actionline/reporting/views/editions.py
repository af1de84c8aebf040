"""Frozen editions: to read, to check, to compare."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from actionline.common import documents
from actionline.reporting import editions, freezing, queries, setting
from actionline.reporting.leading import leading
from actionline.reporting.models import Edition, Report


def find(request: HttpRequest, key: int, number: int) -> Edition:
    """The edition, for who may read it: everybody once it is published."""
    rows = Edition.objects.select_related("report__definition", "edited_by", "signed_by")
    found = get_object_or_404(rows, report=key, number=number)
    if found.published_at is None and not request.user.has_perm(
        "reporting.read_draft", found.report
    ):
        raise PermissionDenied if request.user.is_authenticated else Http404
    return found


@require_safe
def edition(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """An edition as it was signed off, with its digest and both names."""
    found = find(request, key, number)
    told = queries.shown_edition(found, get_language() or "en")
    files = list(found.files.all())
    context = {
        "edition": found,
        "report": found.report,
        "article": documents.html(leading(told, key)),
        "document": told,
        "files": files,
        "all_made": len(files) == len(found.content["documents"]) * len(setting.FORMS),
        "others": _others(request, found),
        "manages": request.user.has_perm("reporting.manage"),
        "holds": freezing.digest(found.content) == found.digest,
    }
    return render(request, "reporting/edition.html", context)


def _others(request: HttpRequest, edition: Edition) -> list[Edition]:
    rows = edition.report.editions.defer("content").exclude(pk=edition.pk)
    if not request.user.has_perm("reporting.read_draft", edition.report):
        rows = rows.filter(published_at__isnull=False)
    return list(rows)


@require_safe
def content(request: HttpRequest, key: int, number: int) -> HttpResponse:
    """The bytes that the digest is made over: `sha256sum` of the file gives it."""
    found = find(request, key, number)
    name = f"report-{key}-{number}.json"
    return HttpResponse(
        freezing.canonical(found.content),
        content_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_safe
def compare(request: HttpRequest, key: int, number: int, other: int) -> HttpResponse:
    """What differs between two editions, in the language of the page."""
    new, old = find(request, key, max(number, other)), find(request, key, min(number, other))
    if new.pk == old.pk:
        raise Http404
    language = get_language() or "en"
    after, before = (queries.shown_edition(each, language) for each in (new, old))
    context = {
        "report": Report.objects.select_related("definition").get(pk=key),
        "old": old,
        "new": new,
        "language": after.language,
        "differences": editions.differences(before, after),
    }
    return render(request, "reporting/compare.html", context)
