"""So many records of each type as a test wants, all in our own words."""

from __future__ import annotations

from datetime import date

import pytest
from django.utils import timezone
from tests.reporting import made

from actionline.accounts.models import Organisation, User
from actionline.framework import models as framework
from actionline.instruments.models import Citation, Edition, Instrument, Proposal, Provision
from actionline.mandates.decisions.models import Decision
from actionline.mandates.models import Mandate, Party, Wording
from actionline.mandates.progress.models import Report, Version
from actionline.mandates.settling import settle
from actionline.portal.api.door import limits
from actionline.reporting.models import Definition
from actionline.reporting.models import Report as Told
from actionline.roadmaps import models as roadmaps
from actionline.stocktaking.indexing import PROJECTS
from actionline.stocktaking.models import Project

NAMES = {"name_en": "Lighthouses", "name_fr": "Phares", "name_ar": "منارات"}


@pytest.fixture(autouse=True)
def unlimited(settings):
    """Tests ask more often than people do; those of the limits set their own."""
    settings.API_RATE = 0
    limits.forget()


@pytest.fixture
def fill(db):
    """Adds so many records of each type."""

    def add(number: int = 1) -> None:
        first = framework.Body.objects.count()
        for index in range(first, first + number):
            _vocabulary(index)
            _texts(index)
            _project(index)
            _plan(index)
            _progress()
            _decision()
            _told(index)

    return add


def _told(index: int) -> None:
    """A report with a published edition and one of its files."""
    definition = Definition.objects.create(
        slug=f"report-{index}", content=made.CONTENT | {"slug": f"report-{index}"}
    )
    report = Told.objects.create(
        definition=definition, shape=definition.content, year=2030, languages=["en"],
        starts=date(2029, 1, 1), ends=date(2029, 12, 31),
    )  # fmt: skip
    people = [_person("proposer"), _person("validator")]
    edition = report.editions.create(
        number=1, digest="0" * 64, edited_by=people[0], signed_by=people[1],
        published_at=timezone.now(),
        content={"documents": {"en": {"is": "Document", "title": "On lamps", "language": "en"}}},
    )  # fmt: skip
    edition.files.create(language="en", form="pdf", file="none.pdf", size=1, sha256="0" * 64)


def _progress() -> None:
    """A validated report on a mandate, with a figure."""
    report = Report.objects.create(
        mandate=Mandate.objects.all()[0], starts=date(2026, 1, 1), ends=date(2026, 6, 30)
    )
    version = Version.objects.create(
        report=report, state="validated", language="en", done="Lit.", validated_at=timezone.now()
    )
    version.figures.create(name="Lamps", value=7, day=date(2026, 6, 30), source="Our own count")


def _decision() -> None:
    """A decision that stands, with both names."""
    people = [_person("proposer"), _person("validator")]
    now = timezone.now()
    Decision.objects.create(
        mandate=Mandate.objects.order_by("-pk")[0], outcome="retain", reason="It is asked still.",
        language="en", state="validated", stands=True, proposed_by=people[0], settled_by=people[1],
        proposed_at=now, settled_at=now,
    )  # fmt: skip


def _person(name: str) -> User:
    return User.objects.get_or_create(email=f"{name}@example.org", defaults={"name": name.title()})[
        0
    ]


def _plan(index: int) -> None:
    """A published roadmap with an activity and a target that was observed."""
    shape = roadmaps.Shape.objects.create(slug=f"shape-{index}", source="our own", **NAMES)
    plan = roadmaps.Plan.objects.create(
        slug=f"plan-{index}", shape=shape, body=framework.Body.objects.get(slug=f"body-{index}")
    )
    edition = roadmaps.Edition.objects.create(
        plan=plan, number=1, label="2030", starts=date(2030, 1, 1), ends=date(2030, 12, 31),
        state="published", digest="0" * 64, frozen="{}",
    )  # fmt: skip
    activity = roadmaps.Activity.objects.create(plan=plan)
    activity.current = roadmaps.ActivityVersion.objects.create(
        edition=edition, activity=activity, title="Mend the lamps"
    )
    activity.save()
    activity.current.mandates.set(Mandate.objects.all()[:1])
    target = roadmaps.Target.objects.create(plan=plan)
    target.current = roadmaps.TargetVersion.objects.create(
        edition=edition, target=target, title="Lamps", milestones=[["2030-06-30", "5.5"]]
    )
    target.save()
    target.observations.create(day=date(2030, 2, 1), value=4, source="our own")
    plan.current = edition
    plan.save()


def _project(index: int) -> None:
    """A project of the register, as the search knows it."""
    project = Project.objects.create(
        number=1_500_000_000 + index, language="en", title=f"Lamps {index}", summary="Light helps.",
        entity_name="Harbour office", entity_type="government", entity_economy=f"AB{index}",
        lines=[f"C7-{index}"], goals=[str(index + 1)], status="ongoing", year=2020,
        submitted_at=timezone.now(),
    )  # fmt: skip
    PROJECTS.refresh([project.pk])


def _vocabulary(index: int) -> None:
    body = framework.Body.objects.create(slug=f"body-{index}", **NAMES)
    meeting = framework.Meeting.objects.create(
        slug=f"body-{index}-2030", body=body, starts=date(2030, 5, 1), source="our own", **NAMES
    )
    framework.DocumentDeadline.objects.create(meeting=meeting, kind="proposals", days=14)
    line = framework.ActionLine.objects.create(code=f"C7-{index}", position=index, **NAMES)
    goal = framework.Goal.objects.create(number=index + 1, **NAMES)
    target = framework.Target.objects.create(code=f"{index + 1}.a", goal=goal, **NAMES)
    framework.GdcObjective.objects.create(number=index + 1, **NAMES)
    framework.StakeholderType.objects.create(slug=f"kind-{index}", **NAMES)
    membership = framework.MembershipKind.objects.create(slug=f"member-{index}", **NAMES)
    group = framework.EconomyGroup.objects.create(
        slug=f"group-{index}", kind="itu-region", as_of=date(2026, 1, 1), **NAMES
    )
    economy = framework.Economy.objects.create(
        m49=f"{index:03}", iso2=f"A{index}", iso3=f"AB{index}", **NAMES
    )
    economy.groups.add(group)
    for pointed in ({"goal": goal}, {"target": target}):
        framework.MatrixLink.objects.create(line=line, reason="light helps", **pointed)
    Organisation.objects.create(
        name=f"Harbour {index}",
        type="government",
        membership=membership,
        verified_at=timezone.now(),
    )


def _texts(index: int) -> None:
    body = framework.Body.objects.get(slug=f"body-{index}")
    instrument = Instrument.objects.create(
        slug=f"itu/pp/res-{900 + index}", title="On beacons", body=body, number=f"{900 + index}"
    )
    editions = [
        Edition.objects.create(instrument=instrument, version=version, title="On beacons")
        for version in ("2018", "2022")
    ]
    proposal = Proposal.objects.create(instrument=instrument, base=editions[1], title="On beacons")
    for text in ({"edition": editions[1]}, {"proposal": proposal}):
        provision = Provision.objects.create(
            position=1, path="resolves/1", kind="operative", clause="resolves",
            heading="resolves", text="to keep a register", **text,
            footnotes=[{"number": "1", "text": "As of now."}],
        )  # fmt: skip
        Citation.objects.create(
            provision=provision, text="Resolution 900", target=instrument.slug, cited=instrument
        )
    _mandate(instrument, editions, body)
    settle([instrument.pk])  # with the due date that the meeting of the body gives


def _mandate(instrument: Instrument, editions: list[Edition], body: framework.Body) -> None:
    mandate = Mandate.objects.create(instrument=instrument)
    for edition in editions:
        wording = Wording.objects.create(
            mandate=mandate, edition=edition, path="resolves/1", text="to report each year",
            force="instructs", action="report", kind="report", every="P1Y",
        )  # fmt: skip
        Party.objects.create(wording=wording, body=body, role="actor")
        Party.objects.create(wording=wording, body=body, role="recipient")
