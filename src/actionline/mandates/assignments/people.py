"""Focal points: of whom somebody is one, and who they are of a body."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from actionline.accounts import queries
from actionline.accounts.models import Role, User
from actionline.accounts.rules import roles
from actionline.framework.models import Body

from .rules import SCOPES


def of_bodies(slugs: Collection[str]) -> dict[str, list[User]]:
    """The focal points of these bodies, by slug; one query."""
    return {slug: [] for slug in slugs} | queries.people_of_bodies(slugs)


def bodies_of(person: Any) -> list[Body]:
    """The bodies and bureaux whose focal point somebody is now."""
    slugs = {
        role.scope_code for role in roles(person, Role.Kind.FOCAL_POINT) if role.scope in SCOPES
    }
    return list(Body.objects.filter(slug__in=slugs)) if slugs else []


def everywhere(person: Any) -> bool:
    """Whether somebody is a focal point without a scope, which counts for every body."""
    return any(not role.scope for role in roles(person, Role.Kind.FOCAL_POINT))
