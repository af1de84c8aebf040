"""What the desk does with a submission, and how one becomes a project."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.common import attachments, audit
from actionline.stocktaking import publishing, telling
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Contact, Project, ProjectEdition, Submission
from actionline.stocktaking.states import MOVES

from .writing import locked


@transaction.atomic
def decide(*, submission: Submission, verb: str, by: Any, reason: str = "") -> Submission:
    """Lead a submission on by a verb of the desk (`review`, `ask`, `accept`, `reject` …).

    Raises PermissionDenied, WrongStateError, and ValidationError where a reason is missing.
    """
    found = locked(submission)
    move = MOVES.check(verb, found, by=by)
    reason = reason.strip()
    if move.needs_reason and not reason:
        raise ValidationError(_("Give a reason; the authors read it."))
    before = {"state": found.state}
    found.state = move.target
    if verb != "review":
        found.decided_by, found.decided_at, found.reason = by, timezone.now(), reason
    if verb == "review" and found.assigned_to is None:
        found.assigned_to = by
    if verb == "accept":
        found.project = publish(submission=found, by=by)
    found.updated_at = timezone.now()
    found.save()
    after = {"state": found.state, "reason": reason}
    if found.project_id:
        after["project"] = str(found.project_id)
    audit.record(verb=f"stocktaking.{verb}", target=found, by=by, before=before, after=after)
    if move.mails:
        telling.decided(found, verb, by)
    return found


def publish(*, submission: Submission, by: Any) -> Project:
    """Put what a submission says into the register; its authors become the project's owners.

    Part of `decide`, which has asked for permission and locked the submission.
    """
    fields = publishing.fields_of(submission, submission.template.questions.all())
    if submission.project_id is None:
        project = _new(submission, fields)
        PROJECTS.refresh([project.pk])
        before: Mapping[str, Any] | None = None
    else:
        project = Project.objects.select_for_update().get(pk=submission.project_id)
        before = rewrite(project=project, fields=fields)
    contact = publishing.contact_of(submission)
    Contact.objects.update_or_create(project=project, defaults=contact)
    _take_over_pictures(submission, project, by)
    for author in submission.authors.filter(person__isnull=False):
        project.owners.get_or_create(person_id=author.person_id)
    audit.record(
        verb="stocktaking.publish",
        target=project,
        by=by,
        before=before,
        after=as_told({name: getattr(project, name) for name in before or fields}),
    )
    return project


def rewrite(*, project: Project, fields: Mapping[str, Any]) -> dict[str, Any]:
    """Change a locked project, keeping what it held; gives that, of the fields that changed.

    The index follows, so call it before the audit trail is written.
    """
    changed = publishing.differences(project, fields)
    before = as_told({name: old for name, (old, _new) in changed.items()})
    now = timezone.now()
    if changed:
        ProjectEdition.objects.create(
            project=project, version=project.version, until=now, fields=before
        )
        project.version += 1
    for name, (_old, new) in changed.items():
        setattr(project, name, new)
    project.updated_at, project.confirmed_on = now, timezone.localdate()
    project.save()
    PROJECTS.refresh([project.pk])
    return before


def as_told(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Fields as JSON values."""
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in fields.items()
    }


def _new(submission: Submission, fields: Mapping[str, Any]) -> Project:
    """A new project under the second of its submission, or the next one that is free."""
    at = submission.submitted_at or timezone.now()
    number = int(at.timestamp())
    while True:
        try:
            with transaction.atomic():
                return Project.objects.create(
                    number=number,
                    submitted_at=at,
                    confirmed_on=timezone.localdate(),
                    **fields,
                )
        except IntegrityError:
            if not Project.objects.filter(number=number).exists():
                raise
            number += 1


def _take_over_pictures(submission: Submission, project: Project, by: Any) -> None:
    """The pictures of the project are its own: nobody changes them with a later draft."""
    own = {picture.pk: picture for picture in attachments.of(submission)}
    kept = {picture.sha256: picture for picture in attachments.of(project)}
    told = []
    for each in project.pictures:
        picture = own.get(each["attachment"])
        if picture is None:  # it was the project's before
            told.append(each)
            continue
        if picture.sha256 not in kept:
            kept[picture.sha256] = attachments.copy(picture, to=project, by=by)
        told.append({**each, "attachment": kept[picture.sha256].pk})
    if told != project.pictures:
        project.pictures = told
        project.save(update_fields=["pictures"])


@transaction.atomic
def assign(*, submission: Submission, to: Any, by: Any) -> None:
    """Give a submission to somebody who may review it, or (None) to nobody. PermissionDenied."""
    found = locked(submission)
    if not by.has_perm("stocktaking.review", found):
        raise PermissionDenied
    if to is not None and not to.has_perm("stocktaking.review", found):
        raise PermissionDenied
    before = {"assigned_to": found.assigned_to_id}
    found.assigned_to = to
    found.save(update_fields=["assigned_to"])
    audit.record(
        verb="stocktaking.assign",
        target=found,
        by=by,
        before=before,
        after={"assigned_to": found.assigned_to_id},
    )
