"""A small vocabulary and matrix that the tests of this room share."""

from __future__ import annotations

from datetime import date

from actionline.framework.models import ActionLine, GdcObjective, Goal, MatrixLink, Target

NAMES = ("en", "ar", "zh", "fr", "ru", "es")


def named(name: str) -> dict[str, str]:
    return {f"name_{code}": f"{name} ({code})" for code in NAMES}


def make_vocabulary() -> None:
    """Two action lines, two goals, three targets, one objective; and four links."""
    infrastructure = ActionLine.objects.create(code="C2", position=0, **named("Infrastructure"))
    health = ActionLine.objects.create(code="C7-ehealth", position=1, **named("E-health"))
    well_being = Goal.objects.create(number=3, **named("Well-being"))
    industry = Goal.objects.create(number=9, **named("Industry"))
    coverage = Target.objects.create(code="3.8", goal=well_being, position=0, **named("Coverage"))
    Target.objects.create(code="9.1", goal=industry, position=1, **named("Roads"))
    internet = Target.objects.create(code="9.c", goal=industry, position=2, **named("Internet"))
    divides = GdcObjective.objects.create(number=1, **named("Divides"))
    told = {"source": "A/RES/70/125", "reason": "Because.", "state": MatrixLink.State.CONFIRMED}
    MatrixLink.objects.create(line=infrastructure, target=internet, **told)
    MatrixLink.objects.create(line=health, target=coverage, **told)
    MatrixLink.objects.create(line=health, goal=well_being, **told | {"state": "doubtful"})
    MatrixLink.objects.create(
        line=infrastructure,
        objective=divides,
        **told | {"state": "proposed"},
        author_name="Somebody",
        proposed_on=date(2026, 3, 1),
    )


def line(code: str) -> ActionLine:
    return ActionLine.objects.get(code=code)


def target(code: str) -> Target:
    return Target.objects.get(code=code)


def link(code: str, at: str) -> MatrixLink:
    """The link from a line to a target."""
    return MatrixLink.objects.get(line__code=code, target__code=at)
