"""Owners of a project: asking somebody to be one, taking one off; archiving."""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.signing import BadSignature, TimestampSigner
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from actionline.accounts.models import User
from actionline.common import audit, mail
from actionline.common.models import AuditEntry
from actionline.stocktaking import contacting
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Owner, Project

MOST_OWNERS = 20
LINK_GOOD = timedelta(days=30)
_signer = TimestampSigner(salt="actionline.stocktaking.owning")


def _kept(project: Project, by: Any) -> Project:
    """The project, held until the end of the transaction. PermissionDenied."""
    audit.hold()
    found = Project.objects.select_for_update().get(pk=project.pk)
    if not by.has_perm("stocktaking.keep", found):
        raise PermissionDenied
    return found


@transaction.atomic
def invite(*, project: Project, email: str, by: Any, hand_over: bool = False) -> None:
    """Mail somebody a link by which they become an owner; with `hand_over`, in place of `by`.

    Raises PermissionDenied, and ValidationError where they are one or there are enough.
    """
    found = _kept(project, by)
    email = email.strip().lower()
    owners = found.owners.select_related("person")
    if any(owner.person.email.lower() == email for owner in owners):
        raise ValidationError(_("Whoever has this address is an owner already."))
    if len(owners) >= MOST_OWNERS:
        raise ValidationError(_("The project has as many owners as it can."))
    token = _signer.sign_object([found.pk, email, by.pk, hand_over, _removals(found)])
    with override(found.language):
        url = settings.SITE_URL + reverse("stocktaking:join_owners", args=[token])
    mail.queue(
        to=email,
        template="stocktaking/mail/owner.txt",
        context={"project": str(found), "url": url},
        language=found.language,
        category="stocktaking.owner",
        private=True,
        good_for=LINK_GOOD,
    )
    audit.record(verb="stocktaking.ask_owner", target=found, by=by, after={"hand_over": hand_over})


def contact_address(project: Project, email: str) -> str:
    """The path at which the contact of an entry that nobody owns becomes its owner, signed in with
    this address."""
    token = _signer.sign_object([project.pk, email.lower(), 0, False, _removals(project)])
    return reverse("stocktaking:join_owners", args=[token])


def _removals(project: Project) -> int:
    """How often owners were taken off: links from before are void, so that nobody comes back."""
    return AuditEntry.objects.filter(
        verb="stocktaking.remove_owner",
        record_type=project._meta.label_lower,
        record_id=str(project.pk),
    ).count()


def invited_to(token: str, person: User) -> tuple[Project, int, bool] | None:
    """Of a link: the project, who asked, and whether in their place. None where it is not good,
    void, or was sent to another address than the person's."""
    try:
        key, email, asked_by, hand_over, removals = _signer.unsign_object(token, max_age=LINK_GOOD)
    except (BadSignature, ValueError, TypeError):
        return None
    project = Project.objects.filter(pk=key).first()
    if project is None or person.email.lower() != email or _removals(project) != removals:
        return None
    return project, asked_by, hand_over


@transaction.atomic
def adopt(*, keys: Collection[int], by: User) -> list[Project]:
    """Become the owner of those of these projects that nobody owns and whose contact one is."""
    audit.hold()
    named = contacting.named(by).filter(project__in=keys).select_for_update(of=("self",))
    found = [contact.project for contact in named]
    Owner.objects.bulk_create([Owner(project=project, person=by) for project in found])
    audit.record_many(
        verb="stocktaking.join_owners",
        changes=[(project, None, None) for project in found],
        by=by,
    )
    return found


@transaction.atomic
def join(*, token: str, by: User) -> Project | None:
    """Become an owner by the link of a mail; None where it is not good (any more)."""
    audit.hold()
    found = invited_to(token, by)
    if found is None:
        return None
    project, asked_by, hand_over = found
    Project.objects.select_for_update().get(pk=project.pk)
    _owner, new = project.owners.get_or_create(person=by)
    if new:
        audit.record(verb="stocktaking.join_owners", target=project, by=by)
    before = project.owners.filter(person=asked_by).exclude(person=by)
    if new and hand_over and before.exists():
        before.delete()
        audit.record(verb="stocktaking.remove_owner", target=project, by=by)
    return project


@transaction.atomic
def remove(*, owner: Owner, by: Any) -> None:
    """Take an owner off; an owner leaves another behind. PermissionDenied, ValidationError."""
    project = _kept(owner.project, by)
    others = project.owners.exclude(pk=owner.pk)
    if not others.exists() and not by.has_perm("stocktaking.publish"):
        raise ValidationError(_("A project has to have an owner: ask somebody first."))
    owner.delete()
    audit.record(verb="stocktaking.remove_owner", target=project, by=by)


@transaction.atomic
def archive(*, project: Project, by: Any, again: bool = False) -> Project:
    """Take a project out of the register, or (`again`) put it back. PermissionDenied."""
    found = _kept(project, by)
    here, there = Project.State.PUBLISHED, Project.State.ARCHIVED
    source, target = (there, here) if again else (here, there)
    if found.state != source:
        raise PermissionDenied
    found.state, found.updated_at = target, timezone.now()
    found.save(update_fields=["state", "updated_at"])
    PROJECTS.refresh([found.pk])
    audit.record(
        verb="stocktaking.restore_project" if again else "stocktaking.archive_project",
        target=found,
        by=by,
        before={"state": source.value},
        after={"state": target.value},
    )
    return found
