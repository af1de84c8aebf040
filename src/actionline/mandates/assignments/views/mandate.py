"""Who works on one mandate: assigning, naming focal points, ending, handing over."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionline.accounts.models import User
from actionline.common.states import WrongStateError
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.assignments import actions, queries
from actionline.mandates.assignments.forms import AnswerForm, AssignForm, OfferForm, PeopleForm
from actionline.mandates.assignments.models import Assignment
from actionline.mandates.assignments.states import HAND_OVER
from actionline.mandates.assignments.suggesting import suggestions
from actionline.mandates.models import Mandate

from .desk import officers

_METHODS = ["GET", "HEAD", "POST"]


@officers
@require_http_methods(_METHODS)
def assign(request: HttpRequest, key: int) -> HttpResponse:
    """Say who leads the work on a mandate, or add who supports it."""
    mandate = _mandate(key)
    work = queries.work_on(mandate)
    suggested = suggestions([(mandate.pk, mandate.party_keys)]).get(mandate.pk)
    form = AssignForm(request.POST) if request.method == "POST" else AssignForm.of(work, suggested)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        lead = given["lead"].pk if given["lead"] else None
        plan = actions.Plan(key, lead, tuple(body.pk for body in given["supporting"]))
        done = actions.assign(
            plans=[plan],
            by=_person(request),
            since=given["since"],
            instructions=given["instructions"],
            replace=True,
        )
        if done.number:
            messages.success(request, _("It is assigned."))
        else:
            messages.info(request, _("Nothing was changed: it stands like this already."))
        return redirect("mandates:mandate", key)
    context = {"mandate": mandate, "form": form, "work": work, "suggested": suggested}
    return render(request, "assignments/assign.html", context)


@login_required
@permission_required("assignments.name_people", raise_exception=True)
@require_http_methods(_METHODS)
def people(request: HttpRequest, key: int) -> HttpResponse:
    """Name the focal points of a body for a mandate."""
    assignment = _assignment(key)
    if not request.user.has_perm("assignments.name_people", assignment):
        raise PermissionDenied
    form = PeopleForm(request.POST or None, assignment=assignment)
    if request.method == "POST":
        form = PeopleForm(request.POST, assignment=assignment)
        if form.is_valid():
            try:
                actions.set_people(
                    assignment=assignment,
                    people=list(form.cleaned_data["people"]),
                    instructions=form.cleaned_data["instructions"],
                    by=_person(request),
                )
            except RefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The focal points are saved."))
                return redirect("mandates:mandate", assignment.mandate_id)
    context = {"assignment": assignment, "form": form}
    return render(request, "assignments/people.html", context)


@login_required
@permission_required("assignments.name_people", raise_exception=True)
@require_http_methods(_METHODS)
def end(request: HttpRequest, key: int) -> HttpResponse:
    """End a body's part, once somebody has said so on a page of its own."""
    assignment = _assignment(key)
    right = "assignments.assign" if assignment.is_lead else "assignments.name_people"
    if not request.user.has_perm(right, assignment):
        raise PermissionDenied
    if request.method == "POST":
        try:
            actions.end(assignment=assignment, by=_person(request))
        except RefusedError as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The part has ended."))
        return redirect("mandates:mandate", assignment.mandate_id)
    return render(request, "assignments/end.html", {"assignment": assignment})


@login_required
@permission_required("assignments.hand_over", raise_exception=True)
@require_http_methods(_METHODS)
def offer(request: HttpRequest, key: int) -> HttpResponse:
    """Offer the lead of a mandate to another body or person."""
    assignment = _assignment(key)
    if not request.user.has_perm("assignments.hand_over", assignment):
        raise PermissionDenied
    by = _person(request)
    sent = request.method == "POST"
    form = OfferForm(request.POST if sent else None, assignment=assignment, by=by)
    if sent and form.is_valid():
        given = form.cleaned_data
        try:
            actions.offer(
                assignment=assignment,
                to=given["to"],
                person=given["person"],
                note=given["note"],
                by=by,
            )
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is offered. Until it is accepted, nothing changes."))
            return redirect("mandates:mandate", assignment.mandate_id)
    context = {"assignment": assignment, "form": form}
    return render(request, "assignments/offer.html", context)


@login_required
@require_http_methods(_METHODS)
def offered(request: HttpRequest, key: int) -> HttpResponse:
    """An offer: who it concerns reads it, and answers."""
    offer = get_object_or_404(queries.offer(key))
    moves = HAND_OVER.open_to(request.user, offer)
    if not (moves or queries.may_see_names(request.user) or request.user.pk == offer.person_id):
        raise PermissionDenied
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.answer(
                offer=offer,
                verb=request.POST.get("verb", ""),
                words=form.cleaned_data["answer"],
                by=_person(request),
            )
        except RefusedError as refusal:
            form.add_error("answer", str(refusal))
        except WrongStateError:
            messages.error(request, _("Somebody has answered it in the meantime."))
            return redirect("assignments:offered", key)
        else:
            messages.success(request, _("Your answer is kept, and told to both sides."))
            return redirect("mandates:mandate", offer.assignment.mandate_id)
    context = {"offer": offer, "mandate": offer.assignment.mandate, "moves": moves, "form": form}
    return render(request, "assignments/offered.html", context)


def _mandate(key: int) -> Mandate:
    found = Mandate.objects.filter(current__isnull=False).select_related("instrument", "current")
    return get_object_or_404(found, pk=key)


def _assignment(key: int) -> Assignment:
    rows = Assignment.objects.filter(until=None).select_related(
        "body", "mandate__instrument", "mandate__current"
    )
    return get_object_or_404(rows, pk=key)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # `login_required` has let nobody else in
    return request.user
