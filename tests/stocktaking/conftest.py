"""A template as the starter data has it, and answers that can be submitted."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from actionline.common.datafiles import Faults
from actionline.framework import loading as framework
from actionline.stocktaking import loading
from actionline.stocktaking.actions import writing
from actionline.stocktaking.models import Submission, Template

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
def template(db) -> Template:
    faults = Faults()
    framework.load(PROCESS, faults)
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
