"""Pages for officers: documents come in, imports are listed, discarded and undone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_POST

from actionline.instruments import actions, queries
from actionline.instruments.forms import ImportFilter, UploadForm
from actionline.instruments.models import Import
from actionline.instruments.uploading import Quota
from actionline.reading.errors import ReadingError

from .public import page_of

#: How many seconds one upload may be read before the rest is left to the worker.
PATIENCE = 10.0

View = Callable[..., HttpResponse]


def officers_only(view: View) -> View:
    """A stranger is sent to sign in; a person without the right gets the page 403."""
    allowed = permission_required("instruments.file", raise_exception=True)(view)
    guarded: View = login_required(allowed)
    return guarded


@dataclass
class Outcome:
    """What became of one uploaded file."""

    name: str
    item: Import | None = None
    error: str = ""
    earlier: list[Import] = field(default_factory=list)


@csrf_exempt  # a quota has to be set before the request is parsed; `_imports` is protected
@login_required
@permission_required("instruments.preview", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def imports(request: HttpRequest) -> HttpResponse:
    """The upload form, what became of the files sent, and all imports; for a delegate, those
    that are not filed yet."""
    if not request.user.has_perm("instruments.file"):
        return _previews(request)
    request.upload_handlers.insert(0, Quota(request))
    return _imports(request)


def _previews(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        raise PermissionDenied
    found = queries.imports().filter(state=Import.State.PREVIEW)
    return render(request, "instruments/previews.html", {"page": page_of(request, found)})


@csrf_protect
def _imports(request: HttpRequest) -> HttpResponse:
    form, outcomes = UploadForm(), []
    if request.method == "POST":
        form = UploadForm(request.POST, request.FILES)
        if getattr(request, "over_quota", False):
            form.add_error("documents", _("This is too much at once: send fewer or smaller files."))
        elif form.is_valid():
            outcomes = list(_uploaded(request, form.cleaned_data["documents"]))
            if len(outcomes) == 1 and outcomes[0].item is not None:
                return redirect(outcomes[0].item)
            for outcome in outcomes:
                if outcome.error:
                    form.add_error("documents", outcome.error)
    chosen = ImportFilter(request.GET)
    found = queries.imports()
    if chosen.is_valid() and chosen.cleaned_data["state"]:
        found = found.filter(state=chosen.cleaned_data["state"])
    context = {
        "form": form,
        "outcomes": outcomes,
        "filter": chosen,
        "page": page_of(request, found),
    }
    return render(request, "instruments/imports.html", context, status=422 if form.errors else 200)


def _uploaded(request: HttpRequest, files: list[UploadedFile[Any]]) -> Iterator[Outcome]:
    """Read the files while the person can be expected to wait; the worker reads the rest."""
    patience = monotonic() + PATIENCE
    for file in files:
        yield _upload(request, file, later=monotonic() > patience)


def _upload(request: HttpRequest, file: UploadedFile[Any], later: bool) -> Outcome:
    name, again = str(file.name), "again" in request.POST
    try:
        item = actions.upload(
            data=file.read(), name=name, by=request.user, again=again, later=later
        )
    except ReadingError as error:
        return Outcome(name, error=str(error))
    except actions.AlreadyUploadedError as known:
        return Outcome(name, earlier=list(queries.imports().filter(source=known.source)))
    return Outcome(name, item=item)


@officers_only
@require_POST
def discard(request: HttpRequest, key: int) -> HttpResponse:
    """Put an import away."""
    return _act(request, key, actions.discard_import, _("The import is discarded."))


@officers_only
@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take back what was filed."""
    return _act(request, key, actions.undo_import, _("Undone: what stood before stands again."))


@officers_only
@require_POST
def read_again(request: HttpRequest, key: int) -> HttpResponse:
    """Read the kept file anew."""
    return _act(request, key, actions.read_again, _("The document was read again."))


def _act(request: HttpRequest, key: int, action: Callable[..., Import], done: str) -> HttpResponse:
    item = get_object_or_404(Import.objects.select_related("source"), pk=key)
    try:
        item = action(item=item, by=request.user)
    except (actions.RefusedError, ReadingError) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect(item)
