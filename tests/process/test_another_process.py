"""Another process than WSIS goes the whole way from its own folder: a resolution of its own is
read, its mandate assigned, planned, worked on, shown and told in the report that it asked for."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from django.urls import reverse
from django.utils import timezone, translation
from tests.reporting.made import drafted

from actionline.accounts.actions import roles
from actionline.accounts.models import Role, User
from actionline.framework.models import Body, Meeting
from actionline.instruments import actions as instruments
from actionline.mandates import actions as mandates
from actionline.mandates.assignments import actions as assigning
from actionline.mandates.assignments.suggesting import suggestions
from actionline.mandates.models import Mandate
from actionline.mandates.progress import actions as progress
from actionline.mandates.subjects import MANDATE, Subject
from actionline.portal import process
from actionline.reporting import actions as reporting
from actionline.reporting import periods
from actionline.reporting.models import Definition, Report
from actionline.roadmaps import actions as planning
from actionline.roadmaps.models import ActivityVersion, Plan, Shape

HERE = Path(__file__).parent
#: Words that would tell of WSIS on a page of the River Union.
FOREIGN = re.compile(r"\b(WSIS|ITU|CSTD|ECOSOC|UNGIS|Plenipotentiary|Council|Tunis)\b")


@pytest.fixture
def mandate(settings, tmp_path, db, officer) -> Mandate:
    """What Resolution 3 asks of the Board, read as the folder of the River Union names things."""
    settings.PROCESS_DIR, settings.MEDIA_ROOT = HERE / "tiny", tmp_path
    process.load(settings.PROCESS_DIR)
    text = (HERE / "resolution-3.txt").read_bytes()
    item = instruments.upload(data=text, name="resolution-3.txt", by=officer)
    instruments.file_import(item=item, by=officer)
    return Mandate.objects.get(
        instrument__slug="river/assembly/res-3", current__path="instructs-the-river-board/2"
    )


@pytest.fixture
def focal_point(officer) -> User:
    person = User.objects.create_user("union@example.org", name="Union")
    role = Role(person=person, kind=Role.Kind.FOCAL_POINT, scope=Role.Scope.BODY)
    role.scope_code, role.level = "river-union", Role.Level.DRAFTS
    roles.give_role(role=role, by=officer)
    return person


def work_on(mandate: Mandate, officer: User, focal_point: User) -> None:
    """Assigned as the folder suggests, planned in its shape, reported and shown."""
    today = timezone.localdate()
    lead = suggestions([(mandate.pk, mandate.party_keys)])[mandate.pk].lead
    assert lead.slug == "river-union"  # who acts for the Board
    assigning.assign(plans=[assigning.Plan(mandate.pk, lead.pk)], by=officer)
    edition = planning.begin_plan(
        shape=Shape.objects.get(),
        body=lead,
        line=None,
        label="Now",
        starts=date(today.year, 1, 1),
        ends=date(today.year, 12, 31),
        language="en",
        by=officer,
    )
    row = {"title": "Sample at the bridges", "mandates": [mandate.pk], "lead_id": lead.pk}
    planning.add(edition=edition, kind=ActivityVersion, rows=[row], by=focal_point)
    planning.move(edition=edition, verb="ask", by=focal_point)
    planning.move(edition=edition, verb="publish", by=officer)
    version = progress.begin(
        subject=Subject(MANDATE, str(mandate.pk)),
        starts=date(today.year, 1, 1),
        ends=today,
        language="en",
        by=focal_point,
    )
    version = progress.save(
        version=version,
        by=focal_point,
        values={"done": "The water was sampled."},
        figures=[],
        saves=version.saves,
    )
    progress.validate(
        version=progress.submit(version=version, by=focal_point), internal=False, by=officer
    )
    mandates.give_evidence(
        mandate=mandate,
        record_type="framework.meeting",
        record_id=str(Meeting.objects.get(slug="river-board-2030").pk),
        reason="It was told there.",
        language="en",
        by=officer,
    )


def tell(officer: User, second: User) -> Report:
    """The report of this year for the session after it, taken to the public."""
    definition = Definition.objects.get(slug="water")
    year = timezone.localdate().year + 1
    starts, ends = periods.period(definition.shape, year)
    report = reporting.start(
        definition=definition,
        year=year,
        starts=starts,
        ends=ends,
        languages=definition.shape.languages,
        language="en",
        by=officer,
    )
    drafted(report, officer)
    for verb, by in (("submit", officer), ("sign", second), ("publish", second)):
        report = reporting.move(report=report, verb=verb, by=by)
    return report


def test_a_river_goes_from_its_resolution_to_its_report(mandate, officer, focal_point, client):
    assert mandate.kind == "report"
    assert [row.meeting.slug for row in mandate.occurrences.all()][:1] == ["river-assembly-2030"]
    second = User.objects.create_user("second@example.org", name="Second", is_officer=True)

    work_on(mandate, officer, focal_point)
    report = tell(officer, second)

    pages = {
        language: client.get(f"/{language}/reports/{report.pk}/").content.decode()
        for language in ("en", "fr")
    }
    assert "Resolution 3" in pages["en"]
    for told in ("The water was sampled.", "River Board 2030", "Sample at the bridges"):
        assert told in pages["en"], told
    assert "Les rives" not in pages["fr"]
    assert "L’eau" in pages["fr"]
    with translation.override("en"):
        addresses = [
            reverse("mandates:mandate", args=[mandate.pk]),
            reverse("roadmaps:plan", args=[Plan.objects.get().slug]),
            reverse("reporting:definition", args=["water"]),
            reverse("framework:calendar"),
            "/en/",
        ]
    for address in addresses:
        pages[address] = client.get(address).content.decode()
    assert f"/en/reports/{report.pk}/" in pages[addresses[0]]
    for address, page in pages.items():
        assert FOREIGN.findall(page) == [], address
    assert set(Body.objects.values_list("slug", flat=True)) == {
        "river-union", "river-assembly", "river-board"
    }  # fmt: skip
