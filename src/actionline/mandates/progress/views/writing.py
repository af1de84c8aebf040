"""Writing a report: begin, go on, hand in; without a script, and saved meanwhile with one."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actionline.accounts.models import User
from actionline.common import attachments, languages
from actionline.common.models import Attachment
from actionline.common.states import WrongStateError
from actionline.mandates import subjects
from actionline.mandates.progress import actions, queries, rules
from actionline.mandates.progress.forms import SPARE, PeriodForm, ReportForm, figures_form
from actionline.mandates.progress.limits import MOST_FIGURES
from actionline.mandates.progress.models import Report, Version
from actionline.mandates.progress.states import WRITTEN


def _version(request: HttpRequest, key: int) -> Version:
    """The version of a report that its authors go on with."""
    found = get_object_or_404(
        Version.objects.select_related("report__body"), report=key, state__in=WRITTEN
    )
    if not request.user.has_perm("progress.write", found):
        raise PermissionDenied
    return found


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, subject: str) -> HttpResponse:
    """Choose the period of a new report on a subject."""
    about = subjects.parse(subject)
    if about is None:
        raise Http404
    if not rules.reports_on_subject(request.user, about):
        raise PermissionDenied
    told = subjects.told([about])[about]
    last = queries.last_validated([about]).get(about)
    starts = last.report.ends + timedelta(days=1) if last else date(timezone.localdate().year, 1, 1)
    initial = {
        "starts": starts,
        "ends": max(starts, timezone.localdate()),
        "language": last.language if last else languages.match(get_language() or "en") or "en",
    }
    form = PeriodForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        made = actions.begin(subject=about, by=request.user, **form.cleaned_data)
        return redirect("progress:edit", made.report_id)
    context = {"form": form, "about": told, "last": last}
    return render(request, "progress/begin.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, key: int) -> HttpResponse:
    """Write a draft: save it, hand it in, add rows for figures. A script saves it meanwhile, and is
    answered with what was counted (`saves`)."""
    version = _version(request, key)
    more = _more(request)
    if request.method != "POST":
        form, figures = ReportForm(version=version), figures_form(None, version, more)
        return _page(request, version, form, figures)
    form = ReportForm(request.POST, version=version)
    figures = figures_form(request.POST, version)
    by_script = request.headers.get("X-Saved-By") == "script"
    if not (form.is_valid() and figures.is_valid()):
        if by_script:
            return JsonResponse({"faults": True}, status=422)
        return _page(request, version, form, figures)
    try:
        saved = actions.save(
            version=version,
            by=request.user,
            values=form.cleaned_data,
            figures=figures.figures(),
            saves=form.cleaned_data["saves"],
        )
    except actions.ChangedMeanwhileError as error:
        if by_script:
            return JsonResponse({"changed": True}, status=409)
        form.add_error(None, _("Somebody else saved this report meanwhile; theirs is below."))
        return _page(request, version, form, figures, theirs=error.current)
    if by_script:
        return JsonResponse({"saves": saved.saves})
    return _after(request, saved)


def _after(request: HttpRequest, saved: Version) -> HttpResponse:
    """Where the button leads that was pressed."""
    if "more" in request.POST:
        address = reverse("progress:edit", args=[saved.report_id])
        return redirect(f"{address}?more={SPARE + 5}#figures")
    if "submit" not in request.POST:
        messages.success(request, _("The draft is saved."))
        return redirect("progress:edit", saved.report_id)
    try:
        actions.submit(version=saved, by=request.user)
    except actions.FaultyError as error:
        form = ReportForm(_as_data(saved), version=saved)
        form.full_clean()
        for name, words in error.faults.items():
            form.add_error(name, words)
        return _page(request, saved, form, figures_form(None, saved))
    except actions.ClosedError:
        messages.error(
            request,
            _("The draft is saved, but the round has closed: ask the secretariat to reopen it."),
        )
        return redirect("progress:report", saved.report_id)
    messages.success(request, _("The report is handed in. Somebody else validates it."))
    return redirect("progress:report", saved.report_id)


def _as_data(version: Version) -> dict[str, Any]:
    form = ReportForm(version=version)
    return {name: form.get_initial_for_field(field, name) for name, field in form.fields.items()}


def _more(request: HttpRequest) -> int:
    given = request.GET.get("more", "")
    return min(int(given), MOST_FIGURES) if given.isdecimal() and len(given) < 4 else SPARE


def _page(
    request: HttpRequest, version: Version, form: Any, figures: Any, theirs: Version | None = None
) -> HttpResponse:
    subject = version.report.subject
    context = {
        "form": form,
        "figures": figures,
        "version": version,
        "report": version.report,
        "about": subjects.told([subject]).get(subject),
        "theirs": theirs,
        "files": attachments.of(version),
        "request_for": getattr(version.report, "request", None),
    }
    return render(request, "progress/edit.html", context)


@login_required
@require_POST
def attach(request: HttpRequest, key: int) -> HttpResponse:
    """Keep a file at a draft."""
    version = _version(request, key)
    file = request.FILES.get("file")
    if file is None:
        messages.error(request, _("Choose a file first."))
    else:
        try:
            attachments.attach(record=version, file=file, by=request.user)
            messages.success(request, _("The file is attached."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("progress:edit", key)


@login_required
@require_POST
def detach(request: HttpRequest, key: int, file: int) -> HttpResponse:
    """Take a file off a draft."""
    version = _version(request, key)
    found = get_object_or_404(attachments.of(version), pk=file)
    assert isinstance(found, Attachment)
    attachments.remove(attachment=found, by=request.user)
    messages.success(request, _("The file is taken off."))
    return redirect("progress:edit", key)


@login_required
@require_POST
def act(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Take back, discard, take up again, or begin a correction."""
    report = get_object_or_404(Report, pk=key)
    assert isinstance(request.user, User)
    try:
        if verb == "correct":
            actions.correct(report=report, by=request.user)
            return redirect("progress:edit", key)
        version = report.versions.select_related("report").order_by("-number")[0]
        {"recall": actions.recall, "discard": actions.discard, "restore": actions.restore}[verb](
            version=version, by=request.user
        )
    except (WrongStateError, actions.BusyError):
        messages.error(request, _("It has changed meanwhile; this is how it stands."))
        return redirect("progress:report", key)
    if verb == "discard":
        messages.success(request, _("The draft is set aside."))
        return redirect("progress:desk")
    return redirect("progress:edit", key)
