"""Files of the register: of what a search finds, and of the whole, made each night."""

from __future__ import annotations

from datetime import date

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.views.decorators.http import require_safe

from actionline.stocktaking.exports import FORMATS, Words, found_by
from actionline.stocktaking.models import Dump
from actionline.stocktaking.register import Search

SUMS = "SHA256SUMS"


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """What the address asks for as a file, sent as it is written."""
    wanted = FORMATS.get(form)
    if wanted is None:
        raise Http404
    words = Words.of(request.build_absolute_uri("/").rstrip("/"))
    pieces = wanted.write(found_by(Search.from_query(request.GET)), words)
    name = f"projects-{timezone.localdate():%Y-%m-%d}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(pieces, content_type=wanted.media_type, headers=headers)


@require_safe
def nightly(request: HttpRequest, day: str, name: str) -> HttpResponseBase:
    """A file of a night, or the checksums of all of that night."""
    try:
        wanted = date.fromisoformat(day)
    except ValueError as error:
        raise Http404 from error
    if name == SUMS:
        return _sums(wanted)
    dump = get_object_or_404(Dump, day=wanted, name=name)
    etag = f'"{dump.sha256}"'
    known = get_conditional_response(request, etag=etag)
    if known is not None:  # whoever asks has it
        return known
    try:
        file = dump.file.open("rb")
    except OSError as error:  # another night took its place
        raise Http404 from error
    kind = "application/gzip" if name.endswith(".gz") else "application/schema+json"
    return FileResponse(
        file,
        as_attachment=True,
        filename=f"{day}-{name}",
        content_type=kind,
        headers={"ETag": etag},
    )


def _sums(day: date) -> HttpResponse:
    """As `sha256sum --check` reads them."""
    dumps = list(Dump.objects.filter(day=day))
    if not dumps:
        raise Http404
    lines = "".join(f"{each.sha256}  {day.isoformat()}-{each.name}\n" for each in dumps)
    return HttpResponse(lines, content_type="text/plain; charset=utf-8")
