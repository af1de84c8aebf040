"""Who may decide on mandates, and who may say what one asks."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.accounts.models import Role
from actionline.accounts.rules import drafts, is_officer, roles
from actionline.common import permissions
from actionline.common.permissions import condition

from .models import Mandate, Party
from .settling import party_keys

_SCOPES = {"", Role.Scope.BODY, Role.Scope.BUREAU}


@condition(_("is a focal point of a body that is asked"))
def is_asked(person: Any, mandate: Mandate | None) -> list[Role]:
    own = [role for role in roles(person, Role.Kind.FOCAL_POINT) if role.scope in _SCOPES]
    if mandate is None:
        return own
    return [
        role
        for role in own
        if not role.scope or party_keys([(Party.Role.ACTOR, role.scope_code)]) in mandate.party_keys
    ]


@condition(_("is a focal point of a body that is asked or leads the work"))
def works_on(person: Any, mandate: Mandate | None) -> list[Role]:
    if mandate is None:
        return roles(person, Role.Kind.FOCAL_POINT)
    keys = mandate.party_keys
    if mandate.holder is not None:
        keys += party_keys([(Party.Role.ACTOR, mandate.holder.slug)])
    return [
        role
        for role in roles(person, Role.Kind.FOCAL_POINT)
        if role.scope in _SCOPES
        and (not role.scope or party_keys([(Party.Role.ACTOR, role.scope_code)]) in keys)
    ]


permissions.add(
    "mandates.confirm", _("confirm mandates, how they carried over, and tag them"), is_officer
)
permissions.add(
    "mandates.correct",
    _("correct who is asked what by when; an officer confirms what a focal point corrected"),
    is_officer | is_asked,
)
permissions.add(
    "mandates.give_evidence",
    _("say of which mandates a record is evidence, and why"),
    is_officer | drafts,
)
permissions.add("mandates.report", _("report what was done of a mandate"), is_officer | works_on)
