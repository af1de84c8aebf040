"""What owners do with their projects: the list, one project, its owners, archiving."""

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
from actionline.common.models import AuditEntry
from actionline.stocktaking import confirming, contacting, owning
from actionline.stocktaking.actions import confirming as answering
from actionline.stocktaking.actions import owning as ownership
from actionline.stocktaking.forms import OwnerForm
from actionline.stocktaking.models import Owner, Project

PAGE = 50


def _kept(request: HttpRequest, number: int) -> Project:
    """A project that the reader keeps. Http404, PermissionDenied."""
    found = get_object_or_404(
        Project.objects.exclude(state=Project.State.MERGED).prefetch_related("owners"),
        number=number,
    )
    if not request.user.has_perm("stocktaking.keep", found):
        raise PermissionDenied
    return found


@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """The reader's own projects, the one confirmed longest ago first."""
    page = Paginator(owning.of(request.user), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "stocktaking/keep/own.html",
        {
            "page": page,
            "rows": owning.rows(page.object_list),
            "named": contacting.named(request.user)[:PAGE],
        },
    )


@login_required
@require_POST
def confirm_own(request: HttpRequest) -> HttpResponse:
    """Confirm all those of one's projects that are ticked."""
    keys = [int(key) for key in request.POST.getlist("key")[:PAGE] if is_key(key)]
    found = owning.of(request.user).filter(pk__in=keys, state=Project.State.PUBLISHED)
    for project in found:
        answering.confirm(project=project, by=request.user)
    if found:
        messages.success(request, _("Confirmed today."))
    else:
        messages.error(request, _("Tick the projects that still hold."))
    return redirect("stocktaking:own")


@login_required
@require_POST
def adopt(request: HttpRequest) -> HttpResponse:
    """Become the owner of those ticked that name one as their contact."""
    keys = [int(key) for key in request.POST.getlist("key")[:PAGE] if is_key(key)]
    assert isinstance(request.user, User)
    found = ownership.adopt(keys=keys, by=request.user)
    if found:
        messages.success(request, _("You own them now."))
    else:
        messages.error(request, _("Tick the projects that are yours."))
    return redirect("stocktaking:own")


def is_key(text: str) -> bool:
    return text.isdecimal() and len(text) < 16


@login_required
@require_safe
def keep(request: HttpRequest, number: int) -> HttpResponse:
    """One project for those who keep it: does it hold, its owners, its links, what was done."""
    return _page(request, _kept(request, number))


def _page(request: HttpRequest, project: Project, form: OwnerForm | None = None) -> HttpResponse:
    context = {
        "project": project,
        "is_open": project.state == Project.State.PUBLISHED,
        "stale": confirming.is_stale(project),
        "last_confirmed": confirming.last_confirmed(project),
        "owners": project.owners.select_related("person"),
        "form": form or OwnerForm(),
        "links": project.checked_links.exclude(said=""),
        "questions": project.confirmations.all(),
        "history": AuditEntry.objects.filter(
            record_type="stocktaking.project", record_id=str(project.pk)
        ).select_related("by")[:PAGE],
    }
    return render(request, "stocktaking/keep/keep.html", context)


@login_required
@require_POST
def answer(request: HttpRequest, number: int) -> HttpResponse:
    """It still holds, or it is over."""
    project = _kept(request, number)
    over = request.POST.get("answer") == "over"
    verb = answering.end if over else answering.confirm
    verb(project=project, by=request.user)
    if over:
        messages.success(
            request, _("It is marked as completed, and nobody is asked about it again.")
        )
    else:
        messages.success(request, _("Confirmed today."))
    return redirect("stocktaking:keep", number)


@login_required
@require_POST
def invite_owner(request: HttpRequest, number: int) -> HttpResponse:
    """Ask somebody by mail to be an owner too, or in one's place."""
    project = _kept(request, number)
    form = OwnerForm(request.POST)
    if form.is_valid():
        try:
            ownership.invite(project=project, by=request.user, **form.cleaned_data)
            messages.success(request, _("A mail with a link is on its way."))
            return redirect("stocktaking:keep", number)
        except ValidationError as error:
            form.add_error("email", error)
    return _page(request, project, form)


@login_required
@require_POST
def remove_owner(request: HttpRequest, number: int, owner: int) -> HttpResponse:
    """Take an owner off, oneself too."""
    project = _kept(request, number)
    found = get_object_or_404(Owner, pk=owner, project=project)
    try:
        ownership.remove(owner=found, by=request.user)
        messages.success(request, _("The owner is taken off the project."))
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    kept = request.user.has_perm("stocktaking.keep", Project.objects.get(pk=project.pk))
    return redirect("stocktaking:keep", number) if kept else redirect("stocktaking:own")


@login_required
def join_owners(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, then become an owner by the link of a mail."""
    assert isinstance(request.user, User)
    found = ownership.invited_to(token, request.user)
    if found is None:
        return render(request, "stocktaking/keep/join_void.html", status=410)
    if request.method != "POST":
        return render(request, "stocktaking/keep/join.html", {"project": found[0]})
    project = ownership.join(token=token, by=request.user)
    if project is None:
        return render(request, "stocktaking/keep/join_void.html", status=410)
    messages.success(request, _("You are an owner of this project."))
    return redirect("stocktaking:keep", project.number)


@login_required
def archive(request: HttpRequest, number: int) -> HttpResponse:
    """Ask, then take a project out of the register, or put it back."""
    project = _kept(request, number)
    again = project.state == Project.State.ARCHIVED
    if request.method != "POST":
        return render(
            request, "stocktaking/keep/archive.html", {"project": project, "again": again}
        )
    ownership.archive(project=project, by=request.user, again=again)
    if again:
        messages.success(request, _("The project is in the register again."))
    else:
        messages.success(request, _("The project is archived."))
    return redirect("stocktaking:keep", number)
