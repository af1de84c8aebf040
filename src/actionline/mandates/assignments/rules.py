"""Who may assign mandates, hand them over, and look after task forces."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.accounts.models import Role
from actionline.accounts.rules import is_officer, roles
from actionline.common import permissions
from actionline.common.permissions import condition

from .models import Assignment, Group, GroupText, HandOver, Member, Recommendation

SCOPES = (Role.Scope.BODY, Role.Scope.BUREAU)


def roles_for(person: Any, slug: str | None) -> list[Role]:
    """The roles by which somebody is a focal point of a body; of any body without one."""
    held = roles(person, Role.Kind.FOCAL_POINT)
    if slug is None:
        return held
    return [
        role
        for role in held
        if not role.scope or (role.scope in SCOPES and role.scope_code == slug)
    ]


@condition(_("is a focal point of the body that works on it"))
def works_for(person: Any, assignment: Assignment | None) -> list[Role]:
    return roles_for(person, assignment.body.slug if assignment else None)


@condition(_("is the focal point of the body for this mandate"))
def is_assigned(person: Any, assignment: Assignment | None) -> bool:
    if assignment is None or not getattr(person, "is_active", False):
        return False
    return assignment.persons.filter(person=person.pk).exists()


@condition(_("is a focal point of the body that it is offered to, or the person"))
def is_offered(person: Any, offer: HandOver | None) -> list[Role] | bool:
    if offer is not None and offer.person_id is not None and offer.person_id == person.pk:
        return bool(getattr(person, "is_active", False))
    return roles_for(person, offer.to.slug if offer else None)


@condition(_("is a focal point of the body that offers it"))
def offers(person: Any, offer: HandOver | None) -> list[Role]:
    return roles_for(person, offer.assignment.body.slug if offer else None)


@condition(_("chairs the group, or is of its secretariat, now"))
def leads_group(person: Any, record: Any) -> bool:
    """A group, or a text, a member or a recommendation of one."""
    if not getattr(person, "is_active", False) or person.pk is None:
        return False
    leading = (Member.Role.CHAIR, Member.Role.VICE_CHAIR, Member.Role.SECRETARIAT)
    held = Member.objects.filter(person=person.pk, role__in=leading)
    group = group_of(record)
    if group is not None:
        held = held.filter(group=group)
    return any(member.is_current() for member in held)


def group_of(record: Any) -> int | None:
    """The key of the group that a record belongs to."""
    if isinstance(record, Group):
        return record.pk
    if isinstance(record, GroupText | Member):
        return record.group_id
    if isinstance(record, Recommendation):
        return record.text.group_id
    return None


permissions.add("assignments.assign", _("assign mandates to bodies"), is_officer)
permissions.add(
    "assignments.name_people",
    _("name the focal points of a body for a mandate, and write instructions"),
    is_officer | works_for,
)
permissions.add(
    "assignments.hand_over",
    _("offer to hand the lead of a mandate over"),
    is_officer | works_for | is_assigned,
)
permissions.add(
    "assignments.answer", _("accept or decline a mandate that is offered"), is_officer | is_offered
)
permissions.add("assignments.withdraw", _("withdraw an offer of a mandate"), is_officer | offers)
permissions.add(
    "assignments.edit_group",
    _("write the texts of a group, and follow up its recommendations"),
    is_officer | leads_group,
)
permissions.add(
    "assignments.manage_group", _("keep the members and terms of a group, publish"), is_officer
)
permissions.add("assignments.edit_topics", _("say who is asked about a topic"), is_officer)
