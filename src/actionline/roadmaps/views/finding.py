"""Finding what an address names, for who may see or change it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from django.contrib.auth.decorators import login_required, permission_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from actionline.roadmaps import queries
from actionline.roadmaps.models import (
    ActivityVersion,
    Edition,
    Item,
    Plan,
    Planned,
    TargetVersion,
)

View = Callable[..., HttpResponse]
Row = TypeVar("Row", Item, ActivityVersion, TargetVersion)
#: The kinds of rows, as addresses name them.
KINDS: dict[str, type[Planned]] = {
    "entry": Item,
    "activity": ActivityVersion,
    "target": TargetVersion,
}


def writers(view: View) -> Any:
    """For those who write plans at all; which ones is asked with the plan."""
    return login_required(permission_required("roadmaps.write", raise_exception=True)(view))


def publishers(view: View) -> Any:
    return login_required(permission_required("roadmaps.publish", raise_exception=True)(view))


def plan(slug: str) -> Plan:
    return get_object_or_404(queries.plans(), slug=slug)


def seen_edition(request: HttpRequest, slug: str, number: int) -> Edition:
    """An edition that the reader may see; 404 for one that is written yet."""
    found = get_object_or_404(queries.editions(), plan__slug=slug, number=number)
    if not request.user.has_perm("roadmaps.see", found):
        raise Http404
    return found


def own_edition(
    request: HttpRequest, slug: str, number: int, permission: str = "roadmaps.write"
) -> Edition:
    """An edition that the person may write; PermissionDenied for those of others."""
    found = get_object_or_404(queries.editions(), plan__slug=slug, number=number)
    if not request.user.has_perm(permission, found):
        raise PermissionDenied
    return found


def row_of(edition: Edition, model: type[Row], key: int) -> Row:
    """A row of an edition, with the edition itself."""
    found = get_object_or_404(model._default_manager.filter(edition=edition), pk=key)
    found.edition = edition
    return found


def may_change(request: HttpRequest, edition: Edition) -> bool:
    """Whether somebody may write an edition now: one in review only who publishes."""
    if not edition.is_open:
        return False
    draft = edition.state == Edition.State.DRAFT
    return request.user.has_perm("roadmaps.write" if draft else "roadmaps.publish", edition)
