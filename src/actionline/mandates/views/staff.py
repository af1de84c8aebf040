"""Pages on which officers decide and correct."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from actionline.accounts.models import User
from actionline.instruments.actions.errors import RefusedError
from actionline.instruments.models import Edition
from actionline.mandates import actions, queries, tags
from actionline.mandates.carried import carried
from actionline.mandates.filters import Filter
from actionline.mandates.forms import CorrectionForm
from actionline.mandates.models import Kind, Mandate

_View = Callable[..., HttpResponse]


def officers(view: _View) -> _View:
    """Strangers are sent to sign in; people without the right see who has it."""
    allowed = permission_required("mandates.confirm", raise_exception=True)(view)
    return login_required(allowed)


@login_required
@permission_required("mandates.correct", raise_exception=True)
def correct(request: HttpRequest, key: int) -> HttpResponse:
    """Put right who is asked what, for whom and by when."""
    mandate = get_object_or_404(
        queries.with_rows(Mandate.objects.filter(current__isnull=False)), pk=key
    )
    if not request.user.has_perm("mandates.correct", mandate):
        raise PermissionDenied
    if request.method == "POST":
        form = CorrectionForm(request.POST)
        if form.is_valid():
            try:
                actions.correct(
                    mandate=mandate,
                    correction=form.correction(),
                    by=_person(request),
                    seen=form.cleaned_data["seen"],
                )
            except RefusedError as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("The mandate was corrected."))
                if not request.user.has_perm("mandates.confirm"):
                    messages.info(request, _("An officer will confirm your correction."))
                return redirect("mandates:mandate", key)
    else:
        form = CorrectionForm.of(mandate)
    context = {"mandate": mandate, "row": queries.row(mandate), "form": form}
    return render(request, "mandates/correct.html", context)


@officers
@require_POST
def undo(request: HttpRequest, key: int) -> HttpResponse:
    """Take one act back: the mandate's page, or the register where it is no more."""
    try:
        actions.undo(batch=request.POST.get("batch", ""), by=_person(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("The change was taken back."))
    if Mandate.objects.filter(pk=key).exists():
        return redirect("mandates:mandate", key)
    return redirect("mandates:list")


@officers
@require_POST
def bulk(request: HttpRequest) -> HttpResponse:
    """Confirm the chosen mandates, set their kind or tag them; tag also all of a filter."""
    if request.POST.get("act") in ("tag", "untag"):
        _tag(request)
        return redirect(_back(request, reverse("mandates:list")))
    chosen = _chosen(request)
    if not chosen:
        messages.error(request, _("Nothing was done: choose mandates first."))
    elif request.POST.get("act") == "kind" and request.POST.get("kind") in Kind.values:
        kind = Kind(request.POST["kind"])
        number = actions.set_kind(mandates=chosen, kind=kind, by=_person(request))
        done = ngettext(
            "The kind of %(number)s mandate was set.",
            "The kind of %(number)s mandates was set.",
            number,
        )
        messages.success(request, done % {"number": number})
    elif request.POST.get("act") == "confirm":
        _say_confirmed(request, actions.confirm(mandates=chosen, by=_person(request)))
    else:
        messages.error(request, _("Nothing was done: choose what to do, and a kind to set."))
    return redirect(_back(request, reverse("mandates:list")))


def _tag(request: HttpRequest) -> None:
    keys = [mandate.pk for mandate in _chosen(request)]
    if request.POST.get("scope") == "all":
        chosen = Filter.from_query(QueryDict(request.POST.get("query", "")[:2000]))
        keys = list(chosen.mandates().values_list("pk", flat=True)[: tags.MOST_AT_ONCE + 1])
    if not keys:
        messages.error(request, _("Nothing was done: choose mandates first."))
        return
    add, value = request.POST["act"] == "tag", request.POST.get("tag", "")
    try:
        number = tags.tag(mandates=keys, value=value, add=add, by=_person(request))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
        return
    done = ngettext(
        "The tags of %(number)s mandate were changed.",
        "The tags of %(number)s mandates were changed.",
        number,
    )
    messages.success(request, done % {"number": number})


@officers
@require_safe
def carry(request: HttpRequest, key: int) -> HttpResponse:
    """What became of each mandate in an edition, to be confirmed."""
    edition = get_object_or_404(
        Edition.objects.select_related("instrument").defer("reading"), pk=key
    )
    context = {"edition": edition, "carried": carried(edition)}
    return render(request, "mandates/carry.html", context)


@officers
@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """One decision about how mandates carried over to an edition."""
    edition = get_object_or_404(Edition, pk=key)
    asked = request.POST
    try:
        if "pair" in asked:
            _pair(request, edition)
        elif "separate" in asked:
            mandate = get_object_or_404(_of(edition), pk=_key(asked["separate"]))
            actions.separate(mandate=mandate, edition=edition, by=_person(request))
            messages.success(request, _("They are two mandates now: one ended, one new."))
        else:
            chosen = _of(edition)
            if "confirm" in asked:
                chosen = chosen.filter(pk=_key(asked["confirm"]))
            _say_confirmed(request, actions.confirm(mandates=chosen, by=_person(request)))
    except RefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("mandates:carry", key)


def _pair(request: HttpRequest, edition: Edition) -> None:
    new = get_object_or_404(_of(edition), pk=_key(request.POST["pair"]))
    old = _of(edition).filter(pk=_key(request.POST.get(f"old-{new.pk}", ""))).first()
    if old is None:
        raise RefusedError(_("Choose first which earlier mandate it is."))
    actions.pair(new=new, old=old, edition=edition, by=_person(request))
    messages.success(request, _("They are one mandate now."))


def _of(edition: Edition) -> QuerySet[Mandate]:
    return Mandate.objects.filter(instrument=edition.instrument_id)


def _chosen(request: HttpRequest) -> list[Mandate]:
    keys = [_key(value) for value in request.POST.getlist("select")]
    return list(Mandate.objects.filter(pk__in=keys))


def _key(text: str) -> int:
    """A key of a form, 0 (which nothing has) where it is none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0


def _say_confirmed(request: HttpRequest, number: int) -> None:
    done = ngettext(
        "%(number)s mandate was confirmed.", "%(number)s mandates were confirmed.", number
    )
    messages.success(request, done % {"number": number})


def _back(request: HttpRequest, otherwise: str) -> str:
    """The page the form was on."""
    page = request.POST.get("next", "")
    same = url_has_allowed_host_and_scheme(page, {request.get_host()}, request.is_secure())
    return page if same else otherwise


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # `officers` has let nobody else in
    return request.user
