"""People and roles, looked up."""

from __future__ import annotations

from collections.abc import Collection

from django.db.models import Prefetch, Q, QuerySet
from django.utils import timezone

from .models import Organisation, Role, User


def people(*, words: str = "", kind: str = "") -> QuerySet[User]:
    """People by name, with their roles; those whose name or address holds all `words`."""
    found = User.objects.all()
    for word in words.split()[:12]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if kind:
        found = found.filter(pk__in=Role.objects.filter(kind=kind).values("person"))
    roles = Role.objects.select_related("lent_from")
    return found.order_by("name", "email").prefetch_related(Prefetch("roles", roles))


def organisations(*, words: str = "", kind: str = "", all_of_them: bool) -> QuerySet[Organisation]:
    """Organisations by name, without duplicates that were merged; the verified unless all."""
    found = Organisation.objects.filter(merged_into=None).select_related("economy", "membership")
    if not all_of_them:
        found = found.filter(verified_at__isnull=False)
    for word in words.split()[:12]:
        found = found.filter(Q(name__icontains=word) | Q(acronym__icontains=word))
    return found.filter(type=kind) if kind else found


def focal_points(
    scopes: Collection[str], codes: Collection[str] | None = None
) -> dict[tuple[str, str], list[Role]]:
    """The roles of focal points in force now, with their people, by what they are for: scope and
    code. One query."""
    now = timezone.now()
    roles = Role.objects.filter(
        Q(ends=None) | Q(ends__gt=now),
        kind=Role.Kind.FOCAL_POINT,
        scope__in=scopes,
        person__is_active=True,
    )
    if codes is not None:
        roles = roles.filter(scope_code__in=codes)
    found: dict[tuple[str, str], list[Role]] = {}
    for role in roles.select_related("person__mail_settings", "lent_from").order_by("pk"):
        held = found.setdefault((role.scope, role.scope_code), [])
        if role.is_current(now) and role.person_id not in {each.person_id for each in held}:
            held.append(role)
    return found


def people_of_bodies(slugs: Collection[str] | None = None) -> dict[str, list[User]]:
    """The focal points of bodies and bureaux, by slug: of all, or of those named. One query."""
    found: dict[str, list[User]] = {}
    for (_scope, slug), held in focal_points((Role.Scope.BODY, Role.Scope.BUREAU), slugs).items():
        known = found.setdefault(slug, [])
        known += [role.person for role in held if role.person not in known]
    return found
