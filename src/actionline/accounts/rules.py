"""Who may do what: one predicate a permission."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.common import permissions
from actionline.common.permissions import condition

from .models import Organisation, Role

Kind, Level = Role.Kind, Role.Level
#: What an officer may give: everything below their own.
BELOW_OFFICER = (Kind.FOCAL_POINT, Kind.DELEGATE, Kind.EXPERT, Kind.CONTRIBUTOR)


def roles(person: Any, *kinds: str) -> list[Role]:
    """The roles of these kinds that somebody holds now; a stranger holds none."""
    holding = getattr(person, "holding", None)
    return holding(kinds) if holding else []


def appointing(person: Any) -> list[Role]:
    return [role for role in roles(person, Kind.FOCAL_POINT) if role.level == Level.APPOINTS]


def kinds_given_by(person: Any) -> list[str]:
    """The kinds of role that somebody may give at all, for a list to choose from."""
    if roles(person, Kind.ADMINISTRATOR):
        return list(Kind.values)
    if roles(person, Kind.OFFICER):
        return [kind.value for kind in BELOW_OFFICER]
    return [Kind.FOCAL_POINT.value] if appointing(person) else []


@condition(_("is signed in"))
def is_member(person: Any, record: Any) -> bool:
    return bool(person.is_authenticated and person.is_active)


@condition(_("is an administrator"))
def is_administrator(person: Any, record: Any) -> list[Role]:
    return roles(person, Kind.ADMINISTRATOR)


@condition(_("is a secretariat officer or an administrator"))
def is_officer(person: Any, record: Any) -> list[Role]:
    return roles(person, Kind.OFFICER, Kind.ADMINISTRATOR)


@condition(_("is a focal point who appoints others"))
def appoints(person: Any, record: Any) -> list[Role]:
    return appointing(person)


@condition(_("is a focal point"))
def drafts(person: Any, record: Any) -> list[Role]:
    return roles(person, Kind.FOCAL_POINT)


@condition(_("is a focal point who publishes"))
def publishes(person: Any, record: Any) -> list[Role]:
    above = (Level.PUBLISHES, Level.APPOINTS)
    return [role for role in roles(person, Kind.FOCAL_POINT) if role.level in above]


@condition(_("is a delegate"))
def is_delegate(person: Any, record: Any) -> list[Role]:
    return roles(person, Kind.DELEGATE)


@condition(_("is an expert"))
def is_expert(person: Any, record: Any) -> list[Role]:
    return roles(person, Kind.EXPERT)


@condition(_("may give this role as a secretariat officer: one below their own"))
def gives_as_officer(person: Any, role: Role | None) -> list[Role]:
    below = role is None or role.kind in BELOW_OFFICER
    return roles(person, Kind.OFFICER) if below else []


@condition(_("may give this role as a focal point who appoints others for the same"))
def gives_as_focal_point(person: Any, role: Role | None) -> list[Role]:
    if role is not None and role.kind != Kind.FOCAL_POINT:
        return []
    return [own for own in appointing(person) if role is None or own.covers(role)]


@condition(_("holds the role now, and not on loan"))
def holds_it(person: Any, role: Role | None) -> list[Role]:
    own = [each for each in roles(person) if each.lent_from_id is None]
    return [each for each in own if role is None or each.pk == role.pk]


permissions.add("framework.edit", _("edit bodies, meetings and the matrix"), is_officer)
permissions.add(
    "framework.advise",
    _("advise on links of the matrix, for whoever decides on them"),
    is_officer | is_expert,
)
permissions.add(
    "translations.translate",
    _("translate what people wrote, as drafts"),
    is_officer | drafts | is_expert,
)
permissions.add(
    "translations.approve", _("put translations before the public"), is_officer | publishes
)
permissions.add("common.audit", _("read the audit trail"), is_officer)
permissions.add("common.mail", _("read the outbox, send and withdraw mails"), is_officer)
permissions.add(
    "accounts.see_people", _("see who is here and what they may do"), is_officer | appoints
)
permissions.add(
    "accounts.give_role",
    _("give and end roles, and invite people"),
    is_administrator | gives_as_officer | gives_as_focal_point,
)
permissions.add("accounts.lend_role", _("lend a role of theirs for a while"), holds_it)
permissions.add("accounts.explain_others", _("see why others may or may not"), is_officer)


@condition(_("is a verified member of the organisation"))
def belongs(person: Any, organisation: Organisation | None) -> bool:
    if organisation is None or not getattr(person, "is_active", False):
        return False
    members = organisation.members.filter(verified_at__isnull=False)
    return members.filter(person_id=person.pk).exists()


permissions.add("accounts.add_organisation", _("add and join organisations"), is_member)
permissions.add(
    "accounts.edit_organisation", _("correct what is said of an organisation"), is_officer | belongs
)
permissions.add(
    "accounts.verify_organisation",
    _("verify organisations and their members, and merge duplicates"),
    is_officer,
)
