"""Who may do what with plans: one predicate a permission."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.accounts.models import Role
from actionline.accounts.rules import is_officer, roles
from actionline.common import permissions
from actionline.common.permissions import condition

from .models import Activity, Edition, Plan, Target

Record = Plan | Edition | Activity | Target | None
_SCOPES = {"", Role.Scope.BODY, Role.Scope.BUREAU, Role.Scope.ACTION_LINE}
_PUBLISHING = (Role.Level.PUBLISHES, Role.Level.APPOINTS)


def plan_of(record: Record) -> Plan | None:
    """The plan that a record belongs to; select `body` and `line` with it."""
    return record if record is None or isinstance(record, Plan) else record.plan


def _covering(person: Any, record: Record) -> list[Role]:
    """The roles of a focal point that are for the body or the action line of a plan."""
    own = [role for role in roles(person, Role.Kind.FOCAL_POINT) if role.scope in _SCOPES]
    plan = plan_of(record)
    if plan is None:
        return own
    return [role for role in own if not role.scope or _covers(role, plan)]


def _covers(role: Role, plan: Plan) -> bool:
    if role.scope == Role.Scope.ACTION_LINE:
        return plan.line is not None and role.scope_code == plan.line.code
    return role.scope_code == plan.body.slug


@condition(_("is a focal point of the body or the action line of the plan"))
def writes(person: Any, record: Record) -> list[Role]:
    return _covering(person, record)


@condition(_("is a focal point who publishes, of the body or the action line of the plan"))
def publishes(person: Any, record: Record) -> list[Role]:
    return [role for role in _covering(person, record) if role.level in _PUBLISHING]


@condition(_("is a focal point of the body that carries out the activity"))
def carries_out(person: Any, record: Record) -> list[Role]:
    if not isinstance(record, Activity):
        return []
    lead = record.current.lead if record.current else None
    slug = lead.slug if lead else ""
    own = roles(person, Role.Kind.FOCAL_POINT)
    return [
        role
        for role in own
        if slug and role.scope in (Role.Scope.BODY, Role.Scope.BUREAU) and role.scope_code == slug
    ]


@condition(_("it is published"))
def is_public(person: Any, record: Record) -> bool:
    return isinstance(record, Edition) and record.is_public


permissions.add("roadmaps.see", _("read an edition of a plan"), is_public | is_officer | writes)
permissions.add("roadmaps.write", _("write roadmaps and operational plans"), is_officer | writes)
permissions.add(
    "roadmaps.publish", _("begin, publish and return editions of plans"), is_officer | publishes
)
permissions.add(
    "roadmaps.report",
    _("report on activities of plans, and enter figures for their targets"),
    is_officer | writes | carries_out,
)
