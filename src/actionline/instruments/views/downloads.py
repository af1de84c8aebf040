"""Files to take away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required, permission_required
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from actionline.common.tables import writing
from actionline.instruments import exports, queries
from actionline.instruments.models import Edition, Import, Instrument, Proposal

from .public import compared_records


@require_safe
def edition(request: HttpRequest, slug: str, version: str, form: str) -> HttpResponse:
    """An edition as JSON, Akoma Ntoso, Word or text."""
    editions = Edition.objects.select_related("instrument__body")
    record = get_object_or_404(editions, instrument__slug=slug, version=version)
    return _file(record, f"{slug.replace('/', '-')}-{version}", form)


@require_safe
def proposal(request: HttpRequest, key: int, form: str) -> HttpResponse:
    """A proposal in the same forms; the Word file shows its changes as tracked ones."""
    record = get_object_or_404(Proposal.objects.select_related("instrument__body"), pk=key)
    return _file(record, f"{record.instrument.slug.replace('/', '-')}-proposal-{key}", form)


@require_safe
def redline(request: HttpRequest, slug: str, version: str, other: str) -> HttpResponse:
    """A comparison as a Word file with tracked changes."""
    old, new = compared_records(slug, version, other)
    name = f"{slug.replace('/', '-')}-{version}-against-{other}.docx"
    return _attachment(exports.redline(old, new), exports.FORMS["docx"].media, name)


@require_safe
def citations_csv(request: HttpRequest) -> HttpResponseBase:
    """Who cites whom, as a table for a spreadsheet."""
    names = dict(Instrument.objects.values_list("pk", "slug"))
    rows = (
        {"citing": names[edge.source], "cited": names[edge.cited], "mentions": edge.mentions}
        for edge in queries.edges()
    )
    columns = ["citing", "cited", "mentions"]
    return writing.response(rows, columns=columns, form="csv", name="citations")


@login_required
@permission_required("instruments.file", raise_exception=True)
@require_safe
def source(request: HttpRequest, key: int) -> FileResponse:
    """The file as it arrived; always to be saved, never shown by the browser."""
    item = get_object_or_404(Import.objects.select_related("source"), pk=key)
    return FileResponse(
        item.source.file.open(),
        as_attachment=True,
        filename=item.name,
        content_type="application/octet-stream",
    )


def _file(record: Edition | Proposal, name: str, form: str) -> HttpResponse:
    if form not in exports.FORMS:
        raise Http404
    made = exports.FORMS[form]
    return _attachment(made.make(record), made.media, f"{name}.{form}")


def _attachment(data: bytes, media: str, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
