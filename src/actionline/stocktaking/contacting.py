"""Contacts of projects that nobody owns: whom to ask once a year whether the entry still holds.

Many projects came from a register before this one, with somebody to write to and no account. Such a
contact answers by the link of a mail, which is good for that address only, as it stands in the
register on that day.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from allauth.account.models import EmailAddress
from django.core.signing import BadSignature, TimestampSigner
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from .confirming import LINK_GOOD
from .models import Confirmation, Contact, Owner, Project

_signer = TimestampSigner(salt="actionline.stocktaking.contacting")


def without_owner() -> QuerySet[Contact]:
    """The contacts who can be written to, of projects that nobody owns who can sign in."""
    owners = Owner.objects.filter(project=OuterRef("project"), person__is_active=True)
    return Contact.objects.exclude(email="").exclude(Exists(owners))


def by_address(projects: Iterable[Project]) -> dict[str, list[Contact]]:
    """Whom to ask about which of these projects, by their mail address in small letters."""
    kept = {project.pk: project for project in projects}
    found: dict[str, list[Contact]] = {}
    for contact in without_owner().filter(project__in=kept).order_by("project"):
        contact.project = kept[contact.project_id]
        found.setdefault(contact.email.lower(), []).append(contact)
    return found


def address(contact: Contact, language: str) -> str:
    """The path at which a contact answers all that they were asked."""
    token = _signer.sign_object([contact.pk, _digest(contact.email)])
    with override(language):
        return reverse("stocktaking:confirm", args=[token])


def read_address(token: str) -> str | None:
    """Which mail address was sent such a link; None where it is not ours, too old, or nobody is to
    be written to there any more."""
    try:
        key, digest = _signer.unsign_object(token, max_age=LINK_GOOD)
    except (BadSignature, ValueError, TypeError):
        return None
    contact = Contact.objects.filter(pk=key).exclude(email="").first()
    return contact.email if contact and _digest(contact.email) == digest else None


def named(person: Any) -> QuerySet[Contact]:
    """Where somebody is the contact of a published project that nobody owns, by an address of
    theirs that they confirmed; by project, the newest first."""
    confirmed = EmailAddress.objects.filter(user=person.pk, verified=True)
    addresses = [address.lower() for address in confirmed.values_list("email", flat=True)]
    found = without_owner().alias(address=Lower("email")).filter(address__in=addresses)
    found = found.filter(project__state=Project.State.PUBLISHED)
    return found.select_related("project").order_by("-project__number")


def _digest(email: str) -> str:
    """So that the address itself does not stand in the link."""
    return hashlib.sha256(email.lower().encode()).hexdigest()[:16]


def open_to(email: str) -> QuerySet[Confirmation]:
    """The questions that the contact of this address was asked and nobody answered."""
    own = without_owner().filter(email__iexact=email).values("project")
    found = Confirmation.objects.filter(
        answered_at=None, project__in=own, asked_at__gt=timezone.now() - LINK_GOOD
    )
    found = found.filter(project__state=Project.State.PUBLISHED)
    return found.select_related("project").order_by("asked_at", "pk")
