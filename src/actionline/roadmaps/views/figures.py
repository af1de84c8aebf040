"""Figures for targets: entering and taking off."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from actionline.roadmaps import actions, queries
from actionline.roadmaps.forms import ObservationForm
from actionline.roadmaps.models import Observation

from .public import target_context


@login_required
@permission_required("roadmaps.report", raise_exception=True)
@require_POST
def observe(request: HttpRequest, key: int) -> HttpResponse:
    """Enter the figure of a day."""
    found = get_object_or_404(queries.targets(), pk=key, current__isnull=False)
    if not request.user.has_perm("roadmaps.report", found):
        raise PermissionDenied
    form = ObservationForm(request.POST)
    if form.is_valid():
        actions.observe(target=found, **form.cleaned_data, by=request.user)
        messages.success(request, _("The figure is entered."))
        return redirect(found)
    return render(request, "roadmaps/target.html", target_context(request, found, form))


@login_required
@permission_required("roadmaps.report", raise_exception=True)
@require_POST
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Take a figure off again."""
    plan = ("target__plan__body", "target__plan__line", "target__plan__shape")
    found = get_object_or_404(Observation.objects.select_related(*plan), pk=key)
    if not request.user.has_perm("roadmaps.report", found.target):
        raise PermissionDenied
    actions.withdraw_observation(observation=found, by=request.user)
    messages.success(request, _("The figure is taken off."))
    return redirect(found.target)
