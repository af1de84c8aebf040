"""What a role can be for: bodies, bureaus, action lines, countries, by code and by name."""

from __future__ import annotations

from django.utils.translation import gettext as _

from actionline.framework.models import ActionLine, Body, Economy

from .models import Role

Scope = Role.Scope


def choices(kind: str) -> list[tuple[str, str]]:
    """Code and name of everything a role of this kind of scope can be for."""
    if kind == Scope.BUREAU:
        return [(body.slug, body.name) for body in Body.objects.filter(kind="bureau")]
    if kind == Scope.BODY:
        return [(body.slug, body.name) for body in Body.objects.exclude(kind="bureau")]
    if kind == Scope.ACTION_LINE:
        return [(line.code, f"{line.number} {line.name}") for line in ActionLine.objects.all()]
    if kind == Scope.COUNTRY:
        return sorted(
            ((economy.iso3, economy.name) for economy in Economy.objects.all()),
            key=lambda each: each[1],
        )
    return []


def grouped() -> list[tuple[str, list[tuple[str, str]]]]:
    """All of them for a list to choose from; a value reads `kind:code`."""
    groups = [
        (str(scope.label), [(f"{scope.value}:{code}", name) for code, name in choices(scope)])
        for scope in Scope
    ]
    return [("", [("", _("everything"))]), *[group for group in groups if group[1]]]


def name(role: Role) -> str:
    """What a role is for, by its name; its code where the name is not known here."""
    if not role.scope:
        return ""
    found = dict(choices(role.scope))
    return found.get(role.scope_code, role.scope_code)
