"""Pages of decisions: the public list, one decision, the desk, proposing and settling."""

from __future__ import annotations

from django import urls
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionline.accounts.models import User
from actionline.common import ui
from actionline.common.keeping import kept
from actionline.common.states import WrongStateError
from actionline.common.tables import writing
from actionline.common.translations import shown as translations
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates.filters import Filter
from actionline.mandates.models import Mandate

from . import actions, exports, queries
from .forms import DecisionFilter, ManyForm, ProposalForm, ReasonForm, RefusalForm
from .models import Decision
from .states import MOVES

PER_PAGE = 50
FORMS = ("csv", "xlsx", "json")


@require_safe
@kept
def decisions(request: HttpRequest) -> HttpResponse:
    """What was decided, as the address filters it."""
    chosen = DecisionFilter(request.GET)
    keys = chosen.decisions().values_list("pk", flat=True)
    page = Paginator(keys, PER_PAGE).get_page(request.GET.get("page"))
    # Keys first: sorting thousands of whole rows to show fifty takes several times as long.
    rows = queries.public().in_bulk(list(page.object_list))
    found = [rows[key] for key in page.object_list if key in rows]
    context = {
        "filter": chosen,
        "page": page,
        "decisions": found,
        "texts": translations.load(found),
        "query": chosen.query,
        "forms": FORMS,
        "may_settle": request.user.has_perm("decisions.settle"),
    }
    return render(request, "decisions/list.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same decisions as a file."""
    if form not in FORMS:
        raise Http404
    site = request.build_absolute_uri("/").rstrip("/")
    rows = exports.rows(DecisionFilter(request.GET).decisions(), site)
    return writing.response(rows, columns=exports.COLUMNS, form=form, name="decisions")


@require_safe
def feed(request: HttpRequest) -> HttpResponse:
    """The latest of them for a feed reader."""
    chosen = DecisionFilter(request.GET)
    content = exports.feed(chosen.decisions()[: exports.MOST], chosen.query)
    return HttpResponse(content, content_type="application/atom+xml; charset=utf-8")


@require_safe
@kept
def decision(request: HttpRequest, key: int) -> HttpResponse:
    """One decision: what, why, by whom, and what one may do with it."""
    found = get_object_or_404(queries.visible_to(request.user), pk=key)
    open_to = MOVES.open_to(request.user, found) if request.user.is_authenticated else []
    mandate = found.mandate
    path = mandate.current.path if mandate.current else str(mandate)
    line = {
        ui.Stage.RESOLUTION: (str(mandate.instrument), mandate.instrument.get_absolute_url()),
        ui.Stage.MANDATE: (path, urls.reverse("mandates:mandate", args=[mandate.pk])),
    }
    context = {
        "decision": found,
        "mandate": mandate,
        "line": ui.the_line(ui.Stage.MANDATE, line),
        "texts": translations.load([found]),
        "moves": open_to,
        "may_reverse": found.stands and request.user.has_perm("decisions.propose", mandate),
        "earlier": queries.of_mandate(mandate, request.user),
    }
    return render(request, "decisions/decision.html", context)


@login_required
@permission_required("decisions.settle", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def waiting(request: HttpRequest) -> HttpResponse:
    """The desk: what others proposed, to be validated one by one or together."""
    person = _person(request)
    if request.method == "POST":
        keys = [int(key) for key in request.POST.getlist("select") if key.isdecimal()]
        chosen = Decision.objects.filter(pk__in=keys)
        number = actions.validate(decisions=chosen, by=person)
        told = ngettext(
            "%(number)d decision stands now.", "%(number)d decisions stand now.", number
        )
        if number:
            messages.success(request, told % {"number": number})
        else:
            messages.error(request, _("Nothing was done: choose decisions that others proposed."))
        return redirect("decisions:waiting")
    page = Paginator(queries.waiting(), PER_PAGE).get_page(request.GET.get("page"))
    found = list(page.object_list)
    context = {"page": page, "decisions": found, "texts": translations.load(found)}
    return render(request, "decisions/waiting.html", context)


@login_required
@permission_required("decisions.propose", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, key: int) -> HttpResponse:
    """Propose what is decided of one mandate."""
    person = _person(request)
    found = Mandate.objects.filter(current__isnull=False)
    mandate = get_object_or_404(found.select_related("instrument", "current", "holder"), pk=key)
    if not person.has_perm("decisions.propose", mandate):
        raise PermissionDenied
    sent = request.POST if request.method == "POST" else None
    form = ProposalForm(sent, mandate=mandate, initial={"language": get_language()})
    if sent is not None and form.is_valid() and not form.asks:
        try:
            made = actions.propose(mandate=mandate, by=person, **form.values())
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is proposed. Another person validates it."))
            return redirect(made)
    context = {"form": form, "mandate": mandate}
    return render(request, "decisions/propose.html", context)


@login_required
@permission_required("decisions.propose", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def propose_many(request: HttpRequest) -> HttpResponse:
    """Propose the same of the mandates that were ticked, or of all that a filter finds."""
    given = request.POST if request.method == "POST" else request.GET
    query = given.get("query", "")[:2000]
    every = given.get("scope") == "all" or not given.getlist("select")
    keys = _found(query) if every else [int(k) for k in given.getlist("select") if k.isdecimal()]
    sent = request.POST if "reason" in request.POST else None
    form = ManyForm(sent, initial={"language": get_language()})
    if sent is not None and form.is_valid():
        person = _person(request)
        try:
            number = actions.propose_many(mandates=keys, by=person, **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            told = ngettext(
                "Proposed for %(number)d mandate. Another person validates it.",
                "Proposed for %(number)d mandates. Another person validates them.",
                number,
            )
            messages.success(request, told % {"number": number})
            return redirect("mandates:list")
    context = {
        "form": form,
        "query": query,
        "keys": [] if every else keys,
        "number": len(keys),
        "most": actions.MOST,
        "too_many": len(keys) > actions.MOST,
    }
    return render(request, "decisions/propose_many.html", context)


def _found(query: str) -> list[int]:
    found = Filter.from_query(QueryDict(query)).mandates()
    return list(found.values_list("pk", flat=True)[: actions.MOST + 1])


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def settle(request: HttpRequest, key: int, verb: str) -> HttpResponse:
    """Validate, refuse or withdraw one proposal; a refusal asks why."""
    found = get_object_or_404(queries.visible_to(request.user), pk=key)
    if verb not in {move.verb for move in MOVES}:
        raise Http404
    if request.method != "POST" and verb != "refuse":
        return redirect(found)
    form = RefusalForm(request.POST if request.method == "POST" else None)
    note = request.POST.get("note", "") if verb == "refuse" else ""
    try:
        if request.method == "POST" and (verb != "refuse" or form.is_valid()):
            actions.settle(decision=found, verb=verb, by=_person(request), note=note)
            messages.success(request, _("It is done."))
            return redirect(found)
        MOVES.check(verb, found, by=request.user)
    except (RefusedError, WrongStateError):
        messages.error(request, _("It was settled meanwhile."))
        return redirect(found)
    return render(request, "decisions/refuse.html", {"form": form, "decision": found})


@login_required
@permission_required("decisions.propose", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def reverse(request: HttpRequest, key: int) -> HttpResponse:
    """Propose that what stood before stands again."""
    found = get_object_or_404(queries.public(), pk=key)
    sent = request.POST if request.method == "POST" else None
    form = ReasonForm(sent, initial={"language": get_language()})
    if sent is not None and form.is_valid():
        try:
            made = actions.reverse(decision=found, by=_person(request), **form.cleaned_data)
        except RefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("It is proposed. Another person validates it."))
            return redirect(made)
    before = actions.standing_before(found)
    context = {
        "form": form,
        "decision": found,
        "outcome": before.get_outcome_display() if before else Mandate.Standing.IN_FORCE.label,
    }
    return render(request, "decisions/reverse.html", context)


def _person(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # signed in
    return request.user
