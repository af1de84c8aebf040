"""Repositories and stories: for everybody to read, for the secretariat to write."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from actionline.common import attachments
from actionline.common.models import AuditEntry
from actionline.common.translations import shown as translations
from actionline.stocktaking.actions import curation as acts
from actionline.stocktaking.curation_forms import RepositoryForm, StoryForm
from actionline.stocktaking.models import Repository, Story
from actionline.stocktaking.register import Search
from actionline.stocktaking.register_page import show

PAGE = 20


def _page_of(request: HttpRequest) -> int:
    given = request.GET.get("page", "")
    return min(int(given), 10**6) if given.isascii() and given.isdigit() and len(given) < 8 else 1


def _manages(request: HttpRequest) -> bool:
    return request.user.has_perm("stocktaking.manage")


@require_safe
def repositories(request: HttpRequest) -> HttpResponse:
    """All repositories in their order; to those who write them also the drafts."""
    manages = _manages(request)
    found = Repository.objects.all() if manages else Repository.objects.filter(published=True)
    context = {"repositories": found, "manages": manages}
    return render(request, "stocktaking/curation/repositories.html", context)


@require_safe
def repository(request: HttpRequest, slug: str) -> HttpResponse:
    """One repository: its text, its picture, the projects that its search finds now."""
    found = get_object_or_404(Repository, slug=slug)
    if not request.user.has_perm("stocktaking.see", found):
        raise Http404
    search = Search.from_query(QueryDict(found.query))
    context = {
        "repository": found,
        "picture": attachments.of(found).first(),
        "shown": show(search, max(1, _page_of(request)), request),
        "query": search.as_query(),
        "now": timezone.now(),
        "manages": _manages(request),
    }
    return render(request, "stocktaking/curation/repository.html", context)


@require_safe
def stories(request: HttpRequest) -> HttpResponse:
    """All stories, the newest first; to those who write them also the drafts."""
    manages = _manages(request)
    found = Story.objects.select_related("project")
    page = Paginator(found if manages else found.filter(published=True), PAGE).get_page(
        request.GET.get("page")
    )
    context = {"page": page, "manages": manages, "texts": translations.load(page.object_list)}
    return render(request, "stocktaking/curation/stories.html", context)


@require_safe
def story(request: HttpRequest, key: int) -> HttpResponse:
    """One story."""
    found = get_object_or_404(Story.objects.select_related("project"), pk=key)
    if not request.user.has_perm("stocktaking.see", found):
        raise Http404
    context = {
        "story": found,
        "picture": attachments.of(found).first(),
        "texts": translations.load([found]),
        "manages": _manages(request),
    }
    return render(request, "stocktaking/curation/story.html", context)


def _history(record: Repository | Story) -> Any:
    """Who changed it and when, for those who write it."""
    return AuditEntry.objects.filter(
        record_type=record._meta.label_lower, record_id=str(record.pk)
    ).select_related("by")[:50]


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
def edit_repository(request: HttpRequest, slug: str = "") -> HttpResponse:
    """Prepare a new repository, or change one."""
    found = get_object_or_404(Repository, slug=slug) if slug else Repository()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    start = {name: request.GET.get(name, "")[:2000] for name in ("query",) if name in request.GET}
    form = RepositoryForm(*sent, record=found, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            saved = acts.save_repository(
                repository=found,
                values=form.values(),
                picture=form.cleaned_data["picture"],
                by=request.user,
            )
        except acts.ChangedRecordError:
            form.add_error(None, _("Somebody else saved it meanwhile. Open it again."))
        except ValidationError as error:
            form.add_error("picture", error)
        else:
            messages.success(request, _("The repository is saved."))
            return redirect(saved)
    context = {"form": form, "record": found, "history": _history(found) if found.pk else ()}
    return render(request, "stocktaking/curation/edit_repository.html", context)


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
def edit_story(request: HttpRequest, key: int = 0) -> HttpResponse:
    """Write a new story, or change one."""
    found = get_object_or_404(Story.objects.select_related("project"), pk=key) if key else Story()
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    start = {"project": request.GET["project"][:20]} if "project" in request.GET else None
    form = StoryForm(*sent, record=found, initial=start)
    if request.method == "POST" and form.is_valid():
        try:
            saved = acts.save_story(
                story=found,
                values=form.values(),
                picture=form.cleaned_data["picture"],
                by=request.user,
            )
        except acts.ChangedRecordError:
            form.add_error(None, _("Somebody else saved it meanwhile. Open it again."))
        except ValidationError as error:
            form.add_error("picture", error)
        else:
            messages.success(request, _("The story is saved."))
            return redirect(saved)
    context = {"form": form, "record": found, "history": _history(found) if found.pk else ()}
    return render(request, "stocktaking/curation/edit_story.html", context)


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
def remove_repository(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask, then take a repository away."""
    found = get_object_or_404(Repository, slug=slug)
    if request.method != "POST":
        return render(request, "stocktaking/curation/remove.html", {"record": found})
    acts.remove(record=found, by=request.user)
    messages.success(request, _("The repository is gone. Its projects are in the register."))
    return redirect("stocktaking:repositories")


@login_required
@permission_required("stocktaking.manage", raise_exception=True)
def remove_story(request: HttpRequest, key: int) -> HttpResponse:
    """Ask, then take a story away."""
    found = get_object_or_404(Story, pk=key)
    if request.method != "POST":
        return render(request, "stocktaking/curation/remove.html", {"record": found})
    acts.remove(record=found, by=request.user)
    messages.success(request, _("The story is gone."))
    return redirect("stocktaking:stories")
