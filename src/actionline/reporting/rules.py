"""Who may do what with reports: one predicate a permission."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.accounts.models import Role
from actionline.accounts.rules import is_officer, roles
from actionline.common import permissions
from actionline.common.permissions import condition

from .models import Report, Section

_SCOPES = {"", Role.Scope.BODY, Role.Scope.BUREAU}


@condition(_("it is published"))
def is_published(person: Any, record: Report | Section | None) -> bool:
    if not isinstance(record, Report):
        return False
    return record.editions.filter(published_at__isnull=False).exists()


@condition(_("was invited to write it"))
def is_editor(person: Any, record: Report | Section | None) -> bool:
    if record is None or not getattr(person, "is_active", False):
        return False
    report = record.report if isinstance(record, Section) else record
    for editor in report.editors.all():
        if editor.person_id == person.pk:
            wanted = not isinstance(record, Section) or not editor.sections
            return wanted or (isinstance(record, Section) and record.key in editor.sections)
    return False


@condition(_("is a focal point of a body that writes it"))
def writes_for_body(person: Any, record: Report | Section | None) -> list[Role]:
    """By the definition: of a section's bodies, of those of any section for the report."""
    own = [role for role in roles(person, Role.Kind.FOCAL_POINT) if role.scope in _SCOPES]
    if record is None:
        return own
    report = record.report if isinstance(record, Section) else record
    bodies = {
        slug
        for section in report.defined.sections
        if not isinstance(record, Section) or section.key == record.key
        for slug in section.bodies
    }
    return [role for role in own if bodies and (not role.scope or role.scope_code in bodies)]


@condition(_("did not change it last"))
def is_another(person: Any, report: Report | None) -> bool:
    return report is None or report.edited_by_id != getattr(person, "pk", None)


permissions.add(
    "reporting.manage",
    _("begin reports, draft them again, invite editors and publish"),
    is_officer,
)
permissions.add(
    "reporting.read",
    _("read a report"),
    is_published | is_officer | is_editor | writes_for_body,
)
permissions.add(
    "reporting.read_draft",
    _("read a report before it is published, and comment on it"),
    is_officer | is_editor | writes_for_body,
)
permissions.add(
    "reporting.write", _("write a section of a report"), is_officer | is_editor | writes_for_body
)
permissions.add(
    "reporting.sign",
    _("sign off a report that somebody else changed last"),
    is_officer & is_another,
)
