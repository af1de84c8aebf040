"""The calendar: meetings, their bodies, and an officer's changes."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionline.common.translations import shown as translations

from . import actions, exports, queries
from .forms import CalendarFilter, MeetingForm
from .models import Body, Meeting

PAGE_SIZE = 50


@require_safe
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
    meetings = CalendarFilter(request.GET).meetings()
    content = exports.as_icalendar(meetings, timezone.now())
    headers = {"Content-Disposition": 'attachment; filename="calendar.ics"'}
    return HttpResponse(content, content_type="text/calendar; charset=utf-8", headers=headers)


@require_safe
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
            return redirect("framework:body", slug=saved.body.slug)
    context = {"form": form, "meeting": stored, "moved": moved}
    template = "framework/confirm.html" if moved else "framework/edit.html"
    return render(request, template, context)
