"""Who may write, read and validate progress reports, and hold rounds."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.accounts.models import Role
from actionline.accounts.rules import is_officer, roles
from actionline.common import permissions
from actionline.common.permissions import condition
from actionline.mandates import subjects
from actionline.mandates.subjects import Subject

from .models import Version

PUBLISH = (Role.Level.PUBLISHES, Role.Level.APPOINTS)
_BODIES = (Role.Scope.BODY, Role.Scope.BUREAU)


def _publishing(person: Any) -> list[Role]:
    return [each for each in roles(person, Role.Kind.FOCAL_POINT) if each.level in PUBLISH]


def reports_on_subject(person: Any, subject: Subject) -> bool:
    """Whether somebody may report on a subject, as its kind says."""
    kind = subjects.kind_of(subject)
    found = kind.find(subject.id)
    return found is not None and person.has_perm(kind.permission, found)


def publishes_for(person: Any, subject: Subject) -> list[Role]:
    """The roles by which somebody publishes for a body that works on a subject, or for its action
    line."""
    own = _publishing(person)
    if not own:
        return []
    works = working_on(subject)
    return [role for role in own if not role.scope or (role.scope, role.scope_code) in works]


def working_on(subject: Subject) -> set[tuple[str, str]]:
    """What the roles are for that cover a subject: scopes with their codes."""
    kind = subjects.kind_of(subject)
    bodies = kind.bodies([subject.id]).get(subject.id, ())
    found: set[tuple[str, str]] = {(scope, slug) for scope in _BODIES for slug in bodies}
    if line := kind.lines([subject.id]).get(subject.id):
        found.add((Role.Scope.ACTION_LINE, line))
    return found


@condition(_("reports on the mandate or activity"))
def reports_on(person: Any, version: Version | None) -> bool | list[Role]:
    if version is None:
        return roles(person, Role.Kind.FOCAL_POINT)
    return reports_on_subject(person, version.report.subject)


@condition(_("is a focal point who publishes for a body or an action line that works on it"))
def publishes_on(person: Any, version: Version | None) -> bool | list[Role]:
    if version is None:
        return _publishing(person)
    return publishes_for(person, version.report.subject)


@condition(_("is not who handed it in"))
def is_another(person: Any, version: Version | None) -> bool:
    return version is None or version.submitted_by_id != person.pk


@condition(_("it is published"))
def is_public(person: Any, version: Version | None) -> bool:
    return version is not None and version.public


@condition(_("it is not validated"))
def is_unsettled(person: Any, version: Version | None) -> bool:
    return version is None or version.state != Version.State.VALIDATED


permissions.add(
    "progress.write", _("write progress reports and hand them in"), is_officer | reports_on
)
permissions.add(
    "progress.read",
    _("read a progress report that is not published"),
    is_public | is_officer | reports_on | publishes_on,
)
permissions.add(
    "progress.validate",
    _("validate or return a progress report that somebody else handed in"),
    (is_officer | publishes_on) & is_another,
)
permissions.add(
    "progress.withdraw",
    _("withdraw a progress report; a validated one only who validates"),
    is_officer | publishes_on | (is_unsettled & reports_on),
)
permissions.add("progress.ask", _("hold rounds of progress reports"), is_officer)
