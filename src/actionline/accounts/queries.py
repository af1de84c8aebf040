"""People and roles, looked up."""

from __future__ import annotations

from django.db.models import Prefetch, Q, QuerySet

from .models import Role, User


def people(*, words: str = "", kind: str = "") -> QuerySet[User]:
    """People by name, with their roles; those whose name or address holds all `words`."""
    found = User.objects.all()
    for word in words.split()[:12]:
        found = found.filter(Q(name__icontains=word) | Q(email__icontains=word))
    if kind:
        found = found.filter(pk__in=Role.objects.filter(kind=kind).values("person"))
    roles = Role.objects.select_related("lent_from")
    return found.order_by("name", "email").prefetch_related(Prefetch("roles", roles))
