"""The pages of tables that come in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from . import actions, writing
from .forms import BringForm, MappingForm
from .matching import lacking
from .models import ColumnProfile, ImportFault, TableImport
from .reading import FileError
from .table import Table, allowed, find

PER_PAGE = 50
_METHODS = ["GET", "HEAD", "POST"]
_FAULT_COLUMNS = ("row", "column", "value", "wrong", "advice")


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """The tables that somebody may bring, and what was brought last."""
    tables = allowed(request.user)
    if not tables:
        raise PermissionDenied
    titles = {table.name: table.title for table in tables}
    page = Paginator(TableImport.objects.filter(table__in=titles).select_related("by"), PER_PAGE)
    shown = page.get_page(request.GET.get("page"))
    context = {
        "tables": tables,
        "page": shown,
        "rows": [(each, titles[each.table]) for each in shown],
    }
    return render(request, "tables/index.html", context)


@login_required
@require_http_methods(_METHODS)
def table(request: HttpRequest, name: str) -> HttpResponse:
    """What a table looks like, and the form that takes a file for it."""
    shown = _allowed_table(request, name)
    sent = request.method == "POST"
    form = BringForm(request.POST if sent else None, request.FILES if sent else None, table=shown)
    if sent and form.is_valid():
        try:
            importing = actions.bring(
                table=shown,
                file=form.cleaned_data["file"],
                profile=form.cleaned_data.get("profile", ""),
                by=request.user,
            )
        except FileError as error:
            form.add_error("file", str(error))
        else:
            return redirect(importing)
    context = {
        "table": shown,
        "form": form,
        "profiles": ColumnProfile.objects.filter(table=name),
        "imports": TableImport.objects.filter(table=name).select_related("by")[:10],
    }
    return render(request, "tables/table.html", context)


@require_safe
@login_required
def empty(request: HttpRequest, name: str, form: str) -> HttpResponseBase:
    """A file that has the headings only, to fill in."""
    shown = _allowed_table(request, name)
    if form not in ("csv", "xlsx"):
        raise Http404
    columns = [column.name for column in shown.columns]
    return writing.response([], columns=columns, form=form, name=name.rpartition(".")[2])


@require_safe
@login_required
@never_cache
def importing(request: HttpRequest, key: int) -> HttpResponse:
    """One file: which column is which, what is wrong in it, and what can be done with it."""
    shown, kind = _allowed_import(request, key)
    missing = lacking(kind, shown.mapping)
    busy = shown.job is not None and shown.job.open
    if shown.state == TableImport.State.NEW and missing and not busy:
        return redirect("tables:columns", key=key)
    page = Paginator(shown.faults.all(), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "importing": shown,
        "table": kind,
        "busy": busy,
        "page": page,
        "titles": {column.name: column.title for column in kind.columns},
        "faults": [(fault, _title(kind, fault)) for fault in page],
        "left_out": [heading for heading in shown.headings if heading not in _used(shown)],
    }
    return render(request, "tables/import.html", context)


@login_required
@require_http_methods(_METHODS)
def columns(request: HttpRequest, key: int) -> HttpResponse:
    """Say which heading stands for which column; then the file is tried."""
    shown, kind = _allowed_import(request, key)
    form = MappingForm(
        request.POST if request.method == "POST" else None, table=kind, importing=shown
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.map_columns(
                importing=shown,
                mapping=form.mapping,
                keep_as=form.cleaned_data["keep_as"],
                by=request.user,
            )
            actions.try_out(importing=shown, by=request.user)
        except FileError as error:
            form.add_error(None, str(error))
        else:
            return redirect(shown)
    context = {"importing": shown, "table": kind, "form": form}
    return render(request, "tables/columns.html", context)


@require_POST
@login_required
def try_again(request: HttpRequest, key: int) -> HttpResponse:
    shown, _kind = _allowed_import(request, key)
    return _done(request, shown, lambda: actions.try_out(importing=shown, by=request.user))


@require_POST
@login_required
def take(request: HttpRequest, key: int) -> HttpResponse:
    """Take all rows, or with `good=yes` those without a fault."""
    shown, _kind = _allowed_import(request, key)
    good = request.POST.get("good") == "yes"
    return _done(
        request, shown, lambda: actions.take(importing=shown, good_only=good, by=request.user)
    )


@login_required
@require_http_methods(_METHODS)
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Ask once, then take back."""
    shown, kind = _allowed_import(request, key)
    if request.method == "POST":
        return _done(request, shown, lambda: actions.undo(importing=shown, by=request.user))
    return render(request, "tables/undo.html", {"importing": shown, "table": kind})


@require_POST
@login_required
def discard(request: HttpRequest, key: int) -> HttpResponse:
    shown, kind = _allowed_import(request, key)
    try:
        actions.discard(importing=shown, by=request.user)
    except FileError as error:
        messages.error(request, str(error))
        return redirect(shown)
    messages.success(request, _("The file was thrown away."))
    return redirect("tables:table", name=kind.name)


@require_POST
@login_required
def forget_profile(request: HttpRequest, key: int) -> HttpResponse:
    if not allowed(request.user):
        raise PermissionDenied
    profile = get_object_or_404(ColumnProfile, pk=key)
    actions.forget_profile(profile=profile, by=request.user)
    messages.success(request, _("The profile is gone."))
    return redirect("tables:table", name=profile.table)


@require_safe
@login_required
def faults(request: HttpRequest, key: int, form: str) -> HttpResponseBase:
    """The report of faults as a file."""
    shown, _kind = _allowed_import(request, key)
    if form not in writing.FORMS:
        raise Http404
    rows = _fault_rows(shown)
    return writing.response(rows, columns=_FAULT_COLUMNS, form=form, name=f"faults-{key}")


def _fault_rows(importing: TableImport) -> Iterator[dict[str, Any]]:
    for fault in importing.faults.iterator():
        yield {
            "row": fault.number,
            "column": fault.column,
            "value": fault.value,
            "wrong": fault.wrong,
            "advice": fault.advice,
        }


def _title(table: type[Table[Any]], fault: ImportFault) -> str:
    """What the person calls the column: its title, and the heading is beside it on the page."""
    column = table.column(fault.column)
    return str(column.title) if column else ""


def _used(importing: TableImport) -> set[str]:
    return {"", *importing.mapping.values()}


def _done(request: HttpRequest, shown: TableImport, act: Callable[[], None]) -> HttpResponse:
    try:
        act()
    except FileError as error:
        messages.error(request, str(error))
    return redirect(shown)


def _allowed_table(request: HttpRequest, name: str) -> type[Table[Any]]:
    """404 for a table that is not there; 403 for who may not take anything, or not this."""
    found = find(name)
    if found is None and allowed(request.user):
        raise Http404
    if found is None or found not in allowed(request.user):
        raise PermissionDenied
    return found


def _allowed_import(request: HttpRequest, key: int) -> tuple[TableImport, type[Table[Any]]]:
    if not allowed(request.user):
        raise PermissionDenied
    shown = get_object_or_404(TableImport.objects.select_related("job", "by"), pk=key)
    return shown, _allowed_table(request, shown.table)
