"""The link of the yearly mail, and the desk's list of what nobody confirmed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from actionline.accounts.models import User
from actionline.common import work
from actionline.stocktaking import asking, confirming, contacting
from actionline.stocktaking.actions import confirming as answering
from actionline.stocktaking.actions import owning as joining
from actionline.stocktaking.models import Confirmation, Project

from .owning import PAGE, is_key


@never_cache
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """Answer what one was asked, by the link of the mail and without signing in."""
    person = confirming.read_address(token)
    email = None if person else contacting.read_address(token)
    if person is not None:
        questions = confirming.open_to(person)
    elif email is not None:
        questions = contacting.open_to(email)
    else:
        return render(request, "stocktaking/keep/confirm_void.html", status=410)
    if request.method == "POST":
        return _answered(request, questions, person, email)
    shown = questions[:PAGE]
    context = {"questions": shown, "number": questions.count(), "is_contact": email is not None}
    if email is not None:
        for each in shown:
            each.change = joining.contact_address(each.project, email)  # type: ignore[attr-defined]
    return render(request, "stocktaking/keep/confirm.html", context)


def _answered(
    request: HttpRequest, questions: QuerySet[Confirmation], person: User | None, email: str | None
) -> HttpResponse:
    """Keep the answer to one question, or that all of the page hold; then show the rest."""
    answer, _colon, number = request.POST.get("answer", "").partition(":")
    if answer == "forget" and email is not None:
        answering.forget_contact(email=email)
        return render(request, "stocktaking/keep/forgotten.html")
    asked = {str(each.project.number): each.project for each in questions[:PAGE]}
    chosen = list(asked.values()) if answer == "all" else [asked[number]] if number in asked else []
    if not chosen:
        messages.info(request, _("That was answered already."))
    elif answer == "over":
        _answer(chosen[0], person, email, over=True)
        messages.success(
            request, _("It is marked as completed, and nobody is asked about it again.")
        )
    elif answer in ("holds", "all"):
        for project in chosen:
            _answer(project, person, email, over=False)
        messages.success(request, _("Thank you. It is confirmed as of today."))
    return redirect(request.path)


def _answer(project: Project, person: User | None, email: str | None, *, over: bool) -> None:
    if person is None:
        answering.answer_as_contact(project=project, email=email or "", over=over)
    elif over:
        answering.end(project=project, by=person)
    else:
        answering.confirm(project=project, by=person)


def _deskers(view: Any) -> Any:
    return login_required(permission_required("stocktaking.publish", raise_exception=True)(view))


@_deskers
@require_safe
def unconfirmed(request: HttpRequest) -> HttpResponse:
    """The entries that nobody confirmed for over a year."""
    wanted = confirming.Filter.from_query(request.GET)
    found = wanted.chosen().prefetch_related("owners", "confirmations")
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(project, confirming.last_confirmed(project), _asked(project)) for project in page]
    context = {"page": page, "rows": rows, "filter": wanted}
    return render(request, "stocktaking/desk/unconfirmed.html", context)


def _asked(project: Project) -> Any:
    """When its owners were asked last; None where they never were."""
    return max((each.asked_at for each in project.confirmations.all()), default=None)


@_deskers
@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask the owners of all that are ticked, or of all that the filter finds."""
    query = request.POST.get("query", "")[:2000]
    ticked = [int(key) for key in request.POST.getlist("key")[: asking.MOST] if is_key(key)]
    keys = asking.chosen(query, ticked)
    if not keys:
        messages.error(request, _("There is nothing to ask about."))
        return redirect(f"{reverse('stocktaking:unconfirmed')}?{query}")
    if "sure" not in request.POST:
        context = {"keys": ticked, "count": len(keys), "query": query}
        return render(request, "stocktaking/desk/ask.html", context)
    job = work.start(
        kind=asking.ASK, by=request.user, arguments={"keys": keys, "by": request.user.pk}
    )
    return redirect("common:job", job.pk)


@_deskers
@require_safe
def broken_links(request: HttpRequest) -> HttpResponse:
    """The web addresses of entries that are not there any more."""
    from actionline.stocktaking import links

    page = Paginator(links.all_broken(), PAGE).get_page(request.GET.get("page"))
    return render(request, "stocktaking/desk/links.html", {"page": page, "on": links.on()})
