"""The searches of the register that somebody keeps, and whether they are told of new entries."""

from __future__ import annotations

from typing import NamedTuple

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.accounts.models import User
from actionline.common import saved
from actionline.common.models import SavedFilter
from actionline.stocktaking import watching


class KeepForm(forms.Form):
    """A name for a search, and whether to be told."""

    query = forms.CharField(max_length=2000, required=False)
    name = forms.CharField(max_length=100)
    tell = forms.BooleanField(required=False)


class Kept(NamedTuple):
    """A search that is kept, its address, and whether its person is told of it."""

    filter: SavedFilter
    url: str
    told: bool


@require_safe
@login_required
def searches(request: HttpRequest) -> HttpResponse:
    kept = [
        Kept(found, saved.kept(found).url, hasattr(found, "watch"))
        for found in watching.kept_by(_person(request))
    ]
    return render(request, "stocktaking/register/searches.html", {"kept": kept})


@require_POST
@login_required
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the search that the form stood on."""
    form = KeepForm(request.POST)
    if not form.is_valid():
        messages.warning(request, _("Give the search a name of at most 100 letters."))
        return redirect("stocktaking:searches")
    try:
        watching.keep(person=_person(request), **form.cleaned_data)
    except saved.TooManyError:
        messages.warning(request, _("You keep as many filters as you may. Delete one first."))
        return redirect("common:filters")
    told = _("The search is kept, and you are told of new entries.")
    messages.success(request, told if form.cleaned_data["tell"] else _("The search is kept."))
    return redirect("stocktaking:searches")


@require_POST
@login_required
def watch(request: HttpRequest, key: int) -> HttpResponse:
    """Begin or stop to be told of a search."""
    person, tell = _person(request), request.POST.get("tell") == "on"
    try:
        watching.watch(kept=SavedFilter(pk=key), person=person, tell=tell)
    except SavedFilter.DoesNotExist:
        raise Http404 from None
    messages.success(
        request,
        _("You are told of new entries from now on.") if tell else _("You are not told any more."),
    )
    return redirect("stocktaking:searches")


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # login_required
    return request.user
