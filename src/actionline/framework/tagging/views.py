"""The page on which a record's tags are changed."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from actionline.common import records

from .actions import tag_record
from .forms import TagForm, initial
from .queries import suggested, tags_of


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: HttpRequest, record_type: str, record_id: str) -> HttpResponse:
    """Tick tags; on request the matrix suggests goals and targets for the action lines ticked."""
    kind = records.find(record_type)
    told = kind.told([record_id]).get(record_id) if kind else None
    if kind is None or told is None:
        raise Http404
    if not request.user.has_perm(kind.permission):
        raise PermissionDenied
    tags = tags_of(record_type, record_id)
    sent = request.method == "POST"
    form = TagForm(request.POST if sent else None, initial=initial(tags))
    if sent and form.is_valid():
        tags = form.chosen
        if "suggest" not in request.POST:
            assert request.user.is_authenticated
            tag_record(
                kind=kind,
                record_id=record_id,
                lines=tags.lines,
                goals=tags.goals,
                targets=tags.targets,
                objectives=tags.objectives,
                by=request.user,
            )
            messages.success(request, _("The tags are saved."))
            return redirect(told.url)
    ticked = {*tags.goals, *tags.targets, *tags.objectives}
    context = {
        "form": form,
        "record": told,
        "kind": kind,
        "groups": form.by_goal(tags),
        "suggestions": [link for link in suggested(tags.lines) if link.pointed not in ticked],
    }
    return render(request, "framework/tagging/edit.html", context)
