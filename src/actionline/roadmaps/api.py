"""What the JSON interface tells of published plans, their activities and targets."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeVar

from django.db.models import Prefetch, QuerySet
from django.http import QueryDict

from actionline.common import api
from actionline.common.api import Parameter, Resource, Telling

from . import queries
from .api_records import (
    ActivityRecord,
    MilestoneRecord,
    ObservationRecord,
    PlanRecord,
    PlanTargetRecord,
)
from .models import Activity, ActivityVersion, Edition, Observation, Plan, Target, TargetVersion
from .status import milestones, standing

M = TypeVar("M", Plan, Activity, Target)
_PLAN = Parameter("plan", "Of this plan, by its slug")
_LINE = Parameter("line", "For this action line, by its code")
_BODY = Parameter("body", "Kept by this body, by its slug")


def _plan(plan: Plan, telling: Telling) -> PlanRecord:
    edition = plan.current
    assert edition is not None  # `_plans` asks for it
    return PlanRecord(
        id=plan.pk,
        url=telling.page("roadmaps:plan", plan.slug),
        slug=plan.slug,
        name=str(plan),
        shape=plan.shape.slug,
        body=plan.body.slug,
        line=plan.line.code if plan.line else None,
        edition=edition.number,
        label=edition.label,
        starts=edition.starts,
        ends=edition.ends,
        language=edition.language,
        digest=edition.digest,
        content_url=telling.page("roadmaps:whole", plan.slug, edition.number),
    )


def _plans() -> QuerySet[Plan]:
    return queries.plans().filter(current__isnull=False).defer("current__frozen")


def _plans_narrowed(query: QueryDict) -> QuerySet[Plan]:
    return _narrowed(Plan.objects.filter(current__isnull=False), query, "")


def _narrowed(found: QuerySet[M], query: QueryDict, before: str) -> QuerySet[M]:
    """Those that the parameters of an address let through."""
    columns = {"plan": "plan__slug", "line": f"{before}line__code", "body": f"{before}body__slug"}
    for name, column in columns.items():
        if query.get(name):
            found = found.filter(**{column: query[name]})
    return found


def _activity(activity: Activity, telling: Telling) -> ActivityRecord:
    version = activity.current
    assert version is not None  # `_activities` asks for it
    return ActivityRecord(
        id=activity.pk,
        url=telling.page("roadmaps:activity", activity.pk),
        plan=activity.plan.slug,
        ended=activity.ended,
        language=version.edition.language,
        title=version.title,
        text=version.text,
        starts=version.starts,
        ends=version.ends,
        lead=version.lead.slug if version.lead else None,
        results=version.results,
        resources=version.resources,
        partners=version.partners,
        programmes=version.programmes,
        mandates=[mandate.pk for mandate in version.mandates.all()],
        sdg_targets=[target.code for target in version.sdg_targets.all()],
        gdc_objectives=[objective.number for objective in version.objectives.all()],
    )


def _activities() -> QuerySet[Activity]:
    versions = ActivityVersion.objects.select_related("edition", "lead").defer("edition__frozen")
    return (
        Activity.objects.filter(current__isnull=False)
        .select_related("plan")
        .prefetch_related(
            Prefetch(
                "current",
                versions.prefetch_related("mandates", "sdg_targets", "objectives"),
            )
        )
    )


def _activities_narrowed(query: QueryDict) -> QuerySet[Activity]:
    return _narrowed(Activity.objects.filter(current__isnull=False), query, "plan__")


def _target(target: Target, telling: Telling) -> PlanTargetRecord:
    version = target.current
    assert version is not None  # `_targets` asks for it
    observations = list(target.observations.all())
    return PlanTargetRecord(
        id=target.pk,
        url=telling.page("roadmaps:target", target.pk),
        plan=target.plan.slug,
        activity=version.activity_id,
        ended=target.ended,
        language=version.edition.language,
        indicator=version.title,
        unit=version.unit,
        baseline=_number(version.baseline),
        baseline_day=version.baseline_day,
        baseline_source=version.baseline_source,
        value=_number(version.value),
        day=version.day,
        source=version.source,
        milestones=[
            MilestoneRecord(day=day, value=float(value)) for day, value in milestones(version)
        ],
        status=standing(version, observations).status.value,
        observations=[
            ObservationRecord(day=each.day, value=float(each.value), source=each.source)
            for each in observations
        ],
    )


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _targets() -> QuerySet[Target]:
    versions = TargetVersion.objects.select_related("edition").defer("edition__frozen")
    return (
        Target.objects.filter(current__isnull=False)
        .select_related("plan")
        .prefetch_related(Prefetch("current", versions), "observations")
    )


def _targets_narrowed(query: QueryDict) -> QuerySet[Target]:
    return _narrowed(Target.objects.filter(current__isnull=False), query, "plan__")


api.register(
    Resource(
        "plans",
        Plan,
        PlanRecord,
        _plans,
        _plan,
        "Action line roadmaps and operational plans, as published",
        parameters=(_LINE, _BODY),
        narrow=_plans_narrowed,
        within=(Edition,),
    )
)
api.register(
    Resource(
        "activities",
        Activity,
        ActivityRecord,
        _activities,
        _activity,
        "What plans mean to do: when, with whom, to answer which mandates",
        parameters=(_PLAN, _LINE, _BODY),
        narrow=_activities_narrowed,
        within=(ActivityVersion,),
    )
)
api.register(
    Resource(
        "targets-of-plans",
        Target,
        PlanTargetRecord,
        _targets,
        _target,
        "Targets of plans with baselines, values wanted and what was observed",
        parameters=(_PLAN, _LINE, _BODY),
        narrow=_targets_narrowed,
        within=(TargetVersion, Observation),
    )
)
