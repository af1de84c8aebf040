"""Files of reports: asked for, made in the background, given away."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from actionline.common import serving, work
from actionline.reporting import queries, setting

from .editions import find


@login_required
@require_POST
def prepare(request: HttpRequest, key: int) -> HttpResponse:
    """Have files made: all of an edition, or one of the draft."""
    report = queries.readable(key, request.user)
    number = request.POST.get("edition", "")
    if number.isdigit() and len(number) < 6:
        edition = get_object_or_404(report.editions, number=int(number))
        return redirect(setting.start(edition=edition, by=request.user))
    language, form = request.POST.get("language", ""), request.POST.get("form", "")
    if language not in report.languages or form not in setting.FORMS:
        raise Http404
    arguments = {"report": report.pk, "language": language, "form": form}
    return redirect(work.start(kind=setting.SET_DRAFT, by=request.user, arguments=arguments))


@require_safe
def edition_file(
    request: HttpRequest, key: int, number: int, language: str, form: str
) -> HttpResponseBase:
    """A file of an edition."""
    edition = find(request, key, number)
    found = get_object_or_404(edition.files, language=language, form=form)
    name = f"report-{key}-{number}-{language}.{form}"
    return serving.attachment(found.file.open("rb"), name=name, media_type=setting.FORMS[form])
