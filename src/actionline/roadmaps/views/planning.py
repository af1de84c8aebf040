"""Beginning plans and editions, checking, moving and discarding them, their history."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from actionline.common.models import AuditEntry
from actionline.common.states import WrongStateError
from actionline.roadmaps import actions, queries, trees
from actionline.roadmaps.chronicle import chronicle
from actionline.roadmaps.forms import EditionForm, NextForm, PlanForm, ReasonForm
from actionline.roadmaps.gaps import gaps
from actionline.roadmaps.models import Edition
from actionline.roadmaps.states import MOVES

from . import finding

_METHODS = ["GET", "HEAD", "POST"]
PER_PAGE = 50


def closed(request: HttpRequest) -> None:
    """Say that nothing was done, for the edition does not change now."""
    messages.error(request, _("Nothing was done: this edition is not being written now."))


@finding.publishers
@require_http_methods(_METHODS)
def begin(request: HttpRequest) -> HttpResponse:
    """A new plan with its first edition."""
    form = PlanForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_plan(**form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        except PermissionDenied:
            form.add_error("body", _("You are no focal point who publishes for this plan."))
        else:
            return redirect("roadmaps:edit", made.plan.slug, made.number)
    return render(request, "roadmaps/begin.html", {"form": form})


@finding.publishers
@require_http_methods(_METHODS)
def next_edition(request: HttpRequest, slug: str) -> HttpResponse:
    """The next edition of a plan, filled in from the one before."""
    plan = finding.plan(slug)
    if not request.user.has_perm("roadmaps.publish", plan):
        raise PermissionDenied
    form = NextForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.begin_edition(plan=plan, **form.cleaned_data, by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("The next edition is begun, filled in from the last one."))
            return redirect("roadmaps:edit", slug, made.number)
    return render(request, "roadmaps/next.html", {"form": form, "plan": plan})


@finding.publishers
@require_POST
def offer(request: HttpRequest, slug: str) -> HttpResponse:
    """Offer a plan as a template, or no longer."""
    plan = finding.plan(slug)
    actions.offer(plan=plan, offered=request.POST.get("offered") == "yes", by=request.user)
    return redirect(plan)


@finding.writers
@require_http_methods(_METHODS)
def describe(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The name of an edition, its period and language."""
    edition = finding.own_edition(request, slug, number)
    names = ("label", "starts", "ends", "language", "note")
    initial = {name: getattr(edition, name) for name in names}
    form = EditionForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            actions.describe(edition=edition, **form.cleaned_data, by=request.user)
        except actions.ClosedError:
            closed(request)
        return redirect("roadmaps:edit", slug, number)
    context = {"form": form, "edition": edition, "plan": edition.plan}
    return render(request, "roadmaps/describe.html", context)


@finding.writers
@require_safe
def check(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What is missing, and what may be done with the edition now."""
    edition = finding.own_edition(request, slug, number)
    found = gaps(queries.load(edition))
    context = {
        "edition": edition,
        "plan": edition.plan,
        "gaps": found,
        "unanswered": queries.unanswered(edition).count(),
        "moves": MOVES.open_to(request.user, edition) if edition.is_open else [],
        "reason_form": ReasonForm(),
    }
    return render(request, "roadmaps/check.html", context)


@finding.writers
@require_POST
def move(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask for review, give back, publish."""
    edition = finding.own_edition(request, slug, number)
    verb, reason = request.POST.get("verb", ""), request.POST.get("reason", "")
    told = {
        "ask": _("Those who publish are asked to review it."),
        "return": _("It is a draft again; those who wrote it are told why."),
        "publish": _("The edition is published."),
    }
    try:
        actions.move(edition=edition, verb=verb, reason=reason, by=request.user)
    except WrongStateError:
        messages.error(request, _("Nothing was done: somebody else was faster. Look at it again."))
    except ValueError:
        messages.error(request, _("Nothing was done: say why it is given back."))
        return redirect("roadmaps:check", slug, number)
    else:
        messages.success(request, told[verb])
    return redirect(edition)


@finding.publishers
@require_http_methods(_METHODS)
def discard(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Ask, then throw an edition away that was not published."""
    edition = finding.own_edition(request, slug, number, "roadmaps.publish")
    if not edition.is_open:
        return redirect(edition)
    if request.method == "POST":
        try:
            actions.discard(edition=edition, by=request.user)
        except actions.ClosedError:
            closed(request)
            return redirect(edition)
        messages.success(request, _("The edition is thrown away."))
        return redirect("roadmaps:list")
    return render(request, "roadmaps/discard.html", {"edition": edition, "plan": edition.plan})


@finding.writers
@require_safe
def history(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """What was done in an edition, and what of it can be taken back."""
    edition = finding.own_edition(request, slug, number)
    page = Paginator(_entries(edition), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "edition": edition,
        "plan": edition.plan,
        "page": page,
        "steps": chronicle(list(page), edition),
    }
    return render(request, "roadmaps/history.html", context)


def _entries(edition: Edition) -> Any:
    found = AuditEntry.objects.filter(batch=trees.batch_of(edition)).select_related("by")
    return found.order_by("-number")


@finding.writers
@require_POST
def undo(request: HttpRequest, slug: str, number: int, entry: int) -> HttpResponse:
    """Take back one thing that was done."""
    edition = finding.own_edition(request, slug, number)
    found = get_object_or_404(_entries(edition), number=entry)
    try:
        done = actions.undo(edition=edition, entry=found, by=request.user)
    except actions.ClosedError:
        closed(request)
    else:
        if done:
            messages.success(request, _("It is taken back."))
        else:
            told = _("Nothing was done: the same was changed again since. Take that back first.")
            messages.error(request, told)
    return redirect("roadmaps:history", slug, number)
