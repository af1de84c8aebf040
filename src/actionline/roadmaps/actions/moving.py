"""The way of an edition: asking for review, giving back, publishing."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction
from django.utils import timezone

from actionline.common import audit
from actionline.roadmaps import content, hooks, notices
from actionline.roadmaps.models import Activity, Edition, Plan, Target
from actionline.roadmaps.states import MOVES, SUPERSEDE

from .planning import forget_unused


@transaction.atomic
def move(*, edition: Edition, verb: str, reason: str = "", by: Any) -> Edition:
    """Do what the table of states allows: `ask`, `return` (with a reason) or `publish`.

    WrongStateError, PermissionDenied; ValueError for a reason that is missing.
    """
    audit.hold()
    held = (
        Edition.objects.select_for_update(of=("self",), no_key=True)
        .select_related("plan__body", "plan__line", "plan__shape")
        .get(pk=edition.pk)
    )
    step = MOVES.check(verb, held, by=by)
    if verb == SUPERSEDE or (step.needs_reason and not reason.strip()):
        raise ValueError(verb)
    before = {"state": held.state}
    held.state, held.reason = step.target, reason.strip()[:1000]
    if verb == "publish":
        _publish(held, by)
    held.save()
    after = {"state": held.state, "reason": held.reason, "digest": held.digest}
    audit.record(verb=f"roadmaps.{verb}", target=held, by=by, before=before, after=after)
    notices.moved(held, verb, by)
    return held


def _publish(edition: Edition, by: Any) -> None:
    """Freeze an edition, and put it in the place of the one before."""
    plan = edition.plan
    earlier = plan.editions.filter(state=Edition.State.PUBLISHED)
    for each in earlier:
        each.state = Edition.State.SUPERSEDED
        each.save(update_fields=["state"])
        audit.record(
            verb=f"roadmaps.{SUPERSEDE}",
            target=each,
            by=by,
            before={"state": "published"},
            after={"state": each.state},
        )
    edition.published_at, edition.published_by = timezone.now(), by
    edition.frozen = content.as_json(edition)
    edition.digest = hashlib.sha256(edition.frozen.encode()).hexdigest()
    edition.save()
    Plan.objects.filter(pk=plan.pk).update(current=edition)
    plan.current = edition
    _lead_to(edition)
    forget_unused(plan)
    for hook in hooks.published:
        hook(edition)


def _lead_to(edition: Edition) -> None:
    """Have the activities and targets of the plan show their version of this edition; those that
    it has not have ended, and keep the last one."""
    versions = dict(edition.activityversions.values_list("activity", "pk"))
    activities = list(Activity.objects.filter(plan=edition.plan))
    for activity in activities:
        activity.ended = activity.pk not in versions
        activity.current_id = versions.get(activity.pk, activity.current_id)
    Activity.objects.bulk_update(activities, ["current", "ended"], batch_size=200)
    wordings = dict(edition.targetversions.values_list("target", "pk"))
    targets = list(Target.objects.filter(plan=edition.plan))
    for target in targets:
        target.ended = target.pk not in wordings
        target.current_id = wordings.get(target.pk, target.current_id)
    Target.objects.bulk_update(targets, ["current", "ended"], batch_size=200)
