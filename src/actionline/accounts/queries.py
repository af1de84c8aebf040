"""People and roles, looked up."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

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
    found = Organisation.objects.filter(merged_into=None).select_related("economy")
    if not all_of_them:
        found = found.filter(verified_at__isnull=False)
    for word in words.split()[:12]:
        found = found.filter(Q(name__icontains=word) | Q(acronym__icontains=word))
    return found.filter(type=kind) if kind else found
