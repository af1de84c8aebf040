"""The fields of plans, activities and targets in the JSON interface."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from actionline.common.api import Record


class PlanRecord(Record):
    """A roadmap or an operational plan, as its newest published edition has it."""

    id: int
    url: str = Field(description="Its lasting page")
    slug: str
    name: str = Field(description="In the language asked for")
    shape: str = Field(description="The kind of plan, by its slug")
    body: str = Field(description="The body that keeps it, by its slug")
    line: str | None = Field(description="The action line that it is for, by its code")
    edition: int = Field(description="The number of the edition that the public reads")
    label: str = Field(description="What that edition is called: 2026–2029")
    starts: date
    ends: date
    language: str = Field(description="In which it is written")
    digest: str = Field(description="The SHA-256 of its content, which `content_url` gives")
    content_url: str


class ActivityRecord(Record):
    """An activity of a plan, as the newest published edition that has it has it."""

    id: int = Field(description="The same through all editions")
    url: str = Field(description="Its lasting page")
    plan: str = Field(description="The plan, by its slug")
    ended: bool = Field(description="true: the newest edition does not have it any longer")
    language: str
    title: str
    text: str
    starts: date | None
    ends: date | None
    lead: str | None = Field(description="Who carries it out, by slug; null: who keeps the plan")
    results: str = Field(description="Expected results")
    resources: str = Field(description="Human and financial resources")
    partners: str
    programmes: str
    mandates: list[int] = Field(description="The mandates that it answers, by their ids")
    sdg_targets: list[str]
    gdc_objectives: list[int]


class MilestoneRecord(Record):
    """A value wanted on the way."""

    day: date
    value: float


class ObservationRecord(Record):
    """A figure that was observed."""

    day: date
    value: float
    source: str


class PlanTargetRecord(Record):
    """A target of a plan with what was observed of it."""

    id: int = Field(description="The same through all editions")
    url: str = Field(description="Its lasting page")
    plan: str = Field(description="The plan, by its slug")
    activity: int | None = Field(description="The activity that it measures; null: the plan")
    ended: bool = Field(description="true: the newest edition does not have it any longer")
    language: str
    indicator: str
    unit: str
    baseline: float | None
    baseline_day: date | None
    baseline_source: str
    value: float | None = Field(description="The value wanted on `day`")
    day: date | None
    source: str = Field(description="Where the figures come from")
    milestones: list[MilestoneRecord] = Field(description="Values wanted on the way")
    status: str = Field(description="By rule: reached, on-track, behind, not-observed, incomplete")
    observations: list[ObservationRecord]
