"""A template as the starter data has it, and answers that can be submitted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from actionline.common.datafiles import Faults
from actionline.framework.models import ActionLine, Economy, EconomyGroup, Goal, Target
from actionline.stocktaking import loading
from actionline.stocktaking.actions import deciding, writing
from actionline.stocktaking.models import Project, Submission, Template

PROCESS = Path(__file__).resolve().parents[2] / "process/wsis"

COMPLETE: dict[str, Any] = {
    "entity_name": "Office for Rural Access",
    "entity_type": "government",
    "entity_economy": "KEN",
    "contact_name": "The office",
    "contact_email": "office@example.org",
    "title": "Libraries on the line",
    "summary": " ".join(["connect"] * 160),
    "lines": ["C2", "C7-elearning"],
    "targets": ["9.c"],
    "coverage": "national",
    "economies": ["KEN"],
    "status": "ongoing",
    "starts": "2024-03-01",
}


@pytest.fixture
def vocabulary(db) -> None:
    """A little of it: loading the whole would take a second for each test."""
    for number, code in enumerate(("C1", "C2", "C5", "C7-elearning")):
        ActionLine.objects.create(code=code, name_en=f"Line {code}", position=number)
    for number in (4, 9):
        goal = Goal.objects.create(number=number, name_en=f"Goal {number}")
        Target.objects.create(code=f"{number}.c", goal=goal, name_en=f"Target {number}.c")
    africa = EconomyGroup.objects.create(
        slug="africa", kind="m49-region", name_en="Africa", as_of="2026-01-01"
    )
    for m49, iso2, iso3 in (("404", "KE", "KEN"), ("604", "PE", "PER"), ("250", "FR", "FRA")):
        economy = Economy.objects.create(m49=m49, iso2=iso2, iso3=iso3, name_en=iso3)
        if iso3 == "KEN":
            economy.groups.add(africa)


@pytest.fixture
def template(vocabulary) -> Template:
    """The first template, as the starter data has it."""
    faults = Faults()
    loading.load(PROCESS, faults)
    assert not faults
    return Template.objects.get()


@pytest.fixture
def draft(template, person) -> Submission:
    """A draft of somebody's with every answer that has to be given."""
    found = writing.begin(by=person, language="en", template=template)
    return writing.save(submission=found, by=person, answers=COMPLETE, version=0)


@pytest.fixture
def submitted(draft, person) -> Submission:
    return writing.submit(submission=draft, by=person)


@pytest.fixture
def accepted(submitted, officer) -> Project:
    """The entry in the register."""
    found = deciding.decide(submission=submitted, verb="accept", by=officer).project
    assert found is not None
    return found
