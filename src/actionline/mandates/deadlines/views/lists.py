"""What is due: the list, a month, lead times, what moved, files."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from actionline.common.keeping import kept
from actionline.common.tables import writing
from actionline.common.translations import shown as translations
from actionline.mandates.deadlines import exports, months, queries
from actionline.mandates.deadlines.forms import DayForm, DueFilter
from actionline.mandates.deadlines.models import ClosedDays, LeadTime, Shift
from actionline.mandates.deadlines.steps import load_rules
from actionline.mandates.models import Occurrence

PER_PAGE = 50
#: Entries of a month on a page.
PER_MONTH = 100
FORMS = ("csv", "xlsx", "json")


@require_safe
@kept
def dues(request: HttpRequest) -> HttpResponse:
    """What is due, overdue or done, as the address filters it."""
    chosen = DueFilter(request.GET)
    number = request.GET.get("page")
    found = chosen.marks() if chosen.settled else chosen.open_ones()
    page = Paginator(found.values_list("pk", flat=True), PER_PAGE).get_page(number)
    if chosen.settled:
        rows = queries.rows_of_marks(queries.fetched(queries.marks(), page))
    else:
        shown = queries.fetched(queries.open_ones(), page)
        rows = queries.rows_of_open(shown, load_rules(), timezone.localdate())
    context = {
        "filter": chosen,
        "page": page,
        "rows": rows,
        "texts": translations.load(row.mandate.current for row in rows),
        "settled": chosen.settled,
        "query": chosen.query,
        "forms": FORMS,
        "may_mark": request.user.has_perm("mandates.report"),
        "day_form": DayForm(),
    }
    return render(request, "deadlines/list.html", context)


@require_safe
@kept
def month(request: HttpRequest) -> HttpResponse:
    """What is due in a month, and which steps are: as a table of weeks and as a list."""
    chosen, rules = DueFilter(request.GET), load_rules()
    shown = months.month(months.parse(request.GET.get("month", "")), chosen, rules)
    page = Paginator(shown.entries, PER_MONTH).get_page(request.GET.get("page"))
    entries = list(page.object_list)
    keys = {entry.occurrence for entry in entries}
    related = ("mandate__instrument", "mandate__current", "meeting")
    found = Occurrence.objects.select_related(*related).defer("mandate__search_text").in_bulk(keys)
    context = {
        "filter": chosen,
        "month": shown,
        "page": page,
        "rows": [(each, found[each.occurrence]) for each in entries if each.occurrence in found],
        "query": chosen.query,
        "dues": sum(not each.step for each in shown.entries),
        "steps": sum(bool(each.step) for each in shown.entries),
    }
    return render(request, "deadlines/month.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same due dates as a file."""
    if form not in FORMS:
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    rows = exports.rows(DueFilter(request.GET), site)
    return writing.response(rows, columns=exports.COLUMNS, form=form, name="due-dates")


@require_safe
@kept
def lead_times(request: HttpRequest) -> HttpResponse:
    """How long before a date its steps are due, on which days none is, and where that is known
    from."""
    found = LeadTime.objects.select_related("body")
    context = {"lead_times": found, "closed": ClosedDays.objects.all()}
    return render(request, "deadlines/lead_times.html", context)


@require_safe
@kept
def shifts(request: HttpRequest) -> HttpResponse:
    """The changes of meetings that moved due dates, the latest first."""
    found = Shift.objects.select_related("meeting").annotate(number=Count("moved"))
    page = Paginator(found.order_by("-at", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "deadlines/shifts.html", {"page": page})


@require_safe
@kept
def shift(request: HttpRequest, key: int) -> HttpResponse:
    """What one change of a meeting moved."""
    shown = get_object_or_404(Shift.objects.select_related("meeting"), pk=key)
    rows = shown.moved.select_related("mandate__instrument", "mandate__current")
    page = Paginator(rows.order_by("after", "before", "pk"), PER_PAGE)
    context = {"shift": shown, "page": page.get_page(request.GET.get("page"))}
    return render(request, "deadlines/shift.html", context)
