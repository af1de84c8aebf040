"""The projects that somebody owns, with what stands out of each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, QuerySet

from . import confirming, links
from .models import Project, Submission


@dataclass(frozen=True, slots=True)
class Row:
    """A project in its owner's list. `change` is the one under way, if any."""

    project: Project
    last_confirmed: date
    stale: bool
    broken: int
    change: Submission | None


def of(person: Any) -> QuerySet[Project]:
    """What somebody owns, merged entries apart, the one confirmed longest ago first."""
    found = Project.objects.filter(owners__person=person.pk).exclude(state=Project.State.MERGED)
    return found.order_by("-state", "confirmed_on", "pk").prefetch_related("owners")


def rows(projects: Iterable[Project]) -> list[Row]:
    """A row for each of these projects, with as many queries for one as for fifty."""
    shown = list(projects)
    keys = [project.pk for project in shown]
    changes = {
        each.project_id: each
        for each in Submission.objects.filter(confirming.UNDER_WAY, project__in=keys).defer(
            "answers"
        )
    }
    broken = dict(
        Project.objects.filter(pk__in=keys)
        .order_by()
        .annotate(many=Count("checked_links", filter=links.broken("checked_links__")))
        .values_list("pk", "many")
    )
    return [
        Row(
            project=project,
            last_confirmed=confirming.last_confirmed(project),
            stale=confirming.is_stale(project),
            broken=broken.get(project.pk, 0),
            change=changes.get(project.pk),
        )
        for project in shown
    ]
