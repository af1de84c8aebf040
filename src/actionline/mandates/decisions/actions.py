"""The verbs of decisions: propose, validate, refuse, withdraw, reverse."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from actionline.accounts.models import User
from actionline.common import audit
from actionline.common.states import WrongStateError
from actionline.instruments.actions.errors import RefusedError
from actionline.mandates import due, hooks
from actionline.mandates.history import new_batch
from actionline.mandates.models import Mandate

from . import notices
from .models import Decision
from .states import MOVES

Standing = Mandate.Standing
#: As many mandates as one proposal in bulk is for, and as many as are validated at once.
MOST = 2000


@transaction.atomic
def propose(
    *,
    mandate: Mandate,
    outcome: str,
    reason: str,
    language: str,
    by: User,
    superseded_by: Mandate | None = None,
    reverses: Decision | None = None,
) -> Decision:
    """Propose what is decided of a mandate, for another person to validate.

    PermissionDenied; RefusedError where the proposal makes no sense or another one waits.
    """
    reason = _asked(outcome, reason, superseded_by)
    audit.hold()
    found = Mandate.objects.select_related("instrument", "current").get(pk=mandate.pk)
    if not by.has_perm("decisions.propose", found):
        raise PermissionDenied
    if superseded_by is not None and superseded_by.pk == found.pk:
        raise RefusedError(_("A mandate cannot supersede itself: choose another one."))
    if found.decisions.filter(state=Decision.State.PROPOSED).exists():
        raise RefusedError(_("A decision on it is proposed already and waits to be validated."))
    if reverses is None and outcome == found.standing == Standing.IN_FORCE:
        raise RefusedError(_("It is in force: there is nothing to decide."))
    made = _proposal(found, outcome, reason, language, by)
    made.superseded_by, made.reverses = superseded_by, reverses
    made.save()
    audit.record(verb="decisions.propose", target=made, by=by, after=told(made))
    notices.proposed([made], by=by)
    return made


@transaction.atomic
def propose_many(
    *, mandates: Collection[int], outcome: str, reason: str, language: str, by: User
) -> int:
    """Propose the same of many mandates, by key; how many.

    Passed over are those that stand so already, those on which a proposal waits, and those of
    which the person may not propose anything. PermissionDenied, RefusedError.
    """
    if not by.has_perm("decisions.propose"):
        raise PermissionDenied
    if outcome == Standing.SUPERSEDED:
        raise RefusedError(_("By which mandate it is superseded is said one by one."))
    reason = _asked(outcome, reason, None)
    if len(mandates) > MOST:
        raise RefusedError(_("Too many at once: narrow the filter down."))
    audit.hold()
    waiting = Decision.objects.filter(state=Decision.State.PROPOSED).values("mandate")
    rows = Mandate.objects.filter(pk__in=mandates, current__isnull=False).exclude(standing=outcome)
    found = rows.exclude(pk__in=waiting).select_related("instrument", "current", "holder")
    made = Decision.objects.bulk_create(
        [
            _proposal(mandate, outcome, reason, language, by)
            for mandate in found
            if by.has_perm("decisions.propose", mandate)
        ]
    )
    audit.record_many(
        verb="decisions.propose",
        changes=[(each, None, told(each)) for each in made],
        by=by,
        batch=new_batch(),
    )
    notices.proposed(made, by=by)
    return len(made)


def validate(*, decisions: Iterable[Decision], by: User) -> int:
    """Let proposals of others stand; how many. Those that were settled meanwhile, and one's own,
    are passed over. PermissionDenied for who may settle none."""
    if not by.has_perm("decisions.settle"):
        raise PermissionDenied
    keys = [decision.pk for decision in decisions][:MOST]
    with transaction.atomic():
        audit.hold()
        found = [each for each in _locked(keys) if by.has_perm("decisions.settle", each)]
        _stand(found, by)
        notices.settled(found, by=by)
    return len(found)


@transaction.atomic
def settle(*, decision: Decision, verb: str, by: User, note: str = "") -> Decision:
    """Validate, refuse (with the reason in `note`) or withdraw one proposal.

    PermissionDenied, WrongStateError where it is settled already, RefusedError without a reason.
    """
    audit.hold()
    found = next(iter(_locked([decision.pk], every=True)), None)
    if found is None:
        raise WrongStateError(verb, decision.state)
    move = MOVES.check(verb, found, by=by)
    if verb == "validate":
        _stand([found], by)
    else:
        note = note.strip()
        if move.needs_reason and not note:
            raise RefusedError(_("Say why it is refused; who proposed it reads it."))
        before = told(found)
        found.state, found.settled_by, found.settled_at = move.target, by, timezone.now()
        found.note = note
        found.save(update_fields=["state", "settled_by", "settled_at", "note"])
        audit.record(
            verb=f"decisions.{verb}", target=found, by=by, before=before, after=told(found)
        )
    notices.settled([found], by=by)
    return found


def reverse(*, decision: Decision, reason: str, language: str, by: User) -> Decision:
    """Propose that what stood before a decision stands again; another person validates it.

    RefusedError where the decision does not stand (any more); else as `propose`.
    """
    if not Decision.objects.filter(pk=decision.pk, stands=True).exists():
        raise RefusedError(_("It does not stand any more: there is nothing to reverse."))
    before = standing_before(decision)
    return propose(
        mandate=decision.mandate,
        outcome=before.outcome if before else Standing.IN_FORCE,
        reason=reason,
        language=language,
        by=by,
        superseded_by=before.superseded_by if before else None,
        reverses=decision,
    )


def standing_before(decision: Decision) -> Decision | None:
    """The decision that stood until this one was validated; None where none did."""
    earlier = Decision.objects.filter(mandate=decision.mandate_id, state=Decision.State.VALIDATED)
    found = earlier.filter(settled_at__lt=decision.settled_at).select_related("superseded_by")
    return found.order_by("-settled_at", "-pk").first()


def hand_over(new: Mandate, old: Mandate, by: Any) -> None:
    """Give the decisions on a mandate to the one that it turned out to be (a hook).

    Where both have one that stands, that of the older mandate goes on standing; where on both one
    is proposed, the newer proposal is withdrawn.
    """
    own = Decision.objects.filter(mandate=old)
    moved = Decision.objects.filter(mandate=new)
    if own.filter(stands=True).exists():
        moved.update(stands=False)
    if own.filter(state=Decision.State.PROPOSED).exists():
        for each in moved.filter(state=Decision.State.PROPOSED):
            each.state, each.settled_by = Decision.State.WITHDRAWN, by or each.proposed_by
            each.settled_at = timezone.now()
            each.save(update_fields=["state", "settled_by", "settled_at"])
    moved.update(mandate=old)
    Decision.objects.filter(superseded_by=new).update(superseded_by=old)
    stands = own.filter(stands=True).first()
    if stands is not None:
        Mandate.objects.filter(pk=old.pk).update(standing=stands.outcome)


def told(decision: Decision) -> dict[str, Any]:
    """A decision for the audit trail."""
    return {
        "mandate": decision.mandate_id,
        "outcome": decision.outcome,
        "superseded_by": decision.superseded_by_id,
        "reason": decision.reason,
        "state": decision.state,
        "stands": decision.stands,
        "note": decision.note,
    }


def _asked(outcome: str, reason: str, superseded_by: Mandate | None) -> str:
    """The reason as it is kept. RefusedError where something is missing."""
    reason = reason.strip()
    if not reason:
        raise RefusedError(_("Give a reason; everybody can read it."))
    if outcome not in Standing.values:
        raise RefusedError(_("Choose what is decided."))
    if (outcome == Standing.SUPERSEDED) != (superseded_by is not None):
        raise RefusedError(_("Say by which mandate it is superseded, and of no other outcome."))
    return reason


def _proposal(mandate: Mandate, outcome: str, reason: str, language: str, by: User) -> Decision:
    words = mandate.current.words if mandate.current else ""
    return Decision(
        mandate=mandate,
        outcome=outcome,
        reason=reason,
        language=language,
        version=mandate.version,
        words=words,
        proposed_by=by,
    )


def _locked(keys: Sequence[int], *, every: bool = False) -> list[Decision]:
    """These decisions with their mandates, locked; of all states or those that wait."""
    found = Decision.objects.select_for_update(of=("self",)).filter(pk__in=keys)
    if not every:
        found = found.filter(state=Decision.State.PROPOSED)
    related = ("mandate__instrument", "mandate__current", "mandate__holder", "proposed_by")
    return list(found.select_related(*related).order_by("pk"))


def _stand(found: Sequence[Decision], by: User) -> None:
    """Let decisions stand that another person proposed, in place of those that did."""
    now = timezone.now()
    before = [told(each) for each in found]
    mandates = [each.mandate for each in found]
    Decision.objects.filter(mandate__in=mandates, stands=True).update(stands=False)
    for each in found:
        each.state, each.stands = Decision.State.VALIDATED, True
        each.settled_by, each.settled_at = by, now
        each.mandate.standing = each.outcome
    Decision.objects.bulk_update(found, ["state", "stands", "settled_by", "settled_at"], 500)
    Mandate.objects.bulk_update(mandates, ["standing"], 500)
    changes = [(each, was, told(each)) for each, was in zip(found, before, strict=True)]
    audit.record_many(verb="decisions.validate", changes=changes, by=by, batch=new_batch())
    due.refresh(mandates)
    hooks.tell_work_changed(each.pk for each in mandates)
