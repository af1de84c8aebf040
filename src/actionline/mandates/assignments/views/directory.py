"""The directory of focal points, for everybody; and who is asked about a topic, for officers."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from actionline.accounts.models import User
from actionline.common import permissions
from actionline.common.keeping import kept
from actionline.common.tables import writing
from actionline.mandates.assignments import actions, directory, queries, states
from actionline.mandates.assignments.forms import TopicForm
from actionline.mandates.assignments.models import Topic


@require_safe
@kept
def index(request: HttpRequest) -> HttpResponse:
    """Whom to ask: by action line, body, topic and country."""
    kind, q = _chosen(request)
    full_names = queries.may_see_names(request.user)
    found = directory.parts(kind=kind, q=q, full_names=full_names)
    context = {
        "parts": found,
        "total": sum(len(part.entries) for part in found),
        "kinds": directory.KINDS.items(),
        "kind": kind,
        "q": q,
        "query": urlencode({name: value for name, value in (("kind", kind), ("q", q)) if value}),
        "may_edit": request.user.has_perm("assignments.edit_topics"),
        "full_names": full_names,
    }
    return render(request, "assignments/directory.html", context)


@require_safe
def export(request: HttpRequest, form: str) -> HttpResponseBase:
    """The same as a file, with the names that everybody may read."""
    if form not in writing.FORMS:
        raise Http404
    kind, q = _chosen(request)
    rows = directory.lines(directory.parts(kind=kind, q=q))
    return writing.response(rows, columns=directory.COLUMNS, form=form, name="directory")


def _chosen(request: HttpRequest) -> tuple[str, str]:
    kind = request.GET.get("kind", "")
    q = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    return kind if kind in directory.KINDS else "", q


@login_required
@permission_required("assignments.edit_topics", raise_exception=True)
@require_http_methods(["GET", "HEAD", "POST"])
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """Say which body looks after a topic, and who is asked about it."""
    found = get_object_or_404(Topic, slug=slug)
    form = TopicForm(request.POST if request.method == "POST" else None, topic=found)
    if request.method == "POST" and form.is_valid():
        assert isinstance(request.user, User)
        actions.save_topic(
            topic=found,
            body=form.cleaned_data["body"],
            people=list(form.cleaned_data["people"]),
            by=request.user,
        )
        messages.success(request, _("The focal points are saved."))
        return redirect("assignments:directory")
    return render(request, "assignments/topic.html", {"topic": found, "form": form})


@require_safe
def ways(request: HttpRequest) -> HttpResponse:
    """The ways of a hand-over, a text and a recommendation, from the tables the code reads."""
    tables = (
        (_("A mandate that is handed over"), states.HAND_OVER),
        (_("A text of a group"), states.TEXT),
        (_("A recommendation"), states.RECOMMENDATION),
    )
    context = {
        "tables": [
            (
                title,
                [
                    (
                        move.words,
                        [table.states(source).label for source in move.sources],
                        table.states(move.target).label,
                        permissions.words(move.permission),
                        move.needs_reason,
                    )
                    for move in table
                ],
            )
            for title, table in tables
        ]
    }
    return render(request, "assignments/ways.html", context)
