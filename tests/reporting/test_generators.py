"""What each generator says of real records: the sentence, the figure, the records it rests on, and
the way from there to the record's page and back."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.reporting import made

from actionline.framework.models import ActionLine, Body, TaggedRecord
from actionline.mandates.decisions.models import Decision
from actionline.mandates.progress.models import Report as Progress
from actionline.mandates.progress.models import Version
from actionline.reporting import actions
from actionline.roadmaps import models as plans
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Project

SECTIONS = [
    made.section("counted", {"generator": "counted", "by": "line", "chart": True}),
    made.section("decided", {"generator": "decisions"}),
    made.section("plans", {"generator": "plans", "body": "general-secretariat"}),
    made.section("projects", {"generator": "projects", "line": ["C2"], "by": ["line", "type"]}),
]


@pytest.fixture
def decision(mandates, officer, second) -> Decision:
    return Decision.objects.create(
        mandate=mandates[0],
        outcome="retain",
        reason="The harbours still ask for it.",
        language="en",
        state="validated",
        stands=True,
        proposed_by=officer,
        settled_by=second,
        proposed_at=made.WITHIN,
        settled_at=made.WITHIN,
    )


@pytest.fixture
def activity(mandates) -> plans.Activity:
    """An activity of a published plan, with a target that was observed and a report on it."""
    shape = plans.Shape.objects.create(slug="harbour-plan", source="our own", name_en="Plan")
    plan = plans.Plan.objects.create(
        slug="harbours",
        shape=shape,
        body=Body.objects.create(slug="general-secretariat", name_en="Harbour office"),
    )
    edition = plans.Edition.objects.create(
        plan=plan, number=1, label="2026", starts=made.STARTS, ends=made.ENDS,
        state="published", digest="0" * 64, frozen="{}",
    )  # fmt: skip
    found = plans.Activity.objects.create(plan=plan)
    found.current = plans.ActivityVersion.objects.create(
        edition=edition, activity=found, title="Light the *beacons*"
    )
    found.save()
    target = plans.Target.objects.create(plan=plan)
    target.current = plans.TargetVersion.objects.create(
        edition=edition, target=target, title="Beacons lit", unit="%",
        baseline=10, baseline_day=made.STARTS, value=90, day=made.ENDS,
    )  # fmt: skip
    target.save()
    target.observations.create(day=date(2026, 5, 1), value=40, source="our own")
    plan.current = edition
    plan.save()
    report = Progress.objects.create(
        about=f"roadmaps.activity:{found.pk}", starts=made.STARTS, ends=made.ENDS
    )
    Version.objects.create(
        report=report, state="validated", validated_at=made.WITHIN, language="en", done="Two burn."
    )
    return found


@pytest.fixture
def project(mandates) -> Project:
    lines = [
        ActionLine.objects.create(code=code, name_en=name)
        for code, name in (("C2", "Infrastructure"), ("C9", "Media"))
    ]
    TaggedRecord.objects.create(
        record_type="mandates.mandate", record_id=str(mandates[0].pk)
    ).lines.set(lines[:1])
    found = [
        Project.objects.create(
            number=1_500_000_000 + place, language="en", title=f"Lamps {place}",
            entity_name="Harbour office", entity_type="government", lines=codes,
            year=2026, submitted_at=timezone.now(),
        )
        for place, codes in enumerate((["C2", "C9"], ["C9"]))
    ]  # fmt: skip
    PROJECTS.refresh([each.pk for each in found])
    return found[0]


def test_what_is_generated_leads_to_its_records_and_back(
    mandates, decision, activity, project, officer, second, client
):
    definition = made.define(made.CONTENT | {"sections": SECTIONS, "languages": ["en"]})
    report = made.begin(definition, officer, ["en"])
    made.drafted(report, officer)
    target, progress = plans.Target.objects.get(), Progress.objects.exclude(about="").get()
    first = mandates[0]

    def blocks(key):
        return {each.key.partition(".")[2]: each for each in made.section_of(report, key).now}

    def rows(block):
        return [[cell.text for cell in row] for row in block.grid.rows]

    counted = blocks("counted")["by-line"]
    assert rows(counted) == [["C2 Infrastructure", "1"]]
    assert counted.chart.numbers == (("C2 Infrastructure", 1),)
    assert counted.grid.rows[0][0].sources == (f"mandates.mandate:{first.pk}",)

    decided = blocks("decided")
    assert decided["decisions"].text == "In the period 1 decision was taken on these mandates."
    assert decided[f"d{decision.pk}"].text == (
        "1 June 2026, PP Resolution 900, `instructs/1`: To retain. The harbours still ask for it."
    )
    about = decided[f"d{decision.pk}"].sentences[1]
    assert f"decisions.decision:{decision.pk}" in about.sources

    planned = blocks("plans")
    assert planned["activities"].text == "The plans hold 1 activity."
    assert planned[f"a{activity.pk}"].text == (
        "**Light the \\beacons\\** Carried out by: Harbour office."
        " Reported for 1 January 2026 to 31 December 2026: Two burn."
    )
    assert planned[f"a{activity.pk}"].sentences[-1].sources == (
        f"progress.report:{progress.pk}",
        f"roadmaps.activity:{activity.pk}",
    )
    assert rows(planned["targets"]) == [
        ["Beacons lit", "%", "10 (1 January 2026)", "40 (1 May 2026)", "90 (31 December 2026)",
         "On track"]
    ]  # fmt: skip
    assert planned["targets"].grid.rows[0][0].sources == (f"roadmaps.target:{target.pk}",)

    register = blocks("projects")
    assert register["projects"].text == "The register of projects has 1 entry of the years 2026."
    assert rows(register["by-line"]) == [["\u2066C2\u2069 Infrastructure", "1"]]
    assert rows(register["by-type"]) == [["government", "1"]]
    for name in ("by-line", "by-type"):
        assert register[name].grid.rows[0][0].sources == (f"stocktaking.project:{project.pk}",)

    for verb, by in (("submit", officer), ("sign", second), ("publish", second)):
        actions.move(report=report, verb=verb, by=by)
    shown = client.get(report.get_absolute_url()).content.decode()
    pages = {
        "mandate": (reverse("mandates:mandate", args=[first.pk]), "counted.by-line"),
        "decision": (decision.get_absolute_url(), f"decided.d{decision.pk}.decided"),
        "activity": (activity.get_absolute_url(), "plans.activities.number"),
        "target": (target.get_absolute_url(), "plans.targets"),
        "progress": (progress.get_absolute_url(), f"plans.a{activity.pk}.r{progress.pk}-who"),
        "project": (project.get_absolute_url(), "projects.projects.number"),
    }
    for name, (address, key) in pages.items():
        assert f'id="{key}"' in shown, name
        back = client.get(address).content.decode()
        assert f'{report.get_absolute_url()}#{key}"' in back, name
        if name in ("mandate", "activity"):
            assert "1 report" in back, name  # their line leads there
    for name in ("activity", "target", "project"):  # told by one record alone
        assert f'href="{pages[name][0]}"' in shown, name
    rests = client.get(
        reverse("reporting:sources", args=[report.pk, f"decided.d{decision.pk}.reason"])
    )
    assert decision.get_absolute_url() in rests.content.decode()
