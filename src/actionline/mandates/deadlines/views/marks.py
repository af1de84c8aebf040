"""Where people say that what was due is done, or need not be."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from actionline.accounts.models import User
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.deadlines import actions, queries
from actionline.mandates.deadlines.forms import DayForm, DoneForm, DropForm
from actionline.mandates.deadlines.models import Mark
from actionline.mandates.models import Mandate


@login_required
@permission_required("mandates.report", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, key: int, anchor: str) -> HttpResponse:
    """Say that it is done: when, what, and what shows it."""
    person, mandate = _person(request), _mandate(key)
    if not person.has_perm("mandates.report", mandate):
        raise PermissionDenied
    occurrence = queries.find(mandate, anchor)
    if occurrence is None:
        raise Http404
    sent = request.POST if request.method == "POST" else None
    form = DoneForm(sent, mandate=mandate)
    if sent is not None and form.is_valid():
        try:
            actions.mark(
                mandate=mandate,
                anchor=anchor,
                by=person,
                on=form.cleaned_data["on"],
                note=form.cleaned_data["note"],
                language=get_language() or "en",
                shown=form.shown,
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is done with."))
            return redirect(_there(key))
    context = {"form": form, "mandate": mandate, "occurrence": occurrence}
    return render(request, "deadlines/done.html", context)


@login_required
@permission_required("deadlines.drop", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def drop(request: HttpRequest, key: int, anchor: str) -> HttpResponse:
    """Say with a reason that it need not be done."""
    mandate = _mandate(key)
    occurrence = queries.find(mandate, anchor)
    if occurrence is None:
        raise Http404
    form = DropForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.mark(
                mandate=mandate,
                anchor=anchor,
                by=_person(request),
                on=timezone.localdate(),
                state=Mark.State.DROPPED,
                note=form.cleaned_data["note"],
                language=get_language() or "en",
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is done with."))
            return redirect(_there(key))
    context = {"form": form, "mandate": mandate, "occurrence": occurrence}
    return render(request, "deadlines/drop.html", context)


@require_POST
@login_required
def undo(request: HttpRequest, key: int, anchor: str) -> HttpResponse:
    """Take back that it is done with."""
    try:
        actions.undo(mandate=_mandate(key), anchor=anchor, by=_person(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("It is open again."))
    return redirect(_there(key))


@login_required
@permission_required("mandates.report", raise_exception=True)
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Say of the chosen due dates that they are done."""
    page = request.POST.get("next", "")
    same = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    form = DayForm(request.POST)
    dates = [_date(value) for value in request.POST.getlist("select")]
    try:
        if not form.is_valid():
            raise RefusedError(_("Nothing was done: say on which day, as in 2027-05-31."))
        number = actions.mark_many(
            dates=[each for each in dates if each],
            by=_person(request),
            on=form.cleaned_data["on"],
            note=form.cleaned_data["note"],
            language=get_language() or "en",
        )
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        told = ngettext("%(number)d due date is done.", "%(number)d due dates are done.", number)
        if number:
            messages.success(request, told % {"number": number})
        else:
            messages.error(request, _("Nothing was done: choose due dates of your mandates first."))
    return redirect(page if same else reverse("deadlines:list"))


def _date(value: str) -> tuple[int, str] | None:
    """A due date of a form: the mandate's key and what the date hangs on."""
    key, _colon, anchor = value.partition(":")
    return (int(key), anchor[:90]) if key.isdecimal() and len(key) < 18 and anchor else None


def _mandate(key: int) -> Mandate:
    found = Mandate.objects.filter(current__isnull=False)
    return get_object_or_404(found.select_related("instrument", "current", "holder"), pk=key)


def _there(key: int) -> str:
    return reverse("mandates:mandate", args=[key]) + "#due"


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # signed in
    return request.user
