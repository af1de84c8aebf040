"""Rounds: prepared and watched by the secretariat, answered by focal points."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.accounts.models import User
from actionline.common import languages, work
from actionline.common.tables import writing
from actionline.mandates import subjects
from actionline.mandates.progress import actions, rules
from actionline.mandates.progress import answers as given
from actionline.mandates.progress import rounds as at_work
from actionline.mandates.progress.models import Request, Round
from actionline.mandates.progress.round_forms import ReopenForm, RoundForm
from actionline.mandates.progress.rounds import MISSING

PAGE = 50


@login_required
@permission_required("progress.write", raise_exception=True)
@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """All rounds, the newest first; one that is being prepared only for who prepares it."""
    asks = request.user.has_perm("progress.ask")
    found = Round.objects.all()
    if not asks:
        found = found.exclude(state=Round.State.PREPARED)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(each, each.local(each.closes_at)) for each in page.object_list]
    return render(request, "progress/rounds.html", {"page": page, "rows": rows, "asks": asks})


def _round(request: HttpRequest, key: int) -> Round:
    found = get_object_or_404(Round, pk=key)
    if found.state == Round.State.PREPARED and not request.user.has_perm("progress.ask"):
        raise PermissionDenied
    return found


@login_required
@permission_required("progress.write", raise_exception=True)
@require_safe
def round_(request: HttpRequest, key: int) -> HttpResponse:
    """One round: what is asked until when, how far each body is, the requests."""
    found = _round(request, key)
    asks = request.user.has_perm("progress.ask")
    requests = _requests(request, found, asks)
    page = Paginator(requests, PAGE).get_page(request.GET.get("page"))
    rows = list(page.object_list)
    names = subjects.told({each.subject for each in rows})
    lines = at_work.lines(found) if asks else []
    bodies = [(line.slug, line.name) for line in lines[:-1] if line.missing]
    context = {
        "round": found,
        "opens": found.local(found.opens_at),
        "closes": found.local(found.closes_at),
        "asks": asks,
        "states": Request.State.choices,
        "lines": lines,
        "page": page,
        "rows": [(each, names.get(each.subject)) for each in rows],
        "state": request.GET.get("state", ""),
        "body": request.GET.get("body", ""),
        "mine": request.GET.get("mine", ""),
        "form": ReopenForm(bodies=bodies) if asks and bodies else None,
        "about": at_work.counted(found) if asks and found.state == Round.State.PREPARED else None,
    }
    return render(request, "progress/round.html", context)


def _requests(request: HttpRequest, found: Round, asks: bool) -> QuerySet[Request]:
    rows = found.requests.select_related("body", "report", "round").order_by("body", "pk")
    if not asks or request.GET.get("mine"):
        rows = rows.filter(at_work.own(request.user))
    state, body = request.GET.get("state", ""), request.GET.get("body", "")
    if state == "open":
        rows = rows.filter(state__in=MISSING)
    elif state in Request.State.values:
        rows = rows.filter(state=state)
    if body == "none":
        rows = rows.filter(body=None)
    elif body:
        rows = rows.filter(body__slug=body[:80])
    return rows


@login_required
@permission_required("progress.ask", raise_exception=True)
def edit(request: HttpRequest, key: int = 0) -> HttpResponse:
    """Prepare a new round, or change one."""
    found = get_object_or_404(Round, pk=key) if key else Round()
    form = RoundForm(request.POST if request.method == "POST" else None, found=found)
    if request.method == "POST" and form.is_valid():
        try:
            saved = actions.save_round(
                found=found,
                values=form.values(),
                by=request.user,
                saves=form.cleaned_data["saves"] or 0,
            )
        except actions.ChangedRoundError:
            form.add_error(None, _("Somebody else saved the round meanwhile. Open it again."))
        else:
            messages.success(request, _("The round is saved."))
            return redirect("progress:round", saved.pk)
    return render(request, "progress/round_edit.html", {"form": form, "round": found})


@login_required
@permission_required("progress.ask", raise_exception=True)
@require_POST
def ask(request: HttpRequest, key: int) -> HttpResponse:
    """Make the requests and tell the focal points, in the background."""
    found = actions.open_round(found=get_object_or_404(Round, pk=key), by=request.user)
    arguments = {"key": found.pk, "by": request.user.pk}
    return redirect(work.start(kind=at_work.ASK, by=request.user, arguments=arguments))


@login_required
@permission_required("progress.ask", raise_exception=True)
@require_POST
def reopen(request: HttpRequest, key: int) -> HttpResponse:
    """Take answers again."""
    found = get_object_or_404(Round, pk=key)
    bodies = [(line.slug, line.name) for line in at_work.lines(found)[:-1]]
    form = ReopenForm(request.POST, bodies=bodies)
    if not form.is_valid():
        messages.error(request, _("Give a day and an hour: 2026-11-30 17:00."))
        return redirect("progress:round", key)
    many = actions.reopen(
        found=found,
        body=form.cleaned_data["body"],
        until=form.cleaned_data["until"].replace(tzinfo=ZoneInfo(found.timezone)),
        by=request.user,
    )
    told = ngettext(
        "%(number)s request takes an answer again.",
        "%(number)s requests take answers again.",
        many,
    )
    messages.success(request, told % {"number": many})
    return redirect("progress:round", key)


@login_required
@require_POST
def answer(request: HttpRequest, key: int, request_key: int) -> HttpResponse:
    """Begin an answer, filled in from the last report, or go on with it."""
    asked = get_object_or_404(
        Request.objects.select_related("round", "body"), pk=request_key, round=key
    )
    assert isinstance(request.user, User)
    if not rules.reports_on_subject(request.user, asked.subject):
        raise PermissionDenied
    if asked.report_id is None:
        with suppress(actions.BusyError):
            actions.begin(
                subject=asked.subject,
                starts=asked.round.starts,
                ends=asked.round.ends,
                language=languages.match(get_language() or "en") or "en",
                by=request.user,
                request=asked,
            )
        asked.refresh_from_db()
    assert asked.report_id is not None
    return redirect(*_where(asked))


def _where(asked: Request) -> tuple[Any, ...]:
    writing_now = (Request.State.BEGUN, Request.State.RETURNED)
    return ("progress:edit" if asked.state in writing_now else "progress:report", asked.report_id)


@login_required
@permission_required("progress.ask", raise_exception=True)
@require_safe
def answers(request: HttpRequest, key: int) -> HttpResponseBase:
    """All requests of a round with their answers, as a table, sent as it is written."""
    found = get_object_or_404(Round, pk=key)
    rows = given.rows(found, request.build_absolute_uri("/").rstrip("/"))
    return writing.response(rows, columns=given.COLUMNS, form="csv", name=f"round-{found.pk}")
