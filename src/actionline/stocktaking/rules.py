"""Who may do what with entries: one predicate a permission."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from actionline.accounts.models import Role
from actionline.accounts.rules import is_member, is_officer, roles
from actionline.common import permissions
from actionline.common.permissions import condition

from .models import Project, Repository, Story, Submission
from .queries import colleagues

DRAFTING = {Submission.State.DRAFT, Submission.State.CHANGES_ASKED}


@condition(_("is an author of the entry"))
def is_author(person: Any, submission: Submission | None) -> bool:
    if submission is None or not getattr(person, "is_active", False):
        return False
    return any(author.person_id == person.pk for author in submission.authors.all())


@condition(_("is a contributor of an organisation of which an author is a member"))
def contributes(person: Any, submission: Submission | None) -> list[Role]:
    """Both have to be verified members (`accounts.rules.belongs`)."""
    held = roles(person, Role.Kind.CONTRIBUTOR)
    if submission is None or not held:
        return []
    return held if colleagues(person).filter(submission=submission.pk).exists() else []


@condition(_("is an owner of the project"))
def is_owner(person: Any, project: Project | None) -> bool:
    if project is None or not getattr(person, "is_active", False):
        return False
    return any(owner.person_id == person.pk for owner in project.owners.all())


@condition(_("is a focal point for the country or an action line of the entry"))
def is_focal_point(person: Any, submission: Submission | None) -> list[Role]:
    own = [
        role
        for role in roles(person, Role.Kind.FOCAL_POINT)
        if role.scope in {"", Role.Scope.COUNTRY, Role.Scope.ACTION_LINE}
    ]
    if submission is None:
        return own
    about = {"", submission.economy, *submission.answers.get("lines", [])}
    return [role for role in own if role.scope_code in about]


@condition(_("it is published"))
def is_published(person: Any, record: Repository | Story | None) -> bool:
    return record is not None and record.published


permissions.add("stocktaking.submit", _("write and submit entries"), is_member)
permissions.add(
    "stocktaking.write",
    _("write and submit an entry of theirs, or of their organisation"),
    is_author | contributes,
)
permissions.add(
    "stocktaking.read_submission",
    _("read an entry before it is accepted"),
    is_author | is_officer | is_focal_point | contributes,
)
permissions.add(
    "stocktaking.review",
    _("review entries, comment and ask for changes"),
    is_officer | is_focal_point,
)
permissions.add("stocktaking.publish", _("accept and reject entries, and merge them"), is_officer)
permissions.add("stocktaking.manage", _("prepare calls, templates and imports"), is_officer)
permissions.add(
    "stocktaking.keep", _("change, confirm and archive a project"), is_owner | is_officer
)
permissions.add(
    "stocktaking.see", _("see a repository or a story and its picture"), is_published | is_officer
)
