"""The calendar: meetings, their bodies, and an officer's changes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionline.common.keeping import kept
from actionline.common.tables import writing
from actionline.common.translations import shown as translations

from . import actions, exports, history, queries
from .forms import CalendarFilter, MeetingForm, deadline_forms
from .meeting_table import COLUMNS, MeetingTable
from .models import Body, Meeting

PAGE_SIZE = 50


@require_safe
@kept
def calendar(request: HttpRequest) -> HttpResponse:
    """Meetings: those to come first to last, those past last to first."""
    chosen = CalendarFilter(request.GET)
    page = Paginator(chosen.meetings(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filter": chosen,
        "page": page,
        "when": chosen.value("when") or chosen.AHEAD,
        "texts": translations.load(page.object_list),
    }
    return render(request, "framework/calendar.html", context)


@require_safe
def icalendar(request: HttpRequest) -> HttpResponse:
    """The same meetings as a file for a calendar."""
    meetings = CalendarFilter(request.GET).meetings().prefetch_related("deadlines")
    content = exports.as_icalendar(meetings, timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same meetings as a table that can come in again."""
    if form not in writing.FORMS:
        raise Http404
    table = MeetingTable()
    rows = (table.cells(meeting) for meeting in CalendarFilter(request.GET).meetings())
    return writing.response(rows, columns=COLUMNS, form=form, name="calendar")


@require_safe
@kept
def body(request: HttpRequest, slug: str) -> HttpResponse:
    """One body: what it is part of, what it has, its meetings."""
    shown = get_object_or_404(Body.objects.select_related("parent"), slug=slug)
    today = timezone.localdate()
    meetings = queries.meetings(body=shown.slug)
    ahead, past = queries.ahead(meetings, today), queries.past(meetings, today).reverse()
    context = {
        "body": shown,
        "parts": shown.parts.all(),
        "ahead": ahead,
        "past": past,
        "texts": translations.load([*ahead, *past]),
    }
    return render(request, "framework/body.html", context)


@require_safe
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """One meeting: when, where, until when documents have to be in, and what was changed."""
    shown = get_object_or_404(Meeting.objects.select_related("body"), slug=slug)
    may_edit = request.user.has_perm("framework.edit")
    context = {
        "meeting": shown,
        "deadlines": sorted(shown.deadlines.all(), key=lambda each: each.moment),
        "history": history.of_meeting(shown) if may_edit else [],
    }
    return render(request, "framework/meeting.html", context)


@require_safe
def meeting_icalendar(request: HttpRequest, slug: str) -> HttpResponse:
    """The meeting and its deadlines as a file for a calendar."""
    shown = get_object_or_404(Meeting.objects.prefetch_related("deadlines"), slug=slug)
    content = exports.as_icalendar([shown], timezone.now())
    headers = {"Content-Disposition": f'attachment; filename="{shown.slug}.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@login_required
@permission_required("framework.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def deadlines(request: HttpRequest, slug: str) -> HttpResponse:
    """The deadlines of a meeting; where due dates would move, the officer confirms."""
    shown = get_object_or_404(Meeting.objects.select_related("body"), slug=slug)
    sent = request.method == "POST"
    forms = deadline_forms(shown, request.POST if sent else None)
    moved = None
    if sent and forms.is_valid() and "back" not in request.POST:
        moved = actions.deadline_movements(shown, forms.wanted)
        if not moved or "confirm" in request.POST:
            assert request.user.is_authenticated
            actions.save_deadlines(meeting=shown, wanted=forms.wanted, by=request.user)
            messages.success(request, _("The deadlines are saved."))
            return redirect("framework:meeting", slug=slug)
    context = {"formset": forms, "meeting": shown, "moved": moved}
    template = "framework/confirm.html" if moved else "framework/deadlines.html"
    return render(request, template, context)


@login_required
@permission_required("framework.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest) -> HttpResponse:
    """An officer adds a meeting."""
    return _edit(request, Meeting())


@login_required
@permission_required("framework.edit", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, slug: str) -> HttpResponse:
    """An officer changes a meeting."""
    return _edit(request, get_object_or_404(Meeting, slug=slug))


def _edit(request: HttpRequest, meeting: Meeting) -> HttpResponse:
    """The form; where due dates would move, they are shown and the officer confirms."""
    stored = Meeting.objects.get(pk=meeting.pk) if meeting.pk else Meeting()
    form = MeetingForm(request.POST or None, instance=meeting)
    moved = None
    if request.method == "POST" and form.is_valid() and "back" not in request.POST:
        moved = actions.movements(stored, form.cleaned_data)
        if not moved or "confirm" in request.POST:
            assert request.user.is_authenticated
            saved = actions.save_meeting(meeting=stored, values=form.cleaned_data, by=request.user)
            messages.success(request, _("%(meeting)s is saved.") % {"meeting": saved.name})
            return redirect("framework:meeting", slug=saved.slug)
    context = {"form": form, "meeting": stored, "moved": moved}
    template = "framework/confirm.html" if moved else "framework/edit.html"
    return render(request, template, context)
