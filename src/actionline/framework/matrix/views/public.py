"""Pages that everybody may read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import get_language_bidi
from django.views.decorators.http import require_safe

from actionline.common.keeping import kept
from actionline.common.models import AuditEntry
from actionline.common.tables import writing
from actionline.common.translations import shown as translations
from actionline.framework import hooks, tagging
from actionline.framework.matrix import exchange, queries
from actionline.framework.matrix.heat import HeatMap, heat_map
from actionline.framework.matrix.table import Column, Table, column_of, matrix_table
from actionline.framework.models import ActionLine, GdcObjective, Goal, MatrixLink

#: How many records a cell's page names.
RECORDS = 50


@require_safe
@kept
def index(request: HttpRequest) -> HttpResponse:
    """The table; `?only=confirmed` leaves out what is proposed or doubtful."""
    only = request.GET.get("only") == "confirmed"
    states = [MatrixLink.State.CONFIRMED.value] if only else queries.STANDING
    # Asked for by the template only where the table has to be made.
    table = SimpleLazyObject(lambda: matrix_table(states=states))
    context = {"table": table, "only_confirmed": only}
    return render(request, "framework/matrix/index.html", context)


@require_safe
@kept
def heat(request: HttpRequest) -> HttpResponse:
    """The heat map with its table."""
    table = cast(Table, SimpleLazyObject(matrix_table))
    heat = SimpleLazyObject(lambda: _drawn(table))
    return render(request, "framework/matrix/map.html", {"table": table, "heat": heat})


@require_safe
def heat_svg(request: HttpRequest) -> HttpResponse:
    """The heat map as a file."""
    content = render_to_string("framework/matrix/heat.svg", {"heat": _drawn(matrix_table())})
    headers = {"Content-Disposition": 'attachment; filename="matrix.svg"'}
    return HttpResponse(content, content_type="image/svg+xml; charset=utf-8", headers=headers)


@require_safe
@kept
def line(request: HttpRequest, code: str) -> HttpResponse:
    """One action line: what it serves, and why."""
    shown = get_object_or_404(ActionLine, code=code)
    links = queries.by_place(queries.standing().filter(line=shown))
    return render(
        request,
        "framework/matrix/line.html",
        {"line": shown, "links": links, "texts": translations.load(links)},
    )


@require_safe
@kept
def goal(request: HttpRequest, number: int) -> HttpResponse:
    """One goal: which action lines serve it and its targets, and which targets none serves."""
    shown = get_object_or_404(Goal, number=number)
    links = queries.by_place(queries.standing().filter(queries.at(shown)))
    served = {link.target_id for link in links}
    unserved = [target for target in shown.targets.all() if target.pk not in served]
    context = {
        "column": column_of(shown),
        "source": shown.source,
        "links": links,
        "unserved": unserved,
        "texts": translations.load(links),
    }
    return render(request, "framework/matrix/column.html", context)


@require_safe
@kept
def objective(request: HttpRequest, number: int) -> HttpResponse:
    """One objective of the Global Digital Compact: which action lines serve it."""
    shown = get_object_or_404(GdcObjective, number=number)
    links = queries.by_place(queries.standing().filter(queries.at(shown)))
    context = {
        "column": column_of(shown),
        "source": shown.source,
        "links": links,
        "texts": translations.load(links),
    }
    return render(request, "framework/matrix/column.html", context)


@require_safe
def cell(request: HttpRequest, code: str, column: str) -> HttpResponse:
    """Where a line meets a goal or an objective: the links there and the records behind them."""
    shown = get_object_or_404(ActionLine, code=code)
    term = _term(column)
    links = queries.by_place(queries.standing().filter(queries.at(term), line=shown))
    context = {
        "line": shown,
        "column": column_of(term),
        "links": links,
        "texts": translations.load(links),
        "records": [*tagging.behind(shown, term, RECORDS), *_untagged(shown, column_of(term))],
    }
    return render(request, "framework/matrix/cell.html", context)


@require_safe
def link(request: HttpRequest, key: int) -> HttpResponse:
    """One link: why, from where, how it was decided; rejected ones too."""
    shown = get_object_or_404(queries.links(), pk=key)
    history = AuditEntry.objects.filter(
        record_type=MatrixLink._meta.label_lower, record_id=str(shown.pk)
    ).select_related("by")
    end = shown.objective or (shown.target.goal if shown.target else shown.goal)
    assert end is not None
    may_advise = request.user.has_perm("framework.advise")
    reads = may_advise or request.user.has_perm("framework.edit")
    context = {
        "link": shown,
        "column": column_of(end),
        "history": history,
        "texts": translations.load([shown]),
        "opinions": shown.opinions.select_related("by") if reads else [],
        "may_advise": may_advise,
    }
    return render(request, "framework/matrix/link.html", context)


@require_safe
@kept
def sheet(request: HttpRequest) -> HttpResponse:
    """The whole matrix to print: a row a line, the codes it serves."""
    by_line: dict[int, list[MatrixLink]] = {}
    for each in queries.by_place(queries.standing()):
        by_line.setdefault(each.line_id, []).append(each)
    rows = [
        (
            shown,
            [each for each in by_line.get(shown.pk, []) if not each.objective],
            [each for each in by_line.get(shown.pk, []) if each.objective],
        )
        for shown in ActionLine.objects.all()
    ]
    return render(
        request, "framework/matrix/sheet.html", {"rows": rows, "today": timezone.localdate()}
    )


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """All links that stand, in each form of file."""
    if form not in writing.FORMS:
        raise Http404
    rows = (exchange.as_cells(link) for link in queries.by_line(queries.standing()))
    return writing.response(rows, columns=exchange.COLUMNS, form=form, name="matrix")


def _drawn(table: Table) -> HeatMap:
    return heat_map(table, rtl=get_language_bidi())


def _term(column: str) -> Goal | GdcObjective:
    """The goal or objective of a column's code, 404 where there is none."""
    kind, _dash, number = column.rpartition("-")
    if not number.isdecimal() or len(number) > 2 or kind not in ("", "gdc"):
        raise Http404
    if kind:
        return get_object_or_404(GdcObjective, number=int(number))
    return get_object_or_404(Goal, number=int(number))


def _untagged(line: ActionLine, column: Column) -> Iterator[hooks.Behind]:
    """The records behind a cell that carry its terms in another way than by tags."""
    for ask in hooks.records_behind:
        found = ask(line.code, column.code, RECORDS)
        if found is not None:
            yield found
