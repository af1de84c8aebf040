"""Finding bodies and meetings."""

from __future__ import annotations

from datetime import date

from django.db.models import Q, QuerySet

from .models import Body, Meeting


def body_keys() -> dict[str, int]:
    """The key of each body under every slug it may come by; one query."""
    keys: dict[str, int] = {}
    for pk, slug, also in Body.objects.values_list("pk", "slug", "also"):
        keys |= dict.fromkeys([*also.split(), slug], pk)
    return keys


def body_called(slug: str) -> Body | None:
    """The body that comes under `slug`, None where there is none."""
    key = body_keys().get(slug)
    return Body.objects.get(pk=key) if key is not None else None


def meetings(
    *, body: str = "", year: int | None = None, certain: bool | None = None
) -> QuerySet[Meeting]:
    """Meetings with their bodies, in order: of one body, of one year, announced or expected."""
    queryset = Meeting.objects.select_related("body")
    if body:
        queryset = queryset.filter(body__slug=body)
    if year is not None:
        queryset = queryset.filter(starts__year=year)
    if certain is not None:
        queryset = queryset.filter(certain=certain)
    return queryset


def ahead(queryset: QuerySet[Meeting], today: date) -> QuerySet[Meeting]:
    """Those that are still to come or under way."""
    return queryset.filter(Q(starts__gte=today) | Q(ends__gte=today))


def past(queryset: QuerySet[Meeting], today: date) -> QuerySet[Meeting]:
    """Those that are over."""
    return queryset.filter(starts__lt=today).exclude(ends__gte=today)
