"""What people are told of their roles and organisations."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.urls import reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from actionline.common.models import Channel
from actionline.common.notifications import Kind, notify
from actionline.common.ui import isolated

from .models import Organisation, OrganisationMember, Role, User

VERIFY = "accounts.verify_organisation"


def role_given(role: Role, *, by: User | None) -> None:
    """Tell somebody that they were given a role, or lent one."""
    _tell_role("accounts.role_given" if role.lent_from is None else "accounts.role_lent", role, by)


def role_ended(role: Role, *, by: User) -> None:
    """Tell whose role ended; of one that was lent, the lender too."""
    lender = role.lent_from.person if role.lent_from else None
    _tell_role("accounts.role_ended", role, by, lender)


def _tell_role(kind: str, role: Role, by: User | None, other: User | None = None) -> None:
    values = {"role": role.kind, "level": role.level, "for": role.scope_code}
    values["until"] = role.until.isoformat() if role.until else ""
    people = [role.person, other]
    notify(kind=kind, record=role, to=people, by=by, values=values, url=reverse("accounts:account"))


def organisation_added(organisation: Organisation, *, by: User) -> None:
    """Ask the officers to verify an organisation that somebody else added."""
    if organisation.verified_at is None:
        _tell_organisation("accounts.organisation_added", organisation, by)


def organisation_verified(organisation: Organisation, *, by: User) -> None:
    _tell_organisation("accounts.organisation_verified", organisation, by, organisation.added_by)


def member_joined(member: OrganisationMember, *, by: User) -> None:
    """Ask the officers to verify a member whom no address proves."""
    if member.verified_at is None:
        _tell_organisation("accounts.member_joined", member.organisation, by)


def member_verified(member: OrganisationMember, *, by: User) -> None:
    _tell_organisation("accounts.member_verified", member.organisation, by, member.person)


def _tell_organisation(
    kind: str, organisation: Organisation, by: User, person: User | None = None
) -> None:
    to_officers = kind in ("accounts.organisation_added", "accounts.member_joined")
    values = {"organisation": organisation.name}
    address = reverse("organisations:organisation", args=[organisation.pk])
    to = None if to_officers else [person]
    notify(kind=kind, record=organisation, to=to, by=by, values=values, url=address)


def _role(values: Mapping[str, Any]) -> str:
    """“focal point (drafts), council”."""
    role = Role(kind=values["role"], level=values["level"])
    words = str(role.get_kind_display())
    if role.level:
        words = _("%(role)s (%(level)s)") % {"role": words, "level": role.get_level_display()}
    if values["for"]:
        parts = {"role": words, "for": isolated(values["for"])}
        words = pgettext("role and what it is for", "%(role)s, %(for)s") % parts
    return words


def _until(values: Mapping[str, Any]) -> str:
    at = parse_datetime(values["until"])
    return date_format(localtime(at), "DATETIME_FORMAT") if at else ""


def _given(values: Mapping[str, Any]) -> str:
    role = _role(values)
    if values["until"]:
        until = _until(values)
        return _("You were given a role until %(until)s: %(role)s") % {"until": until, "role": role}
    return _("You were given a role: %(role)s") % {"role": role}


def _lent(values: Mapping[str, Any]) -> str:
    parts = {"until": _until(values), "role": _role(values)}
    return _("You were lent a role until %(until)s: %(role)s") % parts


def _ended(values: Mapping[str, Any]) -> str:
    return _("A role ended: %(role)s") % {"role": _role(values)}


def _organisation(values: Mapping[str, Any]) -> dict[str, str]:
    return {"organisation": isolated(values["organisation"])}


KINDS = (
    Kind(
        "accounts.role_given",
        gettext_lazy("Roles that you are given"),
        gettext_lazy("What you may do here changes with them."),
        _given,
        Channel.AT_ONCE,
    ),
    Kind(
        "accounts.role_lent",
        gettext_lazy("Roles that you are lent"),
        gettext_lazy("Somebody asks you to act in their place."),
        _lent,
        Channel.AT_ONCE,
    ),
    Kind(
        "accounts.role_ended",
        gettext_lazy("Roles that end"),
        gettext_lazy("Yours, and those that you lent."),
        _ended,
        Channel.AT_ONCE,
    ),
    Kind(
        "accounts.organisation_added",
        gettext_lazy("Organisations to verify"),
        gettext_lazy("Nobody else sees them before."),
        lambda values: _("To be verified: %(organisation)s") % _organisation(values),
        permission=VERIFY,
    ),
    Kind(
        "accounts.organisation_verified",
        gettext_lazy("Organisations that you added"),
        gettext_lazy("When the secretariat has verified them."),
        lambda values: (
            _("Verified, and now seen by everybody: %(organisation)s") % _organisation(values)
        ),
    ),
    Kind(
        "accounts.member_joined",
        gettext_lazy("Members to verify"),
        gettext_lazy("Whom no address at the organisation proves."),
        lambda values: (
            _("Somebody says that they belong to %(organisation)s") % _organisation(values)
        ),
        permission=VERIFY,
    ),
    Kind(
        "accounts.member_verified",
        gettext_lazy("Your organisations"),
        gettext_lazy("When the secretariat has verified that you belong to one."),
        lambda values: (
            _("The secretariat has verified that you belong to %(organisation)s")
            % _organisation(values)
        ),
    ),
)
