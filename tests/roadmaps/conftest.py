"""A shape, a roadmap with a draft, and the cast around it: a focal point who drafts, one who
publishes, an officer."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from actionline.accounts.models import Role, User
from actionline.framework.models import ActionLine, Body, GdcObjective, Goal, Target
from actionline.instruments.models import Edition as Adopted
from actionline.instruments.models import Instrument
from actionline.mandates.models import Mandate, Wording
from actionline.mandates.settling import settle
from actionline.roadmaps import actions
from actionline.roadmaps.models import ActivityVersion, Edition, Item, Part, Shape, TargetVersion

PARTS = (
    ("plan", "outcomes", "items", "", True),
    ("plan", "vision", "text", "", True),
    ("plan", "activities", "activities", "", True),
    ("plan", "targets", "targets", "", True),
    ("activity", "text", "text", "what", False),
    ("activity", "slogan", "text", "what", False),
    ("activity", "item", "item", "what", False),
    ("activity", "lead", "body", "what", False),
    ("activity", "timeframe", "period", "when", True),
    ("activity", "results", "text", "when", False),
    ("activity", "mandates", "mandates", "mandates", True),
    ("activity", "sdg", "goals", "goals", False),
    ("activity", "gdc", "objectives", "goals", False),
)


@pytest.fixture
def shape(db) -> Shape:
    made = Shape.objects.create(slug="light-roadmap", name_en="Roadmap", of_line=True, source="x")
    Part.objects.bulk_create(
        Part(
            shape=made,
            within=within,
            key=key,
            kind=kind,
            step=step,
            expected=expected,
            position=position,
            name_en=key.title(),
            name_fr=f"{key.title()} (fr)",
            source="x",
        )
        for position, (within, key, kind, step, expected) in enumerate(PARTS)
    )
    return made


@pytest.fixture
def line(db) -> ActionLine:
    return ActionLine.objects.create(code="L1", name_en="Keeping lights", source="x")


@pytest.fixture
def body(db) -> Body:
    return Body.objects.create(slug="harbour-office", name_en="Harbour Office")


@pytest.fixture
def terms(db) -> dict[str, object]:
    goal = Goal.objects.create(number=9, name_en="Roads", source="x")
    target = Target.objects.create(code="9.c", name_en="Cables", goal=goal, source="x")
    other = Target.objects.create(code="9.1", name_en="Bridges", goal=goal, position=1, source="x")
    objective = GdcObjective.objects.create(number=1, name_en="Divides", source="x")
    return {"9.c": target, "9.1": other, "gdc": objective}


def focal_point(name: str, level: str, scope: str, code: str) -> User:
    user = User.objects.create_user(f"{name}@example.org", name=name.title())
    Role.objects.create(
        person=user, kind=Role.Kind.FOCAL_POINT, level=level, scope=scope, scope_code=code
    )
    return user


@pytest.fixture
def drafter(line) -> User:
    return focal_point("drafter", "drafts", "action_line", line.code)


@pytest.fixture
def publisher(body) -> User:
    return focal_point("publisher", "publishes", "body", body.slug)


@pytest.fixture
def outsider(db) -> User:
    """A focal point who publishes, of something else."""
    return focal_point("outsider", "publishes", "body", "other-office")


@pytest.fixture
def client_of():
    def sign_in(user: User) -> Client:
        client = Client()
        client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def begin(shape, body, line, publisher):
    """Begin the roadmap of the line."""

    def make(**more) -> Edition:
        given = {
            "shape": shape,
            "body": body,
            "line": line,
            "label": "2026–2029",
            "starts": date(2026, 1, 1),
            "ends": date(2029, 12, 31),
            "language": "en",
            "by": publisher,
        }
        return actions.begin_plan(**(given | more))

    return make


@pytest.fixture
def draft(begin) -> Edition:
    """A draft with an outcome, two activities and a target, in our own words."""
    return fill(begin())


def fill(edition: Edition, by: User | None = None) -> Edition:
    by = by or edition.begun_by
    (item,) = actions.add(
        edition=edition, kind=Item, rows=[{"key": "outcomes", "title": "Lit coasts"}], by=by
    )
    first, _second = actions.add(
        edition=edition,
        kind=ActivityVersion,
        rows=[
            {
                "title": "Mend the lamps",
                "item_id": item.pk,
                "starts": "2026-03-01",
                "ends": "2027-02-28",
                "results": "Forty lamps burn.",
            },
            {"title": "Teach the keepers"},
        ],
        by=by,
    )
    actions.add(
        edition=edition,
        kind=TargetVersion,
        rows=[
            {
                "title": "Lamps that burn",
                "unit": "lamps",
                "activity_id": first.activity_id,
                "baseline": "10",
                "baseline_day": "2026-01-01",
                "baseline_source": "Survey",
                "value": "40",
                "day": "2029-01-01",
                "source": "Survey",
            }
        ],
        by=by,
    )
    actions.write_passage(
        edition=edition, key="vision", text="No ship in the dark.", revision=0, by=by
    )
    return edition


@pytest.fixture
def published(draft, publisher) -> Edition:
    return actions.move(edition=draft, verb="publish", by=publisher)


@pytest.fixture
def mandates(db, body):
    """Make mandates of one instrument; gives them in order."""

    def make(count: int) -> list[Mandate]:
        instrument = Instrument.objects.create(
            slug="itu/pp/res-900",
            number="900",
            title="Beacons",
            short_title="Resolution 900",
            body=body,
        )
        adopted = Adopted.objects.create(
            instrument=instrument, version="2022", title="Beacons", reading={}
        )
        made = Mandate.objects.bulk_create(
            Mandate(instrument=instrument, kind="report", position=place) for place in range(count)
        )
        Wording.objects.bulk_create(
            Wording(
                mandate=mandate,
                edition=adopted,
                path=f"resolves/{place + 1}",
                position=place,
                text=f"to keep beacon {place + 1}",
                force="resolves",
                action="keep",
            )
            for place, mandate in enumerate(made)
        )
        settle([instrument.pk])
        return list(Mandate.objects.order_by("position"))

    return make
