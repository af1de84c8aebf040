"""The desk: what waits for review, and the review of one entry."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.accounts.models import User
from actionline.common import permissions, work
from actionline.common.models import AuditEntry
from actionline.common.states import WrongStateError
from actionline.framework.models import EconomyGroup
from actionline.stocktaking import bulk, comparing, desk, queries, showing
from actionline.stocktaking.actions import commenting, deciding
from actionline.stocktaking.desk_forms import AssignForm, BulkForm, CommentForm, DecisionForm
from actionline.stocktaking.models import Call, Submission
from actionline.stocktaking.states import MOVES

PAGE = 50
_View = Callable[..., HttpResponse]


def reviewers(view: _View) -> _View:
    """Strangers are sent to sign in; people without the right see who has it."""
    return login_required(permission_required("stocktaking.review", raise_exception=True)(view))


def _reviewed(request: HttpRequest, key: int) -> Submission:
    found = get_object_or_404(queries.submissions(), pk=key)
    if found.state == Submission.State.DRAFT:
        raise PermissionDenied
    if not request.user.has_perm("stocktaking.review", found):
        raise PermissionDenied
    return found


@reviewers
@require_safe
def submissions(request: HttpRequest) -> HttpResponse:
    """What the filter of the address lets through, the one that waits longest first."""
    wanted = desk.Filter.from_query(request.GET)
    found = wanted.chosen(request.user).select_related("call", "assigned_to", "project")
    page = Paginator(found.defer("answers"), PAGE).get_page(request.GET.get("page"))
    counts = desk.counts(request.user)
    context = {
        "page": page,
        "filter": wanted,
        "states": [
            (state, state.label, counts.get(state, 0))
            for state in Submission.State
            if state != Submission.State.DRAFT
        ],
        "calls": Call.objects.all(),
        "types": showing.entity_types(),
        "regions": EconomyGroup.objects.all(),
        "form": BulkForm() if request.user.has_perm("stocktaking.publish") else None,
    }
    return render(request, "stocktaking/desk/list.html", context)


@reviewers
@require_safe
def submission(request: HttpRequest, key: int) -> HttpResponse:
    """One submission for review: what it says or changes, likely twins, comments, history."""
    return _page(request, _reviewed(request, key))


def _page(request: HttpRequest, found: Submission, form: Any = None) -> HttpResponse:
    questions = list(found.template.questions.all())
    moves = [move for move in MOVES.open_to(request.user, found) if move.verb in bulk.VERBS]
    decisions = [move for move in moves if move.verb != "review"]
    if found.state in MOVES.states.values:
        decisions += [m for m in MOVES.open_to(request.user, found) if m.verb == "reopen"]
    context = {
        "entry": found,
        "may_begin": any(move.verb == "review" for move in moves),
        "changes": comparing.changes(found, questions) if found.project_id else None,
        "sections": showing.sections(found, questions, ()),
        "pictures": showing.pictures(found),
        "twins": comparing.twins(found, questions) if found.state in desk.WAITING else (),
        "comments": found.comments.select_related("by"),
        "form": form or (DecisionForm(moves=decisions) if decisions else None),
        "comment_form": CommentForm(questions=questions),
        "assign_form": AssignForm(submission=found),
        "history": AuditEntry.objects.filter(
            record_type="stocktaking.submission", record_id=str(found.pk)
        ).select_related("by"),
        "reasons": queries.reasons_in(found.language),
    }
    return render(request, "stocktaking/desk/submission.html", context)


@reviewers
@require_POST
def decide(request: HttpRequest, key: int) -> HttpResponse:
    """Begin the review, ask for changes, accept, reject, archive."""
    found = _reviewed(request, key)
    decisions = MOVES.from_state(found.state)
    form = DecisionForm(request.POST, moves=decisions)
    if form.is_valid():
        verb = form.cleaned_data["verb"]
        reason = form.reasons(found.language)
        try:
            done = deciding.decide(submission=found, verb=verb, by=request.user, reason=reason)
        except ValidationError as error:
            form.add_error("reason", error)
        except WrongStateError:
            messages.error(request, _("Somebody decided on it meanwhile; this is how it stands."))
            return redirect("stocktaking:submission", key)
        else:
            messages.success(
                request, _("Done. It is now: %(state)s.") % {"state": done.get_state_display()}
            )
            return redirect("stocktaking:submission", key)
    return _page(request, found, form)


@reviewers
@require_POST
def comment(request: HttpRequest, key: int) -> HttpResponse:
    found = _reviewed(request, key)
    form = CommentForm(request.POST, questions=list(found.template.questions.all()))
    if form.is_valid():
        commenting.comment(submission=found, by=request.user, **form.cleaned_data)
        messages.success(request, _("The comment is kept."))
    else:
        messages.error(request, _("Write something first."))
    return redirect("stocktaking:submission", key)


@reviewers
@require_POST
def assign(request: HttpRequest, key: int) -> HttpResponse:
    found = _reviewed(request, key)
    form = AssignForm(request.POST, submission=found)
    if form.is_valid():
        deciding.assign(submission=found, to=form.cleaned_data["to"], by=request.user)
        messages.success(request, _("Assigned."))
    return redirect("stocktaking:submission", key)


@login_required
@permission_required("stocktaking.publish", raise_exception=True)
@require_POST
def bulk_decide(request: HttpRequest) -> HttpResponse:
    """Ask, then decide on all that are ticked, or on all that the filter finds."""
    assert isinstance(request.user, User)
    query = request.POST.get("query", "")[:2000]
    ticked = _whole_numbers(request.POST.getlist("key"))
    keys = bulk.chosen(request.user, query, ticked)
    form = BulkForm(request.POST)
    if not keys or not form.is_valid():
        messages.error(
            request, _("Choose entries and a decision, with a reason where it needs one.")
        )
        return redirect(f"{reverse('stocktaking:desk')}?{query}")
    if "sure" not in request.POST:
        context = {
            "form": form,
            "keys": ticked,
            "count": len(keys),
            "query": query,
            "verb": form.verb_in_words,
            "reason": form.cleaned_data["reason"],
        }
        return render(request, "stocktaking/desk/bulk.html", context)
    job = work.start(
        kind=bulk.DECIDE,
        by=request.user,
        arguments={
            "verb": form.cleaned_data["verb"],
            "reason": form.cleaned_data["reason"],
            "keys": keys,
            "by": request.user.pk,
        },
    )
    return redirect("common:job", job.pk)


def _whole_numbers(texts: Sequence[str]) -> list[int]:
    return [int(text) for text in texts[: bulk.MOST] if text.isdecimal() and len(text) < 16]


@require_safe
def states(request: HttpRequest) -> HttpResponse:
    """The way of an entry, printed from the table that the code reads."""
    rows = [
        (
            move.words,
            [MOVES.states(source).label for source in move.sources],
            MOVES.states(move.target).label,
            permissions.words(move.permission),
            move.needs_reason,
            bool(move.mails),
        )
        for move in MOVES
    ]
    return render(
        request,
        "stocktaking/states.html",
        {"rows": rows},
    )
