"""How other rooms speak of activities: as records, as subjects of work, as behind the matrix."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from actionline.common.records import RecordType, Told
from actionline.framework.hooks import Behind, RecordCounts
from actionline.mandates.subjects import SubjectKind

from . import queries
from .models import Activity, ActivityVersion, Edition, Target

ACTIVITY = "roadmaps.activity"
TARGET = "roadmaps.target"


def told(keys: Collection[str]) -> Mapping[str, Told]:
    """How the activities with these keys are called; those of no published edition are left out."""
    found = Activity.objects.filter(pk__in=keys, current__isnull=False).order_by()
    return {
        str(key): Told(title, reverse("roadmaps:activity", args=[key]))
        for key, title in found.values_list("pk", "current__title")
    }


def told_targets(keys: Collection[str]) -> Mapping[str, Told]:
    """How the targets with these keys are called."""
    found = Target.objects.filter(pk__in=keys, current__isnull=False).order_by()
    return {
        str(key): Told(title, reverse("roadmaps:target", args=[key]))
        for key, title in found.values_list("pk", "current__title")
    }


def search_targets(words: str, most: int) -> list[str]:
    """The published targets whose indicator has all these words; those that ended last."""
    found = Target.objects.filter(current__isnull=False)
    for word in words.split()[:8]:
        found = found.filter(current__title__icontains=word)
    keys = found.order_by("ended", "-pk").values_list("pk", flat=True)
    return [str(key) for key in keys[:most]]


#: Activities carry goals and objectives themselves: nobody tags them.
RECORD = RecordType(ACTIVITY, _("Activities of plans"), "", told)
TARGETS = RecordType(
    *(TARGET, pgettext_lazy("as a heading", "Targets of plans"), "", told_targets, search_targets)
)


def _mandates(keys: Collection[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    rows = Activity.objects.filter(pk__in=keys, current__mandates__isnull=False).order_by()
    for key, mandate in rows.values_list("pk", "current__mandates"):
        found.setdefault(str(key), []).append(mandate)
    return found


def _bodies(keys: Collection[str]) -> dict[str, list[str]]:
    """The body that carries it out, and the one that keeps the plan."""
    rows = Activity.objects.filter(pk__in=keys, current__isnull=False).order_by()
    return {
        str(key): list(dict.fromkeys(slug for slug in (lead, body) if slug))
        for key, lead, body in rows.values_list("pk", "current__lead__slug", "plan__body__slug")
    }


def _every(starts: date, ends: date) -> list[str]:
    """The activities of published plans whose timeframe touches these days, or is not stated."""
    found = (
        Activity.objects.filter(current__isnull=False, ended=False)
        .exclude(current__starts__gt=ends)
        .exclude(current__ends__lt=starts)
    )
    return [str(key) for key in found.order_by("plan", "pk").values_list("pk", flat=True)]


def _lines(keys: Collection[str]) -> dict[str, str]:
    rows = Activity.objects.filter(pk__in=keys, plan__line__isnull=False).order_by()
    return {str(key): code for key, code in rows.values_list("pk", "plan__line__code")}


def _of_line(code: str) -> list[str]:
    return [str(key) for (key,) in Activity.objects.filter(plan__line__code=code).values_list("pk")]


def _due(keys: Collection[str]) -> dict[str, date]:
    rows = Activity.objects.filter(pk__in=keys, current__ends__isnull=False).order_by()
    return {str(key): day for key, day in rows.values_list("pk", "current__ends") if day}


SUBJECT = SubjectKind(
    ACTIVITY,
    "roadmaps.report",
    queries.activity_of_word,
    _mandates,
    _bodies,
    every=_every,
    lines=_lines,
    of_line=_of_line,
    due=_due,
)


def matrix_counts() -> RecordCounts:
    """How many published activities of roadmaps stand behind each cell of the matrix."""
    found: Counter[tuple[str, str]] = Counter()
    goals = _of_lines().filter(sdg_targets__isnull=False)
    for line, goal, number in goals.values_list(
        "edition__plan__line__code", "sdg_targets__goal__number"
    ).annotate(number=Count("pk", distinct=True)):
        found[line, str(goal)] = number
    objectives = _of_lines().filter(objectives__isnull=False)
    for line, objective, number in objectives.values_list(
        "edition__plan__line__code", "objectives__number"
    ).annotate(number=Count("pk", distinct=True)):
        found[line, f"gdc-{objective}"] = number
    return found


def _of_lines() -> QuerySet[ActivityVersion]:
    return ActivityVersion.objects.filter(
        edition__state=Edition.State.PUBLISHED, edition__plan__line__isnull=False
    ).order_by()


def behind(line: str, column: str, limit: int) -> Behind | None:
    """The published activities behind a cell of the matrix."""
    term = (
        Q(objectives__number=column.removeprefix("gdc-"))
        if column.startswith("gdc-")
        else Q(sdg_targets__goal__number=column)
    )
    found = _of_lines().filter(term, edition__plan__line__code=line)
    keys = list(found.values_list("activity", "title").distinct().order_by("activity"))
    if not keys:
        return None
    shown = tuple(
        Told(title, reverse("roadmaps:activity", args=[key])) for key, title in keys[:limit]
    )
    return Behind(RECORD, shown, len(keys))
