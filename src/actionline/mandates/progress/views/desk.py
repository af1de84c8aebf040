"""The desk: what waits to be validated, and one's own reports."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.common import work
from actionline.common.states import WrongStateError
from actionline.mandates.progress import actions, bulk, listing
from actionline.mandates.progress.forms import DecisionForm
from actionline.mandates.progress.models import Report, Version
from actionline.mandates.progress.states import MOVES, OPEN

PAGE = 50
DECISIONS = ("validate", "return", "withdraw")


@login_required
@permission_required("progress.write", raise_exception=True)
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """What waits for this person, their own reports, or all that concern them, by state."""
    wanted = listing.Filter.from_query(request.GET)
    found = listing.with_rows(wanted.desk(request.user)).defer("done", "ahead", "obstacles")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    versions = list(page.object_list)
    told = listing.names(versions)
    states = Version.objects.filter(listing.on_desk(request.user)).order_by().values_list("state")
    counts = dict(states.annotate(many=Count("pk")))
    context = {
        "page": page,
        "rows": [(version, told[version.pk]) for version in versions],
        "filter": wanted,
        "states": [
            (state.value, state.label, counts.get(state.value, 0)) for state in Version.State
        ],
        "may_validate": request.user.has_perm("progress.validate"),
    }
    return render(request, "progress/desk.html", context)


@login_required
@require_POST
def bulk_validate(request: HttpRequest) -> HttpResponse:
    """Ask, then validate all that are ticked, or all that wait and the filter finds."""
    if not request.user.has_perm("progress.validate"):
        raise PermissionDenied
    query = request.POST.get("query", "")[:2000]
    ticked = [int(key) for key in request.POST.getlist("key")[: bulk.MOST] if _whole(key)]
    keys = ticked or _all(request, query)
    internal = "internal" in request.POST
    if not keys:
        messages.error(request, _("Nothing waits that you could validate."))
        return redirect("progress:desk")
    if "sure" not in request.POST:
        context = {"keys": ticked, "count": len(keys), "query": query, "internal": internal}
        return render(request, "progress/bulk.html", context)
    arguments = {"keys": keys, "internal": internal, "by": request.user.pk}
    return redirect(work.start(kind=bulk.VALIDATE, by=request.user, arguments=arguments))


def _all(request: HttpRequest, query: str) -> list[int]:
    found = listing.Filter.from_query(QueryDict(query)).desk(request.user)
    waiting = found.filter(state=Version.State.SUBMITTED).exclude(submitted_by=request.user.pk)
    return list(waiting.values_list("pk", flat=True)[: bulk.MOST])


def _whole(text: str) -> bool:
    return text.isdecimal() and len(text) < 16


@login_required
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Validate, return or withdraw the version that waits; withdraw the one that stands."""
    report = get_object_or_404(Report.objects.select_related("body"), pk=key)
    version = _decided(report)
    if version is None:
        messages.error(request, _("It has changed meanwhile; this is how it stands."))
        return redirect("progress:report", key)
    moves = [move for move in MOVES.open_to(request.user, version) if move.verb in DECISIONS]
    if not moves:
        raise PermissionDenied
    form = DecisionForm(request.POST if request.method == "POST" else None, moves=moves)
    valid = request.method == "POST" and form.is_valid()
    if valid and (answer := _decide(request, version, form)):
        return answer
    context = {"form": form, "report": report, "version": version}
    return render(request, "progress/decide.html", context)


def _decided(report: Report) -> Version | None:
    """The version that a decision is about: the one handed in, else the one that stands."""
    versions = list(report.versions.prefetch_related("figures").order_by("-number"))
    for version in versions:
        version.report = report
    waiting = [each for each in versions if each.state in OPEN]
    standing = [each for each in versions if each.state == Version.State.VALIDATED]
    return next(iter(waiting or standing), None)


def _decide(request: HttpRequest, version: Version, form: Any) -> HttpResponse | None:
    given = form.cleaned_data
    try:
        if given["verb"] == "validate":
            actions.validate(version=version, internal=given["internal"], by=request.user)
        elif given["verb"] == "return":
            actions.return_(version=version, reason=given["reason"], by=request.user)
        else:
            actions.withdraw(version=version, reason=given["reason"], by=request.user)
    except ValidationError as error:
        form.add_error("reason", error)
        return None
    except WrongStateError:
        messages.error(request, _("Somebody decided on it meanwhile; this is how it stands."))
        return redirect("progress:report", version.report_id)
    messages.success(request, _("Done; who wrote it is told."))
    return redirect(reverse("progress:report", args=[version.report_id]))
