"""Calls: for everybody to read, for the secretariat to prepare and to watch."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.stocktaking import progress, steps, wordform
from actionline.stocktaking.actions import calling
from actionline.stocktaking.call_forms import CallForm, LateCodeForm
from actionline.stocktaking.models import Call, LateCode


def _call(request: HttpRequest, slug: str) -> Call:
    """A call that the reader may see: a published one, any for those who prepare them."""
    found = get_object_or_404(Call.objects.select_related("template"), slug=slug)
    if not found.published and not request.user.has_perm("stocktaking.manage"):
        raise Http404
    return found


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    """All calls, the newest first."""
    manages = request.user.has_perm("stocktaking.manage")
    found = Call.objects.all() if manages else Call.objects.filter(published=True)
    context = {"calls": [(call, *_moments(call)) for call in found], "manages": manages}
    return render(request, "stocktaking/call/list.html", context)


@require_safe
def call(request: HttpRequest, slug: str) -> HttpResponse:
    """One call: until when, what is asked, the letter."""
    found = _call(request, slug)
    questions = list(found.template.questions.all())
    opens, closes = _moments(found)
    context = {
        "call": found,
        "opens": opens,
        "closes": closes,
        "sections": [
            (step.label, steps.of_step(questions, step)) for step in steps.present(questions)
        ],
        "manages": request.user.has_perm("stocktaking.manage"),
    }
    return render(request, "stocktaking/call/call.html", context)


@require_safe
def form(request: HttpRequest, slug: str) -> HttpResponse:
    """What is asked as a Word file, to be written in the language of the page before an entry is
    begun."""
    found, language = _call(request, slug), request.LANGUAGE_CODE
    response = HttpResponse(wordform.blank(found, language), content_type=wordform.MEDIA)
    response["Content-Disposition"] = f'attachment; filename="{found.slug}-{language}.docx"'
    return response


def _moments(call: Call) -> tuple[datetime, datetime]:
    """When it opens and closes, as its own clocks show it."""
    zone = ZoneInfo(call.timezone)
    return call.opens_at.astimezone(zone), call.closes_at.astimezone(zone)


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
def edit(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Prepare a new call, or change one."""
    found = _call(request, slug) if slug else Call()
    form = CallForm(request.POST if request.method == "POST" else None, call=found)
    if request.method == "POST" and form.is_valid():
        try:
            saved = calling.save_call(
                call=found,
                values=form.values(),
                by=request.user,
                version=form.cleaned_data["version"] or 0,
            )
        except calling.ChangedCallError:
            form.add_error(None, _("Somebody else saved the call meanwhile. Open it again."))
        else:
            messages.success(request, _("The call is saved."))
            return redirect("stocktaking:call", saved.slug)
    return render(request, "stocktaking/call/edit.html", {"form": form, "call": found})


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
@require_safe
def watch(request: HttpRequest, slug: str) -> HttpResponse:
    """How the call goes: entries by state, region and type; late codes."""
    found = _call(request, slug)
    _opens, closes = _moments(found)
    context = {
        "call": found,
        "closes": closes,
        "tables": progress.tables(found),
        "codes": found.late_codes.select_related("created_by"),
        "form": LateCodeForm(),
    }
    return render(request, "stocktaking/call/watch.html", context)


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
@require_safe
def watch_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The same figures, as a table to take away."""
    found = _call(request, slug)
    response = HttpResponse(progress.as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{found.slug}.csv"'
    return response


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
@require_POST
def late_code(request: HttpRequest, slug: str) -> HttpResponse:
    """Make a late code; it is shown once."""
    found = _call(request, slug)
    form = LateCodeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say for whom the code is, and until when."))
        return redirect("stocktaking:watch", slug)
    code = calling.make_late_code(
        call=found,
        note=form.cleaned_data["note"],
        until=form.cleaned_data["until"].replace(tzinfo=ZoneInfo(found.timezone)),
        uses=form.cleaned_data["uses"],
        by=request.user,
    )
    return render(request, "stocktaking/call/late_code.html", {"call": found, "code": code})


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
@require_POST
def withdraw_code(request: HttpRequest, slug: str, code: int) -> HttpResponse:
    found = get_object_or_404(LateCode, pk=code, call__slug=slug)
    calling.withdraw_late_code(code=found, by=request.user)
    messages.success(request, _("The code is good no longer."))
    return redirect("stocktaking:watch", slug)
