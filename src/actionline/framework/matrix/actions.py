"""The verbs of the matrix."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import rules
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.framework import notices
from actionline.framework.models import (
    ActionLine,
    GdcObjective,
    Goal,
    LinkOpinion,
    MatrixLink,
    Target,
)

from .exchange import as_cells, pointing


class AlreadyLinkedError(Exception):
    """The matrix has this link already: `link`."""

    def __init__(self, link: MatrixLink) -> None:
        super().__init__(str(link))
        self.link = link


def propose_link(
    *,
    line: ActionLine,
    at: Goal | Target | GdcObjective,
    reason: str,
    language: str,
    strength: str,
    source: str,
    by: AbstractBaseUser,
) -> MatrixLink:
    """Propose that `line` serves `at`. A link that was rejected before is proposed anew.

    Raises PermissionDenied without `framework.propose_link`, AlreadyLinkedError where it stands.
    """
    if not rules.has_perm("framework.propose_link", by):
        raise PermissionDenied
    with transaction.atomic():
        audit.hold()
        found = MatrixLink.objects.select_for_update().filter(line=line, **pointing(at)).first()
        if found is not None and found.state != MatrixLink.State.REJECTED:
            raise AlreadyLinkedError(found)
        before = as_cells(found) if found else None
        link = found or MatrixLink(line=line, **pointing(at))
        link.reason, link.language = reason, language
        link.strength, link.source = strength, source
        link.state, link.decision = MatrixLink.State.PROPOSED, ""
        link.author, link.author_name, link.by_hand = by, "", True  # type: ignore[assignment]  # the site's person
        link.proposed_on = timezone.localdate()
        link.save()
        audit.record(
            verb="framework.propose_link", target=link, by=by, before=before, after=as_cells(link)
        )
        notices.link_proposed(link, by=by)
    return link


def settle_link(*, link: MatrixLink, values: Mapping[str, Any], by: AbstractBaseUser) -> MatrixLink:
    """Confirm, doubt or reject a link, with the reason why (`decision`); or put it in better words.

    `values` are `state`, `strength`, `reason`, `language`, `source` and `decision`. Raises
    PermissionDenied without `framework.edit`.
    """
    _must_edit(by)
    with transaction.atomic():
        audit.hold()
        stored = MatrixLink.objects.select_for_update().get(pk=link.pk)
        before = _told(stored)
        for name in ("state", "strength", "reason", "language", "source", "decision"):
            setattr(stored, name, values[name])
        stored.by_hand = True
        stored.save()
        after = _told(stored)
        audit.record(verb="framework.settle_link", target=stored, by=by, before=before, after=after)
        notices.link_settled(stored, before=before["state"], by=by)
    return stored


@transaction.atomic
def advise(*, link: MatrixLink, advice: str, reason: str, by: Any) -> LinkOpinion:
    """Say what an expert thinks of a link; what they said before is replaced.

    Raises PermissionDenied without `framework.advise`.
    """
    if not rules.has_perm("framework.advise", by):
        raise PermissionDenied
    audit.hold()
    found = LinkOpinion.objects.select_for_update().filter(link=link, by=by).first()
    before = {"advice": found.advice, "reason": found.reason} if found else None
    opinion = found or LinkOpinion(link=link, by=by)
    opinion.advice, opinion.reason, opinion.at = advice, reason, timezone.now()
    opinion.save()
    audit.record(
        verb="framework.advise",
        target=opinion,
        by=by,
        before=before,
        after={"advice": advice, "reason": reason},
    )
    return opinion


def _must_edit(by: AbstractBaseUser) -> None:
    if not rules.has_perm("framework.edit", by):
        raise PermissionDenied


def _told(link: MatrixLink) -> dict[str, str]:
    return as_cells(link) | {"decision": link.decision}
