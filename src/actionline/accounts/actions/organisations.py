"""Adding, verifying and merging organisations, and being of one."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.accounts import notices
from actionline.accounts.models import Organisation, OrganisationMember, User
from actionline.common import audit, notifications

FIELDS = ("name", "acronym", "type", "economy", "membership", "website", "domains")


def _noted(organisation: Organisation) -> dict[str, str]:
    told = {field: str(getattr(organisation, field)) for field in FIELDS}
    return told | {
        "economy": organisation.economy.iso3 if organisation.economy else "",
        "membership": organisation.membership.slug if organisation.membership else "",
    }


@transaction.atomic
def save_organisation(*, organisation: Organisation, by: User) -> Organisation:
    """Add an organisation, or keep what was changed of one; what an officer adds is verified.

    PermissionDenied when `by` may not, and when somebody else than an officer sets domains.
    """
    audit.hold()
    officer = by.has_perm("accounts.verify_organisation")
    known = Organisation.objects.select_for_update().filter(pk=organisation.pk).first()
    permission = "accounts.edit_organisation" if known else "accounts.add_organisation"
    if not by.has_perm(permission, known):
        raise PermissionDenied
    if not officer and organisation.domains != (known.domains if known else ""):
        raise PermissionDenied
    if known is None:
        organisation.added_by = by
        if officer:
            organisation.verified_at, organisation.verified_by = timezone.now(), by
    organisation.full_clean()
    organisation.save()
    audit.record(
        verb="accounts.edit_organisation" if known else "accounts.add_organisation",
        target=organisation,
        by=by,
        before=_noted(known) if known else None,
        after=_noted(organisation),
    )
    if known is None:
        notices.organisation_added(organisation, by=by)
    return organisation


@transaction.atomic
def verify_organisation(*, organisation: Organisation, by: User) -> None:
    """An officer vouches for it: from then on everybody sees it."""
    if not by.has_perm("accounts.verify_organisation"):
        raise PermissionDenied
    audit.hold()
    if organisation.verified_at is None:
        organisation.verified_at, organisation.verified_by = timezone.now(), by
        organisation.save(update_fields=["verified_at", "verified_by"])
        audit.record(verb="accounts.verify_organisation", target=organisation, by=by)
        notifications.done(kind="accounts.organisation_added", record=organisation)
        notices.organisation_verified(organisation, by=by)


@transaction.atomic
def merge_organisations(*, duplicate: Organisation, into: Organisation, by: User) -> None:
    """Make `duplicate` point to `into` and move its people; the duplicate's page leads on."""
    if not by.has_perm("accounts.verify_organisation"):
        raise PermissionDenied
    if duplicate.pk == into.pk or duplicate.merged_into_id or into.merged_into_id:
        raise ValidationError(_("One of them has been merged already."))
    audit.hold()
    there = set(into.members.values_list("person", flat=True))
    for member in duplicate.members.all():
        if member.person_id not in there:
            member.organisation = into
            member.save(update_fields=["organisation"])
    duplicate.members.all().delete()
    duplicate.duplicates.update(merged_into=into)
    duplicate.merged_into = into
    duplicate.save(update_fields=["merged_into"])
    audit.record(
        verb="accounts.merge_organisations",
        target=duplicate,
        by=by,
        after={"merged_into": into.pk},
    )


@transaction.atomic
def join_organisation(*, organisation: Organisation, position: str, by: User) -> OrganisationMember:
    """Say that one is of an organisation; a confirmed address at its domain proves it."""
    if not by.has_perm("accounts.add_organisation") or organisation.merged_into_id:
        raise PermissionDenied
    audit.hold()
    member, new = OrganisationMember.objects.get_or_create(person=by, organisation=organisation)
    member.position = position
    confirmed = EmailAddress.objects.filter(user=by, verified=True)
    if member.verified_at is None and any(
        organisation.has_domain(each.email) for each in confirmed
    ):
        member.verified_at = timezone.now()
    member.save()
    audit.record(
        verb="accounts.join_organisation",
        target=organisation,
        by=by,
        after={"member": member.pk, "verified": member.verified_at is not None},
    )
    if new:
        notices.member_joined(member, by=by)
    return member


@transaction.atomic
def verify_member(*, member: OrganisationMember, by: User) -> None:
    """An officer vouches that somebody is of an organisation."""
    if not by.has_perm("accounts.verify_organisation"):
        raise PermissionDenied
    audit.hold()
    if member.verified_at is None:
        member.verified_at, member.verified_by = timezone.now(), by
        member.save(update_fields=["verified_at", "verified_by"])
        audit.record(
            verb="accounts.verify_member",
            target=member.organisation,
            by=by,
            after={"member": member.pk},
        )
        notices.member_verified(member, by=by)


@transaction.atomic
def leave_organisation(*, member: OrganisationMember, by: User) -> None:
    """End a membership: one's own, or, as an officer, somebody's."""
    if member.person_id != by.pk and not by.has_perm("accounts.verify_organisation"):
        raise PermissionDenied
    audit.record(
        verb="accounts.leave_organisation",
        target=member.organisation,
        by=by,
        before={"member": member.pk},
    )
    member.delete()
