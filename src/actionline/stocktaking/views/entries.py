"""Somebody's own entries: the list, a new one, the page of one, its authors."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from actionline.accounts.models import User
from actionline.stocktaking import publishing, queries, steps
from actionline.stocktaking.actions import authors as authorship
from actionline.stocktaking.actions import writing
from actionline.stocktaking.forms import AuthorForm, BeginForm
from actionline.stocktaking.models import Author, Project, Submission
from actionline.stocktaking.states import MOVES

PAGE = 50


def readable(request: HttpRequest, key: int) -> Submission:
    """An entry that the reader may read. Http404, PermissionDenied."""
    found = get_object_or_404(queries.submissions(), pk=key)
    if not request.user.has_perm("stocktaking.read_submission", found):
        raise PermissionDenied
    return found


@login_required
@require_safe
def entries(request: HttpRequest) -> HttpResponse:
    """The reader's own entries, the newest first, and the calls that are open."""
    page = Paginator(queries.written_by(request.user), PAGE).get_page(request.GET.get("page"))
    return render(
        request, "stocktaking/entry/list.html", {"page": page, "calls": queries.open_calls()}
    )


@login_required
def begin(request: HttpRequest) -> HttpResponse:
    """Begin an entry; `?call=` chooses the call, `?source=` the entry that it is filled in from."""
    calls = queries.open_calls()
    earlier = queries.submitted_by(request.user)
    template = queries.newest_template()
    initial = {"language": request.LANGUAGE_CODE, "call": request.GET.get("call") or calls.first()}
    initial["source"] = request.GET.get("source")
    form = BeginForm(request.POST or None, calls=calls, earlier=earlier, initial=initial)
    if template is not None and request.method == "POST" and form.is_valid():
        call, source = form.cleaned_data.get("call"), form.cleaned_data.get("source")
        entry = writing.begin(
            by=request.user,
            language=source.language if source else form.cleaned_data["language"],
            template=call.template if call else template,
            call=call,
            answers=publishing.answers_again(source) if source else None,
        )
        return redirect("stocktaking:entry", entry.pk)
    return render(
        request, "stocktaking/entry/begin.html", {"form": form, "ready": template is not None}
    )


@login_required
@require_POST
def change(request: HttpRequest, number: int) -> HttpResponse:
    """Begin a change to a project, or go on with the one that is under way."""
    project = get_object_or_404(Project, number=number, state=Project.State.PUBLISHED)
    template = queries.newest_template()
    if template is None:
        raise PermissionDenied
    try:
        entry = writing.begin(
            by=request.user, language=project.language, template=template, project=project
        )
    except writing.BusyError as busy:
        entry = busy.submission
        messages.info(request, _("A change to this project is under way already; this is it."))
    return redirect("stocktaking:entry", entry.pk)


@login_required
@require_safe
def entry(request: HttpRequest, key: int) -> HttpResponse:
    """One entry: how far it is, what the desk says, who writes it."""
    found = readable(request, key)
    questions = list(found.template.questions.all())
    writes = request.user.has_perm("stocktaking.write", found)
    context = {
        "entry": found,
        "tasks": steps.tasks(found, questions, writes=writes),
        "ready": not steps.faults(found, questions),
        "writes": writes,
        "drafting": writes and found.state in steps.DRAFTING,
        "moves": [move for move in MOVES.open_to(request.user, found) if move.verb in _OWN],
        "comments": found.comments.filter(internal=False),
        "authors": found.authors.select_related("person") if writes else [],
        "form": AuthorForm(),
    }
    return render(request, "stocktaking/entry/entry.html", context)


_OWN = ("withdraw", "restore")


@login_required
def withdraw(request: HttpRequest, key: int) -> HttpResponse:
    """Ask, then take an entry back."""
    found = readable(request, key)
    if not request.user.has_perm("stocktaking.write", found):
        raise PermissionDenied
    if request.method == "POST":
        writing.withdraw(submission=found, by=request.user)
        messages.success(request, _("The entry is withdrawn. You can take it up again."))
        return redirect("stocktaking:entry", key)
    return render(request, "stocktaking/entry/withdraw.html", {"entry": found})


@login_required
@require_POST
def restore(request: HttpRequest, key: int) -> HttpResponse:
    found = readable(request, key)
    writing.withdraw(submission=found, by=request.user, again=True)
    messages.success(request, _("The entry is a draft again."))
    return redirect("stocktaking:entry", key)


@login_required
@require_POST
def invite(request: HttpRequest, key: int) -> HttpResponse:
    """Ask a further author by mail."""
    found = readable(request, key)
    form = AuthorForm(request.POST)
    if form.is_valid():
        try:
            authorship.invite(submission=found, email=form.cleaned_data["email"], by=request.user)
            messages.success(request, _("A mail with a link is on its way."))
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    else:
        messages.error(request, _("Give an e-mail address such as office@example.org."))
    return redirect("stocktaking:entry", key)


@login_required
@require_POST
def remove_author(request: HttpRequest, key: int, author: int) -> HttpResponse:
    found = readable(request, key)
    try:
        authorship.remove(
            author=get_object_or_404(Author, pk=author, submission=found), by=request.user
        )
        messages.success(request, _("The author is taken off the entry."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    if _still_reads(request, key):
        return redirect("stocktaking:entry", key)
    return redirect("stocktaking:entries")


def _still_reads(request: HttpRequest, key: int) -> bool:
    """Whoever took themselves off an entry no longer reads it."""
    return request.user.has_perm("stocktaking.read_submission", queries.submissions().get(pk=key))


@login_required
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Ask, then become an author by the link of a mail."""
    assert isinstance(request.user, User)
    if request.method != "POST":
        return render(request, "stocktaking/entry/join.html")
    found = authorship.join(code=code, by=request.user)
    if found is None:
        messages.error(request, _("This link was used or taken back. Ask the author for another."))
        return redirect("stocktaking:entries")
    messages.success(request, _("You are an author of this entry."))
    return redirect("stocktaking:entry", found.pk)
