"""Several authors of one entry."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from actionline.accounts.models import User
from actionline.common import audit, mail
from actionline.stocktaking.models import Author, Submission

from .writing import locked

MOST_AUTHORS = 20


@transaction.atomic
def invite(*, submission: Submission, email: str, by: Any) -> Author:
    """Ask somebody by mail to write along. Raises PermissionDenied, ValidationError."""
    found = locked(submission)
    if not by.has_perm("stocktaking.write", found):
        raise PermissionDenied
    email = email.strip().lower()
    if found.authors.count() >= MOST_AUTHORS:
        raise ValidationError(_("The entry has as many authors as it can."))
    if (
        found.authors.filter(email=email).exists()
        or found.authors.filter(person__email=email).exists()
    ):
        raise ValidationError(_("Whoever has this address is an author or was asked already."))
    code = secrets.token_urlsafe(24)
    author = found.authors.create(email=email, digest=digest(code))
    with override(found.language):
        url = settings.SITE_URL + reverse("stocktaking:join", args=[code])
    mail.queue(
        to=email,
        template="stocktaking/mail/author.txt",
        context={"entry": str(found), "url": url},
        language=found.language,
        category="stocktaking.author",
        private=True,
    )
    audit.record(verb="stocktaking.ask_author", target=found, by=by)
    return author


@transaction.atomic
def join(*, code: str, by: User) -> Submission | None:
    """Become an author by the code of the mail; None where it is used or taken back."""
    author = Author.objects.select_for_update().filter(digest=digest(code), person=None).first()
    if author is None:
        return None
    submission = author.submission
    if submission.authors.filter(person=by).exists():
        author.delete()
        return submission
    author.person, author.email, author.digest = by, "", ""
    author.save()
    audit.record(verb="stocktaking.join", target=submission, by=by)
    return submission


@transaction.atomic
def remove(*, author: Author, by: Any) -> None:
    """Take an author off an entry, or an invitation back; one author stays. PermissionDenied."""
    submission = locked(author.submission)
    if not by.has_perm("stocktaking.write", submission):
        raise PermissionDenied
    others = submission.authors.exclude(pk=author.pk).filter(person__isnull=False)
    if not others.exists():
        raise ValidationError(_("An entry has to have an author."))
    author.delete()
    audit.record(verb="stocktaking.remove_author", target=submission, by=by)


def digest(code: str) -> str:
    return sha256(f"author {code}".encode()).hexdigest()
