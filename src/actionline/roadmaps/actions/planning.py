"""Beginning plans and editions, describing and discarding them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.text import slugify
from django.utils.translation import gettext as _

from actionline.common import audit
from actionline.framework.models import ActionLine, Body
from actionline.roadmaps import trees
from actionline.roadmaps.copying import copy
from actionline.roadmaps.models import Activity, Edition, Plan, Shape, Target

from .writing import hold_open


@transaction.atomic
def begin_plan(
    *,
    shape: Shape,
    body: Body,
    line: ActionLine | None,
    label: str,
    starts: date,
    ends: date,
    language: str,
    based_on: Edition | None = None,
    by: Any,
) -> Edition:
    """Begin a plan with its first edition, empty or built as an edition of another plan.

    PermissionDenied; ValidationError where there is such a plan, or the line does not fit the
    shape, or the period makes no sense.
    """
    if shape.of_line != (line is not None):
        raise ValidationError(_("A plan of this kind is for an action line, or is not."))
    plan = Plan(shape=shape, body=body, line=line)
    if not by.has_perm("roadmaps.publish", plan):
        raise PermissionDenied
    if based_on is not None and not by.has_perm("roadmaps.see", based_on):
        raise PermissionDenied
    audit.hold()
    if Plan.objects.filter(shape=shape, body=body, line=line).exists():
        raise ValidationError(_("There is such a plan already: begin its next edition there."))
    plan.slug = slugify(f"{line.code if line else shape.slug} {body.slug}")[:160]
    plan.save()
    audit.record(verb="roadmaps.begin_plan", target=plan, by=by, after={"slug": plan.slug})
    return _begin(plan, label, (starts, ends), language, based_on, "", by)


@transaction.atomic
def begin_edition(
    *, plan: Plan, label: str, starts: date, ends: date, note: str = "", by: Any
) -> Edition:
    """Begin the next edition of a plan, filled in from the one before.

    PermissionDenied; ValidationError where one is open already.
    """
    if not by.has_perm("roadmaps.publish", plan):
        raise PermissionDenied
    audit.hold()
    before = plan.editions.order_by("-number").first()
    if before is not None and before.is_open:
        raise ValidationError(_("An edition is being written already: finish that one first."))
    language = before.language if before else "en"
    return _begin(plan, label, (starts, ends), language, before, note, by)


def _begin(
    plan: Plan,
    label: str,
    period: tuple[date, date],
    language: str,
    based_on: Edition | None,
    note: str,
    by: Any,
) -> Edition:
    if period[1] < period[0]:
        raise ValidationError(_("The period ends before it begins."))
    last = plan.editions.aggregate(last=Max("number"))["last"] or 0
    made = Edition.objects.create(
        plan=plan,
        number=last + 1,
        label=label,
        starts=period[0],
        ends=period[1],
        language=language,
        note=note,
        based_on=based_on,
        begun_by=by,
    )
    if based_on is not None:
        copy(based_on, made)
    after = {"based_on": based_on.pk if based_on else None, **_told(made)}
    audit.record(verb="roadmaps.begin_edition", target=made, by=by, after=after)
    return made


def _told(edition: Edition) -> dict[str, Any]:
    names = ("label", "starts", "ends", "language", "note")
    return {name: trees.plain(getattr(edition, name)) for name in names}


@transaction.atomic
def describe(
    *,
    edition: Edition,
    label: str,
    starts: date,
    ends: date,
    language: str,
    note: str,
    by: Any,
) -> Edition:
    """Name an open edition, say its period, its language and what is new in it.

    PermissionDenied, ClosedError; ValidationError where the period makes no sense.
    """
    held = hold_open(edition, by)
    if ends < starts:
        raise ValidationError(_("The period ends before it begins."))
    before = _told(held)
    held.label, held.starts, held.ends = label, starts, ends
    held.language, held.note = language, note
    after = _told(held)
    if before != after:
        held.save()
        audit.record(verb="roadmaps.describe", target=held, by=by, before=before, after=after)
    return held


@transaction.atomic
def discard(*, edition: Edition, by: Any) -> None:
    """Throw an open edition away, and its plan with it where it is the only one.

    PermissionDenied, ClosedError.
    """
    if not by.has_perm("roadmaps.publish", edition):
        raise PermissionDenied
    held = hold_open(edition, by)
    before = {**_told(held), "activities": held.activityversions.count()}
    audit.record(verb="roadmaps.discard", target=held, by=by, before=before)
    plan = held.plan
    held.delete()
    forget_unused(plan)
    if not plan.editions.exists():
        audit.record(verb="roadmaps.discard_plan", target=plan, by=by, before={"slug": plan.slug})
        plan.delete()


def forget_unused(plan: Plan) -> None:
    """Delete the activities and targets of a plan that stand in no edition."""
    Activity.objects.filter(plan=plan, versions=None).delete()
    Target.objects.filter(plan=plan, versions=None).delete()


@transaction.atomic
def offer(*, plan: Plan, offered: bool, by: Any) -> None:
    """Offer a plan to others as a template, or no longer. PermissionDenied."""
    if not by.has_perm("roadmaps.publish", plan):
        raise PermissionDenied
    audit.hold()
    held = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
    if held.offered != offered:
        before = {"offered": held.offered}
        held.offered = offered
        held.save(update_fields=["offered"])
        after = {"offered": offered}
        audit.record(verb="roadmaps.offer", target=held, by=by, before=before, after=after)
