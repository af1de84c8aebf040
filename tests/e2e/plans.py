"""Plans for the site that is looked at: a published roadmap with its next edition being written."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from actionline.accounts.models import User
from actionline.framework.models import ActionLine, Body, GdcObjective
from actionline.framework.models import Target as SdgTarget
from actionline.mandates.models import Mandate
from actionline.roadmaps import actions
from actionline.roadmaps.models import (
    ActivityVersion,
    Edition,
    Item,
    Observation,
    Plan,
    Shape,
    Target,
    TargetVersion,
)

BASE = "roadmaps/plans/c5-itu"


def fill(officer: User) -> None:
    """An edition that is published and measured, and one that goes on from it."""
    shape = Shape.objects.get(slug="action-line-roadmap")
    first = actions.begin_plan(
        shape=shape,
        body=Body.objects.get(slug="itu"),
        line=ActionLine.objects.get(code="C5"),
        label="2026–2029",
        starts=date(2026, 1, 1),
        ends=date(2029, 12, 31),
        language="en",
        by=officer,
    )
    _write(first, officer)
    actions.move(edition=first, verb="publish", by=officer)
    target = Target.objects.get()
    for day, value in ((date(2026, 3, 1), "133"), (date(2026, 6, 1), "136.5")):
        actions.observe(
            target=target, value=Decimal(value), day=day, source="Yearly survey", by=officer
        )
    following = actions.begin_edition(
        plan=first.plan,
        label="2030–2033",
        starts=date(2030, 1, 1),
        ends=date(2033, 12, 31),
        by=officer,
    )
    row = following.activityversions.order_by("position").first()
    values = {"results": "Teams stand in twenty more countries."}
    actions.change(record=row, values=values, revision=1, by=officer)


def _write(edition: Edition, officer: User) -> None:
    outcome = {
        "key": "outcomes",
        "title": "Governments work together against attacks on networks",
        "source": "Geneva Plan of Action, C5",
    }
    (item,) = actions.add(edition=edition, kind=Item, rows=[outcome], by=officer)
    mandate = Mandate.objects.filter(current__isnull=False).first()
    assert mandate is not None
    goals = SdgTarget.objects.filter(code__in=("9.1", "16.a")).values_list("pk", flat=True)
    rows = [
        {
            "title": "Assist countries in building national response teams",
            "item_id": item.pk,
            "starts": "2026-03-01",
            "ends": "2028-06-30",
            "results": "Teams stand in twelve more countries.",
            "mandates": [mandate.pk],
            "sdg_targets": list(goals),
            "objectives": [GdcObjective.objects.get(number=3).pk],
        },
        {"title": "Teach children and parents", "starts": "2027-01-01"},
        {"title": "Meet once a year with everybody who works on the action line"},
    ]
    activity, *_others = actions.add(edition=edition, kind=ActivityVersion, rows=rows, by=officer)
    target = {
        "title": "Countries with a national response team",
        "unit": "countries",
        "activity_id": activity.activity_id,
        "baseline": "131",
        "baseline_day": "2026-01-01",
        "baseline_source": "Yearly survey",
        "value": "160",
        "day": "2029-12-31",
        "milestones": [["2027-12-31", "140"]],
    }
    actions.add(edition=edition, kind=TargetVersion, rows=[target], by=officer)
    text = "Everybody can use networks without fear."
    actions.write_passage(edition=edition, key="vision", text=text, revision=0, by=officer)


def records() -> dict[str, str]:
    """The addresses of their pages."""
    plan = Plan.objects.get()
    draft = plan.editions.get(number=2)
    activity = draft.activityversions.order_by("position").first()
    item, target = draft.items.get(), draft.targetversions.get()
    assert activity is not None and Observation.objects.exists()
    edit = f"{BASE}/2/edit"
    return {
        "roadmaps:plan": f"{BASE}/",
        "roadmaps:next": f"{BASE}/next/",
        "roadmaps:edition": f"{BASE}/1/",
        "roadmaps:timeline": f"{BASE}/1/timeline/",
        "roadmaps:coverage": f"{BASE}/1/coverage/",
        "roadmaps:compare": f"{BASE}/1/compare/2/",
        "roadmaps:describe": f"{BASE}/2/describe/",
        "roadmaps:check": f"{BASE}/2/check/",
        "roadmaps:discard": f"{BASE}/2/discard/",
        "roadmaps:history": f"{BASE}/2/history/",
        "roadmaps:edit": f"{edit}/",
        "roadmaps:passage": f"{edit}/text/vision/",
        "roadmaps:items": f"{edit}/list/outcomes/",
        "roadmaps:item": f"{edit}/entry/{item.pk}/",
        "roadmaps:activities": f"{edit}/activities/",
        "roadmaps:activity_step": f"{edit}/activities/{activity.pk}/mandates/",
        "roadmaps:targets": f"{edit}/targets/",
        "roadmaps:target_form": f"{edit}/targets/{target.pk}/",
        "roadmaps:activity": f"roadmaps/activities/{activity.activity_id}/",
        "roadmaps:target": f"roadmaps/targets/{target.target_id}/",
    }
